"""Test a conversation: look-ups as often as allowed, one repair, and an end for whatever the model says."""

import json
from dataclasses import replace

import pytest
from anthropic import Anthropic
from anthropic_simulator.answer import Answer, Redacted, Text, Thinking, refuse, say, use
from anthropic_simulator.answer import Call as ToolCall
from anthropic_simulator.minds import Mind, always, in_order
from anthropic_simulator.request import Request
from anthropic_simulator.simulator import running
from anthropic_simulator.trouble import Broken, rate_limited, unauthorised
from hypothesis import given, settings
from hypothesis import strategies as st
from support.agent import SONNET, Meet, Run, Shelf, claimed, form, reviewed, run

from reviewbot.agent.budget import Purse, Reservation
from reviewbot.agent.conversation import Form, Question, conversed
from reviewbot.agent.exchange import Errand
from reviewbot.agent.prompt import enough
from reviewbot.agent.reply import Claimed, Entries, review_answer
from reviewbot.domain.chunk import Gap

ERRAND = Errand("shop/orders.py", (0, 7), SONNET)
LOOK = ToolCall("read_lines", {"path": "shop/models.py"})
SHELF = {"shop/models.py": "1  class Order: ..."}
MALFORMED = say("I found nothing.", is_malformed=True)


class Listening(Purse):
    """A purse that remembers how urgent each call was."""

    def __init__(self, ceiling: int) -> None:
        super().__init__(ceiling)
        self.ranks: list[tuple[int, ...]] = []

    def reserve(self, amount: int, rank: tuple[int, ...]) -> Reservation | None:
        """Remember, and wait as always."""
        self.ranks.append(rank)
        return super().reserve(amount, rank)


def held(met: Run, *, shelf: Shelf | None = None, asked: Form | None = None) -> Entries[Claimed] | Gap:
    """Hold a conversation to its end."""
    question = Question("Review shop/orders.py.", asked or form(), review_answer)
    return conversed(question, ERRAND, met.means, shelf or Shelf(SHELF))


def blocks(request: Request, number: int) -> list[dict[str, object]]:
    """Give the blocks of a request's message."""
    messages = request.body["messages"]
    assert isinstance(messages, list)
    content = messages[number]["content"]
    assert isinstance(content, list)
    return content


def test_an_answer_ends_a_conversation(meet: Meet) -> None:
    met = meet(always(reviewed(claimed())))
    got = held(met)
    assert isinstance(got, Entries)
    assert [one.title for one in got.entries] == ["N+1: one query per order"]
    assert len(met.server.requests) == 1


def test_what_the_model_looks_up_is_told_to_it(meet: Meet) -> None:
    shelf = Shelf(SHELF)
    met = meet(in_order(use(LOOK, ToolCall("read_lines", {"path": "nowhere.py"})), reviewed()))
    assert isinstance(held(met, shelf=shelf), Entries)
    assert shelf.asked == [("read_lines", {"path": "shop/models.py"}), ("read_lines", {"path": "nowhere.py"})]
    told = met.server.requests[1].results
    assert [(one.text, one.is_error) for one in told] == [
        ("1  class Order: ...", False),
        ("There is no such file.", True),
    ]


def test_after_the_last_look_up_the_model_must_answer(meet: Meet) -> None:
    met = meet(in_order(use(LOOK), use(LOOK), reviewed()))
    assert isinstance(held(met), Entries)
    first, second, third = met.server.requests
    assert [one.tool_choice for one in (first, second, third)] == ["auto", "auto", "none"]
    assert first.tools == second.tools == third.tools
    assert enough() not in second.text
    assert third.last.endswith(enough())


def test_who_looks_up_all_the_same_has_given_no_answer(meet: Meet) -> None:
    more = Answer((LOOK,), is_malformed=True)
    shelf = Shelf(SHELF)
    met = meet(in_order(use(LOOK), use(LOOK), more, more))
    assert held(met, shelf=shelf) is Gap.MALFORMED
    assert len(shelf.asked) == 2


def test_without_look_ups_none_is_offered(meet: Meet) -> None:
    met = meet(always(reviewed()))
    held(met, asked=form(tools=(), turns=0))
    assert not met.server.requests[0].tools


def test_thinking_goes_back_unchanged_through_all_turns(meet: Meet) -> None:
    def thinking(number: int) -> Answer:
        return Answer((Thinking(f"Thought {number}."), Redacted("dark"), LOOK))

    met = meet(in_order(thinking(1), thinking(2), reviewed()))
    # The server refuses a conversation whose thinking is not what it said.
    assert isinstance(held(met), Entries)
    last = met.server.requests[-1]
    assert [one["type"] for one in blocks(last, 1)] == ["thinking", "redacted_thinking", "tool_use"]
    assert blocks(last, 1) == blocks(met.server.requests[1], 1)
    assert blocks(last, 1) != blocks(last, 3)


def test_each_turn_reads_from_the_cache_what_was_sent_before(meet: Meet) -> None:
    met = meet(in_order(use(LOOK), use(LOOK), reviewed()))
    held(met, asked=form(turns=5))
    first, second, third = (one.usage for one in met.server.messages)
    assert first.read == 0
    assert second.read == first.written_5m
    assert third.read == first.written_5m + second.written_5m
    assert {one.input for one in (first, second, third)} == {0}


