"""Test the agent from its brief to its cost, against the API: the cache, the levels of effort, the money."""

import json
from dataclasses import replace

import pytest
from anthropic_simulator.answer import Answer, use
from anthropic_simulator.answer import Call as ToolCall
from anthropic_simulator.clock import Clock, Timing
from anthropic_simulator.minds import always
from anthropic_simulator.request import Request
from support.agent import (
    DOLLAR,
    FENCE,
    HAIKU,
    OPUS,
    READ_LINES,
    SONNET,
    TIMEOUT,
    Loose,
    Meet,
    Run,
    Shelf,
    both,
    candidate,
    chunk,
    claimed,
    hunk,
    item,
    judged,
    piece,
    revealed,
    reviewed,
    verdict,
)
from support.retold import regiven, rejudged, replied, spoken, theirs

from reviewbot.agent.agent import Claude, Desk, Models
from reviewbot.agent.definition import Definition, definition, shipped
from reviewbot.agent.effort import LEVELS, Level
from reviewbot.agent.model import Model
from reviewbot.agent.prompt import Brief, Overview, TeamRule
from reviewbot.domain.chunk import Chunk, Doubt, Gap
from reviewbot.domain.diff import Side
from reviewbot.domain.report import Reply, Verdict
from reviewbot.domain.retold import Reheard, Retold, Talk
from reviewbot.domain.source import Source

SHIPPED = definition(shipped("backend-engineer") or "", "backend-engineer.md")
BRIEF = Brief(
    SHIPPED, (item(), TIMEOUT, item("never-asked")), (TeamRule("REVIEW.md", "Jobs take locks."),), Overview(())
)
CODE = "def orders(shop):\n    for order in shop.orders.all():\n        print(order.customer.name)\n"
LOOK = use(ToolCall("read_lines", {"path": "shop/models.py"}))
QUICK, STANDARD, THOROUGH = (LEVELS[name] for name in ("quick", "standard", "thorough"))


def claude(met: Run, level: Level = STANDARD, **fields: Loose) -> Claude:
    """Make an agent whose desk has one look-up."""
    brief = replace(BRIEF, **{name: fields.pop(name) for name in ("agent", "rules", "language") if name in fields})
    desk = Desk((READ_LINES,), Shelf, lambda path, _side: Source(path, CODE, "python"), FENCE, revealed)
    return Claude(brief, level, Models(SONNET, HAIKU, OPUS), replace(desk, **fields), met.means)


def retold() -> Retold:
    """Make an earlier finding."""
    return Retold("query-in-loop", "shop/orders.py", "N+1: one query per order", ("+    old",))


def chunks(count: int) -> list[Chunk]:
    """Make chunks of a file each."""
    return [chunk(f"a{number}.py", risk=number % 3) for number in range(count)]


def chunk_with(*items: str) -> Chunk:
    """Make a chunk of one file, of which these items are asked."""
    return Chunk((piece(items=items),))


def prefix(request: Request) -> bytes:
    """Give the bytes that come before a request's messages."""
    body = request.body
    return json.dumps([body["model"], body["output_config"], body.get("tools"), body["system"]]).encode()


def test_a_change_is_read_and_doubted(meet: Meet) -> None:
    met = meet(both(always(reviewed(claimed())), always(judged(verdict()))))
    agent = claude(met)
    (reading,) = agent.read([chunk()])
    (doubted,) = agent.doubt(reading.candidates, {"shop/orders.py": chunk().pieces[0].excerpts})
    assert doubted.doubt is Doubt.CONFIRMED
    assert doubted.candidate in reading.candidates
    assert [one.model for one in met.server.requests] == [SONNET.name, HAIKU.name]


@pytest.mark.parametrize("level", LEVELS.values(), ids=LEVELS)
def test_the_prefix_is_the_same_bytes_in_all_calls(meet: Meet, level: Level) -> None:
    met = meet(lambda request: LOOK if request.tools and request.turns < 2 else reviewed())
    claude(met, level).read(chunks(5))
    assert len({prefix(one) for one in met.server.requests}) == 1
    assert len(met.server.requests) >= 5


