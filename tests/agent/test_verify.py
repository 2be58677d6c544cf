"""Test the second look: what the sceptic is shown, and that only a quote that stands there confirms."""

from collections.abc import Mapping

import pytest
from anthropic_simulator.answer import Answer, refuse, say, use
from anthropic_simulator.answer import Call as ToolCall
from anthropic_simulator.minds import Mind, always, in_order
from anthropic_simulator.trouble import Trouble as Failing
from anthropic_simulator.trouble import overloaded, unauthorised
from support.agent import (
    FENCE,
    HAIKU,
    OPUS,
    ORDERS,
    Loose,
    Meet,
    Run,
    Shelf,
    candidate,
    form,
    hunk,
    judged,
    revealed,
    verdict,
)

from reviewbot.agent.prompt import verify_system
from reviewbot.agent.read import Reader
from reviewbot.agent.reply import verify_schema
from reviewbot.agent.verify import Court, doubted
from reviewbot.domain.chunk import Doubt, Doubted, Gap
from reviewbot.domain.diff import Hunk, Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.source import Source

HEAD = """def orders(shop):
    for order in shop.orders.all():
        print(order.customer.name)
    return None


def more(shop):
    # the caller has checked this
    pass
    for order in shop.orders.all():
\tkey = "hunter2hunter2"
"""
BASE = "def gone():\n    lock(shop)\n"
FILES = {
    ("shop/orders.py", Side.RIGHT): HEAD,
    ("shop/orders.py", Side.LEFT): BASE,
    ("settings.py", Side.RIGHT): "TIMEOUT = None\n",
}
EXCERPTS: Mapping[str, tuple[Hunk, ...]] = {"shop/orders.py": (hunk(ORDERS), hunk("+far = away", first=90))}


def read(path: str, side: Side) -> Source | None:
    """Read one version of a file."""
    text = FILES.get((path, side))
    return None if text is None else Source(path, text, "python")


def doubts(met: Run, *claims: Candidate) -> list[Doubted]:
    """Have claims doubted."""
    asked = form(system=verify_system(has_tools=True, fence=FENCE), schema=verify_schema())
    sceptic = Reader(asked, HAIKU, OPUS, met.means, FENCE, Shelf)
    court = Court(EXCERPTS, {"query-in-loop": "a bulk fetch covers the relation"}, read, revealed)
    return list(doubted(claims or (candidate(),), sceptic, court))


def doubt(meet: Meet, **fields: Loose) -> Doubted:
    """Have one claim judged so."""
    (one,) = doubts(meet(always(judged(verdict(1, **fields)))))
    return one


def test_a_claim_is_confirmed_by_a_line_that_stands_there(meet: Meet) -> None:
    assert doubt(meet) == Doubted(
        candidate(),
        Doubt.CONFIRMED,
        "The customer is loaded for each order.",
        "shop/orders.py",
        3,
        "print(order.customer.name)",
    )


def test_the_sceptic_sees_the_claim_and_the_code_and_not_the_reasoning(meet: Meet) -> None:
    met = meet(always(judged(verdict())))
    doubts(met, candidate(related=(Anchor("shop/models.py", Side.RIGHT, 9, 9),)))
    (request,) = met.server.requests
    seen = request.system + request.text
    for word in ("N+1: one query per order", "When a shop has n orders", "order.customer.name", "shop/models.py",
                 "Fine if: a bulk fetch covers the relation"):  # fmt: skip
        assert word in seen
    assert "MY REASONING" not in str(request.body)
    assert "MY DOUBTS" not in str(request.body)


def test_only_the_code_around_the_claims_is_shown(meet: Meet) -> None:
    met = meet(always(judged(verdict(), verdict(2))))
    doubts(met)
    doubts(met, candidate(), candidate(line=90))
    near, far = met.server.requests
    assert "far = away" not in near.text
    assert "far = away" in far.text


def test_a_removed_line_is_shown_by_its_number_in_the_base(meet: Meet) -> None:
    met = meet(always(judged(verdict())))
    removed = candidate(anchor=Anchor("shop/jobs.py", Side.LEFT, 7, 7))
    sceptic = Reader(form(schema=verify_schema()), HAIKU, OPUS, met.means, FENCE, Shelf)
    shown = {"shop/jobs.py": (hunk("-lock(shop)", first=7), hunk("+other = 1", first=7))}
    list(doubted([removed], sceptic, Court(shown, {}, read, revealed)))
    assert "7- lock(shop)" in met.server.requests[0].text
    assert "other = 1" not in met.server.requests[0].text


