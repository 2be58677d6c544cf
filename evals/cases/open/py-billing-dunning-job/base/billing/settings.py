import os

DATABASE_URL = os.environ["DATABASE_URL"]
ACCOUNTS_URL = os.environ.get("ACCOUNTS_URL", "http://accounts:8000")
