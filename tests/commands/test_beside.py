"""What a review takes into account beside the changed lines: attributes, suppressions, contracts, other analyzers."""

import json
from pathlib import Path

import pytest
from support.command import Ran, Repository, Run

from reviewbot.domain.coverage import FileState
from reviewbot.domain.diff import Side
from reviewbot.domain.report import Status

WAITS = 'import requests\n\n\ndef price(sku):\n    return requests.get(f"https://prices.example/{sku}").json()\n'
CLEAN = WAITS.replace('{sku}")', '{sku}", timeout=3)')
API = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths:
  /orders:
    get:
      responses:
        "200": {description: fine}
    delete:
      responses:
        "204": {description: gone}
"""


def state(ran: Ran, path: str) -> tuple[FileState, str]:
    return next((one.state, one.reason) for one in ran.report.coverage.files if one.path == path)


def test_what_the_base_calls_generated_is_not_reviewed(repository: Repository, review: Run) -> None:
    repository.commit({"api/.gitattributes": "*.py linguist-generated\n"})
    repository.git("switch", "--quiet", "--create", "feature")
    repository.commit({"api/client.py": WAITS})
    ran = review("--head", "feature")
    assert (ran.found, state(ran, "api/client.py")) == ([], (FileState.EXCLUDED, "generated"))


def test_a_change_cannot_hide_its_files_by_attributes_of_its_own(repository: Repository, review: Run) -> None:
    repository.commit({"README.md": "Shop.\n"})
    repository.git("switch", "--quiet", "--create", "feature")
    repository.commit({".gitattributes": "*.py linguist-generated\n", "api/client.py": WAITS})
    assert review("--head", "feature").found == [("call-without-timeout", "api/client.py", 5)]


def test_a_team_says_what_its_files_are_there_for(repository: Repository, review: Run) -> None:
    repository.commit({"README.md": "Shop.\n"})
    repository.write({".github/reviewbot.yml": "paths: {classes: {test: [qa/]}}\n", "qa/check.py": WAITS})
    assert review().found == []


def test_a_suppression_of_a_fault_that_was_repaired_is_told(repository: Repository, review: Run) -> None:
    silenced = WAITS.replace(".json()", ".json()  # reviewbot: ignore[call-without-timeout] known")
    repository.commit({"app/prices.py": silenced})
    repository.write({"app/prices.py": silenced.replace('{sku}")', '{sku}", timeout=3)')})
    assert review().found == [("unused-suppression", "app/prices.py", 5)]


def test_a_suppression_that_is_needed_is_not(repository: Repository, review: Run) -> None:
    repository.commit({"app/prices.py": CLEAN})
    repository.write(
        {"app/prices.py": WAITS.replace(".json()", ".json()  # reviewbot: ignore[call-without-timeout] x")}
    )
    assert review().found == []


def test_an_operation_that_is_gone_is_said_on_the_line_of_the_base(repository: Repository, review: Run) -> None:
    repository.commit({"openapi.yaml": API})
    repository.write({"openapi.yaml": API[: API.index("    delete:")]})
    ran = review()
    assert ran.found == [("openapi-removal", "openapi.yaml", 8)]
    assert ran.report.findings[0].side is Side.LEFT


def test_a_description_that_cannot_be_read_makes_the_review_partial(repository: Repository, review: Run) -> None:
    repository.commit({"openapi.yaml": API, "app/prices.py": CLEAN})
    repository.write({"openapi.yaml": API.replace("/orders:", "/orders: ["), "app/prices.py": WAITS})
    ran = review()
    assert (ran.code, ran.report.status) == (3, Status.PARTIAL)
    assert state(ran, "openapi.yaml")[0] is FileState.FAILED
    assert ran.found == [("call-without-timeout", "app/prices.py", 5)]


def sarif(path: Path, rule: str, uri: str, line: int) -> Path:
    location = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": line}}}
    result = {"ruleId": rule, "message": {"text": "Look here."}, "locations": [location]}
    tags = {"id": "js/sql", "properties": {"tags": ["external/cwe/cwe-089"], "precision": "high"}}
    driver = {"name": "Lens", "rules": [tags]}
    path.write_text(json.dumps({"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": [result]}]}))
    return path


@pytest.fixture
def changed(repository: Repository) -> Repository:
    """Add a line at the end of a file."""
    repository.commit({"app/names.py": "A = 1\n"})
    repository.write({"app/names.py": "A = 1\nB = build(A)\n"})
    return repository


@pytest.mark.usefixtures("changed")
def test_what_another_analyzer_is_sure_of_is_a_finding_of_the_item_that_means_it(review: Run, tmp_path: Path) -> None:
    ran = review("--sarif", sarif(tmp_path / "a.sarif", "js/sql", "app/names.py", 2))
    assert ran.found == [("sql-injection", "app/names.py", 2)]
    assert ran.report.findings[0].source == "sarif:Lens"


@pytest.mark.usefixtures("changed")
def test_what_no_item_means_is_worth_a_look(review: Run, tmp_path: Path) -> None:
    ran = review("--sarif", sarif(tmp_path / "a.sarif", "other", "app/names.py", 2))
    assert ran.found == []
    assert [(one.item, one.line) for one in ran.report.worth_a_look] == [("Lens/other", 2)]


@pytest.mark.usefixtures("changed")
def test_what_stands_on_lines_that_did_not_change_is_left_out(review: Run, tmp_path: Path) -> None:
    files = [sarif(tmp_path / "a.sarif", "js/sql", "app/names.py", 1), sarif(tmp_path / "b.sarif", "js/sql", "x.py", 2)]
    ran = review("--sarif", files[0], "--sarif", files[1])
    assert (ran.found, ran.report.worth_a_look) == ([], ())


def test_what_our_own_detectors_say_is_not_said_twice(repository: Repository, review: Run, tmp_path: Path) -> None:
    repository.commit({"README.md": "Shop.\n"})
    repository.write({"app/prices.py": WAITS})
    ran = review("--sarif", sarif(tmp_path / "a.sarif", "call-without-timeout", "app/prices.py", 5))
    assert [(one.item, one.source) for one in ran.report.findings] == [("call-without-timeout", "detector")]
    assert ran.report.worth_a_look == ()


@pytest.mark.usefixtures("changed")
def test_the_same_review_with_other_claims_is_another_run(review: Run, tmp_path: Path) -> None:
    file = sarif(tmp_path / "a.sarif", "other", "app/names.py", 2)
    assert len({review().report.run.id, review("--sarif", file).report.run.id}) == 2


@pytest.mark.parametrize("text", [None, "no"], ids=["missing", "no SARIF"])
@pytest.mark.usefixtures("changed")
def test_a_file_that_is_no_sarif_is_wrong_use(text: str | None, review: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.sarif"
    if text is not None:
        file.write_text(text)
    ran = review("--sarif", file)
    assert (ran.code, "a.sarif" in ran.err) == (2, True)


def test_a_local_review_says_that_known_vulnerabilities_were_not_looked_up(repository: Repository, review: Run) -> None:
    repository.commit({"README.md": "Shop.\n"})
    assert "vulnerabilities" not in " ".join(review().report.notes)
    repository.write({"requirements.txt": "django==5.1.2\n"})
    assert "only a review of a pull request asks GitHub for them" in " ".join(review().report.notes)


def test_another_analyzer_may_speak_of_a_lock_file(repository: Repository, review: Run, tmp_path: Path) -> None:
    repository.commit({"README.md": "Shop.\n"})
    repository.write({"sub/go.sum": "github.com/lib/pq v1.10.9 h1:" + "a" * 44 + "\n", "go.sum": "one\n"})
    ran = review("--sarif", sarif(tmp_path / "a.sarif", "vulnerable-dependency", "sub/go.sum", 1))
    said = (*ran.report.findings, *ran.report.worth_a_look)
    assert [(one.item, one.path, one.line) for one in said] == [("vulnerable-dependency", "sub/go.sum", 1)]


ROUTES = """\
from fastapi import APIRouter

