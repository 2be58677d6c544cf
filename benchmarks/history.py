"""Audit ten releases of a package as if they were a branch's history, and count what became of its root causes.

`python -m benchmarks.history PACKAGE VERSION…` prints a table: at the third audit the three worst causes are accepted,
and none of them may come back. What may have been filed twice is listed, to be looked at.
"""

import argparse
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.document import HISTORY
from reviewbot.domain.audit import Acceptance, AuditReport
from reviewbot.domain.tracked import Known, Lived, Memory
from reviewbot.findings.life import as_known, lived
from reviewbot.output.audit_file import loaded

ROOT = Path(__file__).resolve().parent.parent
_FIRST = date(2026, 1, 5)
_ACCEPTING = 3
_ITEMS = {
    "model-read": ("call", r"^\w+\.(_default_manager|objects)\.\w+\("),
    "raised-error": ("raise_statement", r"^raise \w"),
}
"""Questions that a library answers often: what a history is needed for are many root causes, not grave ones."""

_ITEM = """---
id: {id}
title: {id}
severity: high
applies: {{languages: [python]}}
wording: {{title: "{id}", trigger: "When it runs.", repair: "Nothing."}}
detectors:
  - language: python
    confidence: high
    requires: [e]
    rule: {{kind: {kind}, regex: '{regex}'}}
---
"""
_ACCEPTED = Acceptance("a maintainer", "we know", "https://github.example/acme/shop/issues/1#issuecomment-1")


@dataclass(frozen=True, slots=True)
class Told:
    """What ten audits said: causes that were ever known, and how often each thing was said of one.

    `doubles` are causes that were new while another one that is gone in the same audit has their item and their
    pattern, or their item, symbol and file: one cause under two ids.
    """

    audits: int
    causes: int
    new: int
    gone: int
    reopened: int
    renamed: int
    accepted: int
    came_back: int
    doubles: int


@dataclass(frozen=True, slots=True)
class Week:
    """One audit, its causes under the ids that people know, and what it changed."""

    report: AuditReport
    life: Lived


def commits(folder: Path, package: str, versions: Iterable[str]) -> tuple[Path, tuple[str, ...]]:
    """Make a repository of releases, each a commit that replaces all files; give it and the commits in order."""
    wheels, tree = folder / "wheels", folder / package
    tree.mkdir(parents=True)
    _git(tree, "init", "--quiet", "--initial-branch=main")
    return tree, tuple(_commit(tree, wheels, f"{package}=={version}") for version in versions)


def weeks(tree: Path, shas: Sequence[str]) -> Iterator[Week]:
    """Audit each commit with the detectors and hold it against what was remembered."""
    memory: Memory | None = None
    for number, sha in enumerate(shas, 1):
        report = _audited(tree, sha)
        worst = report.causes[:3] if number == _ACCEPTING else ()
        accepted = dict.fromkeys((one.id for one in worst), _ACCEPTED)
        life = lived(report, memory, accepted, _FIRST + timedelta(weeks=number))
        yield Week(as_known(report, life), life)
        memory = life.memory


def told(past: Sequence[Week]) -> Told:
    """Count what the audits said."""
    accepted = {one for week in past for one in week.life.accepted}
    known = {one.id for week in past for one in week.life.memory.causes}
    return Told(
        audits=len(past),
        causes=len(known),
        new=sum(len(week.life.new) for week in past),
        gone=sum(len(week.life.gone) for week in past),
        reopened=sum(len(week.life.reopened) for week in past),
        renamed=len({pair for week in past for pair in week.life.renamed}),
        accepted=len(accepted),
        came_back=sum(len(accepted.intersection(week.life.reopened)) for week in past),
        doubles=sum(1 for week in past for _ in doubles(week)),
    )


