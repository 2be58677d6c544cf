from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from policies.settings import settings

SessionFactory = sessionmaker(create_engine(settings.database_url, pool_pre_ping=True))


def get_session():
    with SessionFactory() as session:
        yield session
