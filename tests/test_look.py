"""What looking at one file gives where something fails."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewbot.checklist.load import checklist
from reviewbot.config.keys import Config
from reviewbot.detectors.revisions import Given
from reviewbot.detectors.run import Detectors
from reviewbot.domain.coverage import FileState
from reviewbot.domain.diff import FileDiff, FileKind, FileStatus, Hunk, Line, LineKind, Side
from reviewbot.domain.finding import Detected
from reviewbot.domain.item import Item
from reviewbot.domain.source import Source, Versions
from reviewbot.look import Lens, look

_BASE = "import requests\n\n\ndef old():\n    requests.get(1)\n"
_HEAD = _BASE + "    requests.get(2)\n"
_LINES = (Line(LineKind.CONTEXT, 5, 5, "    requests.get(1)"), Line(LineKind.ADDED, None, 6, "    requests.get(2)"))
_FILE = FileDiff("a.py", "a.py", FileStatus.MODIFIED, FileKind.FILE, (Hunk(_LINES),))


@dataclass(frozen=True, slots=True)
class Both:
    """Gives the same two versions for every file."""

    base: str
    head: str

    def versions(self, file: FileDiff) -> Versions:
        """Give both versions."""
        return Versions(Source(file.path, self.base, "python"), Source(file.path, self.head, "python"))

    def files(self, _side: Side, /) -> Given:
        """Give none: no contract is compared."""
        return Given()


@dataclass(frozen=True, slots=True)
class FailsOn:
    """Runs the real detectors but on one text, where it gives up."""

    text: str
    real: Detectors

    def detect(self, source: Source, items: Sequence[Item]) -> Detected:
        """Fail on that text."""
        return Detected((), "took too long") if source.text == self.text else self.real.detect(source, items)


def test_where_the_base_fails_only_what_stands_on_added_lines_is_new() -> None:
    items = checklist({}).items
    with Detectors(items) as real:
        seen = look(_FILE, Both(_BASE, _HEAD), Lens(items, Config(), FailsOn(_BASE, real)))
    assert [one.anchor.line for one in seen.new] == [6]
    assert (seen.covered.state, seen.covered.reason) == (FileState.FAILED, "took too long")


def test_where_both_are_read_what_was_there_before_is_kept() -> None:
    items = checklist({}).items
    with Detectors(items) as real:
        seen = look(_FILE, Both(_BASE, _HEAD), Lens(items, Config(), real))
    assert ([one.anchor.line for one in seen.new], seen.kept) == ([6], 1)