@pytest.mark.parametrize(
    ("word", "kept"),
    [("refuted", Doubt.REFUTED), ("cannot_tell", Doubt.CANNOT_TELL)],
    ids=["refuted", "cannot tell"],
)
@pytest.mark.parametrize("quote", ["", "nowhere to be found", "    for order in shop.orders.all():"], ids=repr)
def test_a_no_needs_no_quote(meet: Meet, word: str, kept: Doubt, quote: str) -> None:
    assert doubt(meet, verdict=word, quote=quote).doubt is kept


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"quote": "print(order.customer.name)  "}, 3),
        ({"quote": "for order in shop.orders.all():", "line": 1}, 2),
        ({"quote": "for order in shop.orders.all():", "line": 900}, 10),
        ({"quote": "TIMEOUT = None", "path": "settings.py", "line": 1}, 1),
        ({"quote": "lock(shop)", "line": 2}, 2),
        ({"quote": '    key = "⟦secret-1⟧"', "line": 11}, 11),
    ],
    ids=["without its indentation", "the nearest above", "the nearest below", "another file", "the base", "a secret"],
)
def test_a_quote_is_found_where_it_stands(meet: Meet, fields: dict[str, object], line: int) -> None:
    got = doubt(meet, **fields)
    assert (got.doubt, got.line) == (Doubt.CONFIRMED, line)


@pytest.mark.parametrize(
    "fields",
    [
        {"quote": ""},
        {"quote": "   "},
        {"quote": "for order in shop.orders.filter():"},
        {"quote": "print(order"},
        {"path": "shop/nowhere.py"},
        {"path": "/proc/self/environ"},
        {"path": "settings.py"},
        {"quote": "for order in shop.orders.all():\n        print(order.customer.name)"},
    ],
    ids=["empty", "blank", "not there", "half a line", "no file", "outside", "another file", "two lines"],
)
def test_a_confirmation_whose_quote_stands_nowhere_cannot_tell(meet: Meet, fields: dict[str, object]) -> None:
    got = doubt(meet, **fields)
    assert (got.doubt, got.reason) == (Doubt.CANNOT_TELL, "what the sceptic quotes does not stand there")
    assert (got.path, got.line, got.quote) == ("", 0, "")


@pytest.mark.parametrize("quote", ["    return None", "pass", "# the caller has checked this"], ids=repr)
def test_a_line_that_stands_anywhere_confirms_nothing(meet: Meet, quote: str) -> None:
    got = doubt(meet, quote=quote)
    assert (got.doubt, got.reason) == (Doubt.CANNOT_TELL, "what the sceptic quotes shows nothing")


def test_a_comment_refutes_nothing(meet: Meet) -> None:
    got = doubt(meet, verdict="refuted", quote="# the caller has checked this")
    assert (got.doubt, got.reason) == (Doubt.CANNOT_TELL, "what the sceptic quotes is only a comment")


@pytest.mark.parametrize("number", ["1", " 1 ", "Claim 1", "claim 1"], ids=repr)
def test_a_claim_may_be_named_in_more_than_one_way(meet: Meet, number: str) -> None:
    assert doubt(meet, claim=number).doubt is Doubt.CONFIRMED


@pytest.mark.parametrize(
    "verdicts",
    [[], [verdict(2)], [verdict(0)], [verdict(1), verdict(1, verdict="refuted")], [verdict("one")]],
    ids=["none", "another's", "none's", "two", "in words"],
)
def test_without_one_verdict_a_claim_is_unverified(meet: Meet, verdicts: list[object]) -> None:
    (got,) = doubts(meet(always(judged(*verdicts))))
    assert (got.doubt, got.reason) == (Doubt.UNVERIFIED, "the sceptic did not say")


