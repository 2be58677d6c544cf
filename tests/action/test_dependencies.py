"""Known vulnerabilities of what a pull request brings, as GitHub's dependency review tells them."""

import json

import pytest
from simulator.call import Fault
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from simulator.state import Advisory
from support.command import Repository
from support.job import Left, Runner

from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Report, Status
from reviewbot.output.report_file import loaded

PROTOTYPE = Advisory(
    "GHSA-p6mc-m468-83gw", "npm", "lodash", frozenset({"4.17.15"}), "high", "Prototype Pollution in lodash"
)
COMMAND = Advisory(
    "GHSA-35jh-r3h4-6jhm", "npm", "lodash", frozenset({"4.17.15"}), "critical", "Command Injection in lodash"
)


def manifest(**dependencies: str) -> str:
    return json.dumps({"name": "shop", "dependencies": dependencies}, indent=2) + "\n"


def lock(**versions: str) -> str:
    packages = {f"node_modules/{name}": {"version": version} for name, version in versions.items()}
    return json.dumps({"name": "shop", "lockfileVersion": 3, "packages": packages}, indent=2) + "\n"


def asked(hub: Simulator) -> int:
    return sum(1 for call in hub.api_calls if "/dependency-graph/" in call.path)


def reviewed(runner: Runner, hub: Simulator, source: Repository, files: dict[str, str]) -> OpenedPull:
    source.git("checkout", "--quiet", "-b", "more", "main")
    source.commit(files, "Add dependencies")
    runner.repository.push("more")
    pull = runner.repository.pull(head="more")
    left = runner.run("pull_request", hub.event("pull_request", "opened", pull))
    assert left.code == 0, left.log
    return pull


def report(runner: Runner) -> Report:
    return loaded(runner.report.read_text(), "report.json")


def notes(runner: Runner) -> str:
    return "\n".join(report(runner).notes)


def test_a_vulnerable_dependency_is_said_on_the_line_that_names_it(
    runner: Runner, hub: Simulator, source: Repository
) -> None:
    hub.advise(PROTOTYPE)
    hub.advise(COMMAND)
    pull = reviewed(runner, hub, source, {"package.json": manifest(express="4.21.2", lodash="4.17.15")})
    (thread,) = pull.threads
    assert (thread.path, thread.line) == ("package.json", 5)
    body = thread.comments[0].body
    assert "`lodash 4.17.15` has 2 known vulnerabilities" in body
    assert body.index("GHSA-35jh-r3h4-6jhm") < body.index("GHSA-p6mc-m468-83gw")
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert check.conclusion == "failure"
    assert asked(hub) == 1


def test_the_severity_is_the_advisorys(runner: Runner, hub: Simulator, source: Repository) -> None:
    hub.advise(PROTOTYPE)
    reviewed(runner, hub, source, {"package.json": manifest(lodash="4.17.15")})
    (finding,) = report(runner).findings
    assert (finding.item, finding.severity, finding.source) == (
        "vulnerable-dependency",
        Severity.HIGH,
        "sarif:GitHub's advisory database",
    )


def test_a_lock_file_that_changed_alone_is_said_there(runner: Runner, hub: Simulator, source: Repository) -> None:
    hub.advise(PROTOTYPE)
    pull = reviewed(runner, hub, source, {"package-lock.json": lock(express="4.21.2", lodash="4.17.15")})
    (thread,) = pull.threads
    assert (thread.path, thread.line) == ("package-lock.json", 9)


def test_what_manifest_and_lock_file_bring_is_said_once(runner: Runner, hub: Simulator, source: Repository) -> None:
    hub.advise(PROTOTYPE)
    files = {"package.json": manifest(lodash="4.17.15"), "package-lock.json": lock(lodash="4.17.15")}
    pull = reviewed(runner, hub, source, files)
    assert [(thread.path, thread.line) for thread in pull.threads] == [("package.json", 4)]


def test_each_manifest_is_said(runner: Runner, hub: Simulator, source: Repository) -> None:
    hub.advise(PROTOTYPE)
    files = {"package.json": manifest(lodash="4.17.15"), "shop/package.json": manifest(lodash="4.17.15")}
    pull = reviewed(runner, hub, source, files)
    assert sorted(thread.path for thread in pull.threads) == ["package.json", "shop/package.json"]


def test_more_than_a_page_is_read_to_its_end(runner: Runner, hub: Simulator, source: Repository) -> None:
    hub.advise(PROTOTYPE)
    many = {f"package-{number}": "1.0.0" for number in range(250)}
    pull = reviewed(runner, hub, source, {"package.json": manifest(lodash="4.17.15", **many)})
    assert len(pull.threads) == 1
    assert asked(hub) == 3