def test_the_first_is_read_alone_and_the_others_from_the_cache(meet: Meet) -> None:
    # Real time, so that requests that go together would find no entry yet.
    met = meet(always(reviewed()), clock=Clock(1), timing=Timing(first=0.05))
    claude(met).read(chunks(20))
    first, *others = sorted(met.server.messages, key=lambda one: one.received)
    assert first.first is not None
    assert all(one.received >= first.first for one in others)
    assert first.usage.read == 0
    assert {one.usage.read for one in others} == {min(one.usage.read for one in others)}
    assert min(one.usage.read for one in others) > 2_000
    assert 2 <= met.server.most_at_once <= 8


def test_the_second_of_two_conversations_reads_what_the_first_wrote(meet: Meet) -> None:
    met = meet(always(reviewed()), clock=Clock(1), timing=Timing(first=0.1))
    claude(met, QUICK).read(chunks(2))
    first, second = met.server.messages
    assert second.usage.read == first.usage.written_5m > 1_000


def test_the_turns_of_a_conversation_read_what_was_sent_before(meet: Meet) -> None:
    met = meet(lambda request: LOOK if request.turns < 3 else reviewed())
    claude(met).read([chunk()])
    usages = [one.usage for one in met.server.messages]
    assert [one.read for one in usages[1:]] == [one.prompt for one in usages[:-1]]


def test_only_items_that_are_asked_are_in_the_prompt(meet: Meet) -> None:
    met = meet(always(reviewed()))
    claude(met).read([chunk()])
    system = met.server.requests[0].system
    assert "## query-in-loop" in system
    assert "## missing-timeout" in system
    assert "never-asked" not in system


def test_the_change_is_read_as_a_whole_too(meet: Meet) -> None:
    met = meet(always(reviewed(claimed(path="a1.py"))))
    *_, whole = claude(met).read(chunks(2))
    assert (whole.chunk.pieces, whole.examined) == ((), frozenset())
    assert [one.anchor.path for one in whole.candidates] == ["a1.py"]
    assert sum("Review the change as a whole" in one.text for one in met.server.requests) == 1


def test_the_whole_goes_by_what_it_is_given_and_may_be_about_other_files(meet: Meet) -> None:
    met = meet(always(reviewed(claimed(path="old.py"))))
    _, whole = claude(met).read([chunk("a.py")], [piece("a.py"), piece("old.py")])
    assert [one.anchor.path for one in whole.candidates] == ["old.py"]
    (asked,) = (one.text for one in met.server.requests if "Review the change as a whole" in one.text)
    assert "`old.py`" in asked
    assert "The rest of the change was reviewed before" in asked


def test_where_nothing_is_given_for_the_whole_nobody_reads_it(meet: Meet) -> None:
    met = meet(always(reviewed()))
    assert len(claude(met).read(chunks(2), [])) == 2


@pytest.mark.parametrize(
    ("level", "count", "several"), [(QUICK, 2, 2), (STANDARD, 1, 1), (STANDARD, 2, 3), (THOROUGH, 2, 9)],
    ids=["quick", "one file", "standard", "thorough"],
)  # fmt: skip
def test_effort_says_how_many_conversations_there_are(meet: Meet, level: Level, count: int, several: int) -> None:
    met = meet(always(reviewed()))
    assert len(claude(met, level).read(chunks(count))) == several
    assert len(met.server.requests) == several


def test_quick_looks_nothing_up(meet: Meet) -> None:
    met = meet(always(reviewed()))
    claude(met, QUICK).read(chunks(2))
    assert {bool(one.tools) for one in met.server.requests} == {False}
    assert {one.effort for one in met.server.requests} == {"low"}
    assert "Look it up" not in met.server.requests[0].system


@pytest.mark.parametrize(("allowed", "turns"), [(0, 0), (1, 1), (50, 6)], ids=str)
def test_the_agents_file_bounds_its_look_ups(meet: Meet, allowed: int, turns: int) -> None:
    met = meet(lambda request: LOOK if request.tools and request.tool_choice == "auto" else reviewed())
    claude(met, agent=replace(SHIPPED, max_iterations=allowed)).read([chunk()])
    assert len(met.server.requests) == turns + 1


def test_without_tools_nothing_is_looked_up(meet: Meet) -> None:
    met = meet(always(reviewed()))
    claude(met, tools=()).read([chunk()])
    assert not met.server.requests[0].tools


@pytest.mark.parametrize(("level", "model"), [(STANDARD, HAIKU), (THOROUGH, SONNET)], ids=["cheaper", "thorough"])
def test_effort_says_who_doubts(meet: Meet, level: Level, model: Loose) -> None:
    met = meet(always(judged(verdict())))
    claude(met, level).doubt([candidate()], {})
    assert [one.model for one in met.server.requests] == [model.name]


