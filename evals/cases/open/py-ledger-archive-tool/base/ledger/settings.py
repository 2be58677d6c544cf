import os

DATABASE_URL = os.environ["DATABASE_URL"]
ARCHIVE_FOLDER = os.environ.get("ARCHIVE_FOLDER", "/var/lib/ledger/archive")
