from sqlalchemy import create_engine

from billing.settings import DATABASE_URL

engine = create_engine(DATABASE_URL, pool_size=5, pool_pre_ping=True)
