"""Our own items: each loads, compiles, and finds in its examples what they are marked with."""

from collections.abc import Iterator
from functools import partial

import pytest

from reviewbot.checklist.examples import Examine, mismatches
from reviewbot.checklist.load import checklist, lines_to_serve, shared_names
from reviewbot.detectors.check import check
from reviewbot.detectors.examined import examined
from reviewbot.detectors.run import Detectors
from reviewbot.domain.item import Item
from reviewbot.syntax.languages import grammar_of

_ITEMS = checklist({}).items
_FIRST = {
    "sql-injection", "command-injection", "hardcoded-secret", "tls-verification-off", "query-in-loop",
    "unbounded-list", "call-without-timeout", "swallowed-exception", "broad-except", "blocking-in-async",
    "exception-text-in-response", "unversioned-route", "openapi-removal", "blocking-migration",
    "external-call-in-transaction",
}  # fmt: skip

every_item = pytest.mark.parametrize("item", _ITEMS, ids=lambda item: item.id)


@pytest.fixture(scope="module")
def examine() -> Iterator[Examine]:
    """Run detectors and comparisons as a review does."""
    with Detectors(_ITEMS) as detectors:
        yield partial(examined, items=_ITEMS, detect=detectors.detect)


def test_the_first_fifteen_items_are_there() -> None:
    assert {item.id for item in _ITEMS} >= _FIRST


@every_item
def test_the_examples_of_an_item_are_found_as_they_are_marked(item: Item, examine: Examine) -> None:
    assert mismatches(item, examine, grammar_of) == ()


@every_item
def test_the_rules_of_an_item_compile_under_all_grammars_of_their_languages(item: Item) -> None:
    check([item])


@every_item
def test_an_item_is_a_whole_page(item: Item) -> None:
    assert item.why
    assert item.look_for
    assert item.refute
    assert item.serves
    assert item.origin == f"prompts/checklist/{item.area}/{item.id}.md"
    if item.detectors:
        assert item.bad
        assert item.good


@every_item
def test_an_item_serves_lines_that_there_are(item: Item) -> None:
    assert set(item.serves) <= lines_to_serve().keys()


def test_no_line_of_the_agents_definition_is_without_an_item() -> None:
    assert set(lines_to_serve()) - {line for item in _ITEMS for line in item.serves} == set()


@every_item
def test_every_detector_says_what_its_file_must_hold(item: Item) -> None:
    assert all(detector.requires for detector in item.detectors)


@pytest.mark.parametrize("name", sorted(shared_names()))
def test_every_shared_list_names_something_and_nothing_twice(name: str) -> None:
    names = shared_names()[name]
    assert names
    assert len(set(names)) == len(names)
