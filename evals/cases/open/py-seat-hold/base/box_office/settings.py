from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str
    hold_minutes: int = 10


settings = Settings()
