"""Text of a Mermaid diagram in which no name from the code can be anything but a label."""

from dataclasses import dataclass

from reviewbot.domain.visible import visible

_LONGEST = 48
_PLAIN = frozenset(" -_./,+()")
_KEYS = frozenset({"pk", "fk", "uk"})


@dataclass(frozen=True, slots=True)
class Diagram:
    """A diagram: Mermaid's text, what it shows in one line, and what was left out of it."""

    title: str
    text: str
    note: str = ""


def label(text: str) -> str:
    """Quote a label: whatever Mermaid could read as its own is written by its number.

    Colons too: behind one, Mermaid takes a hash in a line with the word `style` for a colour.
    """
    shown = visible(text)
    short = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
    return '"' + "".join(one if one.isalnum() or one in _PLAIN else f"#{ord(one)};" for one in short) + '"'


def word(text: str) -> str:
    """Make the name or type of a column the one word that Mermaid wants."""
    parts = "".join(one if one.isascii() and one.isalnum() else " " for one in text[:_LONGEST]).split()
    joined = "_".join(parts)
    starts_well = joined[:1].isalpha()
    return f"{joined}_" if joined.lower() in _KEYS else joined if starts_well else f"_{joined}"
