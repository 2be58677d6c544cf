"""Python sources with the lines that a linter's rules flag, beside what the items say that mean the same fault."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.conformance.detected import detected
from benchmarks.conformance.suite import Score, mappings, number, rows

ITEMS: Mapping[str, frozenset[str]] = {
    "S102": frozenset({"code-injection"}),
    "S110": frozenset({"swallowed-exception", "broad-except"}),
    "S112": frozenset({"swallowed-exception", "broad-except"}),
    "S113": frozenset({"call-without-timeout"}),
    "S301": frozenset({"unsafe-deserialisation"}),
    "S307": frozenset({"code-injection"}),
    "S501": frozenset({"tls-verification-off"}),
    "S506": frozenset({"unsafe-deserialisation"}),
    "S608": frozenset({"sql-injection"}),
    "BLE001": frozenset({"broad-except", "swallowed-exception"}),
    "ASYNC210": frozenset({"blocking-in-async"}),
    "ASYNC221": frozenset({"blocking-in-async"}),
    "ASYNC222": frozenset({"blocking-in-async"}),
    "ASYNC230": frozenset({"blocking-in-async"}),
    "ASYNC251": frozenset({"blocking-in-async"}),
}
"""The rules that mean the fault that an item means, mere evidence included.

Others of the same names mean more than our items do, and are reported only: S105 to S107 go by names, and a name alone
is no secret; S311 and S324 flag every use of `random` and MD5, ours where it matters; S602 and S605 flag a shell for a
constant command, too; DTZ003 to DTZ005 flag every naive now, ours one that is stored or compared.

Of those that are counted, some lines are no fault by our definition, and stay missed on purpose: constant code run by
`exec` and `eval` (S102, S307), a choice between two constant tables (S608), YAML's base loader, which makes texts only
(S506), `pickle.loads` of nothing (S301), `os.posix_spawn`, which does not wait (ASYNC221), a narrow exception that is
passed over (S110), and another exception raised in place of the caught one, which Python chains (BLE001).
"""

REPORTED: Mapping[str, frozenset[str]] = {
    "S105": frozenset({"hardcoded-secret"}),
    "S311": frozenset({"insecure-random"}),
    "S324": frozenset({"weak-hash"}),
    "S602": frozenset({"command-injection"}),
    "S605": frozenset({"command-injection"}),
    "DTZ003": frozenset({"naive-datetime"}),
    "DTZ004": frozenset({"naive-datetime"}),
    "DTZ005": frozenset({"naive-datetime"}),
}

_LEAST_RECALL = 0.85
_LEAST_PRECISION = 0.9


def scores(folder: Path) -> Iterator[Score]:
    """Compare line by line; a line that another mapped rule flags for the same item is not counted against it."""
    hit, wanted, missed, extra, said = Counter[str](), Counter[str](), list[str](), list[str](), 0
    for row in rows(folder, "python_patterns.jsonl"):
        known = {**ITEMS, **REPORTED}
        lines = [
            (code, number(one, "line")) for one in mappings(row["expected"]) if (code := str(one["code"])) in known
        ]
        found = _found(str(row["text"]), frozenset[str]().union(*(known[code] for code, _ in lines)))
        for code, line in lines:
            is_met = any((item, line) in found for item in known[code])
            wanted[code] += 1
            hit[code] += is_met
            missed.extend([] if is_met or code in REPORTED else [f"{row['id']}:{line} {code}"])
        flagged = {(item, line) for code, line in lines for item in known[code]}
        mapped = {item for code, _ in lines if code in ITEMS for item in ITEMS[code]}
        ours = {(item, line) for item, line in found if item in mapped}
        said += len(ours)
        extra.extend(f"{row['id']}:{line} {item}" for item, line in sorted(ours - flagged))
    ours_hit, ours_wanted = (sum(count[code] for code in ITEMS) for count in (hit, wanted))
    yield Score("python_patterns", "recall", ours_hit, ours_wanted, _LEAST_RECALL, notes=tuple(missed))
    yield Score("python_patterns", "precision", said - len(extra), said, _LEAST_PRECISION, notes=tuple(extra))
    for code in sorted(wanted):
        items = ", ".join(sorted({**ITEMS, **REPORTED}[code]))
        yield Score("python_patterns", f"recall of {code} ({items})", hit[code], wanted[code])


def _found(text: str, items: frozenset[str]) -> set[tuple[str, int]]:
    return {(one.item, one.anchor.start_line) for one in detected(text, items)} if items else set()
