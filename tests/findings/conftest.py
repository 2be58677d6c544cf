"""What tests of findings share: candidates, findings, items and diffs, with what a test does not name left plain."""

from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher

import pytest

from reviewbot.checklist.load import item
from reviewbot.domain.diff import FileDiff, FileKind, FileStatus, Hunk, Line, LineKind, Side
from reviewbot.domain.finding import (
    Anchor,
    Candidate,
    Evidence,
    Finding,
    Fingerprint,
    Placement,
)
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Confidence, Severity


@pytest.fixture
def candidate() -> Callable[..., Candidate]:
    """Make a candidate at a line and its quote, further fields by name."""

    def making(line: int = 1, quote: str = "go(1)", side: Side = Side.RIGHT, **more: object) -> Candidate:
        anchor = Anchor("a.py", side, line, line + quote.count("\n"))
        plain = Candidate("own-item", anchor, quote, "title", "trigger", "message", Confidence.HIGH, "detector")
        return replace(plain, **more)  # type: ignore[arg-type]

    return making


@pytest.fixture
def finding() -> Callable[..., Finding]:
    """Make a finding, further fields by name."""

    def making(name: str = "own-item", start_line: int = 1, line: int = 0, **more: object) -> Finding:
        plain = Finding(
            item=name,
            area="team",
            title="title",
            message="message",
            path="a.py",
            side=Side.RIGHT,
            start_line=start_line,
            line=line or start_line,
            severity=Severity.HIGH,
            confidence=Confidence.HIGH,
            source="detector",
            evidence=Evidence("", ""),
            related=(),
            suggestion=None,
            fingerprint=Fingerprint("0" * 16),
            placement=Placement.INLINE,
            placement_reason="",
            suppressed=None,
        )
        return replace(plain, **more)  # type: ignore[arg-type]

    return making


@pytest.fixture
def own() -> Callable[..., Item]:
    """Make an item that subsumes others, with detectors in YAML."""

    def making(name: str = "own-item", subsumes: str = "", detectors: str = "[]") -> Item:
        text = (
            f"---\nid: {name}\ntitle: t\nseverity: low\nsubsumes: [{subsumes}]\ndetectors: {detectors}\n"
            "wording: {title: a, trigger: b, repair: c}\n---\n"
        )
        return item(text, f"{name}.md", "team", {})

    return making


@pytest.fixture
def changed() -> Callable[..., FileDiff]:
    """Compare two texts line by line into a diff with `context` lines around each hunk."""

    def comparing(base: str, head: str, context: int = 3) -> FileDiff:
        old, new = base.splitlines(), head.splitlines()
        groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(context)
        hunks = tuple(Hunk(tuple(line for code in group for line in _lines(code, old, new))) for group in groups)
        return FileDiff("a.py", "a.py", FileStatus.MODIFIED, FileKind.FILE, hunks)

    return comparing


def _lines(code: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> list[Line]:
    kind, start, end, head_start, head_end = code
    if kind == "equal":
        shift = head_start - start
        return [Line(LineKind.CONTEXT, at + 1, at + 1 + shift, old[at]) for at in range(start, end)]
    removed = [Line(LineKind.REMOVED, at + 1, None, old[at]) for at in range(start, end)]
    return removed + [Line(LineKind.ADDED, None, at + 1, new[at]) for at in range(head_start, head_end)]
