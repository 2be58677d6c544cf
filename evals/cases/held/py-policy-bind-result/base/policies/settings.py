from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    underwriter_url: str
    database_url: str


settings = Settings()
