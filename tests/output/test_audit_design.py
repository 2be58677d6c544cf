"""The design part: facts and judgement, kept apart, bounded, and harmless as Markdown."""

import re
from dataclasses import replace

import pytest
from support.audited import REPORT

from reviewbot.domain.audit import Advice, Design, Shard
from reviewbot.domain.inventory import (
    Call,
    CallKind,
    Column,
    Entity,
    Inventory,
    Pattern,
    PatternKind,
    Route,
    Site,
    Variable,
)
from reviewbot.output.audit_design import design_markdown, designed
from reviewbot.output.practices import monitoring, reliability
from reviewbot.output.seen import parsed
from reviewbot.output.sensitive import Asset, assets_of

_BARE = replace(REPORT, inventory=Inventory(), design=None)


def _route(number: int) -> Route:
    return Route(Site("a/b.py", number), "flask", "GET", f"/{number}", "x")


def test_the_facts_come_without_a_model_and_say_so() -> None:
    text = design_markdown(replace(REPORT, design=None))
    assert "No agent took part" in text
    assert "```mermaid\nflowchart LR" in text
    assert "```mermaid\nerDiagram" in text
    assert "### Bottlenecks and scaling" not in text


def test_the_judgement_is_the_agents() -> None:
    text = design_markdown(REPORT)
    assert "No agent took part" not in text
    assert "**The bank's web hook has no signature**" in text


def test_a_judgement_without_facts_has_its_headings() -> None:
    advice = (Advice("T", "Text."),)
    text = design_markdown(replace(_BARE, design=Design("O", advice, advice, advice, advice, advice)))
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "## Design",
        "### Technology",
        "### Bottlenecks and scaling",
        "### Threat model",
        "### Reliability",
        "### Monitoring",
    ]


def test_nothing_is_said_of_nothing() -> None:
    assert design_markdown(_BARE) == ""


def test_settings_alone_are_said() -> None:
    text = design_markdown(replace(_BARE, inventory=Inventory(variables=(Variable(Site("a.py", 1), "A_KEY"),))))
    assert "- `A_KEY` `a.py:1`" in text


def test_many_end_points_are_bounded_and_counted() -> None:
    facts = designed(replace(_BARE, inventory=Inventory(routes=tuple(map(_route, range(1_000))))))
    assert sum(map(len, facts.endpoints.values())) == 300
    assert facts.hidden == 700
    assert len(design_markdown(replace(_BARE, inventory=Inventory(routes=tuple(map(_route, range(1_000))))))) < 65_000


def test_no_name_is_markup() -> None:
    evil = "@octocat <img src=x> ```\n## x [a](http://evil.example) | </details>"
    site = Site(evil, 1)
    facts = Inventory(
        routes=(Route(site, evil, evil, evil, evil, guards=(evil,)),),
        entities=(Entity(site, evil, evil, evil, (Column(f"token {evil}", evil),)),),
        calls=(Call(site, CallKind.HTTP, evil, evil, has_timeout=False),),
        patterns=(Pattern(site, PatternKind.CACHE, evil),),
    )
    design = Design(evil, (Advice(evil, evil),))
    tokens, has_addresses = parsed(design_markdown(replace(_BARE, inventory=facts, design=design)))
    inside = [child for token in tokens for child in token.children or ()]
    html = {token.content for token in (*tokens, *inside) if token.type in {"html_block", "html_inline"}}
    ours = "<summary><code>[^<>]*</code></summary>"
    assert {re.sub(ours, "", one).strip() for one in html} == {"<details>", "</details>"}
    assert not has_addresses
    assert not [one for one in inside if one.type in {"link_open", "image"}]
    assert [one.content for one in inside if one.type == "text" and "@octocat" in one.content] == []


def test_of_a_shard_nothing_is_called_absent() -> None:
    part = designed(replace(REPORT, shard=Shard(1, 2)))
    assert [one.name for one in part.reliability] == ["Timeout", "Retry", "Transaction"]


def test_entities_with_secrets_come_first() -> None:
    assert [one.entity.name for one in designed(REPORT).treasures] == ["Customer", "Payment", "Order", "Product"]


@pytest.mark.parametrize(
    ("name", "assets"),
    [
        pytest.param("passwordHash", (Asset.SECRET,), id="camel case"),
        pytest.param("home_address", (Asset.PERSONAL,), id="inside"),
        pytest.param("api_token", (Asset.SECRET,), id="token"),
        pytest.param("iban", (Asset.MONEY,), id="money"),
        pytest.param("classification", (), id="nothing"),
        pytest.param("discard", (), id="half a word"),
    ],
)
def test_a_columns_name_tells_what_it_is_worth(name: str, assets: tuple[Asset, ...]) -> None:
    assert assets_of(name) == assets


def test_practices_that_were_found_come_first() -> None:
    found = (
        Pattern(Site("a.py", 1), PatternKind.CACHE, "lru_cache"),
        Pattern(Site("a.py", 2), PatternKind.METRICS, "x"),
    )
    assert [one.name for one in reliability(found) if one.found] == [reliability(found)[0].name] == ["Cache"]
    assert [one.name for one in monitoring(found) if one.found] == [monitoring(found)[0].name] == ["Metrics"]
