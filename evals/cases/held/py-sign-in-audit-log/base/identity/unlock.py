"""Unlock an account: python -m identity.unlock EMAIL"""

import sys

from identity.store import pool


def main() -> int:
    pool.open()
    with pool.connection() as connection:
        done = connection.execute("UPDATE account SET locked = false WHERE email = %s", (sys.argv[1],)).rowcount
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
