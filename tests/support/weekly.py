"""A main branch that is audited inside GitHub Actions: its jobs, and what they leave on GitHub."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from simulator.call import Call
from simulator.hub import WRITER, Simulator
from simulator.opened import OpenedRepository
from simulator.state import Issue

from reviewbot.commands.action import Phase
from reviewbot.domain.audit import AuditReport
from reviewbot.output.audit_file import loaded
from support.command import Repository
from support.job import Left, Runner
from support.shop import BASE, INJECTION, NO_TIMEOUT

SCANNER = {**WRITER, "security_events": "write"}
"""The permissions of the job that publishes an audit."""

_PAD = "# An order has a customer and a day.\n" * 350

FILES = {
    "shop/orders.py": BASE + NO_TIMEOUT + _PAD,
    "people/accounts.py": BASE + INJECTION + _PAD,
    "notes/text.py": BASE + _PAD,
    "README.md": "The shop.\n",
}
"""A call without a timeout, an injection, and nothing: each large enough for a slice of its own."""


@dataclass(slots=True)
class Weekly:
    """The audits of a shop, phase by phase or at once.

    `shards` is how many jobs look at it, `key` the secret of its jobs; `said` keeps their logs and summaries.
    """

    hub: Simulator
    shop: OpenedRepository
    source: Repository
    runner: Runner
    folder: Path
    shards: int = 3
    key: str = ""
    said: list[str] = field(default_factory=list)

    @property
    def issue(self) -> Issue:
        """Give the tracking issue."""
        return next(one for one in self.shop.record.issues.values() if "reviewbot-audit" in one.labels)

    @property
    def page(self) -> str:
        """Give the page that the last publishing left."""
        return self.folder.with_suffix(".html").read_text("utf-8")

    @property
    def report(self) -> AuditReport:
        """Give the report that the last publishing left."""
        return loaded(self.folder.with_suffix(".json").read_text("utf-8"), "the report")

    @property
    def shown(self) -> Iterator[str]:
        """List what people may read besides code scanning: logs, files between jobs, page, issue, comments."""
        yield from self.said
        for path in sorted(self.folder.parent.rglob("*")):
            # What GitHub itself sent is not ours.
            if path.is_file() and path.name != "event.json":
                yield path.read_text("utf-8")
        for issue in self.shop.record.issues.values():
            yield from (issue.body, *(one.body for one in issue.comments))

    def commit(self, files: Mapping[str, str], *, message: str = "Go on") -> str:
        """Push files to main; gives the tip."""
        self.source.git("checkout", "--quiet", "main")
        self.source.commit(files, message)
        return self.shop.push("main")

    def run(self, phase: Phase, *, name: str = "schedule", token: str = "", request: str = "", **more: str) -> Left:
        """Run a phase in a job."""
        event = self.hub.repository_event(name, self.shop)
        return self._run(name, event, phase, token or self.hub.token(permissions=SCANNER), request, more)

    def _run(self, name: str, event: object, phase: Phase, token: str, request: str, more: Mapping[str, str]) -> Left:
        self.runner.more = {"REVIEWBOT_REPORT": str(self.folder), "REVIEWBOT_HAND_OVER_KEY": self.key, **more}
        left = self.runner.run(name, event, phase, token=token, request=request)
        self.said += (left.log, left.summary)
        return left

    def plan(self) -> tuple[str, tuple[str, ...]]:
        """Plan an audit; gives the request and the shards of the matrix."""
        left = self.run(Phase.REQUEST, REVIEWBOT_SHARDS=str(self.shards))
        assert left.code == 0, left.error
        rows = json.loads(left.outputs["matrix"])["include"]
        return left.outputs["request"], tuple(row["shard"] for row in rows)

    def look(self, request: str, shard: str, **more: str) -> Left:
        """Look at a shard with a token that may read."""
        path = self.folder / f"{shard.replace('/', '-')}.json"
        self.folder.mkdir(parents=True, exist_ok=True)
        token = self.hub.token(permissions=dict.fromkeys(("metadata", "contents", "issues"), "read"))
        more = {"REVIEWBOT_REPORT": str(path), "REVIEWBOT_SHARD": shard, **more}
        return self.run(Phase.REVIEW, token=token, request=request, **more)

    def publish(self, request: str, token: str = "") -> Left:
        """Publish what the shards left."""
        return self.run(Phase.PUBLISH, token=token, request=request)

    def audit(self) -> Left:
        """Plan, look at every shard, and publish."""
        request, shards = self.plan()
        for shard in shards:
            left = self.look(request, shard)
            assert left.code == 0, left.error
        return self.publish(request)

    def at_once(self, *, name: str = "schedule", token: str = "", **more: str) -> Left:
        """Audit and publish in one job."""
        path = str(self.folder.with_suffix(".json"))
        return self.run(Phase.ALL, name=name, token=token, REVIEWBOT_REPORT=path, **more)

    def says(self, login: str, body: str) -> Left:
        """Let somebody write below the tracking issue, and run the job that this starts."""
        event = self.hub.issue_event(self.shop, self.issue, self.shop.comment(self.issue, login, body))
        token = self.hub.token(permissions={"metadata": "read", "contents": "read", "issues": "write"})
        return self._run("issue_comment", event, Phase.REQUEST, token, "", {})

    def lasting(self, since: int) -> list[Call]:
        """List the writes that people see; what code scanning gets again takes the place of what it has."""
        return [one for one in self.hub.writes[since:] if "/code-scanning/" not in one.path]


@pytest.fixture
def weekly(hub: Simulator, shop: OpenedRepository, source: Repository, runner: Runner, tmp_path: Path) -> Weekly:
    """Put faults on the main branch of a private shop that has code scanning."""
    shop.record.is_private = shop.record.has_advanced_security = True
    made = Weekly(hub, shop, source, runner, tmp_path / "jobs" / "reviewbot-audit")
    made.commit(FILES)
    return made
