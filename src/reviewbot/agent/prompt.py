"""Everything that is said to the model, rendered from the templates of `prompts/`."""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from textwrap import shorten

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reviewbot.agent.definition import Definition
from reviewbot.domain.chunk import LONGEST_LINE, Chunk, Piece
from reviewbot.domain.diff import FileDiff, Hunk, Line, LineKind, Side
from reviewbot.domain.finding import Candidate
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.visible import visible, visible_lines

_TEMPLATES = (
    "review", "chunk", "whole", "verify", "claims", "recheck", "recheck-claims", "answer", "answer-talk", "repair",
    "enough", "design", "design-facts",
)  # fmt: skip
_MOST_FILES = 300
_LONGEST_DESCRIPTION = 4_000
_LONGEST_RULES = 20_000
_SHORT = 160
"""Characters of what a quick reviewer is told to look for."""

_POINT = re.compile(r"(?:- )?.*?(?=\n- |\n\n|\Z)", re.DOTALL)
_HIDDEN = "(hidden)"


@dataclass(frozen=True, slots=True)
class TeamRule:
    """A file with a team's rules, as it stands at the tip of the base."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What the change says of itself, and its files."""

    files: tuple[FileDiff, ...]
    title: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """What all conversations of a review are told: who they are, what to ask, the team's rules, the change.

    `language` is the name of the language to answer in, empty for English. `is_audit` where there is no change: then
    the overview's title names the repository.
    """

    agent: Definition
    items: tuple[Item, ...]
    rules: tuple[TeamRule, ...]
    overview: Overview
    language: str = ""
    is_audit: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """What keeps material under review apart from what we say.

    `boundary` cannot be guessed by who wrote the material; `hide` takes the secrets out of a text, and leaves its line
    feeds where they are.
    """

    boundary: str
    hide: Callable[[str], str]

    def clean(self, text: str) -> str:
        """Give a text as it may be shown: without secrets, and with everything visible."""
        return "\n".join(_cut(line) for line in visible_lines(self.hide(text)))

    def line(self, text: str) -> str:
        """Give a text that stays on its line."""
        return _cut(visible(self.hide(text)))


def boundary() -> str:
    """Draw a boundary that nobody who wrote the change can know."""
    return secrets.token_hex(8)


def digest(agent: Definition) -> str:
    """Give the SHA-256 of all that we say by ourselves: the agent and the templates."""
    texts = [agent.text, *map(_source, _TEMPLATES)]
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def review_system(brief: Brief, fence: Fence, *, has_look_ups: bool) -> str:
    """Write what every conversation of a review begins with, the same bytes for all of them."""
    overview = brief.overview
    return rendered(
        "review",
        agent=brief.agent,
        tools=has_look_ups,
        items=sorted(brief.items, key=lambda one: one.id),
        rules=[TeamRule(fence.line(one.path), fence.clean(one.text[:_LONGEST_RULES].strip())) for one in brief.rules],
        title=fence.line(overview.title),
        description=fence.clean(overview.description[:_LONGEST_DESCRIPTION].strip()),
        files=list(_listed(overview.files, fence)),
        language=brief.language,
        audit=brief.is_audit,
        boundary=fence.boundary,
    )


def shortened(item: Item) -> Item:
    """Keep of what to look for the first point where the item is grave, and its name and what is fine of all others."""
    point = _POINT.match(item.look_for.strip()) if item.severity >= Severity.HIGH else None
    return replace(item, look_for=shorten(point[0], _SHORT, placeholder=" …") if point else "", why="")


def chunk_text(chunk: Chunk, fence: Fence, *, is_audit: bool = False) -> str:
    """Write what is asked about one chunk, of a change or of the code as it stands."""
    pieces = [
        {
            "name": _name(piece, fence, is_audit=is_audit),
            "text": excerpted(piece.excerpts, fence),
            "evidence": _evidence(piece, fence),
        }
        for piece in chunk.pieces
    ]
    return rendered("chunk", pieces=pieces, asked=chunk.items, audit=is_audit, boundary=fence.boundary)


def whole_text(outline: str, items: Sequence[str], fence: Fence, *, is_known: bool = False) -> str:
    """Write what is asked about the change as a whole; `is_known` where most of it was reviewed before."""
    return rendered("whole", outline=outline, asked=items, known=is_known, boundary=fence.boundary)


def verify_system(*, has_tools: bool, fence: Fence, is_audit: bool = False) -> str:
    """Write what every conversation of the sceptic begins with."""
    return rendered("verify", tools=has_tools, audit=is_audit, boundary=fence.boundary)


