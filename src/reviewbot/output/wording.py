"""How counts, lists, places and code inside a sentence are written, the same in every format."""

from collections.abc import Iterator, Sequence

from reviewbot.domain.finding import Anchor, Finding
from reviewbot.domain.visible import visible

TIMES = "\N{MULTIPLICATION SIGN}"

OURS = frozenset({"detector", "contract", ""})
"""Sources that need no naming: detectors of ours."""

OF_OTHERS = "sarif:"
"""What the name of another analyzer follows in a source."""


def counted(count: int, noun: str) -> str:
    """Put a count before its noun: `1 file`, `2 files`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def because(word: str, reason: str) -> str:
    """Put a word before its reason, once: `excluded: generated`, but `excluded by a rule`."""
    return reason if reason.startswith(f"{word} ") else f"{word}: {reason}"


def listed(names: Sequence[str], most: int) -> str:
    """Join names with commas, at most so many, and count the others."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more:,} more" if more > 0 else "")


def place(at: Finding | Anchor) -> str:
    """Name the first line of an anchor as `path:line`, which editors and terminals make clickable."""
    return f"{visible(at.path)}:{at.start_line}"


def found_by(finding: Finding) -> str:
    """Say who found it, where that was not a detector of ours: `found by gosec`, `found by the agent`."""
    source = finding.source.strip()
    if source in OURS:
        return ""
    return f"found by {'the agent' if source == 'agent' else visible(source.removeprefix(OF_OTHERS))}"


def spans(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a sentence into plain parts and code between backticks; a backtick without a partner stays."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        parts[-2:] = [f"{parts[-2]}`{parts[-1]}"]
    for index, part in enumerate(parts):
        if part:
            yield part, index % 2 == 1