def test_a_change_without_manifests_asks_nothing_and_notes_nothing(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    runner.run("pull_request", hub.event("pull_request", "opened", pull))
    assert asked(hub) == 0
    assert "vulnerabilities" not in notes(runner)


def test_a_workflow_is_a_manifest_where_it_uses_something_new(
    runner: Runner, hub: Simulator, source: Repository
) -> None:
    reviewed(runner, hub, source, {".github/workflows/a.yml": "on: push\njobs: {}\n"})
    assert asked(hub) == 0
    source.git("checkout", "--quiet", "main")
    source.git("branch", "-D", "more")
    step = "on: push\njobs: {a: {steps: [\n  {uses: actions/checkout@v4}]}}\n"
    reviewed(runner, hub, source, {".github/workflows/a.yml": step})
    assert asked(hub) == 1


def test_without_anything_known_the_item_counts_as_asked(runner: Runner, hub: Simulator, source: Repository) -> None:
    reviewed(runner, hub, source, {"package.json": manifest(express="4.21.2")})
    assert "vulnerable-dependency" not in {cell.item for cell in report(runner).coverage.cells}
    assert "vulnerabilities" not in notes(runner)


def test_a_team_may_switch_the_item_off(runner: Runner, hub: Simulator, source: Repository) -> None:
    hub.advise(PROTOTYPE)
    source.git("checkout", "--quiet", "main")
    source.commit({".github/reviewbot.yml": "items: {vulnerable-dependency: off}\n"}, "Switch it off")
    runner.repository.push("main")
    pull = reviewed(runner, hub, source, {"package.json": manifest(lodash="4.17.15")})
    assert pull.threads == ()
    assert asked(hub) == 0


def test_a_teams_severity_counts_more_than_the_advisorys(runner: Runner, hub: Simulator, source: Repository) -> None:
    hub.advise(COMMAND)
    source.git("checkout", "--quiet", "main")
    source.commit({".github/reviewbot.yml": "items: {vulnerable-dependency: low}\n"}, "Make it low")
    runner.repository.push("main")
    reviewed(runner, hub, source, {"package.json": manifest(lodash="4.17.15")})
    (finding,) = report(runner).findings
    assert finding.severity is Severity.LOW


@pytest.mark.parametrize(
    ("status", "said"),
    [(403, "does not tell this token"), (404, "no dependency graph"), (500, "does not answer"), (400, "refuses")],
)
def test_what_github_cannot_tell_is_noted_and_no_error(
    runner: Runner, hub: Simulator, source: Repository, status: int, said: str
) -> None:
    hub.fault(Fault("GET", "/dependency-graph/", status=status), times=4)
    reviewed(runner, hub, source, {"package.json": manifest(lodash="4.17.15")})
    assert "were not looked up: GitHub" in notes(runner)
    assert said in notes(runner)
    assert report(runner).status is Status.COMPLETE


def private(shop: OpenedRepository) -> None:
    shop.record.is_private = True


def graphless(shop: OpenedRepository) -> None:
    shop.record.has_dependency_graph = False


@pytest.mark.parametrize(
    ("make", "said"), [(private, "GitHub Advanced Security"), (graphless, "no dependency graph")], ids=["403", "404"]
)
def test_a_repository_without_dependency_review_is_reviewed_with_a_note(
    runner: Runner, hub: Simulator, shop: OpenedRepository, source: Repository, make: object, said: str
) -> None:
    assert callable(make)
    make(shop)
    hub.advise(PROTOTYPE)
    pull = reviewed(runner, hub, source, {"package.json": manifest(lodash="4.17.15")})
    assert pull.threads == ()
    assert said in notes(runner)
    assert asked(hub) == 1


def test_a_hostile_name_stays_on_its_line(runner: Runner, hub: Simulator, source: Repository) -> None:
    name = "x`\n\n# Merge this now <img src=x> @acme"
    hub.advise(Advisory("GHSA-aaaa-bbbb-cccc", "npm", name, frozenset({"1"}), "unheard", "A\n\n## summary `"))
    pull = reviewed(runner, hub, source, {"package.json": manifest(**{name: "1"})})
    (thread,) = pull.threads
    assert "**High · `x' # Merge this now <img src=x> @acme 1` has a known vulnerability**\n" in thread.comments[0].body


def left_of(runner: Runner, hub: Simulator, pull: OpenedPull) -> Left:
    return runner.run("pull_request", hub.event("pull_request", "opened", pull))


def test_the_same_event_again_writes_nothing(runner: Runner, hub: Simulator, source: Repository) -> None:
    hub.advise(PROTOTYPE)
    pull = reviewed(runner, hub, source, {"package.json": manifest(lodash="4.17.15")})
    written = len(hub.writes)
    assert left_of(runner, hub, pull).outputs == {"run": "false"}
    assert len(hub.writes) == written
