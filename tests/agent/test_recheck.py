"""Test the look at earlier remarks: gone only with a line of code that stands there, whatever anybody says."""

import pytest
from anthropic_simulator.answer import Answer, refuse, say, use
from anthropic_simulator.answer import Call as ToolCall
from anthropic_simulator.minds import always, in_order
from anthropic_simulator.trouble import Trouble as Failing
from anthropic_simulator.trouble import overloaded
from support.agent import FENCE, HAIKU, OPUS, Loose, Meet, Run, Shelf, form, hunk, revealed
from support.retold import PATH, regiven, rejudged

from reviewbot.agent.read import Reader
from reviewbot.agent.recheck import reheard
from reviewbot.agent.reply import recheck_schema
from reviewbot.agent.retold_prompt import recheck_system
from reviewbot.agent.verify import Court
from reviewbot.domain.chunk import Gap
from reviewbot.domain.diff import Side
from reviewbot.domain.report import Verdict
from reviewbot.domain.retold import Reheard, Retold
from reviewbot.domain.source import Source

HEAD = """def orders(shop):
    for order in shop.orders.select_related("customer"):
        print(order.customer.name)
    # every order has its customer now
    pass
    key = "hunter2hunter2"
"""
BASE = "def orders(shop):\n    check_owner(shop)\n    for order in shop.orders.all():\n"
FILES = {(PATH, Side.RIGHT): HEAD, (PATH, Side.LEFT): BASE, ("settings.py", Side.RIGHT): "TIMEOUT = 3\n"}
OLD = Retold(
    "query-in-loop",
    PATH,
    "**High · N+1: one query per order**",
    (" def orders(shop):", "-    check_owner(shop)", "+    for order in shop.orders.all():"),
    (hunk(HEAD.replace("\n", "\n ").replace("def", " def", 1)),),
    (hunk("+    for order in shop.orders.select_related():"),),
)


def read(path: str, side: Side) -> Source | None:
    """Read one version of a file."""
    text = FILES.get((path, side))
    return None if text is None else Source(path, text, "python")


def looked(met: Run, *claims: Retold) -> list[Reheard]:
    """Have earlier remarks looked at."""
    asked = form(system=recheck_system("", FENCE, has_tools=True), schema=recheck_schema())
    sceptic = Reader(asked, HAIKU, OPUS, met.means, FENCE, Shelf)
    court = Court({}, {"query-in-loop": "a bulk fetch covers the relation"}, read, revealed)
    return list(reheard(claims or (OLD,), sceptic, court))


def look(meet: Meet, **fields: Loose) -> Reheard:
    """Have one judged so."""
    (one,) = looked(meet(always(rejudged(regiven(1, **fields)))))
    return one


def test_a_remark_is_gone_by_a_line_that_stands_there(meet: Meet) -> None:
    assert look(meet) == Reheard(Verdict.GONE, "The customers are fetched at once.")


@pytest.mark.parametrize(
    "fields",
    [
        {"quote": "    TIMEOUT = 3", "path": "settings.py"},
        {"quote": '    key = "⟦secret-1⟧"'},
        {"quote": "for order in shop.orders.all():"},
    ],
    ids=["in another file", "a secret", "the faulty line, removed"],
)
def test_what_shows_a_repair_may_stand_elsewhere(meet: Meet, fields: dict[str, str]) -> None:
    assert look(meet, **fields).verdict is Verdict.GONE


@pytest.mark.parametrize(
    "fields",
    [
        {"quote": ""},
        {"quote": "for order in shop.orders.prefetch():"},
        {"quote": "check_owner(shop)"},
        {"path": "/etc/passwd", "quote": "root:x:0:0"},
        {"path": "settings.py"},
    ],
    ids=["nothing", "not there", "a check that was removed", "outside", "another file"],
)
def test_what_is_quoted_and_stands_nowhere_repairs_nothing(meet: Meet, fields: dict[str, str]) -> None:
    assert look(meet, **fields) == Reheard(Verdict.UNKNOWN, "what the sceptic quotes does not stand there")


@pytest.mark.parametrize("quote", ["    pass", "# every order has its customer now"], ids=["pass", "a comment"])
def test_what_shows_nothing_repairs_nothing(meet: Meet, quote: str) -> None:
    assert look(meet, quote=quote) == Reheard(Verdict.UNKNOWN, "what the sceptic quotes shows nothing")


@pytest.mark.parametrize(
    ("word", "verdict"), [("still", Verdict.STILL), ("cannot_tell", Verdict.UNKNOWN)], ids=["still", "cannot tell"]
)
def test_what_is_not_gone_needs_no_quote(meet: Meet, word: str, verdict: Verdict) -> None:
    assert look(meet, verdict=word, quote="", reason="One\nper order.") == Reheard(verdict, "One per order.")


@pytest.mark.parametrize("number", ["1", "Remark 1", " remark 1 "], ids=repr)
def test_a_remark_may_be_named_in_more_than_one_way(meet: Meet, number: str) -> None:
    assert look(meet, remark=number).verdict is Verdict.GONE


@pytest.mark.parametrize(
    "verdicts", [[], [regiven(2)], [regiven(1), regiven(1, verdict="still")]], ids=["none", "another's", "two"]
)
def test_without_one_verdict_nobody_knows(meet: Meet, verdicts: list[object]) -> None:
    assert looked(meet(always(rejudged(*verdicts)))) == [Reheard(Verdict.UNKNOWN, "the sceptic did not say")]


@pytest.mark.parametrize(
    ("failing", "gap"),
    [(refuse(), Gap.REFUSED), (say("Gone.", is_malformed=True), Gap.MALFORMED), (overloaded(), Gap.OVERLOADED)],
    ids=["refused", "malformed", "529"],
)
def test_where_the_sceptic_fails_nobody_knows(meet: Meet, failing: Answer | Failing, gap: Gap) -> None:
    assert looked(meet(always(failing))) == [Reheard(Verdict.UNKNOWN, gap, gap)]


def test_without_money_nobody_knows(meet: Meet) -> None:
    met = meet(always(rejudged(regiven())), usd=0.0)
    assert looked(met) == [Reheard(Verdict.UNKNOWN, Gap.BUDGET, Gap.BUDGET)]
    assert met.server.messages == ()


def test_the_sceptic_may_look_something_up(meet: Meet) -> None:
    met = meet(in_order(use(ToolCall("read_lines", {"path": "settings.py"})), rejudged(regiven())))
    assert looked(met)[0].verdict is Verdict.GONE


def test_remarks_on_one_file_go_together_and_keep_their_order(meet: Meet) -> None:
    met = meet(always(rejudged(*(regiven(number, reason=f"reason {number}") for number in range(1, 5)))))
    other = Retold("query-in-loop", "settings.py", "words", ())
    got = looked(met, OLD, other, *(OLD for _ in range(4)))
    assert sorted(request.text.count("## Remark") for request in met.server.requests) == [1, 1, 4]
    assert [one.reason for one in got] == [f"reason {number}" for number in (1, 1, 2, 3, 4, 1)]


def test_nothing_to_look_at_asks_nobody(meet: Meet) -> None:
    met = meet(always(rejudged()))
    assert list(reheard([], Reader(form(), HAIKU, OPUS, met.means, FENCE, Shelf), Court({}, {}, read, revealed))) == []
    assert met.server.messages == ()
