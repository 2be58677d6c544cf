"""Look-ups of what has a name: lines of a file, the files of a folder, the diff of a file."""

from dataclasses import replace

from reviewbot.agent.catalogue import Barred, Catalogue, named, numbered, place, sheet
from reviewbot.agent.prompt import excerpted
from reviewbot.domain.diff import Hunk, Side

_MOST_LINES = 250
_MOST_FILES = 200
_MOST_DIFF_LINES = 300
_LONGEST_LINE = 2_000


def lines(path: str, side: Side, span: tuple[int, int], catalogue: Catalogue) -> str | Barred:
    """Show lines of a file, from the first to the last of `span`, 0 for either end."""
    where = place(path, catalogue)
    found = where if isinstance(where, Barred) else sheet(where, side, catalogue)
    if isinstance(found, Barred):
        return found
    count = len(found.lines)
    first, last = max(1, span[0]), span[1] if span[1] > 0 else count
    if first > count or last < first:
        return Barred(f"There are no such lines: it has lines 1 to {count:,}.")
    last = min(last, first + _MOST_LINES - 1, count)
    known = " Only what the diff shows is known, the rest is blank." if found.source.is_fragment else ""
    head = f"{named(found.source.path, catalogue)}, lines {first:,} to {last:,} of {count:,}.{known}"
    return f"{head}\n{numbered(found, first, last, catalogue)}"


def files(under: str, catalogue: Catalogue) -> str | Barred:
    """List the head's files below a folder."""
    where = place(under, catalogue)
    if isinstance(where, Barred):
        return where
    listed = catalogue.library.paths(Side.RIGHT)
    below = [one for one in listed if not where or one == where or one.startswith(f"{where}/")]
    paths = [path for path in below if not catalogue.kept_back(path)]
    if not paths:
        return Barred("There are no such files.")
    more = [f"... and {len(paths) - _MOST_FILES:,} more: name a folder."] if len(paths) > _MOST_FILES else []
    return "\n".join((*(catalogue.fence.line(path) for path in paths[:_MOST_FILES]), *more))


def diff(path: str, catalogue: Catalogue) -> str | Barred:
    """Show what the change does to one of its files."""
    where = place(path, catalogue)
    if isinstance(where, Barred):
        return where
    file = catalogue.library.diff(where)
    if file is None:
        return Barred(f"{named(where, catalogue)} is not part of the change.")
    if reason := catalogue.kept_back(file.path) or catalogue.kept_back(file.base_path):
        return Barred(f"{named(where, catalogue)} {reason}.")
    before = f", was {named(file.base_path, catalogue)}" if file.base_path != file.path else ""
    head = f"{named(file.path, catalogue)} ({file.status}{before})"
    hunks = _first(file.hunks)
    cut = "\n... (cut here: read the lines of the file)" if len(file.lines) > _MOST_DIFF_LINES else ""
    return f"{head}\n{excerpted(hunks, catalogue.fence) or 'No lines: binary, too large, or only its name.'}{cut}"


def _first(hunks: tuple[Hunk, ...]) -> tuple[Hunk, ...]:
    """Give the hunks as far as they are shown, with no line that takes long to look through."""
    shown, left = list[Hunk](), _MOST_DIFF_LINES
    for hunk in hunks:
        lines = tuple(replace(line, text=line.text[:_LONGEST_LINE]) for line in hunk.lines[: max(0, left)])
        shown += [Hunk(lines, hunk.section)] if lines else []
        left -= len(hunk.lines)
    return tuple(shown)
