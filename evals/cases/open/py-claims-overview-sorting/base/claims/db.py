import os

from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"], pool_size=10)


def get_connection():
    with engine.connect() as connection:
        yield connection
