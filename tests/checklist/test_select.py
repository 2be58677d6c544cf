"""Which items are asked of a file."""

from collections.abc import Callable

import pytest

from reviewbot.checklist.select import mentioned, selected
from reviewbot.domain.item import Item
from reviewbot.domain.paths import path_class


@pytest.mark.parametrize(
    ("applies", "path", "language", "asked"),
    [
        ("{}", "a.py", "python", True),
        ("{}", "a.txt", None, True),
        ("{languages: [python, go]}", "a.go", "go", True),
        ("{languages: [python]}", "a.ts", "typescript", False),
        ("{languages: [python]}", "a.txt", None, False),
        ("{paths: {not: [test, seed]}}", "tests/a.py", "python", False),
        ("{paths: {not: [test, seed]}}", "seeds/a.py", "python", False),
        ("{paths: {not: [test]}}", "app/a.py", "python", True),
        ("{paths: {not: ['app/*.py']}}", "app/a.py", "python", False),
        ("{paths: {not: ['app/*.py']}}", "lib/a.py", "python", True),
        ("{paths: {not: [test]}}", "app/test", None, True),
    ],
)
def test_an_item_is_asked_where_it_applies(
    read: Callable[..., Item], applies: str, path: str, language: str | None, *, asked: bool
) -> None:
    item = read(f"applies: {applies}\n")
    assert selected([item], path, path_class(path), language) == ((item,) if asked else ())


@pytest.mark.parametrize(
    ("mentions", "text", "path", "kept"),
    [
        ("[]", "", "", True),
        ("[]", "x = 1", "a.py", True),
        ("[ldap]", "x = 1", "a.py", False),
        ("[ldap]", "import ldap3", "a.py", True),
        ("[LDAP]", "import ldap3", "a.py", True),
        ("[ldap]", "LDAPObject()", "a.py", True),
        ("[ldap]", "x = 1", "app/LDAP.py", True),
        ("[[queue, kafka]]", "kafka.send()", "a.py", True),
        ("[[queue, kafka]]", "broker.send()", "a.py", False),
        ("[migrat, [drop, rename]]", "drop_column()", "migrations/1.py", True),
        ("[migrat, [drop, rename]]", "add_column()", "migrations/1.py", False),
        ("[migrat, [drop, rename]]", "drop_column()", "a.py", False),
        ("['@http-call']", "requests.get(url)", "a.py", True),
        ("['@http-call']", "requests.put(url)", "a.py", False),
        ("[ab]", "a", "b.py", False),
    ],
)
def test_an_item_is_asked_of_a_reader_where_its_words_are_said(
    read: Callable[..., Item], mentions: str, text: str, path: str, *, kept: bool
) -> None:
    item = read(f"mentions: {mentions}\n")
    assert mentioned([item], text, path) == ((item,) if kept else ())


def test_what_is_kept_stays_in_its_order(read: Callable[..., Item]) -> None:
    everywhere, here, elsewhere = read(), read("mentions: [sql]\n"), read("mentions: [ldap]\n")
    assert mentioned([here, elsewhere, everywhere], "sql", "a.py") == (here, everywhere)
