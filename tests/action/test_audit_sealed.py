"""A public audit with an agent: what it finds about security goes from job to job sealed, or not at all."""

from collections.abc import Iterator

import pytest
from anthropic_simulator.answer import Answer, say_json
from anthropic_simulator.request import Request
from anthropic_simulator.simulator import running
from simulator.hub import Simulator
from simulator.opened import OpenedRepository
from support.weekly import Weekly

from reviewbot.github.seal import is_sealed

_KINDS = ("technology", "bottlenecks", "threats", "failures", "monitoring")
_TITLE = "Anybody may add up"
_PLACE = {"path": "people/accounts.py", "line": 11, "quote": "    return sum(numbers)"}
_CLAIM = {
    **_PLACE,
    "item": "missing-object-authorisation",
    "rule": "",
    "side": "RIGHT",
    "title": _TITLE,
    "trigger": "When somebody asks for the numbers of another.",
    "message": "Ask whose numbers they are.",
    "refute": "A check before it.",
    "severity": "",
    "related": [],
    "replacement": "",
    "replacement_start": 0,
    "replacement_end": 0,
}


def finds_a_weakness(request: Request) -> Answer:
    """Claim a weakness that no detector knows, confirm it, and draw a design with a threat."""
    if "Judge the design" in request.text:
        return say_json({"overview": ["It sells."], **{kind: [] for kind in _KINDS}})
    if "## Claim 1" in request.text:
        return say_json({"verdicts": [{"claim": "1", "verdict": "confirmed", "reason": "Nobody asks.", **_PLACE}]})
    asked = next(line for line in request.text.split("\n") if line.startswith("Ask: "))
    claims = [_CLAIM] if "people/accounts.py" in request.text else []
    return say_json({"examined": asked.removeprefix("Ask: ").split(", "), "candidates": claims})


@pytest.fixture
def public(weekly: Weekly, shop: OpenedRepository, monkeypatch: pytest.MonkeyPatch) -> Iterator[Weekly]:
    """Let an agent read a public repository."""
    shop.record.is_private = False
    with running(finds_a_weakness) as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        yield weekly


def _ruled(shop: OpenedRepository) -> set[object]:
    return {one["ruleId"] for one in shop.record.scans[0].results}


def test_what_the_agent_finds_reaches_code_scanning_sealed_and_nobody_else(
    public: Weekly, shop: OpenedRepository
) -> None:
    public.key = "k" * 64
    left = public.audit()
    assert left.code == 0, left.error
    assert _ruled(shop) == {"sql-injection", "call-without-timeout", "missing-object-authorisation"}
    shards = sorted(public.folder.glob("*.json"))
    assert [is_sealed(path.read_text("utf-8")) for path in shards] == [True] * 3
    secrets = (_TITLE, "missing-object-authorisation", "cursor.execute(f")
    assert not [(secret, text) for text in public.shown for secret in secrets if secret in text]


def test_without_a_key_what_the_agent_finds_stays_where_it_was_found(public: Weekly, shop: OpenedRepository) -> None:
    left = public.audit()
    assert left.code == 0, left.error
    assert _ruled(shop) == {"sql-injection", "call-without-timeout"}
    assert not [text for text in public.shown if _TITLE in text]


@pytest.mark.parametrize(
    ("key", "said"),
    [("", "is sealed, and there is no key"), ("o" * 64, "another key, or was changed"), ("short", "32 characters")],
    ids=["no key", "another key", "a key that is none"],
)
def test_what_cannot_be_opened_is_not_published(weekly: Weekly, hub: Simulator, key: str, said: str) -> None:
    weekly.shop.record.is_private = False
    weekly.shards, weekly.key = 1, "k" * 64
    request, (shard,) = weekly.plan()
    assert weekly.look(request, shard).code == 0
    weekly.key = key
    left = weekly.publish(request)
    assert left.code == 2
    assert left.error is not None
    assert said in left.error.message
    assert not hub.writes


def test_a_key_that_is_none_is_noticed_before_anything_is_paid(public: Weekly) -> None:
    public.shards, public.key = 1, "short"
    left = public.look(public.plan()[0], "1/1")
    assert left.code == 2
    assert left.error is not None
    assert "32 characters" in left.error.message
    assert "The agent cost" not in left.log
    assert not list(public.folder.glob("*.json"))


def test_a_private_repository_has_nothing_to_seal(weekly: Weekly) -> None:
    weekly.shards, weekly.key = 1, "k" * 64
    request, (shard,) = weekly.plan()
    weekly.look(request, shard)
    (path,) = weekly.folder.glob("*.json")
    assert not is_sealed(path.read_text("utf-8"))
