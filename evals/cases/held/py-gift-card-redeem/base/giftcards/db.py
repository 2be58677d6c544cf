import os

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

SessionFactory = sessionmaker(create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True))


def get_session():
    with SessionFactory() as session:
        yield session
