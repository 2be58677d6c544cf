"""The main job with a key: the whole way from the command to a simulated API and back."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from anthropic_simulator.answer import Answer, say_json
from anthropic_simulator.minds import Mind, always
from anthropic_simulator.request import Request
from anthropic_simulator.simulator import Simulator, running
from anthropic_simulator.trouble import unauthorised
from support.command import Repository, Run

KEY = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
BASE = 'import requests\n\n\ndef price(sku):\n    return requests.get(f"https://x.example/{sku}", timeout=3).json()\n'
HEAD = BASE.replace(", timeout=3", "").replace("\n\n\n", f'\n\nTOKEN = "{KEY}"\n\n\n')


def read_all(request: Request) -> Answer:
    """Look for everything that is asked, and find nothing."""
    asked = next(line for line in request.text.split("\n") if line.startswith("Ask: "))
    return say_json({"examined": asked.removeprefix("Ask: ").split(", "), "candidates": []})


@contextmanager
def served(mind: Mind, monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """Let the command find a server with this mind."""
    with running(mind) as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """Serve somebody who finds nothing."""
    with ExitStack() as stack:
        yield stack.enter_context(served(read_all, monkeypatch))


@pytest.fixture
def change(repository: Repository) -> Repository:
    """Change a file between two commits."""
    repository.commit({"app/prices.py": BASE})
    repository.git("switch", "--quiet", "--create", "feature")
    repository.commit({"app/prices.py": HEAD})
    return repository


@pytest.mark.usefixtures("change")
def test_a_review_with_a_key_says_what_it_cost(server: Simulator, review: Run) -> None:
    ran = review("--base", "main", "--head", "feature")
    assert (ran.code, ran.report.run.engine) == (0, "all")
    assert ran.report.cost.calls == len(server.messages) == 1
    assert "The agent cost $0.0" in ran.err
    assert "in 1 call." in ran.err


@pytest.mark.usefixtures("change")
def test_a_secret_of_the_code_is_not_sent(server: Simulator, review: Run) -> None:
    review("--base", "main", "--head", "feature")
    assert "TOKEN = " in server.requests[0].text
    assert KEY not in json.dumps([one.body for one in server.requests])


@pytest.mark.usefixtures("change")
def test_what_the_api_says_to_a_wrong_key_is_said(monkeypatch: pytest.MonkeyPatch, review: Run) -> None:
    with served(always(unauthorised()), monkeypatch):
        ran = review("--base", "main", "--head", "feature")
    assert (ran.code, ran.report.status) == (3, "failed")
    assert "app/prices.py: the model key was not accepted: invalid x-api-key" in ran.err


@pytest.mark.usefixtures("change", "server")
def test_a_trace_has_a_line_for_each_call_and_nothing_of_the_text(review: Run, tmp_path: Path) -> None:
    trace = tmp_path / "new" / "calls.jsonl"
    review("--base", "main", "--head", "feature", "--trace", trace)
    (line,) = map(json.loads, trace.read_text("utf-8").splitlines())
    assert (line["about"], line["outcome"], line["said"]) == ("app/prices.py", "done", "")
    assert line["usd"] > 0
    assert "requests" not in trace.read_text("utf-8")


@pytest.mark.usefixtures("change", "server")
@pytest.mark.parametrize("option", ["--trace", "--dry-run-prompts"])
def test_what_cannot_be_written_is_wrong_use(review: Run, tmp_path: Path, option: str) -> None:
    (tmp_path / "file").write_text("")
    ran = review("--base", "main", "--head", "feature", option, tmp_path / "file" / "below")
    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_a_model_that_is_not_there_is_told_before_anything_is_paid(
    change: Repository, server: Simulator, review: Run
) -> None:
    change.write({".github/reviewbot.yml": "models: {review: claude-nobody-9}\n"})
    ran = review("--base", "main", "--head", "feature")
    assert ran.code == 2
    assert "There is no model `claude-nobody-9`" in ran.err
    assert server.messages == ()


def test_the_agent_is_told_the_language_of_the_comments(change: Repository, review: Run, tmp_path: Path) -> None:
    change.write({".github/reviewbot.yml": "language: de\n"})
    review("--base", "main", "--head", "feature", "--dry-run-prompts", tmp_path / "prompts")
    assert ": in German, " in (tmp_path / "prompts" / "prefix.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("change")
def test_prompts_are_written_without_asking_anybody(server: Simulator, review: Run, tmp_path: Path) -> None:
    ran = review("--base", "main", "--head", "feature", "--dry-run-prompts", tmp_path / "prompts")
    assert ran.code == 0
    assert server.exchanges == ()
    assert {one.name for one in (tmp_path / "prompts").iterdir()} == {"prefix.md", "001.md", "index.txt"}