def test_a_rule_of_the_team_may_be_cited(meet: Meet) -> None:
    broken = claimed(item="broken-team-rule", rule="Jobs take locks.")
    (got,) = claude(meet(always(reviewed(broken)))).read([chunk()])
    assert [one.item for one in got.candidates] == ["broken-team-rule"]


def test_the_cost_is_what_the_server_billed(meet: Meet) -> None:
    met = meet(both(always(reviewed(claimed())), always(judged(verdict()))), usd=2)
    agent = claude(met)
    readings = agent.read(chunks(4))
    agent.doubt([one for reading in readings for one in reading.candidates] or [candidate()], {})
    cost, billed = agent.cost(), met.server.usage
    assert cost.calls == len(met.server.messages) == 6
    assert (cost.input_tokens, cost.output_tokens) == (billed.input, billed.output)
    assert (cost.cache_read_tokens, cost.cache_write_tokens) == (billed.read, billed.written_5m)
    assert cost.usd == met.means.purse.settled / DOLLAR > 0
    assert (cost.reserved_usd, cost.ceiling_usd) == (0, 2)


def test_what_a_reading_will_cost_is_said_before_anything_is_spent(meet: Meet) -> None:
    met = meet(always(reviewed()))
    said: list[tuple[str, int]] = []
    claude(met, say=lambda sentence: said.append((sentence, len(met.server.messages)))).read(chunks(3))
    ((sentence, asked),) = said
    assert asked == 0
    assert "at worst" in sentence


@pytest.mark.parametrize("usd", [0.0, 0.02, 0.05, 0.2], ids=str)
def test_a_ceiling_holds_whatever_the_agent_does(meet: Meet, usd: float) -> None:
    met = meet(lambda request: LOOK if request.tools and request.turns < 2 else reviewed(claimed()), usd=usd)
    readings = claude(met).read(chunks(12))
    assert {one.gap for one in readings} <= {None, Gap.BUDGET}
    assert met.usd <= usd
    assert met.means.purse.reserved == 0


def test_how_much_code_is_shown_at_once_is_the_efforts(meet: Meet) -> None:
    assert claude(meet(always(reviewed())), QUICK).chunk_bytes == 60_000


def test_nothing_to_read_costs_nothing(meet: Meet) -> None:
    met = meet(always(reviewed()))
    agent = claude(met)
    assert agent.read([]) == ()
    assert agent.doubt([], {}) == ()
    assert met.server.exchanges == ()
    assert agent.cost().usd == 0


def test_a_claim_that_the_whole_makes_of_a_file_it_was_not_shown_is_dropped(meet: Meet) -> None:
    met = meet(always(reviewed(claimed(path="elsewhere.py"))))
    assert [one.candidates for one in claude(met).read(chunks(2))] == [(), (), ()]


def test_any_agent_reads(meet: Meet) -> None:
    somebody = Definition("somebody", "", "You are somebody else, {{ and }} no template.")
    met = meet(always(reviewed()))
    claude(met, agent=somebody).read([chunk()])
    assert met.server.requests[0].system.startswith("You are somebody else, {{ and }} no template.")


def test_code_that_is_shown_is_the_code_around_the_claim(meet: Meet) -> None:
    met = meet(always(judged(verdict())))
    claude(met).doubt([candidate()], {"shop/orders.py": (hunk("+first = 1\n+second = 2"),)})
    assert "2+ second = 2" in met.server.requests[0].text


def test_a_sceptic_reads_any_file(meet: Meet) -> None:
    seen: list[tuple[str, Side]] = []

    def look(path: str, side: Side) -> Source:
        seen.append((path, side))
        return Source(path, CODE, "python")

    met = meet(always(judged(verdict(path="shop/models.py"))))
    (got,) = claude(met, read=look).doubt([candidate()], {})
    assert got.doubt is Doubt.CONFIRMED
    assert seen == [("shop/models.py", Side.RIGHT)]


def test_a_mind_that_talks_costs_no_more_than_was_reserved(meet: Meet) -> None:
    met = meet(always(Answer(reviewed().blocks, output_tokens=500_000, is_malformed=True)))
    (got,) = claude(met).read([chunk()])
    assert got.gap is Gap.CUT_OFF
    assert not met.means.purse.has_overshot


