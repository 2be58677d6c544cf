"""Which lines of a change nobody reviewed yet."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from support.change import file_diff

from reviewbot.diff.unseen import Before, changed, only, unseen
from reviewbot.domain.diff import ChangedLines, FileDiff, Line, LineKind

_TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", "}"]), max_size=12)
_PATH = "a.py"


def _diff(base: list[str], head: list[str], context: int = 3) -> FileDiff:
    return replace(file_diff(_PATH, "\n".join(base), "\n".join(head), context), base_path=_PATH)


def _move(old: list[str], new: list[str]) -> FileDiff | None:
    return None if old == new else _diff(old, new, 0)


def _before(then: tuple[list[str], list[str]], now: tuple[list[str], list[str]]) -> Before:
    return Before(_diff(*then), _move(then[1], now[1]), _move(then[0], now[0]))


def _texts(file: FileDiff, kind: LineKind) -> set[str]:
    return {line.text for line in file.lines if line.kind is kind}


def _unseen_texts(file: FileDiff, lines: ChangedLines) -> tuple[set[str], set[str]]:
    added = {line.text for line in file.lines if line.kind is LineKind.ADDED and line.head in lines.added}
    return added, {line.text for line in file.lines if line.kind is LineKind.REMOVED and line.base in lines.removed}


def test_of_a_file_that_was_not_reviewed_all_changed_lines_are_unseen() -> None:
    file = _diff(["a", "b"], ["a", "c"])
    assert unseen(file, None) == changed(file) == ChangedLines(frozenset({2}), frozenset({2}))


@given(_TEXTS, _TEXTS)
def test_where_the_change_is_the_same_nothing_is_unseen(base: list[str], head: list[str]) -> None:
    assert unseen(_diff(base, head), _before((base, head), (base, head))) == ChangedLines()


@given(_TEXTS, _TEXTS, _TEXTS, _TEXTS)
def test_a_line_whose_text_was_not_in_the_reviewed_change_is_unseen(
    base: list[str], head: list[str], later_base: list[str], later_head: list[str]
) -> None:
    then, file = _diff(base, head), _diff(later_base, later_head)
    lines = unseen(file, _before((base, head), (later_base, later_head)))
    added, removed = _unseen_texts(file, lines)
    assert added >= _texts(file, LineKind.ADDED) - _texts(then, LineKind.ADDED)
    assert removed >= _texts(file, LineKind.REMOVED) - _texts(then, LineKind.REMOVED)


@given(_TEXTS, _TEXTS, _TEXTS, _TEXTS)
def test_only_changed_lines_are_unseen(
    base: list[str], head: list[str], later_base: list[str], later_head: list[str]
) -> None:
    file = _diff(later_base, later_head)
    lines = unseen(file, _before((base, head), (later_base, later_head)))
    assert lines.added <= file.added
    assert lines.removed <= file.removed


def test_what_another_push_adds_is_all_that_is_unseen() -> None:
    base, head = ["a", "b"], ["a", "x", "b"]
    later = ["new", "a", "x", "b", "y"]
    assert unseen(_diff(base, later), _before((base, head), (base, later))) == ChangedLines(frozenset({1, 5}))


def test_what_the_base_brings_is_neither_seen_nor_unseen() -> None:
    base, head = ["a", "b", "c", "d", "e"], ["a", "x", "b", "c", "d", "e"]
    moved = ["main", *base[:3], "main too", *base[3:]]
    rebased = ["main", "a", "x", "b", "c", "main too", "d", "e"]
    assert unseen(_diff(moved, rebased), _before((base, head), (moved, rebased))) == ChangedLines()


def test_a_removal_of_what_the_reviewed_change_left_is_unseen() -> None:
    base, head, later = ["a", "b", "c"], ["a", "c"], ["a"]
    assert unseen(_diff(base, later), _before((base, head), (base, later))) == ChangedLines(frozenset(), frozenset({3}))


def test_a_line_that_stood_there_and_that_only_now_counts_as_changed_is_unseen() -> None:
    # The base took the line away: keeping it is a decision of today's change.
    base, head, later_base = ["a", "b"], ["a", "b", "x"], ["a"]
    now = unseen(_diff(later_base, head), _before((base, head), (later_base, head)))
    assert now == ChangedLines(frozenset({2}))


def test_what_was_seen_is_shown_as_if_it_had_been_there() -> None:
    lines = [
        Line(LineKind.CONTEXT, 1, 1, "a"),
        Line(LineKind.REMOVED, 2, None, "b"),
        Line(LineKind.REMOVED, 3, None, "c"),
        Line(LineKind.ADDED, None, 2, "d"),
        Line(LineKind.ADDED, None, 3, "e"),
    ]
    shown = [*only(lines, ChangedLines(frozenset({3}), frozenset({2})))]
    assert shown == [*lines[:2], Line(LineKind.CONTEXT, None, 2, "d"), lines[4]]
