"""An item's examples are its tests."""

from collections.abc import Callable

import pytest

from reviewbot.checklist.examples import Examine, Mismatch, example_path, mismatches
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate, Detected
from reviewbot.domain.item import Example, Item
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Versions
from reviewbot.syntax.languages import grammar_of

Read = Callable[..., Item]

_DETECTOR = "detectors:\n- language: python\n  confidence: high\n  rule: {kind: call}\n"
_PAGE = "## Bad\n```python\na()\nb()  # finding\n```\n## Good\n```python\nc()\n```\n"


def firing(side: Side, *lines: int, failure: str = "") -> Examine:
    def examine(versions: Versions, item: Item) -> Detected:
        path = versions.head.path if versions.head else ""
        anchors = [Anchor(path, side, line, line) for line in lines]
        made = (Candidate(item.id, one, "", "", "", "", Confidence.HIGH, "detector") for one in anchors)
        return Detected(tuple(made), failure)

    return examine


def test_lines_that_do_not_fire_or_fire_unmarked_are_told_as_the_items_file_counts_them(read: Read) -> None:
    item = read(_DETECTOR, _PAGE)
    found = mismatches(item, firing(Side.RIGHT, 1), grammar_of)
    assert found == (Mismatch("own-item", "own.md", (17,), (16,)), Mismatch("own-item", "own.md", (), (21,)))


def test_examples_that_are_read_as_they_are_marked_say_nothing(read: Read) -> None:
    item = read(_DETECTOR, _PAGE.partition("## Good")[0])
    assert mismatches(item, firing(Side.RIGHT, 2), grammar_of) == ()


def test_a_mark_in_good_means_nothing(read: Read) -> None:
    item = read(_DETECTOR, "## Good\n```python\na()  # finding\n```\n")
    assert mismatches(item, firing(Side.RIGHT), grammar_of) == ()
    assert mismatches(item, firing(Side.RIGHT, 1), grammar_of) == (Mismatch("own-item", "own.md", (), (16,)),)


def test_a_detector_that_fails_is_told(read: Read) -> None:
    (found,) = mismatches(read(_DETECTOR, "## Good\n```\nx\n```\n"), firing(Side.RIGHT, failure="slow"), grammar_of)
    assert found.failure == "slow"


def test_of_two_versions_the_lines_of_both_count(read: Read) -> None:
    page = "## Bad\n```yaml base\na: 1\nb: 2  # finding\n```\n```yaml\na: 1\n```\n"
    assert mismatches(read(_DETECTOR, page), firing(Side.LEFT, 2), grammar_of) == ()
    assert mismatches(read(_DETECTOR, page), firing(Side.RIGHT, 1), grammar_of) == (
        Mismatch("own-item", "own.md", (17,), (20,)),
    )


def test_an_item_without_a_detector_has_nothing_to_run(read: Read) -> None:
    assert mismatches(read("", _PAGE), firing(Side.RIGHT, 1), grammar_of) == ()


@pytest.mark.parametrize(
    ("language", "path", "where"),
    [
        ("python", "", "app/example.py"),
        ("tsx", "", "app/example.tsx"),
        ("", "", "app/example.txt"),
        ("python", "app/migrations/1.py", "app/migrations/1.py"),
    ],
)
def test_an_example_stands_at_a_path_of_its_language(language: str, path: str, where: str) -> None:
    assert example_path(Example(language, path, "", 1)) == where
