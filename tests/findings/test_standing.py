"""Test that a finding is known again by its lines: wherever they moved to, and only there."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.retold import PATH, QUOTE, THEN, claimed_in

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Candidate
from reviewbot.domain.source import Source
from reviewbot.findings.fingerprint import fingerprint
from reviewbot.findings.standing import standing
from reviewbot.syntax.languages import grammar_of

LOOP = "    for order in shop.orders.all():"
TWICE = f"def one(shop):\n{LOOP}\n        pass\n{LOOP}\n        pass\n\n\ndef two(shop):\n{LOOP}\n        pass\n"


def found(one: Candidate, text: str, shown: Sequence[str] = (), path: str = PATH) -> tuple[int, int] | None:
    """Give the lines on which a claim stands in a text."""
    got = standing(one.item, [fingerprint(one)], shown, Source(path, text, grammar_of(path)), Side.RIGHT)
    return (got.anchor.start_line, got.anchor.line) if got else None


@pytest.mark.parametrize("shown", [(), QUOTE.split("\n"), ("", "    nothing")], ids=["any", "its own", "others"])
def test_a_finding_stands_where_it_stood(shown: tuple[str, ...]) -> None:
    assert found(claimed_in(THEN), THEN, shown) == (None if "    nothing" in shown else (2, 3))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (f"import os\n\n\n{THEN}", (5, 6)),
        (THEN.replace("        print", "            print"), (2, 3)),
        (THEN.replace(".all():", ".all():  # reviewbot: ignore[query-in-loop] three at most"), (2, 3)),
        (THEN.replace("def orders", "def all_orders"), None),
        (THEN.replace(".all()", ".few()"), None),
        (THEN.replace("customer", "client"), None),
        ("", None),
    ],
    ids=["moved", "indented", "said no to", "another definition", "its first line", "its last line", "nothing left"],
)
def test_a_finding_stands_as_long_as_what_makes_it_stands(change: str, where: tuple[int, int] | None) -> None:
    assert found(claimed_in(THEN), change) == where


def test_of_equal_lines_each_is_known_for_itself() -> None:
    claims = [claimed_in(TWICE, LOOP, line=line) for line in (2, 4, 9)]
    assert [found(one, TWICE, [LOOP]) for one in claims] == [(2, 2), (4, 4), (9, 9)]
    without_the_last = TWICE.partition("def two")[0]
    assert [found(one, without_the_last) for one in claims] == [(2, 2), (4, 4), None]


def test_a_file_without_a_grammar_has_no_definitions() -> None:
    text = "first: 1\nretries: 9\n"
    assert found(claimed_in(text, "retries: 9", "queue.conf"), f"# new\n{text}", path="queue.conf") == (3, 3)


def test_in_an_endless_file_one_stops_looking() -> None:
    text = "x = 1\n" * 30_000
    assert found(claimed_in(THEN), text, ["x = 1"]) is None


_LINES = st.lists(
    st.sampled_from(["a = 1", "    a = 1", "def f():", "    return 2", "", "b()", "class C:"]), max_size=12
)


@given(_LINES, st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_a_review_settles_is_known_again(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join([*lines, "end()"]) + "\n"
    count = len(lines) + 1
    first = data.draw(st.integers(1, count))
    last = data.draw(st.integers(first, count))
    quote = "\n".join(text.split("\n")[first - 1 : last]).strip("\n")
    if not quote.strip():
        return
    one = claimed_in(text, quote, line=first)
    assert found(one, text, quote.split("\n")) is not None
