"""What a reader sees of a comment's Markdown, parsed as GitHub parses it."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_FOLD = re.compile(r"<(/?)details\b")
_BREAKS = {"softbreak": "\n", "hardbreak": "\n"}
_WORD = re.compile(r"\w")


def parsed(body: str) -> tuple[tuple[Token, ...], bool]:
    """Parse Markdown with HTML in it, and tell whether it defines addresses apart from its text."""
    environment: dict[str, object] = {}
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(body, environment)
    return tuple(tokens), bool(environment.get("references"))


def visible_words(body: str) -> int:
    """Count the words that stand outside of folds and code blocks; a lone sign is no word."""
    said = " ".join(_unfolded(parsed(body)[0]))
    return sum(1 for part in said.split() if _WORD.search(part))


def text_of(inline: Token) -> str:
    """Give the text of a paragraph as it is shown, code included."""
    return "".join(_BREAKS.get(token.type, "") or _shown(token) for token in inline.children or ())


def _shown(token: Token) -> str:
    return token.content if token.type in {"text", "code_inline"} else ""


def _unfolded(tokens: tuple[Token, ...]) -> Iterator[str]:
    depth = 0
    for token in tokens:
        if token.type == "html_block":
            ends = [found[1] for found in _FOLD.finditer(token.content)]
            depth += len(ends) - 2 * sum(1 for end in ends if end)
        elif token.type == "inline" and not depth:
            yield text_of(token)
