from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    environment: str = "production"
    database_url: str


settings = Settings()