def test_a_name_that_hides_something_hides_no_fault(meet: Meet) -> None:
    path, shown = "shop/\u200borders.py", "shop/⟨U+200B⟩orders.py"
    met = meet(both(always(reviewed(claimed(path=shown))), always(judged(verdict(path=shown)))))
    agent = claude(met, read=lambda asked, _side: Source(path, CODE, "python") if asked == path else None)
    (reading,) = agent.read([chunk(path)])
    (got,) = agent.doubt(reading.candidates, {})
    assert (got.candidate.anchor.path, got.doubt) == (path, Doubt.CONFIRMED)


def test_a_renamed_file_is_known_by_the_name_it_had(meet: Meet) -> None:
    renamed = replace(piece().file, base_path="shop/sales.py")
    met = meet(always(reviewed(claimed(path="shop/sales.py"))))
    (reading,) = claude(met).read([Chunk((piece(file=renamed),))])
    assert [one.anchor.path for one in reading.candidates] == ["shop/orders.py"]


def test_a_name_that_went_to_another_file_means_that_one(meet: Meet) -> None:
    renamed = replace(piece().file, base_path="a.py")
    met = meet(always(reviewed(claimed(path="a.py"))))
    readings = claude(met, QUICK).read([Chunk((piece(file=renamed), piece("a.py")))])
    assert [one.anchor.path for reading in readings for one in reading.candidates] == ["a.py"]


@pytest.mark.parametrize(("rules", "is_asked"), [(BRIEF.rules, True), ((), False)], ids=["rules", "none"])
def test_a_team_without_rules_is_asked_about_none(meet: Meet, rules: Loose, is_asked: bool) -> None:
    met = meet(always(reviewed()))
    claude(met, rules=rules).read([chunk_with("broken-team-rule", "query-in-loop")])
    assert ("Ask: broken-team-rule, query-in-loop" in met.server.requests[0].text) is is_asked


def test_a_file_that_is_asked_about_rules_alone_is_not_read_without_any(meet: Meet) -> None:
    met = meet(always(reviewed()))
    assert claude(met, rules=()).read([chunk_with("broken-team-rule")]) == ()
    assert met.server.messages == ()


@pytest.mark.parametrize(
    ("level", "model", "looks"),
    [(QUICK, HAIKU, False), (STANDARD, HAIKU, True), (THOROUGH, SONNET, True)],
    ids=["quick", "standard", "thorough"],
)
def test_earlier_findings_are_looked_at_as_claims_are(meet: Meet, level: Level, model: Model, looks: bool) -> None:
    met = meet(always(rejudged(regiven(quote="print(order.customer.name)"))))
    assert claude(met, level).recheck([retold()]) == (Reheard(Verdict.GONE, "The customers are fetched at once."),)
    (request,) = met.server.requests
    assert (request.model, bool(request.tools)) == (model.name, looks)
    assert "Fine if: a bulk fetch covers the relation" in request.text


def test_a_persons_words_are_answered(meet: Meet) -> None:
    met = meet(always(replied(spoken())))
    (got,) = claude(met, QUICK).answer([Talk(retold(), (theirs(),))])
    assert isinstance(got, Reply)
    assert (got.comment_id, met.server.requests[0].model) == (101, HAIKU.name)
    assert met.usd > 0


def test_in_a_teams_language_people_are_answered(meet: Meet) -> None:
    met = meet(always(replied(spoken())))
    claude(met, language="German").answer([Talk(retold(), (theirs(),))])
    assert "Write `text` in German" in met.server.requests[0].system


def test_a_file_whose_name_hides_something_is_looked_at_by_its_name(meet: Meet) -> None:
    path, shown = "shop/\u200borders.py", "shop/⟨U+200B⟩orders.py"
    met = meet(always(rejudged(regiven(path=shown, quote="print(order.customer.name)"))))
    agent = claude(met, read=lambda asked, _side: Source(path, CODE, "python") if asked == path else None)
    (got,) = agent.recheck([replace(retold(), path=path)])
    assert got.verdict is Verdict.GONE


def test_nothing_said_before_costs_nothing(meet: Meet) -> None:
    met = meet(always(rejudged()))
    agent = claude(met)
    assert (agent.recheck([]), agent.answer([])) == ((), ())
    assert met.server.exchanges == ()
