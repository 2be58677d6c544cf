"""Which items are asked of a file."""

from collections.abc import Callable

import pytest

from reviewbot.checklist.select import selected
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
