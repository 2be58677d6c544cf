import argparse

import psycopg

from ledger.archive import archive_month, month_of
from ledger.search import COLUMNS, ORDERS, search
from ledger.settings import DATABASE_URL


def arguments_of() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ledger")
    commands = parser.add_subparsers(dest="command", required=True)
    find = commands.add_parser("search")
    find.add_argument("needle")
    find.add_argument("--field", choices=sorted(COLUMNS), default="note")
    find.add_argument("--order", choices=sorted(ORDERS), default="newest")
    archive = commands.add_parser("archive")
    archive.add_argument("month", type=month_of)
    return parser.parse_args()


def main() -> None:
    arguments = arguments_of()
    with psycopg.connect(DATABASE_URL) as connection:
        if arguments.command == "archive":
            for path in archive_month(connection, arguments.month):
                print(path)
        else:
            for row in search(connection, arguments.needle, arguments.field, arguments.order):
                print(*row, sep="\t")


if __name__ == "__main__":
    main()
