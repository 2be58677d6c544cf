"""Test that a request is paid for whatever becomes of it, and sent again only while that may help."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Event
from time import monotonic, sleep

import pytest
from anthropic import Anthropic
from anthropic_simulator.answer import Answer
from anthropic_simulator.minds import always, in_order
from anthropic_simulator.refusal import Failure
from anthropic_simulator.trouble import (
    Broken,
    broken_json,
    failed,
    html,
    overloaded,
    rate_limited,
    spend_limit,
    unauthorised,
    unpaid,
    wrong_shape,
)
from anthropic_simulator.trouble import Trouble as Failing
from support.agent import DOLLAR, HAIKU, SONNET, Meet, Run, call, reviewed, run

from reviewbot.agent.budget import Purse
from reviewbot.agent.call import Answer as Answered
from reviewbot.agent.call import Asked, Call, Said, Stop, Trouble
from reviewbot.agent.exchange import Errand, Means, exchanged
from reviewbot.agent.ledger import Ledger
from reviewbot.agent.model import NanoDollars, Usage, bound, cost
from reviewbot.agent.named import model_named
from reviewbot.agent.patience import Patience
from reviewbot.domain.chunk import Gap

_PATIENCE = 10.0
ERRAND = Errand("shop/orders.py", (0, 1), SONNET)
FULL = bound(SONNET, call().bytes, call().max_tokens)


def asked(met: Run, **fields: object) -> Answered | Trouble:
    """Send one request through to its end."""
    return exchanged(call(**fields), ERRAND, met.means)


def gap(answer: Answered | Trouble) -> Gap:
    """Insist on trouble, and give its gap."""
    assert isinstance(answer, Trouble), answer
    return answer.gap


@dataclass
class Stand:
    """A sender that does what a test says."""

    does: Callable[[], Answered | Trouble]
    counted: int | None = None
    sent: int = 0

    def send(self, _call: Call, _started: Callable[[], None]) -> Answered | Trouble:
        """Answer."""
        self.sent += 1
        return self.does()

    def count(self, _call: Call) -> int | None:
        """Count."""
        return self.counted


def answer_of(usage: Usage) -> Answered:
    """Make an answer that used so much."""
    return Answered(Stop.DONE, "{}", (), Said(()), usage)


def with_stand(stand: Stand, ceiling: NanoDollars) -> Means:
    """Begin a run before a stand."""
    return Means(stand, Purse(ceiling), Ledger(), Patience(pause=lambda _: None))


def test_an_answer_settles_at_what_it_cost(meet: Meet) -> None:
    met = meet(always(reviewed()))
    got = asked(met)
    assert isinstance(got, Answered)
    assert met.means.purse.settled == cost(SONNET, got.usage) < FULL
    assert met.means.purse.reserved == 0
    (event,) = met.events
    assert (event.about, event.model, event.outcome) == ("shop/orders.py", SONNET.name, "done")
    assert (event.usage, event.nano_dollars) == (got.usage, met.means.purse.settled)
    spent = met.means.ledger.spent
    assert (spent.calls, spent.usage, spent.nano_dollars, spent.is_known) == (1, got.usage, event.nano_dollars, True)


@pytest.mark.parametrize(
    ("failing", "why", "lost"),
    [
        (rate_limited(), Gap.OVERLOADED, 0),
        (rate_limited(7), Gap.OVERLOADED, 0),
        (overloaded(), Gap.OVERLOADED, 0),
        (failed(500), Gap.UNREACHABLE, 0),
        (failed(504), Gap.UNREACHABLE, 1),
        (html(), Gap.UNREACHABLE, 1),
        (broken_json(), Gap.UNREACHABLE, 1),
        (wrong_shape(), Gap.UNREACHABLE, 1),
        (Broken(reviewed(), None), Gap.UNREACHABLE, 1),
        (Broken(reviewed(), 0.5), Gap.UNREACHABLE, 1),
        (Broken(reviewed(), 0.5, overloaded()), Gap.OVERLOADED, 1),
    ],
    ids=["429", "429 and when", "529", "500", "504", "page", "broken JSON", "wrong shape", "lost before",
         "lost in the middle", "error in the middle"],
)  # fmt: skip
def test_what_passes_is_tried_five_times_and_paid_where_an_answer_was_lost(
    meet: Meet, failing: Failing, why: Gap, lost: int
) -> None:
    met = meet(always(failing))
    assert gap(asked(met)) is why
    assert (len(met.server.messages), len(met.pauses)) == (5, 4)
    assert met.means.purse.settled == 5 * lost * FULL
    assert met.means.purse.reserved == 0
    assert {one.outcome for one in met.events} == {f"{why} (answer lost)" if lost else str(why)}


def test_a_refused_connection_is_tried_again_and_costs_nothing(meet: Meet, sdk: Anthropic) -> None:
    served = meet(always(reviewed()))
    met = run(served.server, sdk)
    refused = replace(met.means, sender=type(met.client)(sdk.with_options(base_url="http://127.0.0.1:1")))
    assert gap(exchanged(call(), ERRAND, refused)) is Gap.UNREACHABLE
    assert (len(met.pauses), met.means.purse.settled) == (4, 0)


@pytest.mark.parametrize(
    "failing", [rate_limited(3), overloaded(), failed(500), html(), Broken(reviewed())], ids=lambda one: str(one)[:20]
)
def test_an_answer_that_comes_in_the_end_is_as_good(meet: Meet, failing: Failing) -> None:
    met = meet(in_order(failing, failing, reviewed()))
    assert isinstance(asked(met), Answered)
    assert len(met.pauses) == 2


def test_a_rate_limit_is_waited_for_as_long_as_it_says(meet: Meet) -> None:
    met = meet(in_order(rate_limited(42), reviewed()))
    asked(met)
    assert met.pauses == [42.5]


def test_a_rate_limit_beyond_our_own_deadline_ends_the_tries(meet: Meet) -> None:
    met = meet(always(rate_limited(601)), seconds=600)
    assert gap(asked(met)) is Gap.OVERLOADED
    assert (len(met.server.messages), met.pauses) == (1, [])


def test_after_the_deadline_nothing_is_sent(meet: Meet) -> None:
    met = meet(always(reviewed()), seconds=-1)
    assert gap(asked(met)) is Gap.OVERLOADED
    assert (met.server.messages, met.events) == ((), [])


@pytest.mark.parametrize(
    ("failing", "why"),
    [
        (unauthorised(), Gap.UNAUTHORISED),
        (unpaid(), Gap.SPEND_LIMIT),
        (spend_limit(), Gap.SPEND_LIMIT),
        (Failure(404, "model: claude-sonnet-5-5"), Gap.NO_MODEL),
    ],
    ids=["401", "402", "spend limit", "404"],
)
def test_what_every_call_would_meet_is_met_once(meet: Meet, failing: Failing, why: Gap) -> None:
    met = meet(in_order(failing))
    assert [gap(asked(met)) for _ in range(3)] == [why] * 3
    assert (len(met.server.messages), met.pauses, met.means.purse.settled) == (1, [], 0)
    assert met.means.ledger.halted == asked(met)


def test_who_waits_for_money_is_not_let_go_into_the_same_trouble() -> None:
    halted = Trouble(Gap.UNAUTHORISED, "no", is_everywhere=True)
    is_over = Event()
    stand = Stand(lambda: halted if is_over.wait(_PATIENCE) else answer_of(Usage()))
    means = with_stand(stand, FULL + FULL // 2)
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(exchanged, call(), ERRAND, means) for _ in range(2)]
        deadline = monotonic() + _PATIENCE
        while not (means.purse.waiting and stand.sent) and monotonic() < deadline:
            sleep(0.001)
        is_over.set()
        assert [one.result(_PATIENCE) for one in both] == [halted, halted]
    assert stand.sent == 1


def test_only_the_first_trouble_everywhere_is_told() -> None:
    ledger = Ledger()
    first, second = (Trouble(gap, "no", is_everywhere=True) for gap in (Gap.NO_MODEL, Gap.UNAUTHORISED))
    ledger.halt(first)
    ledger.halt(second)
    assert ledger.halted == first


def test_what_does_not_fit_into_the_budget_is_not_sent(meet: Meet) -> None:
    met = meet(always(reviewed()), usd=0.001)
    assert gap(asked(met)) is Gap.BUDGET
    assert (met.server.messages, met.events) == ((), [])


def test_a_closed_purse_is_out_of_budget_where_nobody_halted_the_run(meet: Meet) -> None:
    met = meet(always(reviewed()))
    met.means.purse.close()
    assert gap(asked(met)) is Gap.BUDGET


def test_a_prompt_is_counted_only_where_its_bytes_do_not_fit(meet: Meet) -> None:
    rich, poor = meet(always(reviewed())), meet(always(reviewed()), usd=FULL / DOLLAR - 0.001)
    assert isinstance(asked(rich), Answered)
    assert isinstance(asked(poor), Answered)
    assert [one.path for one in rich.server.exchanges] == ["/v1/messages"]
    assert [one.path for one in poor.server.exchanges] == ["/v1/messages/count_tokens", "/v1/messages"]


@pytest.mark.parametrize("usd", [0.05, 0.005], ids=["fits", "is counted"])
def test_what_is_reserved_covers_what_is_used(meet: Meet, usd: float) -> None:
    met = meet(always(Answer(reviewed().blocks, output_tokens=10_000, is_malformed=True)), usd=usd)
    asked(met, max_tokens=300)
    assert not met.means.purse.has_overshot
    assert met.usd <= usd


@pytest.mark.parametrize(
    ("counted", "reserved"),
    [(1_000, bound(SONNET, 1_000 + 20 + 64, 2_000)), (0, bound(SONNET, 64, 2_000))],
    ids=["many", "few"],
)
def test_a_count_is_reserved_with_a_margin(counted: int, reserved: NanoDollars) -> None:
    means = with_stand(Stand(lambda: Trouble(Gap.REJECTED, "no", is_lost=True), counted), FULL - 1)
    assert gap(exchanged(call(), ERRAND, means)) is Gap.REJECTED
    assert means.purse.settled == reserved


@pytest.mark.parametrize("counted", [None, 1_000_000], ids=["nobody counts", "more than bytes"])
def test_no_more_than_a_token_a_byte_is_reserved(counted: int | None) -> None:
    means = with_stand(Stand(lambda: Trouble(Gap.REJECTED, "no", is_lost=True), counted), FULL - 1)
    assert gap(exchanged(call(), ERRAND, means)) is Gap.BUDGET
    assert means.purse.settled == 0


def test_an_overshoot_is_booked_and_ends_the_run() -> None:
    means = with_stand(Stand(lambda: answer_of(Usage(output=DOLLAR))), 10 * DOLLAR)
    assert isinstance(exchanged(call(), ERRAND, means), Answered)
    assert means.purse.has_overshot
    assert gap(exchanged(call(), ERRAND, means)) is Gap.BUDGET


def test_an_interrupted_call_settles_in_full() -> None:
    def interrupted() -> Answered:
        raise KeyboardInterrupt

    means = with_stand(Stand(interrupted), 10 * DOLLAR)
    with pytest.raises(KeyboardInterrupt):
        exchanged(call(), ERRAND, means)
    assert (means.purse.settled, means.purse.reserved) == (FULL, 0)


def test_a_cost_that_nobody_knows_is_said_to_be_unknown() -> None:
    means = with_stand(Stand(lambda: answer_of(Usage(1, 1))), 10 * DOLLAR)
    exchanged(call(), replace(ERRAND, model=model_named("claude-unheard-of-9")), means)
    exchanged(call(), replace(ERRAND, model=HAIKU), means)
    assert (means.ledger.spent.calls, means.ledger.spent.is_known) == (2, False)
    assert means.ledger.spent.usage == Usage(2, 2)


def test_where_no_money_is_left_for_another_try_the_trouble_stays_the_reason() -> None:
    lost = Trouble(Gap.UNREACHABLE, "reset", is_passing=True, is_lost=True)
    stand = Stand(lambda: lost)
    assert exchanged(call(), ERRAND, with_stand(stand, FULL + FULL // 2)) == lost
    assert stand.sent == 1


def test_a_trace_says_what_the_api_said(meet: Meet) -> None:
    met = meet(in_order(unauthorised()))
    asked(met)
    assert [one.said for one in met.events] == ["invalid x-api-key"]


def test_thinking_that_comes_without_its_text_counts_in_the_next_prompt() -> None:
    silent, thought = (call(turns=(Asked("Review."), Said((), tokens))) for tokens in (0, 5_000))
    assert thought.bytes - silent.bytes == 5_000
