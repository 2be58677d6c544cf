"""Read what another analyzer said, as SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from reviewbot.domain.item import Wording
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.errors import UsageError

_MOST_RESULTS = 100_000
_LONGEST_MESSAGE = 300
_CWE = re.compile(r"cwe[-/: ]{0,3}0*(\d{1,5})\b", re.IGNORECASE)
_LEVELS = {"error": Severity.HIGH, "warning": Severity.MEDIUM, "note": Severity.LOW, "none": Severity.LOW}
# As CodeQL rates its queries; what a tool says nothing of is not sure.
_SURE = frozenset({"high", "very-high"})
_HINT = "Give a SARIF 2.1.0 file as the analyzer wrote it."


@dataclass(frozen=True, slots=True)
class Result:
    """One claim of an analyzer: `path` as it wrote it, without its root; lines from 1, both ends included.

    `cwes` are such as `CWE-89`; `confidence` is low unless the analyzer calls its rule precise. `wording` is
    there where we asked ourselves: it says what is wrong with the change, whichever line names it, about `subject`.
    """

    tool: str
    rule: str
    path: str
    start_line: int
    line: int
    message: str
    severity: Severity
    confidence: Confidence
    cwes: tuple[str, ...]
    wording: Wording | None = None
    subject: str = ""


def results(text: str, file: str) -> tuple[Result, ...]:
    """List the claims of a file; those that it says were suppressed, are absent or did not fail are left out.

    Raises UsageError for what is no SARIF, or has more than 100,000 results.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"`{file}` is no JSON: {error}.", _HINT) from error
    runs = _list(_mapping(document), "runs")
    if not runs and "runs" not in _mapping(document):
        raise UsageError(f"`{file}` is no SARIF: it has no `runs`.", _HINT)
    found = tuple(one for run in runs for one in _of_run(run))
    if len(found) > _MOST_RESULTS:
        raise UsageError(f"`{file}` has more than {_MOST_RESULTS:,} results.", "Give one of the changed files alone.")
    return found


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a run says about its rules, by id and by index."""

    tool: str
    by_id: Mapping[str, Mapping[str, object]]
    ordered: Sequence[Mapping[str, object]]


def _of_run(run: Mapping[str, object]) -> Iterator[Result]:
    tool = _mapping(run.get("tool"))
    driver = _mapping(tool.get("driver"))
    extensions = [rule for one in _list(tool, "extensions") for rule in _list(one, "rules")]
    ordered = _list(driver, "rules")
    by_id = {_text(rule, "id"): rule for rule in [*extensions, *ordered]}
    rules = _Rules(_text(driver, "name") or "analyzer", by_id, ordered)
    for result in _list(run, "results"):
        if _counts(result):
            yield from _of_result(result, rules)


def _counts(result: Mapping[str, object]) -> bool:
    """Leave out what nobody is to look at; a suppression under review or rejected is none."""
    suppressed = any(_text(one, "status") in {"", "accepted"} for one in _list(result, "suppressions"))
    return (
        not suppressed
        and _text(result, "kind") in {"", "fail", "review", "open"}
        and (_text(result, "baselineState") != "absent")
    )


def _of_result(result: Mapping[str, object], rules: _Rules) -> Iterator[Result]:
    name, rule = _rule(result, rules)
    properties = _mapping(rule.get("properties"))
    message = " ".join(_text(_mapping(result.get("message")), "text").split())
    for location in _list(result, "locations")[:1]:
        physical = _mapping(location.get("physicalLocation"))
        region = _mapping(physical.get("region"))
        start = _number(region, "startLine")
        path = _path(_text(_mapping(physical.get("artifactLocation")), "uri"))
        if path and start > 0:
            yield Result(
                tool=rules.tool,
                rule=name,
                path=path,
                start_line=start,
                line=max(start, _number(region, "endLine")),
                message=message[:_LONGEST_MESSAGE],
                severity=_severity(result, rule, properties),
                confidence=Confidence.MEDIUM if properties.get("precision") in _SURE else Confidence.LOW,
                cwes=tuple(dict.fromkeys(f"CWE-{one}" for one in _CWE.findall(json.dumps([name, properties])))),
            )


def _rule(result: Mapping[str, object], rules: _Rules) -> tuple[str, Mapping[str, object]]:
    reference = _mapping(result.get("rule"))
    name = _text(result, "ruleId") or _text(reference, "id")
    index = _number(result, "ruleIndex", -1)
    if name in rules.by_id:
        return name, rules.by_id[name]
    if 0 <= index < len(rules.ordered):
        return name or _text(rules.ordered[index], "id"), rules.ordered[index]
    return name or "unnamed", {}


def _severity(result: Mapping[str, object], rule: Mapping[str, object], properties: Mapping[str, object]) -> Severity:
    """Read `security-severity` as GitHub does, else the level."""
    try:
        score = float(str(properties.get("security-severity", "")))
    except ValueError:
        level = _text(result, "level") or _text(_mapping(rule.get("defaultConfiguration")), "level")
        return _LEVELS.get(level, Severity.MEDIUM)
    limits = ((9.0, Severity.CRITICAL), (7.0, Severity.HIGH), (4.0, Severity.MEDIUM))
    return next((severity for least, severity in limits if score >= least), Severity.LOW)


def _path(uri: str) -> str:
    try:
        path = unquote(urlsplit(uri).path)
    except ValueError:
        return ""
    return path.replace("\\", "/").removeprefix("./")


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    several = value.get(name)
    return [one for one in several if isinstance(one, dict)] if isinstance(several, list) else []


def _text(value: Mapping[str, object], name: str) -> str:
    text = value.get(name)
    return text if isinstance(text, str) else ""


def _number(value: Mapping[str, object], name: str, default: int = 0) -> int:
    number = value.get(name)
    return number if isinstance(number, int) and not isinstance(number, bool) else default
