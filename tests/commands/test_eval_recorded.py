"""The evaluation with an agent: what a model said is written down, and said again without one."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from anthropic_simulator.answer import Answer, say
from anthropic_simulator.request import Request
from anthropic_simulator.simulator import Simulator, running
from anthropic_simulator.trouble import Trouble, rate_limited
from support.command import Ran, Run
from support.evaluation import PATH, WAITS, write_cases
from support.plain_mind import plain

KEY = "of-no-known-form-4711"


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Write an open case with a fault, and a held one without."""
    return write_cases(tmp_path / "cases")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """Run what stands in for a model, and let the command find it."""
    with running(plain) as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def measured(cases: Path, reviewbot: Run) -> Run:
    """Evaluate all cases with the agent, as JSON."""

    def run(*arguments: object) -> Ran:
        return reviewbot("eval", cases, "--split", "all", "--engine", "all", "--format", "json", *arguments)

    return run


@pytest.fixture
def tape(tmp_path: Path, measured: Run, model: Simulator, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Record all cases, and take the key away."""
    folder = tmp_path / "tape"
    assert measured("--record", folder).code == 0
    for name in model.environment():
        monkeypatch.delenv(name)
    return folder


def without_times(board: str) -> object:
    def timeless(value: object) -> object:
        if isinstance(value, dict):
            return {name: timeless(one) for name, one in value.items() if name != "seconds"}
        return [timeless(one) for one in value] if isinstance(value, list) else value

    return timeless(json.loads(board))


def test_a_replay_gives_the_same_scoreboard_without_key_and_server(
    measured: Run, model: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = measured("--record", tmp_path / "tape")
    calls = len(model.exchanges)
    for name in model.environment():
        monkeypatch.delenv(name)
    replayed = measured("--replay", tmp_path / "tape")
    assert (recorded.code, replayed.code) == (0, 0)
    assert without_times(replayed.out) == without_times(recorded.out)
    assert len(model.exchanges) == calls
    assert json.loads(recorded.out)["rows"][0]["counts"]["calls"] == len(model.messages) > 0


def test_what_stands_in_for_a_model_is_never_called_live(measured: Run, model: Simulator, tmp_path: Path) -> None:
    assert json.loads(measured().out)["conditions"]["traffic"] == "simulated"
    assert len(model.messages) > 0
    measured("--record", tmp_path / "tape")
    assert json.loads(measured("--replay", tmp_path / "tape").out)["conditions"]["traffic"] == "simulated"


def test_answers_that_a_model_gave_are_told_as_recorded(measured: Run, tape: Path) -> None:
    for file in tape.iterdir():
        file.write_text(file.read_text("utf-8").replace('"is_live": false', '"is_live": true'), "utf-8")
    assert json.loads(measured("--replay", tape).out)["conditions"]["traffic"] == "replayed"


def test_runs_are_replayed_one_by_one(
    measured: Run, model: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured("--runs", 2, "--record", tmp_path / "tape")
    for name in model.environment():
        monkeypatch.delenv(name)
    assert measured("--runs", 2, "--replay", tmp_path / "tape").code == 0
    assert "fewer answers to a request" in measured("--runs", 3, "--replay", tmp_path / "tape").err


def test_a_model_that_was_overloaded_is_so_again_but_nobody_waits(
    measured: Run, model: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def once_too_many(request: Request) -> Answer | Trouble:
        return rate_limited(retry_after=1) if request.number == 1 else plain(request)

    model.change_mind(once_too_many)
    recorded = measured("--record", tmp_path / "tape")
    for name in model.environment():
        monkeypatch.delenv(name)
    replayed = measured("--replay", tmp_path / "tape")
    assert without_times(replayed.out) == without_times(recorded.out)
    assert '"status": 429' in (tmp_path / "tape" / "prices.json").read_text("utf-8")
    seconds = [sum(one["seconds"] for one in json.loads(ran.out)["cases"]) for ran in (recorded, replayed)]
    assert seconds[1] < seconds[0] - 0.5


@pytest.mark.parametrize(
    ("file", "text", "part"),
    [
        (f"head/{PATH}", WAITS.replace("{sku}", "{sku}/"), "`messages`"),
        ("base/REVIEW.md", "Every call of another service has a timeout.\n", "`messages`, `system`"),
    ],
    ids=["the code", "the rules"],
)
def test_a_prompt_that_changed_is_refused_by_its_part(
    file: str, text: str, part: str, measured: Run, tape: Path, cases: Path
) -> None:
    (cases / "open" / "prices" / file).write_text(text, "utf-8")
    ran = measured("--replay", tape)
    assert (ran.code, ran.out) == (2, "")
    assert f"The recording of `prices` does not answer this request: the prompt changed in {part}." in ran.err


def test_a_case_that_was_not_recorded_is_named(measured: Run, tape: Path) -> None:
    (tape / "prices.json").unlink()
    ran = measured("--replay", tape)
    assert ran.code == 2
    assert "There is no recording of `prices`" in ran.err


def test_a_folder_that_cannot_be_written_is_named_before_anything_is_spent(
    measured: Run, model: Simulator, tmp_path: Path
) -> None:
    (tmp_path / "tape").write_text("", "utf-8")
    ran = measured("--record", tmp_path / "tape")
    assert ran.code == 2
    assert "tape` cannot be written to" in ran.err
    assert model.messages == ()


def test_no_recording_holds_the_key(
    measured: Run, model: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def telling(_request: Request) -> Answer:
        return say(KEY, is_malformed=True)

    model.access.keys.add(KEY)
    model.change_mind(telling)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    measured("--record", tmp_path / "tape")
    files = [file.read_text("utf-8") for file in (tmp_path / "tape").iterdir()]
    assert len(files) == 2
    assert not any(KEY in text for text in files)
