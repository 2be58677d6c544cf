"""Say of a dependency what advisories say of it, on the line that names it."""

import re
from collections.abc import Collection, Iterable, Sequence

from reviewbot.detectors.dependencies.comparison import dependencies
from reviewbot.detectors.sarif import Result
from reviewbot.domain.advisory import Advisory, Vulnerable
from reviewbot.domain.item import Wording
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Source

ITEM = "vulnerable-dependency"
"""The item that all claims are about."""

_TOOL = "GitHub's advisory database"
_MOST_ADVISORIES = 5
_LONGEST_NAME, _LONGEST_SUMMARY = 80, 120
_SEPARATORS = re.compile(r"[-_.]+")


def line_of(source: Source, one: Vulnerable, added: Collection[int]) -> int | None:
    """Find the line that names a dependency, best an added one with its version; None where none does."""
    named = [each for each in dependencies(source) if _plain(each.name) == _plain(one.name)]
    lines = [each.line for each in named if each.wanted == one.version] + [each.line for each in named]
    found = lines or _mentions(source, one.name)
    return next((line for line in found if line in added), next(iter(found), None))


def claimed(path: str, line: int, several: Sequence[Vulnerable]) -> Result:
    """Claim what all advisories say of one dependency, as grave as the gravest of them."""
    first = several[0]
    advisories = tuple({each.id: each for one in several for each in one.advisories}.values())
    gravest_first = sorted(advisories, key=lambda one: one.severity, reverse=True)
    versions = _shown(", ".join(dict.fromkeys(one.version for one in several)))
    subject = f"`{f'{_shown(first.name)} {versions}'.strip()}`"
    return Result(
        tool=_TOOL,
        rule=ITEM,
        path=path,
        start_line=line,
        line=line,
        message="",
        severity=gravest_first[0].severity,
        confidence=Confidence.MEDIUM,
        cwes=(),
        wording=Wording(
            f"{subject} has {_counted(len(advisories))}",
            f"When {subject} is installed{_where(several)}, anybody can try what is known: {_listed(gravest_first)}.",
            "Move to a version that none of the advisories names, or say in the change why the fault is not reached.",
        ),
        subject=_plain(first.name),
    )


def _where(several: Iterable[Vulnerable]) -> str:
    return " for development" if all(one.is_development for one in several) else ""


def _counted(count: int) -> str:
    return "a known vulnerability" if count == 1 else f"{count} known vulnerabilities"


def _listed(advisories: Sequence[Advisory]) -> str:
    shown = [f"{_shown(one.id)} ({one.severity}) {_summary(one)}".rstrip() for one in advisories[:_MOST_ADVISORIES]]
    more = len(advisories) - len(shown)
    return "; ".join([*shown, *([f"and {more} more"] if more else [])])


def _summary(one: Advisory) -> str:
    return " ".join(one.summary.split())[:_LONGEST_SUMMARY].rstrip(".")


def _shown(text: str) -> str:
    """Keep what another side named on one line, and from ending our quotes."""
    return " ".join(text.split())[:_LONGEST_NAME].replace("`", "'")


def _plain(name: str) -> str:
    """Write a name as every registry compares it."""
    return _SEPARATORS.sub("-", name).lower()


def _mentions(source: Source, name: str) -> list[int]:
    """List the lines that name it in a format that we do not read; Maven's names have their group before a colon."""
    word = name.rpartition(":")[2]
    return [number for number, line in enumerate(source.lines, 1) if word and word in _words(line)]


def _words(line: str) -> list[str]:
    return re.findall(r"[\w@./-]+", line[:5_000])