router = APIRouter()


@router.get("/v1/orders")
def orders():
    return []


@router.get("/v1/carts")
def carts():
    return []
"""
CARTS = ROUTES[ROUTES.index('@router.get("/v1/carts")') :]


def test_a_route_that_only_moved_to_another_file_is_not_gone(repository: Repository, review: Run) -> None:
    repository.commit({"app/orders.py": ROUTES})
    head = ROUTES.removesuffix(CARTS)
    repository.write({"app/orders.py": head, "app/carts.py": ROUTES[: ROUTES.index("@router")] + CARTS})
    assert [found for found in review().found if found[0] == "route-removed"] == []


def test_the_routes_of_a_file_that_is_gone_are_said_on_its_base(repository: Repository, review: Run) -> None:
    repository.commit({"app/orders.py": ROUTES, "app/carts.py": "X = 1\n"})
    (repository.root / "app/orders.py").unlink()
    ran = review()
    assert {(one.item, one.path, one.side) for one in ran.report.findings} == {
        ("route-removed", "app/orders.py", Side.LEFT)
    }
    assert state(ran, "app/orders.py") == (FileState.EXCLUDED, "removed")


def test_a_lock_file_is_compared_though_nobody_reads_it(repository: Repository, review: Run) -> None:
    lock = "github.com/lib/pq v1.10.9 h1:YXG7RB+JIjhP29X+OtkiDnYaXQwpS4JEWq7dtCCRUEw=\n"
    repository.commit({"go.sum": lock})
    repository.write({"go.sum": lock.replace("YXG7", "AAAA")})
    ran = review()
    assert [found for found in ran.found if found[1] == "go.sum"] == [("untrusted-dependency-source", "go.sum", 1)]
    assert state(ran, "go.sum") == (FileState.EXCLUDED, "lock file")


def test_what_cannot_be_read_of_files_that_did_not_change_is_noted(repository: Repository, review: Run) -> None:
    root = API.replace("    get:\n", "    get:\n      parameters: [{$ref: 'shared.yaml#/P'}]\n")
    shared = "P: {name: a, in: query, schema: {$ref: 'broken.yaml#/X'}}\n"
    repository.commit({"openapi.yaml": root, "shared.yaml": shared, "broken.yaml": "X: [\n"})
    repository.write({"openapi.yaml": root.replace("fine", "well")})
    ran = review()
    assert ran.report.status is Status.COMPLETE
    assert any("broken.yaml" in note for note in ran.report.notes)
