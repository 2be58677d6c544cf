"""Whoever answers what the model looks up, within limits, and never with an error that stops a review."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import cast

from reviewbot.agent import defining, finding, showing
from reviewbot.agent.call import Json
from reviewbot.agent.catalogue import Barred, Catalogue
from reviewbot.agent.conversation import Found
from reviewbot.agent.tools import TOOLS, misfit
from reviewbot.domain.diff import Side
from reviewbot.domain.visible import visible
from reviewbot.errors import ReviewbotError

_LONGEST = 30_000
"""Characters of one answer."""

_FAILED = "This could not be looked up: git failed."


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one conversation may look up."""

    calls: int = 60
    bytes: int = 400_000


class Stopwatch:
    """The time that all conversations of a run may spend on look-ups together, in seconds."""

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._left = seconds
        self._now = now
        self._lock = Lock()

    @property
    def is_over(self) -> bool:
        """Tell whether the time is used up."""
        return self._left <= 0

    def taken(self, work: Callable[[], str | Barred]) -> str | Barred:
        """Do something, and count the time it takes."""
        start = self._now()
        try:
            return work()
        finally:
            with self._lock:
                self._left -= self._now() - start


class Librarian:
    """Answers the look-ups of one conversation."""

    def __init__(self, catalogue: Catalogue, granted: frozenset[str], limits: Limits, stopwatch: Stopwatch) -> None:
        self._catalogue = catalogue
        self._tools = {tool.name: tool for tool in TOOLS if tool.name in granted}
        self._limits = limits
        self._stopwatch = stopwatch
        self._calls = 0
        self._bytes = 0

    def answer(self, name: str, arguments: object) -> Found:
        """Answer one look-up; what cannot be answered is said in a sentence."""
        refusal = self._refusal() or self._misfit(name, arguments)
        self._calls += 1
        if refusal:
            return Found(refusal, is_error=True)
        try:
            found = self._stopwatch.taken(lambda: _answered(name, cast("Json", arguments), self._catalogue))
        except ReviewbotError:
            # What git says may name places on this machine.
            return Found(_FAILED, is_error=True)
        text = self._fenced(found.reason if isinstance(found, Barred) else _cut(found))
        self._bytes += len(text.encode("utf-8", "surrogatepass"))
        return Found(text, is_error=isinstance(found, Barred))

    def _refusal(self) -> str:
        if self._calls >= self._limits.calls:
            return f"All {self._limits.calls:,} look-ups of this conversation are used up: answer with what you know."
        if self._bytes >= self._limits.bytes:
            return "This conversation has looked up as much as it may: answer with what you know."
        return "The time for look-ups is used up: answer with what you know." if self._stopwatch.is_over else ""

    def _misfit(self, name: str, arguments: object) -> str:
        tool = self._tools.get(name)
        if tool is None:
            return f"There is no look-up `{visible(str(name)[:50])}`. There is: {', '.join(self._tools) or 'none'}."
        return misfit(arguments, tool)

    def _fenced(self, text: str) -> str:
        boundary = self._catalogue.fence.boundary
        return f"[begin {boundary} look-up]\n{text}\n[end {boundary}]"


def _answered(name: str, arguments: Json, catalogue: Catalogue) -> str | Barred:
    match name:
        case "read_lines":
            span = (_number(arguments, "first"), _number(arguments, "last"))
            return showing.lines(_text(arguments, "path"), Side(_text(arguments, "side")), span, catalogue)
        case "list_files":
            return showing.files(_text(arguments, "under"), catalogue)
        case "file_diff":
            return showing.diff(_text(arguments, "path"), catalogue)
        case "find_definition":
            return defining.definition(_text(arguments, "name"), catalogue)
        case _:
            text, under = _text(arguments, "text"), _text(arguments, "under")
            return finding.lines(text, under, catalogue, is_expression=bool(arguments["is_expression"]))


def _text(arguments: Json, name: str) -> str:
    return str(arguments[name])


def _number(arguments: Json, name: str) -> int:
    return cast("int", arguments[name])


def _cut(text: str) -> str:
    """Keep an answer within its bound, to whole lines."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition("\n")[0] + "\n... (cut here: ask for less)"
