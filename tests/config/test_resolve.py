"""Overrides, and which severity holds where."""

from collections.abc import Callable

import pytest

from reviewbot.config.load import Loaded
from reviewbot.config.resolve import for_path, is_off, severity_of
from reviewbot.config.values import FailOn
from reviewbot.domain.item import Applies, Item, Post
from reviewbot.domain.levels import Severity

Load = Callable[[str], Loaded]
OVERRIDES = """
items: {query-in-loop: high, sql-injection: off}
areas: {data-access: low, security: off}
fail_on: medium
overrides:
- {paths: [scripts/], items: {query-in-loop: off, broad-except: off}, fail_on: never, max_comments: 3}
- {paths: ["*.py"], items: {broad-except: low}, max_comments: 0}
- {paths: [docs/], fail_on: low}
"""


def item(name: str, area: str) -> Item:
    return Item(
        id=name, area=area, title="", serves=(), severity=Severity.MEDIUM, applies=Applies(frozenset(), ()),
        references=(), detectors=(), refute="", subsumes=frozenset(), post=Post.INLINE, why="", look_for="",
        bad=(), good=(), origin="",
    )  # fmt: skip


def test_a_path_without_override_has_what_the_file_says(load: Load) -> None:
    held = for_path(load(OVERRIDES).config, "src/main.go")
    assert held.items == {"query-in-loop": Severity.HIGH, "sql-injection": None}
    assert (held.fail_on, held.max_comments) == (FailOn.MEDIUM, 7)


def test_the_last_override_that_has_a_key_decides_that_key(load: Load) -> None:
    held = for_path(load(OVERRIDES).config, "scripts/load.py")
    assert held.items["query-in-loop"] is None
    assert held.items["broad-except"] is Severity.LOW
    assert (held.fail_on, held.max_comments) == (FailOn.NEVER, 0)


def test_an_override_leaves_alone_what_it_does_not_name(load: Load) -> None:
    held = for_path(load(OVERRIDES).config, "docs/a.txt")
    assert (held.fail_on, held.max_comments) == (FailOn.LOW, 7)
    assert held.items["query-in-loop"] is Severity.HIGH


@pytest.mark.parametrize(
    ("name", "area", "severity"),
    [
        ("query-in-loop", "data-access", Severity.HIGH),
        ("unbounded-list", "data-access", Severity.LOW),
        ("tls-verification-off", "security", None),
        ("sql-injection", "data-access", None),
        ("broad-except", "error-handling", Severity.MEDIUM),
    ],
    ids=["the item's entry", "the area's entry", "the area is off", "the item is off", "the item's own"],
)
def test_an_items_entry_goes_before_its_areas_and_that_before_its_own(
    load: Load, name: str, area: str, severity: Severity | None
) -> None:
    held = for_path(load(OVERRIDES).config, "src/main.go")
    assert severity_of(item(name, area), held) is severity


@pytest.mark.parametrize(
    ("name", "area", "off"),
    [
        ("tls-verification-off", "security", True),
        ("sql-injection", "data-access", True),
        ("broad-except", "security", False),
        ("query-in-loop", "data-access", False),
        ("unbounded-list", "data-access", False),
    ],
    ids=["the area", "the item", "on for some paths", "off for some paths", "nowhere"],
)
def test_an_item_is_off_where_no_path_has_it(load: Load, name: str, area: str, off: bool) -> None:
    assert is_off(item(name, area), load(OVERRIDES).config) is off