def test_the_last_turn_still_reads_the_prefix(meet: Meet) -> None:
    met = meet(in_order(use(LOOK), reviewed()))
    held(met, asked=form(turns=1))
    first, last = (one.usage for one in met.server.messages)
    assert 0 < last.read < first.written_5m
    assert last.written_5m == 0


def test_an_answer_that_cannot_be_read_may_be_repaired_once(meet: Meet) -> None:
    met = meet(in_order(MALFORMED, reviewed(claimed())))
    got = held(met)
    assert isinstance(got, Entries)
    assert len(got.entries) == 1
    repair = met.server.requests[1]
    assert [one["text"] for one in blocks(repair, 1)] == ["I found nothing."]
    assert "no JSON" in repair.last


@pytest.mark.parametrize(
    "second", [MALFORMED, say('{"examined": []}', is_malformed=True)], ids=["no JSON either", "half of it"]
)
def test_an_answer_that_cannot_be_read_twice_is_none(meet: Meet, second: Answer) -> None:
    met = meet(in_order(MALFORMED, second))
    assert held(met) is Gap.MALFORMED
    assert len(met.server.requests) == 2


@pytest.mark.parametrize(
    "nothing",
    [
        Answer((), "end_turn"),
        Answer((Text(" \n"),), "end_turn", is_malformed=True),
        Answer((Thinking("Hm."),), "end_turn", is_malformed=True),
        Answer((), "tool_use"),
    ],
    ids=["no block", "blank", "only thinking", "a look-up of nothing"],
)
def test_a_model_that_says_nothing_is_asked_again_without_an_empty_turn(meet: Meet, nothing: Answer) -> None:
    met = meet(in_order(nothing, reviewed()))
    assert isinstance(held(met), Entries)
    messages = met.server.requests[1].body["messages"]
    assert isinstance(messages, list)
    assert [one["role"] for one in messages] == ["user", "user"]


def test_a_repair_may_look_something_up(meet: Meet) -> None:
    met = meet(in_order(MALFORMED, use(LOOK), reviewed()))
    assert isinstance(held(met), Entries)


def test_a_repair_comes_after_the_last_look_up_too(meet: Meet) -> None:
    met = meet(in_order(use(LOOK), MALFORMED, reviewed()))
    assert isinstance(held(met, asked=form(turns=1)), Entries)
    assert met.server.requests[2].tool_choice == "none"


@pytest.mark.parametrize(
    ("answer", "gap"),
    [
        (refuse(), Gap.REFUSED),
        (Answer((Text('{"examined": ['),), "max_tokens"), Gap.CUT_OFF),
        (Answer((Text("x" * 60_000),), is_malformed=True), Gap.CUT_OFF),
        (Answer((Text('{"exa'),), "model_context_window_exceeded"), Gap.TOO_LONG),
        (unauthorised(), Gap.UNAUTHORISED),
        (rate_limited(), Gap.OVERLOADED),
        (Broken(reviewed()), Gap.UNREACHABLE),
    ],
    ids=["refusal", "cut off", "too long an answer", "window", "401", "429", "lost"],
)
def test_what_is_no_answer_is_a_gap(meet: Meet, answer: Answer, gap: Gap) -> None:
    assert held(meet(always(answer))) is gap


def test_a_gap_in_the_middle_of_a_conversation_ends_it(meet: Meet) -> None:
    met = meet(in_order(use(LOOK), refuse()))
    assert held(met) is Gap.REFUSED


@pytest.mark.parametrize("rank", [(0, 7), (2, 3)], ids=["reading", "doubting"])
def test_who_has_begun_goes_before_those_of_its_kind_who_have_not(meet: Meet, rank: tuple[int, int]) -> None:
    met = meet(in_order(use(LOOK), reviewed()))
    purse = Listening(10**12)
    means = replace(met.means, purse=purse)
    question = Question("Review.", form(), review_answer)
    conversed(question, replace(ERRAND, rank=rank), means, Shelf(SHELF))
    assert purse.ranks == [rank, (rank[0] + 1, rank[1])]


def _minds(texts: list[str], looks: list[bool]) -> Mind:
    """Say these texts one after the other, some with a look-up, then the last for ever."""

    def mind(request: Request) -> Answer:
        number = min(request.number, len(texts)) - 1
        wants = looks[number % len(looks)] and request.tool_choice == "auto"
        said = (Text(texts[number]),) if texts[number] else ()
        return Answer((*said, *((LOOK,) if wants else ())), is_malformed=True)

    return mind


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
_CLAIMS = st.dictionaries(st.sampled_from(sorted(claimed())), _JSON, max_size=15).map(lambda odd: claimed() | odd)
_ALMOST = st.fixed_dictionaries({"examined": st.lists(_JSON, max_size=4), "candidates": st.lists(_CLAIMS, max_size=4)})
_SAID = st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | (_JSON | _ALMOST).map(json.dumps)


@settings(max_examples=60)
@given(st.lists(_SAID, min_size=1, max_size=5), st.lists(st.booleans(), min_size=1, max_size=3))
def test_whatever_a_model_says_a_conversation_ends(sdk: Anthropic, texts: list[str], looks: list[bool]) -> None:
    with running(_minds(texts, looks)) as server:
        got = held(run(server, sdk))
        assert isinstance(got, Entries | Gap)
        # Neither a look-up nor a repair can go on for ever.
        assert len(server.requests) <= 4
        assert [one.refused for one in server.messages if one.refused] == []
