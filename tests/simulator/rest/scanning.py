"""Endpoints of code scanning: uploads of SARIF, and what became of them."""

import base64
import binascii
import gzip
import io
import json
import uuid
import zlib
from collections.abc import Iterator, Mapping

from simulator.git import resolved
from simulator.rest.ask import Ask, Endpoint
from simulator.state import Repository, Scan
from simulator.web import Answer, RefusedError, not_found

MOST_BYTES = 10_000_000
"""Bytes of an upload, as they are sent: compressed."""
MOST_UNPACKED = 200_000_000
MOST_RESULTS, MOST_KEPT = 25_000, 5_000
MOST_RULES, MOST_RUNS, MOST_LOCATIONS = 25_000, 20, 1_000
_PRIVATE = "Advanced Security must be enabled for this repository to use code scanning."
_OFF = "Code scanning is not enabled for this repository. Please enable code scanning in the repository settings."


def _upload(ask: Ask) -> Answer:
    repository = _scanned(ask.repository)
    packed = ask.body.text("sarif") or ""
    if len(packed) > MOST_BYTES:
        raise RefusedError(413, "The SARIF file is too large.")
    log = _log(packed)
    sha, ref = ask.body.text("commit_sha") or "", ask.body.text("ref") or ""
    if resolved(repository.folder, sha) != sha:
        raise RefusedError(404, f"commit not found: {sha}")
    scan = Scan(str(uuid.uuid4()), ref, sha, is_pending=True)
    _processed(repository, scan, log)
    repository.scans.append(scan)
    url = ask.site.api(f"/repos/{repository.full_name}/code-scanning/sarifs/{scan.id}")
    return Answer(202, {"id": scan.id, "url": url})


def _log(packed: str) -> Mapping[str, object]:
    try:
        data = base64.b64decode(packed, validate=True)
    except (ValueError, binascii.Error):
        raise RefusedError(400, "Invalid SARIF. The SARIF file is not base64 encoded.") from None
    try:
        text = gzip.GzipFile(fileobj=io.BytesIO(data)).read(MOST_UNPACKED)
        log = json.loads(text)
    except (OSError, EOFError, zlib.error, ValueError):
        raise RefusedError(400, "Invalid SARIF. The SARIF file is not gzipped JSON.") from None
    if not isinstance(log, Mapping) or not isinstance(log.get("runs"), list):
        raise RefusedError(400, "Invalid SARIF. Missing 'runs' property.")
    return log


def _processed(repository: Repository, scan: Scan, log: Mapping[str, object]) -> None:
    """Do what GitHub does after it has answered: keep the gravest results, open and close alerts."""
    runs = [run for run in _list(log["runs"]) if isinstance(run, Mapping)]
    scan.errors = list(_faults(runs))
    if scan.errors:
        return
    run = runs[0]
    scan.tool = str(_driver(run).get("name", ""))
    scan.category = _category(run)
    results = sorted((one for one in _list(run.get("results")) if isinstance(one, Mapping)), key=_gravity)
    scan.results = results[:MOST_KEPT]
    _alert(repository, scan)


def _faults(runs: list[Mapping[str, object]]) -> Iterator[str]:
    if not 1 <= len(runs) <= MOST_RUNS:
        yield f"a file has 1 to {MOST_RUNS} runs"
    keys = [(_driver(run).get("name"), _category(run)) for run in runs]
    if len(set(keys)) < len(keys):
        yield "multiple SARIF runs with the same category"
    for run in runs:
        if len(_list(run.get("results"))) > MOST_RESULTS:
            yield f"rejecting SARIF, as there are more results per run than allowed (max {MOST_RESULTS})"
        if len(_list(_driver(run).get("rules"))) > MOST_RULES:
            yield f"rejecting SARIF, as there are more rules per run than allowed (max {MOST_RULES})"
        yield from (f"result {at}: {fault}" for at, fault in enumerate(map(_fault, _list(run.get("results")))) if fault)


def _fault(result: object) -> str:
    if not isinstance(result, Mapping) or not isinstance(result.get("message"), Mapping):
        return "expected a message"
    locations = _list(result.get("locations"))
    if not 1 <= len(locations) <= MOST_LOCATIONS:
        return "expected at least one location"
    return "" if _print(result) else "expected partialFingerprints.primaryLocationLineHash"


def _alert(repository: Repository, scan: Scan) -> None:
    """Close what this analysis does not show any more: one that goes on keeps its alert."""
    mine = (scan.ref, scan.tool, scan.category)
    for key in repository.alerts:
        if key[:3] == mine:
            repository.alerts[key] = False
    for result in scan.results:
        repository.alerts[(*mine, f"{result.get('ruleId')} {_print(result)}")] = True


def _status(ask: Ask) -> Answer:
    scan = next((one for one in _scanned(ask.repository).scans if one.id == ask.place["sarif_id"]), None)
    if scan is None:
        raise not_found()
    if scan.is_pending:
        # Whoever asks at once is told to come back.
        scan.is_pending = False
        return Answer(200, {"processing_status": "pending"})
    url = ask.site.api(f"/repos/{ask.repository.full_name}/code-scanning/analyses?sarif_id={scan.id}")
    status = {"processing_status": "failed" if scan.errors else "complete", "analyses_url": url}
    return Answer(200, status | ({"errors": scan.errors} if scan.errors else {}))


def _scanned(repository: Repository) -> Repository:
    if repository.is_private and not repository.has_advanced_security:
        raise RefusedError(403, _PRIVATE)
    if not repository.has_code_scanning:
        raise RefusedError(403, _OFF)
    return repository


def _driver(run: Mapping[str, object]) -> Mapping[str, object]:
    tool = run.get("tool")
    driver = tool.get("driver") if isinstance(tool, Mapping) else None
    return driver if isinstance(driver, Mapping) else {}


def _category(run: Mapping[str, object]) -> str:
    """Take the category out of a run's id: all before the last slash."""
    details = run.get("automationDetails")
    return str(details.get("id", "")).rpartition("/")[0] if isinstance(details, Mapping) else ""


def _print(result: Mapping[str, object]) -> str:
    prints = result.get("partialFingerprints")
    return str(prints.get("primaryLocationLineHash", "")) if isinstance(prints, Mapping) else ""


def _gravity(result: Mapping[str, object]) -> int:
    order = ("error", "warning", "note", "none")
    level = str(result.get("level", "warning"))
    return order.index(level) if level in order else len(order)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


_SARIFS = "/repos/{owner}/{repo}/code-scanning/sarifs"
ENDPOINTS = (
    Endpoint("POST", _SARIFS, _upload, ("security_events=write",)),
    Endpoint("GET", f"{_SARIFS}/{{sarif_id}}", _status, ("security_events=read",)),
)
