"""Take typed values out of an item's front matter, and say which line is wrong."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from reviewbot.errors import ChecklistError
from reviewbot.yamlfile import Document, Key

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of a document; every method raises ChecklistError with the line of what is wrong."""

    document: Document
    key: Key
    values: Mapping[str, object]

    def only(self, allowed: Collection[str]) -> None:
        """Refuse a key that nobody reads."""
        for name in self.values:
            if name not in allowed:
                raise self.error(name, f"`{name}` is no key here.", nearest(name, allowed))

    def text(self, name: str, default: str | None = None) -> str:
        """Take a text, which must not be empty unless there is a default."""
        value = self.values.get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(name, f"`{name}` must be a text.", f"Write `{name}: …` on one line.")
        return value.strip()

    def number(self, name: str, default: float) -> float:
        """Take a number that is not negative."""
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise self.error(name, f"`{name}` must be a number.", f"Write `{name}: 3.5`, say.")
        return float(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Take a list of texts; one text alone is a list of one, nothing is an empty list."""
        value = self.values.get(name, [])
        several = [value] if isinstance(value, str) else value
        if not isinstance(several, list) or not all(_is_text(one) for one in several):
            raise self.error(name, f"`{name}` must be a list of texts.", f"Write `{name}: [one, two]`.")
        return tuple(str(one) for one in several)

    def alternatives(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Take a conjunction of alternatives: `[a, [b, c]]` is a and one of b and c."""
        value = self.values.get(name, [])
        if not isinstance(value, list):
            raise self.error(name, f"`{name}` must be a list.", f"Write `{name}: [one, [this, or this]]`.")
        several = [one if isinstance(one, list) else [one] for one in value]
        if not all(group and all(isinstance(one, str) and one for one in group) for group in several):
            raise self.error(name, f"`{name}` holds something that is no text.", "Put each text in quotes.")
        return tuple(tuple(str(one) for one in group) for group in several)

    def word(self, name: str, words: type[_Word], default: _Word | None = None) -> _Word:
        """Take one of an enumeration's words."""
        value, allowed = self.values.get(name, default), [str(one) for one in words]
        if value is None:
            raise self.error(name, f"`{name}` is missing.", f"Write one of: {', '.join(allowed)}.")
        if value not in allowed:
            raise self.error(name, f"`{name}` cannot be `{value}`.", nearest(str(value), allowed))
        return words(str(value))

    def mapping(self, name: str) -> "Fields":
        """Go into a mapping; an absent one is empty."""
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            raise self.error(name, f"`{name}` must be a mapping.", "Write keys below it, indented.")
        return Fields(self.document, (*self.key, name), value)

    def each(self, name: str) -> Iterator["Fields"]:
        """Go into every mapping of a list."""
        value = self.values.get(name, [])
        if not isinstance(value, list):
            raise self.error(name, f"`{name}` must be a list.", "Start each entry with `- `.")
        for index, one in enumerate(value):
            if not isinstance(one, dict):
                raise self.error(name, f"Entry {index + 1} of `{name}` must be a mapping.", "Write keys behind `- `.")
            yield Fields(self.document, (*self.key, name, index), one)

    def error(self, name: str, message: str, hint: str, index: int | None = None) -> ChecklistError:
        """Make an error that points at a key or an entry of its list, or at this mapping where the key is missing."""
        inner = (name,) if index is None else (name, index)
        return ChecklistError(message, hint, self.document.place((*self.key, *inner)))


def _is_text(value: object) -> bool:
    """Take numbers for texts, which `references: [404]` means, and not truth values, which a list never means."""
    return isinstance(value, str | int) and not isinstance(value, bool) and value != ""


def nearest(word: str, allowed: Collection[str]) -> str:
    """Say what is allowed, the nearest right word first."""
    close = get_close_matches(word, list(allowed), 1)
    return (f"Did you mean `{close[0]}`? " if close else "") + f"Allowed: {', '.join(sorted(allowed))}."
