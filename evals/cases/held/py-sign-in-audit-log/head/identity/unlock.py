"""Unlock an account: python -m identity.unlock EMAIL"""

import argparse
import logging
import sys

from identity.logs import setup
from identity.sign_in import audit_name
from identity.store import pool

logger = logging.getLogger(__name__)


def main() -> int:
    parser = argparse.ArgumentParser(prog="identity.unlock")
    parser.add_argument("email")
    email = parser.parse_args().email
    setup()
    pool.open()
    with pool.connection() as connection:
        done = connection.execute("UPDATE account SET locked = false WHERE email = %s", (email.lower(),)).rowcount
    if not done:
        print(f"No account of {email}", file=sys.stderr)
        return 1
    logger.info("Account unlocked", extra={"fields": {"who": audit_name(email)}})
    print(f"{email} may sign in again")
    return 0


if __name__ == "__main__":
    sys.exit(main())
