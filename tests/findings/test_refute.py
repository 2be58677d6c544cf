"""What refutes a claim before anybody is asked."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.change import file_diff, versions

from reviewbot.checklist.load import checklist
from reviewbot.domain.case import Case, Gold, Split
from reviewbot.domain.diff import FileDiff, Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.levels import Confidence
from reviewbot.evaluation.load import cases
from reviewbot.findings.refute import Around, refuted

Make = Callable[..., Candidate]

_BASE = """\
def total(order, user):
    if not user.may(order):
        raise Denied
    lines = order.lines
    # sum of all
    return sum(lines)


def name(order):
    first = order.first
    return first
"""


def _around(base: str | None, head: str | None, path: str = "a.py", context: int = 3) -> Around:
    file = file_diff(path, base, head, context)
    return Around(file, versions(path, base, head), lambda anchor: anchor.path == path and _is_changed(file, anchor))


def _is_changed(file: FileDiff, anchor: Anchor) -> bool:
    changed = file.removed if anchor.side is Side.LEFT else file.added
    return not changed.isdisjoint(range(anchor.start_line, anchor.line + 1))


def _said(base: str, old: str, new: str) -> str:
    assert base.count(old) == 1
    return base.replace(old, new)


def test_a_claim_about_an_added_line_stands(candidate: Make) -> None:
    around = _around(_BASE, _said(_BASE, "first = order.first", "first = order.last"))
    assert refuted(candidate(10, "    first = order.last"), around) is None


def test_a_claim_about_a_removed_line_stands(candidate: Make) -> None:
    around = _around(_BASE, _said(_BASE, "        raise Denied\n", "        pass\n"))
    assert refuted(candidate(3, "        raise Denied", Side.LEFT), around) is None


def test_a_claim_about_an_unchanged_line_was_there_before(candidate: Make) -> None:
    around = _around(_BASE, _said(_BASE, "first = order.first", "first = order.last"))
    no = refuted(candidate(6, "    return sum(lines)"), around)
    assert no is not None
    assert (no.is_preexisting, no.reason) == (True, "the change neither touches nor causes it")


def test_a_claim_about_an_unchanged_line_of_the_base_was_there_before(candidate: Make) -> None:
    around = _around(_BASE, _said(_BASE, "        raise Denied\n", ""))
    no = refuted(candidate(4, "    lines = order.lines", Side.LEFT), around)
    assert no is not None
    assert no.is_preexisting


@pytest.mark.parametrize(
    ("path", "line", "stands"),
    [("a.py", 10, True), ("a.py", 2, False), ("b.py", 10, False)],
    ids=["changed", "unchanged", "elsewhere"],
)
def test_a_claim_about_an_unchanged_line_stands_where_a_changed_line_takes_part(
    candidate: Make, path: str, line: int, stands: bool
) -> None:
    around = _around(_BASE, _said(_BASE, "first = order.first", "first = order.last"))
    claim = candidate(6, "    return sum(lines)", related=(Anchor(path, Side.RIGHT, line, line),))
    assert (refuted(claim, around) is None) is stands


@pytest.mark.parametrize("context", [0, 1, 3])
def test_a_claim_about_an_unchanged_line_stands_where_lines_of_its_function_are_gone(
    candidate: Make, context: int
) -> None:
    head = _said(_BASE, "    if not user.may(order):\n        raise Denied\n", "")
    assert refuted(candidate(4, "    return sum(lines)"), _around(_BASE, head, context=context)) is None


def test_what_is_gone_from_the_end_of_a_function_counts_there(candidate: Make) -> None:
    base = _BASE.replace("    return first\n", "    return first\n    close()\n")
    assert refuted(candidate(10, "    first = order.first"), _around(base, _BASE)) is None


def test_what_is_gone_from_another_function_does_not_count(candidate: Make) -> None:
    around = _around(_BASE, _said(_BASE, "    if not user.may(order):\n        raise Denied\n", ""))
    no = refuted(candidate(8, "    first = order.first"), around)
    assert no is not None
    assert no.is_preexisting


def test_what_was_replaced_can_be_named_and_does_not_count(candidate: Make) -> None:
    around = _around(_BASE, _said(_BASE, "        raise Denied\n", "        log(user)\n"))
    assert refuted(candidate(6, "    return sum(lines)"), around) is not None


def test_in_a_file_without_a_grammar_lines_that_are_gone_nearby_count(candidate: Make) -> None:
    base = "".join(f"line {number}\n" for number in range(60))
    around = _around(base, base.replace("line 30\n", ""), "a.txt")
    assert refuted(candidate(25, "line 24"), around) is None
    assert refuted(candidate(50, "line 50"), around) is not None


def test_in_a_new_file_every_line_is_new(candidate: Make) -> None:
    assert refuted(candidate(6, "    return sum(lines)"), _around(None, _BASE)) is None


def test_only_a_comment_says_nothing(candidate: Make) -> None:
    no = refuted(candidate(5, "    # sum of all"), _around(None, _BASE))
    assert no is not None
    assert (no.reason, no.is_preexisting) == ("only a comment is quoted", False)
    assert refuted(candidate(5, "    # sum of all\n    return sum(lines)"), _around(None, _BASE)) is None


@pytest.mark.parametrize(("base", "side"), [(None, Side.LEFT), (_BASE, Side.LEFT)], ids=["new-file", "base"])
def test_a_claim_about_a_version_that_is_not_there_is_none(candidate: Make, base: str | None, side: Side) -> None:
    no = refuted(candidate(1, "def total(order, user):", side), _around(base, _BASE + "x = 1\n"))
    assert no is not None
    assert no.is_preexisting is (base is not None)


def test_a_refuter_speaks_for_its_item_alone(candidate: Make) -> None:
    head = "def f(url):\n    return requests.get(url, timeout=3)\n"
    claim = candidate(2, "    return requests.get(url, timeout=3)", item="call-without-timeout")
    no = refuted(claim, _around(None, head))
    assert no is not None
    assert (no.candidate, no.reason, no.is_preexisting) == (claim, "the call has a limit", False)
    assert refuted(replace(claim, item="other"), _around(None, head)) is None


def test_a_file_that_is_too_large_is_left_to_a_reader(candidate: Make) -> None:
    head = "def f(url):\n    return requests.get(url, timeout=3)\n" + "x = 1\n" * 3_000
    claim = candidate(2, "    return requests.get(url, timeout=3)", item="call-without-timeout")
    assert refuted(claim, _around(None, head)) is None


@pytest.mark.parametrize(
    ("item", "line"),
    [
        pytest.param("call-without-timeout", "a:" * 900, id="colons"),
        pytest.param("call-without-timeout", "get(" * 450, id="brackets"),
        pytest.param("sql-injection", ".execute(" + '"""x""" ' * 200, id="quotes"),
        pytest.param("unvalidated-input", "class A(BaseModel):" + " " * 1_800, id="spaces"),
        pytest.param("query-in-loop", "a" + ".b" * 900, id="attributes"),
        pytest.param("write-path-without-transaction", "with a.begin() as b:" * 90, id="blocks"),
    ],
)
def test_no_text_keeps_a_refuter_busy(candidate: Make, item: str, line: str) -> None:
    head = "\n".join(["def f(a: int):", *[f"    {line}"] * 20])
    quote = "\n".join(head.split("\n")[1:])
    assert refuted(candidate(2, quote, item=item), _around(None, head)) is None


def test_a_claim_about_lines_that_were_reviewed_is_set_apart(candidate: Make) -> None:
    around = replace(_around(_BASE, _said(_BASE, "order.first", "order.last")), is_unseen=lambda _: False)
    no = refuted(candidate(10, "    first = order.last"), around)
    assert no is not None
    assert (no.is_covered, no.is_preexisting) == (True, False)
    assert refuted(candidate(10, "    first = order.last"), replace(around, is_unseen=around.is_changed)) is None


def test_a_gap_that_was_reviewed_causes_nothing_any_more(candidate: Make) -> None:
    around = _around(_BASE, _said(_BASE, "    if not user.may(order):\n        raise Denied\n", ""))
    claim = candidate(4, "    return sum(lines)")
    assert refuted(claim, around) is None
    assert refuted(claim, replace(around, is_unseen=around.is_changed)) is None
    no = refuted(claim, replace(around, is_unseen=lambda _: False))
    assert no is not None
    assert no.is_covered


def _faults() -> list[object]:
    items = {one.id: one for one in checklist({}).items}
    folder = Path(__file__).resolve().parents[2] / "evals" / "cases"
    return [
        pytest.param(one, gold, id=f"{one.name}-{gold.item}")
        for one in cases(folder, tuple(Split), items)
        for gold in one.gold
        if gold.path in one.head
    ]


@pytest.mark.parametrize(("case", "gold"), _faults())
def test_no_fault_of_the_cases_is_refuted(case: Case, gold: Gold) -> None:
    base, head = case.base.get(gold.path, b"").decode() or None, case.head[gold.path].decode()
    around = _around(base, head, gold.path)
    anchor = Anchor(gold.path, Side.RIGHT, gold.start_line, gold.line)
    quote = "\n".join(head.split("\n")[gold.start_line - 1 : gold.line])
    for item in (gold.item, *gold.also):
        assert refuted(Candidate(item, anchor, quote, "t", "w", "m", Confidence.LOW, "agent"), around) is None
