from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    media_bucket: str
    media_host: str = "https://media.tableside.example"
    max_photo_bytes: int = 5_000_000


settings = Settings()
