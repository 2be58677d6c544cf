"""Which table is free when, from the restaurant's own plan."""

import os
from datetime import datetime

import psycopg
from psycopg_pool import ConnectionPool

pool = ConnectionPool(os.environ.get("DATABASE_URL", ""), open=False, max_size=8)


class NoTable(Exception):
    """Nothing is free for that many guests at that time."""


class UnknownRestaurant(Exception):
    """The restaurant is not one of ours."""


def reserve(restaurant: str, guests: int, at: datetime, name: str) -> int:
    """Return the number of the reserved table. Raises NoTable and UnknownRestaurant."""
    with pool.connection() as connection:
        try:
            row = connection.execute("SELECT reserve_table(%s, %s, %s, %s)", (restaurant, guests, at, name)).fetchone()
        except psycopg.errors.NoDataFound as error:
            raise NoTable(f"{guests} guests at {at:%H:%M}") from error
        except psycopg.errors.InvalidParameterValue as error:
            raise UnknownRestaurant(restaurant) from error
    return row[0]
