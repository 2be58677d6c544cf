"""The agent's benchmarks: a model in another process that tells what it was asked, and rows held against limits."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from anthropic import Anthropic
from support.agent import BOUNDARY, Loose, candidate, chunk, hunk

from benchmarks.agent import Scene, Talk, Talks
from benchmarks.agent_rows import agent_rows
from benchmarks.change import change
from benchmarks.model import FIRST, RATE, Told, model
from benchmarks.process import Cost
from reviewbot.agent.call import Json
from reviewbot.agent.prompt import Fence, chunk_text, claims_text
from reviewbot.agent.reply import review_schema, verify_schema

FENCE = Fence(BOUNDARY, lambda text: text)
COST = Cost(4.0, 12.0, 200_000_000)
TALK = Talk(COST, Told(3, 50_000, 20_000, 5_000, 9_000, 3_000, 8, 8.0), 0.25, 2, ())


def rows(**quick: Loose) -> dict[str, str]:
    names = ("4 files", "23 files", "400 files")
    talks = {(name, effort): TALK for name in names for effort in ("quick", "standard", "thorough")}
    talks["400 files", "quick"] = replace(TALK, **quick)
    scenes = {name: Scene(Path(), (), 85_000) for name in names}
    made = Talks((replace(COST, wall_seconds=3.0),), (TALK,), scenes, talks, (5, 0))
    return {row.what: row.verdict for row in agent_rows(made)}


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a process of its own find what this one imports."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))


def asked(client: Anthropic, text: str, schema: Json) -> None:
    client.messages.create(
        model="claude-haiku-5-5",
        max_tokens=4_000,
        messages=[{"role": "user", "content": [{"type": "text", "text": text}]}],
        output_config={"effort": "low", "format": {"type": "json_schema", "schema": dict(schema)}},
    )


def test_a_model_tells_what_it_was_asked_and_never_shown() -> None:
    review = chunk_text(chunk("shop/orders.py"), FENCE)
    doubt = claims_text([(candidate(), "")], {"shop/orders.py": (hunk("+far = away"),)}, FENCE)
    with model("assumed", 0) as server:
        with Anthropic(
            api_key=server.environment["ANTHROPIC_API_KEY"], base_url=server.environment["ANTHROPIC_BASE_URL"]
        ) as client:
            asked(client, review, review_schema())
            asked(client, doubt, verify_schema())
        told = server.told(("    for order in shop.orders.all():\n        print(order.customer.name)\n", "nowhere = 0"))
    assert told.unseen == ("nowhere = 0",)
    assert (told.calls, told.output, told.most_at_once) == (2, 1_500, 1)
    assert 0 < told.sceptic < told.uncached
    assert told.critical == 2 * FIRST + 1_500 / RATE


def test_what_the_agent_takes_is_held_against_its_limits() -> None:
    verdicts = rows()
    assert set(verdicts.values()) == {"ok", ""}
    assert sum(1 for verdict in verdicts.values() if verdict == "ok") == 8


@pytest.mark.parametrize(
    ("quick", "row"),
    [
        ({"told": Told(uncached=900_001)}, "Agent, 400 files, diff of 85 kB, quick: not from the cache"),
        ({"told": Told(most_at_once=9)}, "… at once"),
        ({"cost": replace(COST, peak_bytes=301_000_000)}, "… its largest process"),
        ({"untold": ("a.py",)}, "… neither shown nor listed as not reviewed"),
        ({"told": Told(unseen=("query()",))}, "… planted faults that it was not shown"),
    ],
    ids=["tokens", "at once", "memory", "files", "faults"],
)
def test_what_is_over_is_said(quick: dict[str, object], row: str) -> None:
    assert rows(**quick)[row] == "over"


def test_a_planted_fault_stands_in_the_head_of_its_file() -> None:
    made = change(40, 3_000)
    faults = [one for one in made if one.fault]
    assert len(faults) > 2
    assert all(one.fault in one.head and one.fault not in (one.base or "") for one in faults)