@pytest.mark.parametrize(
    ("failing", "gap"),
    [
        (refuse(), Gap.REFUSED),
        (say("Hm.", is_malformed=True), Gap.MALFORMED),
        (Answer((), "max_tokens"), Gap.CUT_OFF),
        (overloaded(), Gap.OVERLOADED),
        (unauthorised(), Gap.UNAUTHORISED),
    ],
    ids=["refused", "malformed", "cut off", "529", "401"],
)
def test_where_the_sceptic_fails_a_claim_is_unverified(meet: Meet, failing: Answer | Failing, gap: Gap) -> None:
    (got,) = doubts(meet(always(failing)))
    assert (got.candidate, got.doubt, got.reason) == (candidate(), Doubt.UNVERIFIED, gap)


def test_a_sceptic_that_refuses_is_replaced_once(meet: Meet) -> None:
    met = meet(lambda request: refuse() if request.model == HAIKU.name else judged(verdict()))
    assert [one.doubt for one in doubts(met)] == [Doubt.CONFIRMED]
    assert [one.model for one in met.server.requests] == [HAIKU.name, OPUS.name]


def test_the_sceptic_may_look_something_up(meet: Meet) -> None:
    met = meet(in_order(use(ToolCall("read_lines", {"path": "settings.py"})), judged(verdict())))
    assert [one.doubt for one in doubts(met)] == [Doubt.CONFIRMED]


def test_claims_are_doubted_in_batches_of_a_file(meet: Meet) -> None:
    mind: Mind = always(judged(*(verdict(number) for number in range(1, 7))))
    met = meet(mind)
    claims = [candidate(title=f"claim {number}") for number in range(8)]
    other = candidate("settings.py", title="other")
    got = doubts(met, *claims[:3], other, *claims[3:])
    assert [one.candidate for one in got] == [*claims, other]
    assert sorted(request.text.count("## Claim") for request in met.server.requests) == [1, 2, 6]
    assert all(one.doubt is Doubt.CONFIRMED for one in got)


def test_who_looks_nothing_up_hears_claims_of_several_files_together(meet: Meet) -> None:
    met = meet(always(judged(*(verdict(number) for number in range(1, 7)))))
    sceptic = Reader(form(schema=verify_schema(), turns=0, tools=()), HAIKU, OPUS, met.means, FENCE, Shelf)
    claims = [candidate(f"{path}.py", title=f"{path} {number}") for path in "abcd" for number in range(2)]
    shown = {f"{path}.py": (hunk(f"+{path}_first = 1\n+{path}_second = 2"),) for path in "abcd"}
    got = list(doubted(claims, sceptic, Court(shown, {}, read, revealed)))
    assert [one.candidate for one in got] == claims
    first, second = sorted(met.server.requests, key=lambda request: -len(request.text))
    assert first.text.startswith("6 claims about 3 files.")
    assert second.text.startswith("2 claims about one file.")
    assert [first.text.count(f"At `{path}.py`, line 2:") for path in "abcd"] == [2, 2, 2, 0]
    assert [first.text.count(f"2+ {path}_second = 2") for path in "abcd"] == [1, 1, 1, 0]


def test_who_looks_nothing_up_sees_the_lines_near_a_claim_alone(meet: Meet) -> None:
    met = meet(always(judged(verdict())))
    long = {"shop/orders.py": (hunk("\n".join(f"+line_{number} = 0" for number in range(1, 81))),)}
    for turns in (2, 0):
        sceptic = Reader(form(schema=verify_schema(), turns=turns), HAIKU, OPUS, met.means, FENCE, Shelf)
        list(doubted([candidate(line=40)], sceptic, Court(long, {}, read, revealed)))
    all_of_it, near = met.server.requests
    assert all_of_it.text.count("line_") == 80
    assert [f"line_{number} " in near.text for number in (27, 28, 40, 52, 53)] == [False, True, True, True, False]


def test_each_claim_gets_its_own_verdict(meet: Meet) -> None:
    met = meet(always(judged(verdict(3, verdict="refuted"), verdict(1), verdict(2, verdict="cannot_tell"))))
    got = doubts(met, *(candidate(title=f"claim {number}") for number in range(3)))
    assert [one.doubt for one in got] == [Doubt.CONFIRMED, Doubt.CANNOT_TELL, Doubt.REFUTED]


def test_nothing_to_doubt_asks_nobody(meet: Meet) -> None:
    met = meet(always(judged()))
    sceptic = Reader(form(), HAIKU, OPUS, met.means, FENCE, Shelf)
    assert list(doubted([], sceptic, Court({}, {}, read, revealed))) == []
    assert met.server.messages == ()
