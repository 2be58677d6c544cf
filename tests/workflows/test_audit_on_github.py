"""A team's weekly audit from the clock to the tracking issue, each job with the permissions that its file gives it."""

from pathlib import Path

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedRepository
from support.act import Ran, of_jobs
from support.command import Repository
from support.shop import BASE, INJECTION, NO_TIMEOUT
from support.workflow import AUDIT, AUDIT_ENTERPRISE, AUDIT_PASTE, permissions_in

pytestmark = pytest.mark.slow

_PAD = "# An order has a customer and a day.\n" * 350
_INPUTS = """\
      hand-over-key: ${{ secrets.HAND_OVER_KEY }}
    with:
      shards: "3"
"""


@pytest.fixture
def shop(hub: Simulator, tmp_path: Path) -> OpenedRepository:
    """Put a public shop on GitHub, with an injection and a call without a timeout in slices of their own."""
    source = Repository(tmp_path / "source")
    source.root.mkdir()
    source.git("init", "--quiet", "--initial-branch=main")
    texts = {"shop/orders.py": BASE + NO_TIMEOUT, "people/accounts.py": BASE + INJECTION, "notes/text.py": BASE}
    source.commit({path: text + _PAD for path, text in texts.items()}, "Begin")
    hub.user("alice", "write")
    return hub.repository("acme/shop", source.root)


def _run(hub: Simulator, shop: OpenedRepository, folder: Path, path: Path) -> Ran:
    tokens = {job: hub.token(permissions=granted) for job, granted in permissions_in(path).items()}
    team = of_jobs(folder, AUDIT_PASTE.read_text("utf-8").replace(AUDIT.name, path.name) + _INPUTS, tokens)
    secrets = {"GITHUB_TOKEN": "told apart by the job", "HAND_OVER_KEY": "k" * 64}
    return team.run("schedule", hub.repository_event("schedule", shop), environment=hub.environment(), secrets=secrets)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in (AUDIT, AUDIT_ENTERPRISE)])
def test_three_jobs_look_at_a_public_shop_and_one_publishes(
    hub: Simulator, shop: OpenedRepository, tmp_path: Path, path: Path
) -> None:
    ran = _run(hub, shop, tmp_path, path)
    assert ran.results == {"plan": "success", "look": "success", "publish": "success"}, ran.log
    (scan,) = shop.record.scans
    assert {one["ruleId"] for one in scan.results} == {"sql-injection", "call-without-timeout"}
    (issue,) = shop.record.issues.values()
    assert "1 high root cause" in issue.body
    kept = {path.parent.name: path.read_text("utf-8") for path in tmp_path.glob("act/kept/*/*")}
    assert sorted(kept) == ["reviewbot-audit", *(f"reviewbot-audit-{number}" for number in range(3))]
    shown = (issue.body, ran.log, *ran.summaries.values(), *kept.values())
    assert not [text for text in shown if "cursor.execute(f" in text]
