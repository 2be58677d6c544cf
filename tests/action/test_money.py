"""The money of a pull request over its life, on a simulated GitHub and before a simulated model."""

import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from anthropic_simulator.answer import Answer
from anthropic_simulator.request import Request
from anthropic_simulator.simulator import Simulator as Model
from anthropic_simulator.simulator import running
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from simulator.state import App, CheckRun
from support.agent import is_sceptic, judged, reviewed
from support.command import Repository
from support.job import Left, Runner
from support.shop import BASE, INJECTION
from support.workflow import REUSABLE, workflow

from reviewbot.commands.action import Phase
from reviewbot.domain.expense import ShownBill, bill_in, dollars, known, total
from reviewbot.output.report_file import loaded

_REVIEWER = {"metadata": "read"} | {
    name.replace("-", "_"): level for name, level in (workflow(REUSABLE).jobs["review"].permissions or {}).items()
}


@dataclass(slots=True)
class Mind:
    """Finds nothing; where it is told to, it has the job cancelled before it answers."""

    cancels: bool = False

    def __call__(self, request: Request) -> Answer:
        """Answer one request."""
        if self.cancels:
            self.cancels = False
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        return judged() if is_sceptic(request) else reviewed(examined=())


@pytest.fixture
def mind() -> Mind:
    """Think of nothing."""
    return Mind()


