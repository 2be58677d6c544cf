"""The change as its findings quote it: what a quote masks is masked wherever its line is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import takewhile

from reviewbot.domain.diff import Diff, FileDiff, Line, Side
from reviewbot.domain.finding import Finding
from reviewbot.domain.report import Report

_Key = tuple[str, Side, int]


def as_quoted(diff: Diff, report: Report) -> Diff:
    """Give every anchored line the text that its finding's quote has for it.

    A quote counts only if it has as many lines as its anchor. Where several quotes change one line, each of them
    masking something else, only what all of them show is left.
    """
    quotes: dict[_Key, set[str]] = {}
    for finding in (*report.findings, *report.worth_a_look):
        for key, text in _lines(finding):
            quotes.setdefault(key, set()).add(text)
    paths = {path for path, _, _ in quotes}
    return replace(diff, files=tuple(_file(file, quotes) if file.path in paths else file for file in diff.files))


def _lines(finding: Finding) -> Iterable[tuple[_Key, str]]:
    texts = finding.evidence.quote.split("\n")
    if len(texts) != finding.line - finding.start_line + 1:
        return ()
    return [((finding.path, finding.side, finding.start_line + index), text) for index, text in enumerate(texts)]


def _file(file: FileDiff, quotes: Mapping[_Key, set[str]]) -> FileDiff:
    hunks = (replace(hunk, lines=tuple(_line(line, file.path, quotes) for line in hunk.lines)) for hunk in file.hunks)
    return replace(file, hunks=tuple(hunks))


def _line(line: Line, path: str, quotes: Mapping[_Key, set[str]]) -> Line:
    quoted: set[str] = set()
    if line.base is not None:
        quoted |= quotes.get((path, Side.LEFT, line.base), set())
    if line.head is not None:
        quoted |= quotes.get((path, Side.RIGHT, line.head), set())
    # A quote with nothing to hide is the line itself, and says nothing about what another hides.
    changed = quoted - {line.text, line.text.removesuffix("\r")}
    return replace(line, text=_shown_by_all(sorted(changed))) if changed else line


def _shown_by_all(texts: list[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    start = _shared(texts)
    end = _shared([text[len(start) :][::-1] for text in texts])[::-1]
    return f"{start.removesuffix('…')}…{end.removeprefix('…')}"


def _shared(texts: list[str]) -> str:
    """Give what all texts begin with."""
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    return "".join(letters[0] for letters in alike)
