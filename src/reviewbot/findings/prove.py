"""Prove a suggestion before it is made: what fails one proof stays prose."""

import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from reviewbot.domain.finding import Anchor, Candidate, Detected, Replacement, Suggestion
from reviewbot.domain.source import Source
from reviewbot.findings.fingerprint import normalised
from reviewbot.syntax.tame import is_tame
from reviewbot.syntax.tree import Tree, faults, parsed, tokens
from reviewbot.syntax.unbound import unbound

PROOF = "applies, parses, detector silent, nothing new"
# Comments and annotations that make some tool look away, in small letters.
_SILENCERS = (
    "reviewbot: ignore", "noqa", "nosec", "nosemgrep", "nosonar", "nolint", "type: ignore", "pyright: ignore",
    "pylint: disable", "pragma: no cover", "eslint-disable", "biome-ignore", "ts-ignore", "ts-expect-error",
    "rubocop:disable", "suppresswarnings",
)  # fmt: skip


def proven(candidate: Candidate, head: Source, detect: Callable[[Source], Detected]) -> Suggestion | None:
    """Give the candidate's replacement as a suggestion if every proof holds, else None.

    It replaces exactly the anchored lines; the head parses no worse with it, binds all that it uses, and still compiles
    if it is Python that did; the detector falls silent there and none new fires; it adds something other than a
    comment that silences. `detect` runs the file's items over a version of it.
    """
    new = candidate.replacement
    if new is None or head.is_fragment or head.language is None or not _fits(candidate, new):
        return None
    after = replace(head, text=applied(head.text, new))
    holds = (
        is_tame(head)
        and is_tame(after)
        and not _silences(candidate.quote, new.text)
        and _parses_no_worse(parsed(head.text, head.language), parsed(after.text, head.language))
        and _compiles_as_before(head, after)
        and _is_silent(candidate.item, new, detect(head), detect(after))
    )
    return Suggestion(new.text, PROOF) if holds else None


def applied(text: str, new: Replacement) -> str:
    """Put a replacement into a text, with the line ends of the lines it replaces."""
    lines = text.split("\n")
    before, replaced, behind = lines[: new.start_line - 1], lines[new.start_line - 1 : new.line], lines[new.line :]
    # The last line of a file has no line end to tell by: then the one before it tells.
    telling = [*replaced[:-1], *before[-1:], *replaced][0]
    end = "\r" if telling.endswith("\r") else ""
    put = [line + end for line in new.text.split("\n")]
    put[-1] = put[-1].removesuffix("\r") + ("\r" if replaced[-1].endswith("\r") else "")
    return "\n".join([*before, *put, *behind])


def _fits(candidate: Candidate, new: Replacement) -> bool:
    return (new.start_line, new.line) == (candidate.anchor.start_line, candidate.anchor.line)


def _silences(old: str, new: str) -> bool:
    return any(new.lower().count(word) > old.lower().count(word) for word in _SILENCERS)


def _parses_no_worse(before: Tree, after: Tree) -> bool:
    """Tell whether nothing new is broken or unbound, and something is there now other than comments."""
    return (
        faults(after) <= faults(before) and unbound(after) <= unbound(before) and bool(tokens(after) - tokens(before))
    )


def _compiles_as_before(before: Source, after: Source) -> bool:
    return before.language != "python" or not _compiles(before.text) or _compiles(after.text)


def _compiles(text: str) -> bool:
    """Ask this host's Python, which may be older than the code: its no proves nothing, its yes does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "<head>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def _is_silent(item: str, new: Replacement, before: Detected, after: Detected) -> bool:
    """Tell whether the item says less of the replaced lines, nothing says more, and all else is as it was."""
    if before.failure or after.failure:
        return False
    old = _claims(before.candidates, range(new.start_line, new.line + 1))
    now = _claims(after.candidates, range(new.start_line, new.start_line + new.text.count("\n") + 1))
    gone = old - now
    return not now - old and gone[item, None] > 0 and all(quote is None for _, quote in gone)


def _claims(candidates: Sequence[Candidate], here: range) -> Counter[tuple[str, str | None]]:
    """Count claims by item and quote, None for the quote of those on replaced lines, which read otherwise now."""
    return Counter((one.item, None if _overlaps(one.anchor, here) else normalised(one.quote)) for one in candidates)


def _overlaps(anchor: Anchor, lines: range) -> bool:
    return anchor.start_line < lines.stop and anchor.line >= lines.start
