"""A librarian over a change in a real repository."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from reviewbot.agent.catalogue import Catalogue, Library
from reviewbot.agent.librarian import Librarian, Limits, Stopwatch
from reviewbot.agent.masking import Masking
from reviewbot.agent.prompt import Fence
from reviewbot.agent.tools import TOOLS
from reviewbot.checklist.load import checklist
from reviewbot.library import kept_back
from reviewbot.secrets_in import finder
from support.contents import library, three_ways

BOUNDARY = "f00dfeedf00dfeed"
OPENED, CLOSED = f"[begin {BOUNDARY} look-up]\n", f"\n[end {BOUNDARY}]"
NEVER_SENT = (".env", "*.pem", "private/")
EVERYTHING = frozenset(tool.name for tool in TOOLS)

Look = Callable[..., str]


def catalogue(of: Library) -> Catalogue:
    """Give a catalogue that hides what the checklist's detectors find."""
    mask = Masking(_finder(), BOUNDARY, b"key")
    return Catalogue(of, kept_back(NEVER_SENT), Fence(BOUNDARY, mask.hide), mask.reveal)


def librarian(
    of: Library,
    limits: Limits | None = None,
    granted: frozenset[str] = EVERYTHING,
    stopwatch: Stopwatch | None = None,
) -> Librarian:
    """Employ a librarian."""
    return Librarian(catalogue(of), granted, limits or Limits(), stopwatch or Stopwatch(1_000))


def looking(folder: Path, way: str = "objects") -> Look:
    """Look things up in a repository's change; an answer is given without its fence, an error begins with `! `."""
    serving = librarian(library(three_ways(folder)[way]), Limits(calls=10_000, bytes=100_000_000))

    def look(name: str, /, **arguments: object) -> str:
        found = serving.answer(name, arguments)
        is_fenced = found.text.startswith(OPENED) and found.text.endswith(CLOSED)
        text = found.text.removeprefix(OPENED).removesuffix(CLOSED) if is_fenced else f"(no fence) {found.text}"
        return f"! {text}" if found.is_error else text

    return look


@cache
def _finder() -> Callable[[str], frozenset[str]]:
    return finder(checklist({}).items, ())
