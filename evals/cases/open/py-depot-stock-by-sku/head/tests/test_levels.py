import os

import psycopg
import pytest

from stock.queries import Level, UnknownDepot, levels


@pytest.fixture
def db():
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        connection.execute("insert into depot values ('HH1', 'Hamburg')")
        connection.execute("insert into stock values ('HH1', 'A-1', 12), ('HH1', 'A-2', 3)")
        yield connection
        connection.rollback()


def test_levels_come_in_the_order_asked_for(db):
    assert levels(db, "HH1", ["A-2", "B-9", "A-1"]) == [Level("A-2", 3), Level("B-9", 0), Level("A-1", 12)]


def test_a_depot_that_does_not_exist_is_an_error(db):
    with pytest.raises(UnknownDepot, match="XX9"):
        levels(db, "XX9", ["A-1"])
