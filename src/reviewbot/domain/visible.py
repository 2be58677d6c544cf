"""Invisible, control and bidirectional characters made visible for every format that people read.

What is shown instead can be searched and looked up; it moves no cursor, reorders no line and hides nothing.
"""

import re

_TAB = 4
_LOOKS_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_SURROGATE = re.compile("[\ud800-\udfff]")
_EMOJI = re.compile("(?<=[\u203c-\u3299\U0001f000-\U0001faff])\ufe0f")
"""The one selector that is what it seems to be: it asks for the coloured form of the picture before it."""


def visible(text: str) -> str:
    """Show a text on one line: a line feed as `␊`, a tab as a space, whatever cannot be seen by its name."""
    return _shown(text.replace("\t", " "))


def visible_line(text: str) -> str:
    """Show a line of code: tabs reach to the next fourth column, a carriage return at its end is dropped."""
    return _shown(text.removesuffix("\r").expandtabs(_TAB))


def visible_lines(text: str) -> tuple[str, ...]:
    """Show a text of several lines, split at line feeds alone, as git counts lines."""
    return tuple(visible_line(line) for line in text.split("\n"))


def is_all_visible(text: str) -> bool:
    """Tell whether lines of text can be shown as they are: nothing in them hides, reorders or moves."""
    return all(visible_line(line) == line.removesuffix("\r").expandtabs(_TAB) for line in text.split("\n"))


def well_formed(text: str) -> str:
    """Replace lone surrogates, which no encoding can write, and leave everything else as it is."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _shown(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "\ufe0f".join(part.translate(_TABLE) for part in _EMOJI.split(text))


class _Table(dict[int, str]):
    """Translate one character, remembering those that were met."""

    def __missing__(self, code: int) -> str:
        self[code] = _symbol(code)
        return self[code]


def _symbol(code: int) -> str:
    char = chr(code)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    is_hidden = char in _LOOKS_EMPTY or any(code in selectors for selectors in _SELECTORS)
    # Python counts as printable neither Unicode's "other" nor its separators, save the space.
    return char if (char.isprintable() and not is_hidden) or code == 0x3000 else f"⟨U+{code:04X}⟩"


_TABLE = _Table()
