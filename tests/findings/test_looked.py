"""Whether anybody looked where a root cause stood."""

from dataclasses import replace

import pytest
from support.aged import Scene, Spot, after, audited, only

from reviewbot.domain.audit import Shard
from reviewbot.domain.coverage import EMPTY, EVERY, SWITCHED_OFF, UNREAD, Cell, CellState, FileState
from reviewbot.domain.levels import Engine
from reviewbot.domain.report import Status
from reviewbot.domain.tracked import Known
from reviewbot.findings.looked import Sight, looked, sight

PATH, ITEM = Spot().path, Spot().item
BY_DETECTOR = only(after(audited(1, Spot())))
BY_AGENT = only(after(audited(1, Spot(source="agent"))))
MANY = replace(BY_DETECTOR, count=9)
MANY_OF_AGENT = replace(BY_AGENT, count=9)
SEEN = {PATH: FileState.REVIEWED}
MOVED = f"moved/{PATH}"


def unexamined(path: str, item: str) -> tuple[Cell, ...]:
    """Give the cell that says that an item was not examined."""
    return (Cell(path, item, CellState.NOT_EXAMINED, UNREAD),)


def excluded(reason: str) -> Scene:
    """Give an audit that did not look at the file, and why."""
    return Scene({PATH: FileState.EXCLUDED}, reasons={PATH: reason})


def switched_off() -> tuple[Cell, ...]:
    """Give the cell that says that the team wants to hear nothing of the item."""
    return (Cell(EVERY, ITEM, CellState.NOT_EXAMINED, SWITCHED_OFF),)


@pytest.mark.parametrize(
    ("known", "scene", "expected"),
    [
        pytest.param(BY_DETECTOR, Scene(SEEN), Sight.GONE, id="a detector looked"),
        pytest.param(BY_DETECTOR, Scene(), Sight.GONE, id="the file is away"),
        pytest.param(BY_DETECTOR, Scene({PATH: FileState.FAILED}), Sight.UNSEEN, id="the file failed"),
        pytest.param(BY_DETECTOR, excluded("vendored"), Sight.LEFT_OUT, id="the file is excluded"),
        pytest.param(BY_DETECTOR, excluded("marked as generated"), Sight.UNSEEN, id="marked"),
        pytest.param(BY_DETECTOR, excluded("larger than 2,000,000 bytes"), Sight.UNSEEN, id="the file is too large"),
        pytest.param(BY_DETECTOR, excluded(EMPTY), Sight.GONE, id="nothing is left in the file"),
        pytest.param(BY_DETECTOR, Scene({MOVED: FileState.FAILED}), Sight.UNSEEN, id="it may be in a file that failed"),
        pytest.param(BY_DETECTOR, Scene({MOVED: FileState.REVIEWED}), Sight.GONE, id="a file of its name was seen"),
        pytest.param(BY_DETECTOR, Scene(SEEN, switched_off()), Sight.LEFT_OUT, id="the item is switched off"),
        pytest.param(BY_AGENT, Scene({MOVED: FileState.REVIEWED}), Sight.UNSEEN, id="an agent's, may be elsewhere"),
        pytest.param(
            BY_AGENT, Scene({MOVED: FileState.REVIEWED}, read=(MOVED,)), Sight.GONE, id="an agent's, nor elsewhere"
        ),
        pytest.param(
            BY_AGENT, Scene({MOVED: FileState.REVIEWED}, ever=(MOVED,)), Sight.GONE, id="an agent's, an older file"
        ),
        pytest.param(BY_DETECTOR, Scene(SEEN, unexamined(PATH, ITEM)), Sight.UNSEEN, id="not asked of the file"),
        pytest.param(BY_DETECTOR, Scene(SEEN, unexamined(EVERY, ITEM)), Sight.UNSEEN, id="not asked at all"),
        pytest.param(BY_DETECTOR, Scene({}, unexamined(EVERY, ITEM)), Sight.GONE, id="away, and not asked"),
        pytest.param(BY_DETECTOR, Scene(SEEN, unexamined(PATH, EVERY)), Sight.GONE, id="only an agent did not read it"),
        pytest.param(BY_DETECTOR, Scene(SEEN, engine=Engine.AGENT), Sight.UNSEEN, id="no detector ran"),
        pytest.param(BY_DETECTOR, Scene(SEEN, read=(PATH,), engine=Engine.AGENT), Sight.GONE, id="an agent read it"),
        pytest.param(BY_AGENT, Scene(SEEN), Sight.UNSEEN, id="an agent's, not read"),
        pytest.param(BY_AGENT, Scene(SEEN, read=(PATH,)), Sight.GONE, id="an agent's, read"),
        pytest.param(BY_AGENT, Scene(SEEN, unexamined(EVERY, ITEM), (PATH,)), Sight.UNSEEN, id="an agent's, not asked"),
        pytest.param(BY_AGENT, Scene(), Sight.GONE, id="an agent's, away"),
        pytest.param(MANY, Scene(SEEN), Sight.GONE, id="many places, all files seen"),
        pytest.param(MANY, Scene(SEEN | {"b.py": FileState.FAILED}), Sight.UNSEEN, id="many places, one file failed"),
        pytest.param(
            MANY,
            Scene(SEEN | {"b.md": FileState.EXCLUDED}, reasons={"b.md": "vendored"}),
            Sight.GONE,
            id="many places, others excluded",
        ),
        pytest.param(
            MANY_OF_AGENT, Scene(SEEN | {"b.py": FileState.REVIEWED}, read=(PATH,)), Sight.UNSEEN, id="unread"
        ),
    ],
)
def test_gone_is_said_only_of_what_was_looked_at(known: Known, scene: Scene, expected: Sight) -> None:
    assert sight(known, looked(audited(2, scene=scene))) is expected


@pytest.mark.parametrize(
    "nothing",
    [pytest.param({"status": Status.FAILED}, id="failed"), pytest.param({"shard": Shard(1, 2)}, id="a shard")],
)
def test_a_part_of_an_audit_sees_nothing(nothing: dict[str, object]) -> None:
    report = replace(audited(2, scene=Scene(SEEN)), **nothing)  # type: ignore[arg-type]

    assert sight(BY_DETECTOR, looked(report)) is Sight.UNSEEN
