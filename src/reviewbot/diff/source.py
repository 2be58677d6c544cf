"""From a file's bytes to text under a grammar."""

from reviewbot.domain.source import Source
from reviewbot.syntax.languages import grammar_of


def source_of(path: str, data: bytes) -> Source:
    """Decode a file: UTF-8 with or without a mark, else Latin-1, which takes every byte and keeps every line."""
    return Source(path, _text(data), grammar_of(path))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
