"""Write values as YAML that shows everything: what is invisible or steers a terminal becomes an escape."""

import re
from collections.abc import Mapping, Sequence

from reviewbot.yamlfile import Key

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._/-]*")
_NO_TEXT = frozenset({"true", "false", "null"})


def dotted(key: Key) -> str:
    """Write a key as one word: `overrides[0].fail_on`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{visible(part)}" for part in key)
    return text.removeprefix(".")


def visible(text: str) -> str:
    """Escape what does not print, and cut what is long."""
    short = text if len(text) <= 80 else text[:79] + "…"
    return "".join(map(_escaped, short))


def flow(value: object) -> str:
    """Write a value on one line, so that YAML reads the same value back."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(key)}: {flow(child)}" for key, child in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(flow, value)) + "]"
    return _text(value) if isinstance(value, str) else str(value).lower()


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    return '"' + "".join("\\" + char if char in '"\\' else _escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    return char if char.isprintable() else f"\\U{ord(char):08x}"