def claims_text(
    claims: Sequence[tuple[Candidate, str]],
    shown: Mapping[str, Sequence[Hunk]],
    fence: Fence,
    *,
    is_audit: bool = False,
) -> str:
    """Write claims, each with what makes it wrong in the words of its item, and the code that is shown of each path."""
    written = [
        {
            "item": one.item,
            "title": fence.line(one.title),
            "trigger": fence.line(one.trigger),
            "path": f"`{fence.line(one.anchor.path)}`",
            "line": f"{one.anchor.start_line}{' of the base' if one.anchor.side is Side.LEFT else ''}",
            "quote": fence.clean(one.quote),
            "related": [f"`{fence.line(place.path)}`, line {place.start_line}" for place in one.related],
            "fine_if": fine_if,
        }
        for one, fine_if in claims
    ]
    files = [{"name": f"`{fence.line(path)}`", "text": excerpted(excerpts, fence)} for path, excerpts in shown.items()]
    return rendered("claims", claims=written, files=files, audit=is_audit, boundary=fence.boundary)


def repair(reason: str) -> str:
    """Ask for an answer once more, in the right form."""
    return rendered("repair", reason=reason)


def enough() -> str:
    """Say that nothing more may be looked up."""
    return rendered("enough")


def excerpted(excerpts: Sequence[Hunk], fence: Fence) -> str:
    """Write numbered lines, with the definition above each excerpt and dots where lines are left out."""
    return "\n...\n".join("\n".join(_excerpt(one, fence)) for one in excerpts)


def _excerpt(excerpt: Hunk, fence: Fence) -> Iterator[str]:
    if excerpt.section:
        yield f"@@ {fence.line(excerpt.section)}"
    for line, text in zip(excerpt.lines, _cleaned(excerpt.lines, fence), strict=True):
        number = line.base if line.kind is LineKind.REMOVED else line.head
        yield f"{number}{line.kind} {text}" if text else f"{number}{line.kind}".rstrip()


def _cleaned(lines: Sequence[Line], fence: Fence) -> Sequence[str]:
    """Clean lines together, for a secret may span several; where the outcome does not fit them, nothing is shown."""
    shown = fence.clean("\n".join(line.text for line in lines)).split("\n")
    return shown if len(shown) == len(lines) else [_HIDDEN] * len(lines)


def outlined(pieces: Sequence[Piece], limit: int, fence: Fence) -> str:
    """Write the changed lines alone of all files, within `limit` characters: what short ones leave goes to the long."""
    texts = [_changed(piece, fence) for piece in pieces]
    share = _share(list(map(len, texts)), limit)
    return "\n".join(f"{_name(piece, fence)}\n{_short(text, share)}" for piece, text in zip(pieces, texts, strict=True))


def _share(sizes: Sequence[int], limit: int) -> int:
    """Give how much each may take at most, so that all together take no more than `limit`."""
    left = limit
    for done, size in enumerate(sorted(sizes)):
        if size * (len(sizes) - done) > left:
            return left // (len(sizes) - done)
        left -= size
    return limit


def _short(text: str, share: int) -> str:
    return text if len(text) <= share else text[:share].rpartition("\n")[0] + "\n... (cut here)"


def _changed(piece: Piece, fence: Fence) -> str:
    changed = [
        Hunk(lines, excerpt.section)
        for excerpt in piece.excerpts
        if (lines := tuple(line for line in excerpt.lines if line.kind is not LineKind.CONTEXT))
    ]
    return excerpted(changed, fence)


def _name(piece: Piece, fence: Fence, *, is_audit: bool = False) -> str:
    part = f", part {piece.part[0]} of {piece.part[1]}" if piece.part[1] > 1 else ""
    before = f", was `{fence.line(piece.file.base_path)}`" if piece.file.base_path != piece.file.path else ""
    language = f", {piece.language}" if piece.language else ""
    about = f"{piece.file.status}{before}{language}, {piece.kind}{part}"
    return f"`{fence.line(piece.file.path)}` ({about.removeprefix(f'{piece.file.status}, ') if is_audit else about})"


def _evidence(piece: Piece, fence: Fence) -> list[str]:
    return [f"line {one.anchor.start_line}: {one.item}: {fence.line(one.title)}" for one in piece.evidence]


def _listed(changed: Sequence[FileDiff], fence: Fence) -> Iterator[str]:
    for file in changed[:_MOST_FILES]:
        yield f"- `{fence.line(file.path)}` {file.status}, +{len(file.added)} -{len(file.removed)}"
    if len(changed) > _MOST_FILES:
        yield f"- and {len(changed) - _MOST_FILES:,} more"


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}… ({len(line):,} characters)"


def rendered(name: str, **values: object) -> str:
    """Render a template of ours; raises jinja2.UndefinedError for a value that is missing."""
    return _environment().get_template(name).render(values)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        # Text for a model, not HTML: what is not ours comes fenced and cleaned.
        autoescape=False,
        loader=FunctionLoader(_source),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["counted"] = lambda count, noun: f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
    return environment


@cache
def _source(name: str) -> str:
    return (files("reviewbot.prompts") / f"{name}.md.j2").read_text("utf-8")
