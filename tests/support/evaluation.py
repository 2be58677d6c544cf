"""Cases and findings of an evaluation, in memory and on disk."""

from collections.abc import Mapping
from pathlib import Path

from reviewbot.domain.case import Case, Gold, Split, Trap
from reviewbot.domain.coverage import Coverage
from reviewbot.domain.diff import Sha, Side
from reviewbot.domain.finding import Evidence, Finding, Fingerprint, Placement, Suggestion
from reviewbot.domain.levels import Confidence, Engine, Severity
from reviewbot.domain.report import Change, Cost, Digests, Report, Run, Status
from reviewbot.domain.score import Conditions, Found, Outcome, Traffic

PATH = "shop/prices.py"
CLEAN = (
    'import requests\n\n\ndef price(sku):\n    return requests.get(f"https://prices.example/{sku}", timeout=3).json()\n'
)
WAITS = CLEAN.replace(", timeout=3", "")
FAULTY = f"""\
---
area: reliability
languages: [python]
gold:
  - {{item: call-without-timeout, path: {PATH}, lines: [5, 5], why: "A shop that does not answer keeps the worker."}}
traps: []
---
# Ask the shop for its prices

Prices change by the hour.
"""
SOUND = """\
---
area: observability
languages: [python]
gold: []
traps:
  - {item: call-without-timeout, path: shop/stock.py, lines: [5, 5], why: "It waits for three seconds."}
---
# Ask the shop for its stock
"""


def write_case(folder: Path, text: str, base: Mapping[str, str], head: Mapping[str, str]) -> Path:
    """Write a case to disk, and give its folder."""
    files = {"case.md": text}
    files |= {f"base/{path}": content for path, content in base.items()}
    files |= {f"head/{path}": content for path, content in head.items()}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


def write_cases(folder: Path) -> Path:
    """Write an open case with a fault and a held one without, and give their folder."""
    write_case(folder / "open" / "prices", FAULTY, {PATH: CLEAN}, {PATH: WAITS})
    write_case(folder / "held" / "stock", SOUND, {}, {"shop/stock.py": CLEAN})
    return folder


def gold(line: int = 10, end: int = 0, item: str = "query-in-loop", path: str = "a.py", also: str = "") -> Gold:
    """Make a fault on a line, or on several."""
    return Gold(item, path, line, end or line, "Because.", frozenset(also.split()))


def trap(line: int = 10, item: str = "query-in-loop", also: str = "") -> Trap:
    """Make a trap on a line of `a.py`."""
    return Trap(item, "a.py", line, line, "It is fine.", frozenset(also.split()))


def finding(
    line: int = 10,
    item: str = "query-in-loop",
    *,
    side: Side = Side.RIGHT,
    placement: Placement = Placement.INLINE,
    suggestion: Suggestion | None = None,
    title: str = "A query for every order",
) -> Finding:
    """Make a finding on a line of `a.py`."""
    return Finding(
        item=item,
        area="data-access",
        title=title,
        message="",
        path="a.py",
        side=side,
        start_line=line,
        line=line,
        severity=Severity.HIGH,
        confidence=Confidence.HIGH,
        source="detector",
        evidence=Evidence("", ""),
        related=(),
        suggestion=suggestion,
        fingerprint=Fingerprint(f"{line:016x}"),
        placement=placement,
        placement_reason="",
        suppressed=None,
    )


def case(
    name: str = "orders",
    *golds: Gold,
    traps: tuple[Trap, ...] = (),
    split: Split = Split.OPEN,
    area: str = "data-access",
) -> Case:
    """Make a case; without gold it is clean."""
    return Case(name, split, area, ("python",), "Show orders", "", {}, {"a.py": b"x = 1\n"}, (), golds, traps)


def outcome(
    of: Case,
    *found: tuple[Gold, Finding],
    missed: tuple[Gold, ...] = (),
    wrong: tuple[Finding, ...] = (),
    gap: str = "",
) -> Outcome:
    """Make the outcome of a review that took half a second."""
    right = tuple(Found(*one) for one in found)
    return Outcome(of, 0.5, right, missed, wrong, (), (), 0, Cost(), gap)


def report(*findings: Finding, worth_a_look: tuple[Finding, ...] = (), status: Status = Status.COMPLETE) -> Report:
    """Make a report that says these findings."""
    nowhere = Sha("0" * 40)
    return Report(
        tool="reviewbot 0.1.0",
        run=Run("", Engine.DETECTORS, "full"),
        change=Change("shop", None, nowhere, nowhere, nowhere),
        digests=Digests("", "", ""),
        status=status,
        findings=findings,
        coverage=Coverage(),
        worth_a_look=worth_a_look,
    )


def conditions(
    engine: Engine = Engine.DETECTORS, traffic: Traffic = Traffic.NONE, runs: int = 1, tool: str = "reviewbot 0.1.0"
) -> Conditions:
    """Say how an evaluation was made."""
    return Conditions(tool, engine, traffic, runs, "c" * 64, "d" * 64)