@pytest.fixture
def model(mind: Mind, monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    """Put the key of a simulated model into the environment."""
    with running(mind) as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        yield server


@dataclass(slots=True)
class Jobs:
    """A pull request under pushes, and the jobs that each of them starts."""

    runner: Runner
    hub: Simulator
    pull: OpenedPull
    source: Repository
    mind: Mind
    spent: list[float] = field(default_factory=list)
    ceilings: list[float] = field(default_factory=list)
    pushes: int = 0

    def push(self) -> None:
        """Push a commit that calls for a review."""
        self.pushes += 1
        self.source.commit({"shop.py": BASE + INJECTION + f"\n\nVERSION = {self.pushes}\n"}, f"Change {self.pushes}")
        self.pull.push()

    def event(self) -> dict[str, object]:
        """Give what GitHub sends for a push."""
        return self.hub.event("pull_request", "synchronize", self.pull)

    def request(self) -> str:
        """Run the first phase."""
        left = self.runner.run("pull_request", self.event(), Phase.REQUEST)
        assert left.outputs["run"] == "true", left.log
        return left.outputs["request"]

    def review(self, request: str, *, is_cancelled: bool = False) -> Path:
        """Run the second phase, which leaves a report, also where it is cancelled."""
        report = self.runner.folder / f"report-{len(self.spent)}.json"
        self.runner.more["REVIEWBOT_REPORT"] = str(report)
        self.mind.cancels = is_cancelled
        token = self.hub.token(permissions=_REVIEWER)
        try:
            self.runner.run("pull_request", self.event(), Phase.REVIEW, token=token, request=request)
        except KeyboardInterrupt:
            assert is_cancelled
        cost = loaded(report.read_text(), str(report)).cost
        self.spent.append(cost.usd + cost.reserved_usd)
        self.ceilings.append(cost.ceiling_usd)
        return report

    def publish(self, request: str, report: Path) -> Left:
        """Run the third phase."""
        self.runner.more["REVIEWBOT_REPORT"] = str(report)
        return self.runner.run("pull_request", self.event(), Phase.PUBLISH, request=request)

    def settle(self, request: str, report: Path, _seconds: float) -> None:
        """Run the third phase while another job waits for it."""
        self.publish(request, report)

    @property
    def bills(self) -> list[ShownBill]:
        """Read what all checks say of money."""
        found = ((check.id, bill_in(check.summary or "")) for check in self.pull.repository.checks)
        return [ShownBill(number, bill) for number, bill in found if bill is not None]

    @property
    def settled(self) -> float:
        """Add up what all checks say that was spent."""
        return dollars(total(known(self.bills).values()))


@pytest.fixture
def jobs(runner: Runner, hub: Simulator, shop: OpenedRepository, source: Repository, mind: Mind, model: Model) -> Jobs:
    """Open a pull request in a repository whose configuration says what may be spent."""
    source.git("checkout", "--quiet", "main")
    source.commit({".github/reviewbot.yml": "version: 1\nbudget: {run_usd: 0.8, pull_usd: 2}\n"}, "Configure")
    shop.push("main")
    source.git("checkout", "--quiet", "-b", "paid")
    source.commit({"shop.py": BASE + INJECTION}, "Add invoices by e-mail")
    shop.push("paid")
    return Jobs(runner, hub, shop.pull(head="paid"), source, mind)


def test_of_twelve_pushes_of_which_six_cancel_a_review_every_one_gets_what_nobody_spent(jobs: Jobs) -> None:
    jobs.source.git("checkout", "--quiet", "main")
    jobs.source.commit({".github/reviewbot.yml": "version: 1\nbudget: {run_usd: 2.5, pull_usd: 3}\n"}, "Allow more")
    jobs.runner.repository.push("main")
    jobs.source.git("checkout", "--quiet", "paid")
    # There a job may read only what its permissions say.
    jobs.runner.repository.record.is_private = True
    for _ in range(6):
        jobs.push()
        cancelled = jobs.request()
        jobs.push()
        request = jobs.request()
        # The next push's request comes first, then its review cancels the one under way, and waits for its settlement.
        jobs.runner.pause = partial(jobs.settle, cancelled, jobs.review(cancelled, is_cancelled=True))
        left = 3 - sum(jobs.spent)
        jobs.publish(request, jobs.review(request))
        assert jobs.ceilings[-1] == pytest.approx(min(2.5, left), abs=1e-4)
    assert all(jobs.spent)
    assert sum(jobs.spent) == pytest.approx(jobs.settled, abs=1e-4)
    assert 1 < jobs.settled <= 3


def ran(jobs: Jobs) -> str:
    """Run one push through all three phases; give what its check says."""
    jobs.push()
    request = jobs.request()
    jobs.publish(request, jobs.review(request))
    check = jobs.hub.checks("acme/shop", jobs.pull.head_sha)[-1]
    return f"{check.title} {check.summary}"


def exhaust(jobs: Jobs, **fields: object) -> CheckRun:
    """Let an earlier run have taken all there is, on a check of the head."""
    app = fields.get("app") or jobs.hub.checks("acme/shop", jobs.pull.head_sha)[-1].app
    assert isinstance(app, App)
    number = fields.get("number", 1)
    summary = f"<!-- reviewbot:money 1 #{number} 9.1 raised {fields.get('raised', 0)} 9.1=2000000 -->\nAll of it"
    old = jobs.pull.repository.checks[-1]
    check = CheckRun(
        old.id + 1, "reviewbot", jobs.pull.head_sha, app, "completed", "success", old.started_at, summary=summary
    )
    jobs.pull.repository.checks.append(check)
    return check


def test_at_the_ceiling_the_detectors_go_on_and_a_writer_is_told_how_to_allow_more(jobs: Jobs) -> None:
    ran(jobs)
    exhaust(jobs)
    said = ran(jobs)
    assert jobs.spent[-1] == 0
    assert "/review budget USD" in said
    assert len(jobs.pull.threads) == 1


def test_a_raised_budget_starts_a_review_and_outlives_a_force_push(jobs: Jobs) -> None:
    ran(jobs)
    exhaust(jobs)
    ran(jobs)
    assert jobs.spent[-1] == 0
    comment = jobs.pull.comment("bob", "/review budget 4")
    event = jobs.hub.event("issue_comment", "created", jobs.pull, sender="bob", comment=comment)
    request = jobs.runner.run("issue_comment", event, Phase.REQUEST).outputs["request"]
    jobs.publish(request, jobs.review(request))
    assert jobs.spent[-1] > 0
    jobs.source.git("reset", "--quiet", "--hard", "main")
    ran(jobs)
    assert jobs.spent[-1] > 0
    assert jobs.settled == pytest.approx(2 + sum(jobs.spent), abs=1e-4)


def test_what_was_spent_outlives_a_force_push(jobs: Jobs) -> None:
    ran(jobs)
    exhaust(jobs)
    jobs.source.git("reset", "--quiet", "--hard", "main")
    ran(jobs)
    assert jobs.spent[-1] == 0


def test_marks_of_another_pull_request_on_the_same_commit_do_not_count(jobs: Jobs) -> None:
    ran(jobs)
    exhaust(jobs, number=2)
    ran(jobs)
    assert jobs.spent[-1] > 0


def test_what_another_app_says_takes_room_and_gives_none(jobs: Jobs) -> None:
    ran(jobs)
    exhaust(jobs, app=App(77, "stranger"), raised=9_000_000)
    ran(jobs)
    assert jobs.spent[-1] == 0


def test_three_jobs_of_a_paid_review_take_ten_calls(jobs: Jobs) -> None:
    ran(jobs)
    assert len(jobs.hub.api_calls) == 10


def test_an_engine_that_is_none_is_refused_before_anything_is_asked(jobs: Jobs) -> None:
    jobs.runner.more["REVIEWBOT_ENGINE"] = "agnet"
    left = jobs.runner.run("pull_request", jobs.event(), Phase.REQUEST)
    assert left.code == 2
    assert not jobs.hub.api_calls


def test_a_review_that_left_no_report_counts_in_full(jobs: Jobs) -> None:
    jobs.push()
    request = jobs.request()
    left = jobs.publish(request, jobs.runner.folder / "none.json")
    assert left.code == 2
    assert jobs.settled == 0.8


def test_one_job_reserves_reads_and_settles(jobs: Jobs) -> None:
    jobs.push()
    left = jobs.runner.run("pull_request", jobs.event())
    assert left.code == 0, left.log
    assert 0 < jobs.settled < 0.8


def test_one_job_without_a_key_reserves_nothing(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    jobs.push()
    jobs.runner.run("pull_request", jobs.event())
    assert not jobs.bills