def doubles(week: Week) -> Iterator[tuple[Known, Known]]:
    """Give the pairs of a gone and a new cause of one audit that are likely one."""
    causes = {one.id: one for one in week.life.memory.causes}
    gone = [causes[one] for one in week.life.gone]
    for one in (causes[id_] for id_ in week.life.new):
        yield from ((other, one) for other in gone if other.item == one.item and _is_alike(other, one))


def _is_alike(one: Known, other: Known) -> bool:
    is_there = {site.path for site in one.sites} & {site.path for site in other.sites}
    return one.pattern == other.pattern or bool(is_there and one.symbol == other.symbol)


def _audited(tree: Path, sha: str) -> AuditReport:
    command = [sys.executable, "-m", "reviewbot", "audit", "run", "--repo", str(tree), "--rev", sha]
    # A file that took too long makes an audit incomplete, not worthless: nothing of it is said to be gone.
    wanted = [*command, "--engine", "detectors", "--format", "json"]
    done = subprocess.run(wanted, capture_output=True, text=True, check=False)
    return loaded(done.stdout, sha)


def _commit(tree: Path, wheels: Path, release: str) -> str:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    target = wheels / release.replace("==", "-")
    if not target.exists():
        subprocess.run([*pip, "--dest", str(target), release], check=True)
    _git(tree, "rm", "-r", "--quiet", "--ignore-unmatch", ".")
    with zipfile.ZipFile(next(target.glob("*.whl"))) as wheel:
        wheel.extractall(tree, [one for one in wheel.namelist() if one.endswith(".py")])
    checklist = tree / ".github" / "reviewbot" / "checklist"
    checklist.mkdir(parents=True, exist_ok=True)
    for name, (kind, regex) in _ITEMS.items():
        (checklist / f"{name}.md").write_text(_ITEM.format(id=name, kind=kind, regex=regex), "utf-8")
    _git(tree, "add", "--all", "--force")
    _git(tree, "-c", "user.name=bench", "-c", "user.email=bench@example.com", "commit", "--quiet", "-m", release)
    return _git(tree, "rev-parse", "HEAD").strip()


def _git(tree: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(tree), *words], capture_output=True, text=True, check=True).stdout


def main() -> int:
    """Print what ten audits said of a package's history; give 1 where a decision was lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history", description=__doc__)
    parser.add_argument("package")
    parser.add_argument("versions", nargs="+")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "history")
    parser.add_argument("--write", action="store_true", help="write benchmarks/history.md")
    options = parser.parse_args()
    tree, shas = commits(options.folder, options.package, options.versions)
    past = tuple(weeks(tree, shas))
    words = f"{options.package} {' '.join(options.versions)}"
    page = "\n".join(_page(past, words, datetime.now(UTC).date()))
    print(page)
    if options.write:
        HISTORY.write_text(page, "utf-8", newline="\n")
    return int(told(past).came_back > 0)


def _page(past: Sequence[Week], words: str, day: date) -> Iterator[str]:
    yield "## Ten audits over a real history"
    yield ""
    yield (
        f"Measured on {day.isoformat()} with `python -m benchmarks.history {words} --write`: releases of a package as "
        "commits, with two questions that it answers often, so that there are many root causes to lose. At the third "
        "audit the three worst are accepted. What may have been filed twice is listed below the table."
    )
    yield ""
    yield from table(told(past))
    pairs = [pair for week in past for pair in doubles(week)]
    yield from ["", *(f"- {new.item}: {_place(gone)} is gone, {_place(new)} is new" for gone, new in pairs)]
    yield from [""] if pairs else []


def table(sums: Told) -> Iterator[str]:
    """Write the counts as a table in Markdown."""
    names = [field.name.replace("_", " ") for field in fields(sums)]
    yield f"| {' | '.join(names)} |"
    yield "|-" * len(names) + "|"
    yield f"| {' | '.join(str(getattr(sums, field.name)) for field in fields(sums))} |"


def _place(known: Known) -> str:
    return f"`{known.symbol}` in {known.sites[0].path}:{known.sites[0].line}"


if __name__ == "__main__":
    sys.exit(main())
