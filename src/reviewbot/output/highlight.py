"""Code in pieces by what they are, so that a terminal and a page can colour them alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePosixPath

from rich.style import Style
from rich.syntax import Syntax, SyntaxTheme, TokenType

from reviewbot.domain.visible import visible_line

_LONGEST = 300
_LEXERS = {
    ".cjs": "javascript", ".cs": "csharp", ".go": "go", ".graphql": "graphql", ".java": "java", ".js": "javascript",
    ".json": "json", ".jsx": "jsx", ".kt": "kotlin", ".mjs": "javascript", ".php": "php", ".proto": "protobuf",
    ".py": "python", ".pyi": "python", ".rb": "ruby", ".rs": "rust", ".sh": "bash", ".sql": "sql", ".toml": "toml",
    ".ts": "typescript", ".tsx": "tsx", ".yaml": "yaml", ".yml": "yaml",
}  # fmt: skip


class Kind(StrEnum):
    """What a piece of code is; plain is everything without a colour of its own."""

    PLAIN = "plain"
    KEYWORD = "keyword"
    STRING = "string"
    COMMENT = "comment"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one line, its characters made visible."""

    text: str
    kind: Kind = Kind.PLAIN


def pieces(text: str, path: str) -> tuple[Piece, ...]:
    """Cut one line of code into pieces, by its own text alone.

    A line by itself bounds what a lexer can cost: with a hunk at once, 8,000 hostile characters take some of them 20
    seconds. The price is that inside a string of several lines each line is read as code. A long line, or one in
    another language, stays in one piece.
    """
    shown = visible_line(text)
    lexer = _LEXERS.get(PurePosixPath(path).suffix)
    if lexer is None or not shown.strip() or len(shown) > _LONGEST:
        return (Piece(shown),)
    return tuple(_merged(shown, lexer))


class _Kinds(SyntaxTheme):
    """A theme whose styles are not looks but names of kinds."""

    def get_style_for_token(self, token_type: TokenType) -> Style:
        return next((style for prefix, style in _STYLES if token_type[: len(prefix)] == prefix), _PLAIN)

    def get_background_style(self) -> Style:
        return _PLAIN


_PLAIN = Style.null()
_STYLES: Sequence[tuple[TokenType, Style]] = (
    # On a line by itself, the TypeScript lexer takes the value in `port: 5_432,` for a type.
    (("Keyword", "Type"), _PLAIN),
    (("Keyword",), Style(meta={"kind": Kind.KEYWORD})),
    (("Operator", "Word"), Style(meta={"kind": Kind.KEYWORD})),
    (("Literal", "String"), Style(meta={"kind": Kind.STRING})),
    (("Literal", "Number"), Style(meta={"kind": Kind.NUMBER})),
    (("Comment",), Style(meta={"kind": Kind.COMMENT})),
    (("Name", "Function"), Style(meta={"kind": Kind.NAME})),
    (("Name", "Class"), Style(meta={"kind": Kind.NAME})),
    (("Name", "Decorator"), Style(meta={"kind": Kind.NAME})),
)


@lru_cache(maxsize=64)
def _syntax(lexer: str) -> Syntax:
    return Syntax("", lexer, theme=_Kinds())


@lru_cache(maxsize=20_000)
def _merged(shown: str, lexer: str) -> tuple[Piece, ...]:
    text = _syntax(lexer).highlight(shown)
    kinds = [Kind.PLAIN] * len(shown)
    for span in text.spans:
        kind = span.style.meta.get("kind", Kind.PLAIN) if isinstance(span.style, Style) else Kind.PLAIN
        kinds[span.start : span.end] = [Kind(kind)] * (min(span.end, len(shown)) - span.start)
    starts = [0] + [i for i in range(1, len(shown)) if kinds[i] is not kinds[i - 1]]
    ends = [*starts[1:], len(shown)]
    return tuple(Piece(shown[i:j], kinds[i]) for i, j in zip(starts, ends, strict=True))
