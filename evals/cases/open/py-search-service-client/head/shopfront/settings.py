from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    environment: str = "production"
    database_url: str
    # The address for working on one's own machine; deployments set SEARCH_URL.
    search_url: str = "http://localhost:7700"
    search_seconds: float = 0.4
    search_pause_seconds: float = 20.0


settings = Settings()
