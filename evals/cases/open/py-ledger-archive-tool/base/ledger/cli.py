import argparse

import psycopg

from ledger.search import search
from ledger.settings import DATABASE_URL


def main() -> None:
    parser = argparse.ArgumentParser(prog="ledger")
    parser.add_argument("needle")
    arguments = parser.parse_args()
    with psycopg.connect(DATABASE_URL) as connection:
        for row in search(connection, arguments.needle):
            print(*row, sep="\t")


if __name__ == "__main__":
    main()
