from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    pricing_url: str
    redis_url: str


settings = Settings()
