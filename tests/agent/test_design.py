"""What a model makes of a repository's facts: what it is shown, and what of its answer is kept."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from anthropic_simulator.answer import Answer, say_json
from anthropic_simulator.minds import always
from hypothesis import given
from hypothesis import strategies as st
from support.agent import BOUNDARY, FENCE, HAIKU, OPUS, READ_LINES, SONNET, Loose, Meet, Run, Shelf, revealed

from reviewbot.agent.agent import Claude, Desk, Models
from reviewbot.agent.conversation import Unreadable
from reviewbot.agent.definition import Definition
from reviewbot.agent.design_prompt import design_system, design_text
from reviewbot.agent.effort import LEVELS
from reviewbot.agent.prompt import Brief, Overview
from reviewbot.agent.reply import design_answer
from reviewbot.domain.audit import Advice, Design, Sketch
from reviewbot.domain.chunk import Gap
from reviewbot.domain.inventory import (
    Call,
    CallKind,
    Column,
    Entity,
    Inventory,
    Many,
    Mount,
    Pattern,
    PatternKind,
    Queue,
    QueueRole,
    Relation,
    Route,
    Scheduled,
    Site,
    Variable,
)
from reviewbot.domain.source import Source

_API, _MODELS = "shop/api.py", "shop/models.py"
_AGENT = Definition("backend-engineer", "Reviews.", "You are the backend engineer.")


def _facts(text: str = "orders") -> Inventory:
    site = Site(_API if text == "orders" else text, 3)
    return Inventory(
        routes=(
            Route(site, "fastapi", "POST", f"/{text}", f"{text}.create", guards=("signed_in",), request="OrderIn"),
            Route(site, "fastapi", "GET", f"/{text}", f"{text}.all"),
        ),
        mounts=(Mount(site, "fastapi", "/api", text),),
        entities=(
            Entity(
                Site(_MODELS, 9),
                "sqlalchemy",
                text,
                columns=(Column("id", "Integer"),),
                relations=(Relation("lines", "Line", Many.ONE_TO_MANY),),
            ),
            Entity(site, "sqlalchemy", "Bare"),
        ),
        calls=(
            Call(site, CallKind.HTTP, text, "requests.get", has_timeout=False),
            Call(site, CallKind.DATABASE, "", "execute"),
        ),
        queues=(Queue(site, "celery", QueueRole.CONSUMER, text), Queue(site, "celery", QueueRole.PRODUCER, "")),
        scheduled=(Scheduled(site, "celery", text, "0 3 * * *"),),
        variables=(Variable(site, "STRIPE_KEY", is_secret=True), Variable(site, text)),
        patterns=(Pattern(site, PatternKind.RETRY, "tenacity"), Pattern(site, PatternKind.RETRY, text)),
    )


SKETCH = Sketch("acme/shop", _facts(), {"query-in-loop": 12, "call-without-timeout": 1})
_ADVICE = {"title": "No retry budget", "text": "Retries of `requests.get` pile up.", "paths": [_API]}
_KINDS = ("technology", "bottlenecks", "threats", "failures", "monitoring")


def _answer(**more: object) -> Answer:
    return say_json(
        {"overview": ["It takes orders.", "And keeps them."], **{kind: [_ADVICE] for kind in _KINDS}, **more}
    )


def _claude(met: Run, **fields: Loose) -> Claude:
    brief = Brief(_AGENT, (), (), Overview(()), is_audit=True)
    known = {_API, _MODELS}
    desk = Desk(
        (READ_LINES,),
        Shelf,
        lambda path, _side: Source(path, "", "python") if path in known else None,
        FENCE,
        revealed,
    )
    return Claude(brief, LEVELS["standard"], Models(SONNET, HAIKU, OPUS), replace(desk, **fields), met.means)


def _all(_: str) -> bool:
    return True


def test_what_is_judged_comes_back_by_kind(meet: Meet) -> None:
    said = _claude(meet(always(_answer()))).design(SKETCH, _all)
    advice = (Advice("No retry budget", "Retries of `requests.get` pile up.", (_API,)),)
    assert said == Design("It takes orders.\n\nAnd keeps them.", *[advice] * 5)


def test_it_is_paid_for_from_the_same_purse(meet: Meet) -> None:
    met = meet(always(_answer()))
    agent = _claude(met)
    agent.design(SKETCH, _all)
    assert agent.cost().calls == 1
    assert agent.cost().usd == met.usd > 0


def test_without_the_money_for_it_nothing_is_asked(meet: Meet) -> None:
    met = meet(always(_answer()), usd=0.01)
    assert _claude(met).design(SKETCH, _all) is Gap.BUDGET
    assert met.usd == 0


def test_a_file_that_is_not_there_is_no_evidence(meet: Meet) -> None:
    made_up = {**_ADVICE, "paths": ["shop/made_up.py", _MODELS, _MODELS, "/etc/passwd"]}
    said = _claude(meet(always(_answer(threats=[made_up])))).design(SKETCH, _all)
    assert isinstance(said, Design)
    assert said.threats[0].paths == (_MODELS,)


@pytest.mark.parametrize(
    "advice",
    [
        {**_ADVICE, "text": "The key hunter2hunter2 is there."},
        {**_ADVICE, "title": "Ask @everyone"},
        {**_ADVICE, "text": " \n "},
    ],
    ids=["a secret", "what may not be shown", "nothing"],
)
def test_advice_that_cannot_be_shown_costs_no_other(meet: Meet, advice: object) -> None:
    said = _claude(meet(always(_answer(technology=[advice, _ADVICE])))).design(SKETCH, lambda text: "@" not in text)
    assert isinstance(said, Design)
    assert [one.title for one in said.technology] == ["No retry budget"]


def test_only_so_much_is_kept(meet: Meet) -> None:
    long = {"title": "t" * 500, "text": "x " * 900, "paths": []}
    said = _claude(meet(always(_answer(failures=[long] * 9)))).design(SKETCH, _all)
    assert isinstance(said, Design)
    assert [(len(one.title), len(one.text)) for one in said.failures] == [(160, 1_000)] * 6


@pytest.mark.parametrize("overview", [[], ["@all"], [""]], ids=["none", "unfit", "empty"])
def test_without_an_overview_there_is_no_design(meet: Meet, overview: list[str]) -> None:
    said = _claude(meet(always(_answer(overview=overview)))).design(SKETCH, lambda text: "@" not in text)
    assert said is Gap.MALFORMED


@pytest.mark.parametrize(
    "text", ["", "[]", "no JSON", '{"overview": []}', '{"overview": "one text"}'],
    ids=["empty", "a list", "prose", "kinds missing", "no list"],
)  # fmt: skip
def test_an_answer_of_another_form_is_unreadable(text: str) -> None:
    assert isinstance(design_answer(text), Unreadable)


@pytest.mark.parametrize("advice", [7, "no advice", {**_ADVICE, "text": 7}, {"title": "Alone"}])
def test_advice_that_cannot_be_read_costs_no_other(advice: object) -> None:
    answer = {"overview": ["It is.", 7], **{kind: [advice, _ADVICE] for kind in _KINDS}}
    said = design_answer(json.dumps(answer))
    assert not isinstance(said, Unreadable)
    assert (said.overview, [one.title for one in said.threats]) == (("It is.",), ["No retry budget"])


def test_all_kinds_of_facts_are_shown_in_a_fence() -> None:
    text = design_text(SKETCH, FENCE)
    for part in (
        "POST /orders answered by orders.create, behind signed_in, takes OrderIn (shop/api.py:3)",
        "GET /orders answered by orders.all, behind nothing that was recognised",
        "/api orders (shop/api.py:3)",
        "orders (shop/models.py:9) with id: Integer; lines one-to-many Line",
        "Bare (shop/api.py:3) with no columns; no relations",
        "http to orders by requests.get, without a timeout",
        "database to a computed target by execute (",
        "consumer of orders, celery",
        "producer of a computed name, celery",
        "orders at 0 3 * * *",
        "STRIPE_KEY (secret)",
        "retry: 2 times, by tenacity, orders, first in shop/api.py:3",
        "query-in-loop: 12",
    ):
        assert part in text
    assert "## Patterns that were not found\ntimeout, circuit-breaker" in text


def test_of_nothing_is_said_that_nothing_was_found() -> None:
    text = design_text(Sketch("acme/shop", Inventory()), FENCE)
    assert text.count("None was found.") == 8
    assert "Findings" not in text


def test_of_very_many_facts_some_are_shown_and_all_are_counted() -> None:
    site = Site("a" * 4_000, 1)
    many = Inventory(routes=tuple(Route(site, "flask", "GET", f"/{number}", "f") for number in range(5_000)))
    text = design_text(Sketch("acme/shop", many), FENCE)
    assert "And 4,880 more." in text
    assert len(text) < 50_000


@given(st.text())
def test_whatever_strangers_write_the_frame_is_the_same(text: str) -> None:
    def frame(facts: Mapping[str, str]) -> list[str]:
        lines = design_text(Sketch(facts["name"], _facts(facts["name"])), FENCE).split("\n")
        return [line for line in lines if line.startswith(("#", "[", "And", "None"))]

    assert frame({"name": f"x{text}"}) == frame({"name": "x"})


@pytest.mark.parametrize("has_look_ups", [True, False])
def test_who_judges_is_told_what_is_under_review(*, has_look_ups: bool) -> None:
    system = design_system(_AGENT, "German", FENCE, has_look_ups=has_look_ups)
    assert BOUNDARY in system
    assert "in German" in system
    assert ("code that you looked up" in system) is has_look_ups
