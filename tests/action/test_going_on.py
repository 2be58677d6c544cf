"""A pull request under pushes: the agent reads what is new, once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from anthropic_simulator.answer import Answer
from anthropic_simulator.request import Request as Asked
from anthropic_simulator.simulator import running
from simulator.hub import READER, Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository
from support.job import Left, Runner
from support.plain_mind import is_sceptic, plain
from support.shop import BASE, INJECTION

from reviewbot.commands.action import Phase
from reviewbot.domain.diff import Sha
from reviewbot.domain.pull import PullName, Request, Scope
from reviewbot.domain.report import Report
from reviewbot.github.handover import handed_over
from reviewbot.output.report_file import loaded

_BYTES = 3.6
"""Of code with line numbers, a token."""


@dataclass(slots=True)
class Mind:
    """Claims something of each file that it is shown, and keeps what it was asked."""

    asked: list[str] = field(default_factory=list)
    doubts: int = 0

    def __call__(self, request: Asked) -> Answer:
        """Answer one request."""
        if is_sceptic(request):
            self.doubts += 1
        else:
            self.asked.append(request.text)
        return plain(request)

    @property
    def tokens(self) -> float:
        """Give about how many tokens the reviewer's conversations had beside what they share."""
        return sum(map(len, self.asked)) / _BYTES


@pytest.fixture
def mind(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mind]:
    """Put the key of a simulated model into the environment."""
    mind = Mind()
    with running(mind) as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        yield mind


@dataclass(slots=True)
class Life:
    """A pull request whose pushes are reviewed in one job each."""

    runner: Runner
    hub: Simulator
    pull: OpenedPull
    source: Repository

    def push(self, files: dict[str, str]) -> Report:
        """Push files, and review what is there then."""
        self.source.commit(files, "More")
        self.pull.push()
        return self.report(self.runner.run("pull_request", self.event()))

    def event(self) -> dict[str, object]:
        """Give what GitHub sends for a push."""
        return self.hub.event("pull_request", "synchronize", self.pull)

    def pushed_in_three_jobs(self, files: dict[str, str]) -> Report:
        """Push files, and review what is there then with a token for each phase."""
        self.source.commit(files, "More")
        self.pull.push()
        request = self.runner.run("pull_request", self.event(), Phase.REQUEST).outputs["request"]
        token = self.hub.token(permissions=READER)
        self.report(self.runner.run("pull_request", self.event(), Phase.REVIEW, token=token, request=request))
        return self.report(self.runner.run("pull_request", self.event(), Phase.PUBLISH, request=request))

    def command(self, words: str) -> Report:
        """Let somebody who may write ask for a review."""
        comment = self.pull.comment("bob", words)
        event = self.hub.event("issue_comment", "created", self.pull, sender="bob", comment=comment)
        return self.report(self.runner.run("issue_comment", event))

    def report(self, left: Left) -> Report:
        """Read the report that a job left."""
        assert left.error is None, left.log
        return loaded(self.runner.report.read_text(), "report.json")


@pytest.fixture
def life(runner: Runner, hub: Simulator, shop: OpenedRepository, source: Repository) -> Life:
    """Open a pull request that adds nothing yet."""
    source.git("checkout", "--quiet", "main")
    source.git("checkout", "--quiet", "-b", "life")
    source.commit({"README.md": "The shop and its life.\n"})
    shop.push("life")
    return Life(runner, hub, shop.pull(head="life"), source)


def _function(number: int) -> str:
    body = "".join(f"    stock_{row} = connect().execute(ORDERS, {number})\n" for row in range(12))
    return f"\n\ndef task_{number}(order):\n{body}    return order\n"


def test_over_a_life_of_pushes_the_agent_reads_what_is_new_once(life: Life, mind: Mind) -> None:
    files = {name: BASE + _function(number) for number, name in enumerate(("a.py", "b.py", "c.py"))}
    life.push(files)
    assert "Review the change as a whole" in mind.asked[-1]
    report = life.push({"b.py": files["b.py"] + _function(3)})
    assert report.status == "complete"
    assert "2 files were reviewed before" in " ".join(report.notes)
    # Prose is not shown, and nothing else is new: in three jobs, of which the second may only read.
    asked = len(mind.asked)
    assert life.pushed_in_three_jobs({"README.md": "The shop, and more.\n"}).status == "complete"
    assert len(mind.asked) == asked
    # One for each file at first, and one for what was new.
    assert len(life.pull.threads) == 4
    over_life, mind.asked = mind.tokens, []
    life.command("/review full")
    assert len(life.pull.threads) == 4
    assert 0 < over_life <= 1.6 * mind.tokens


def test_what_stood_there_is_unchanged_until_the_configuration_is_another(
    life: Life, shop: OpenedRepository, source: Repository
) -> None:
    first = life.push({"a.py": BASE + INJECTION})
    assert (first.checkpoint_seen, first.unchanged) == (None, ())
    second = life.push({"a.py": BASE + INJECTION + "\n\nLIMIT = 3\n"})
    assert second.checkpoint_seen is not None
    assert second.checkpoint_seen.head_sha == first.change.head_sha
    assert second.unchanged == tuple(one.fingerprint for one in first.findings)
    source.git("checkout", "--quiet", "main")
    source.commit({".github/reviewbot.yml": "version: 1\nitems: {money-as-float: off}\n"}, "Ask less")
    shop.push("main")
    source.git("checkout", "--quiet", "life")
    third = life.push({"a.py": BASE + INJECTION + "\n\nLIMIT = 4\n"})
    assert (third.checkpoint_seen, third.unchanged) == (None, ())
    assert any(note.startswith("All of the change was read again: no complete review") for note in third.notes)


def test_what_fails_the_check_and_only_the_summary_says_is_read_again(
    life: Life, shop: OpenedRepository, source: Repository, mind: Mind
) -> None:
    source.git("checkout", "--quiet", "main")
    source.commit({".github/reviewbot.yml": "version: 1\nfail_on: low\nmax_comments: 0\n"}, "Say little")
    shop.push("main")
    source.git("checkout", "--quiet", "life")
    first = life.push({"a.py": BASE})
    (one,) = first.findings
    assert (one.source, one.placement, first.gate.fails) == ("agent", "summary", (one.fingerprint,))
    second = life.push({"README.md": "The shop, and more.\n"})
    assert second.gate.fails == first.gate.fails
    assert len(mind.asked) == 2


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope(("security",), ("a.*",)), ""),
        (Scope(("sql-injecton",)), "The checklist has neither an area nor an item `sql-injecton`."),
    ],
    ids=["an area and a path", "no item"],
)
def test_a_part_is_reviewed_where_the_checklist_knows_it(
    runner: Runner, hub: Simulator, pull: OpenedPull, scope: Scope, said: str
) -> None:
    request = handed_over(Request(PullName("acme/shop", pull.number), Sha(pull.head_sha), scope))
    event = hub.event("pull_request", "synchronize", pull)
    left = runner.run("pull_request", event, Phase.REVIEW, token=hub.token(permissions=READER), request=request)
    report = loaded(runner.report.read_text(), "report.json")
    assert said in left.log
    assert (report.status == "failed") is bool(said)
    assert said or (report.run.scope, report.findings) == ("security a.*", ())
