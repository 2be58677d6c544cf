"""The fixed words of comments in one language, from a catalogue that ships."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reviewbot import yamlfile

_FOLDER = files("reviewbot.prompts") / "languages"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one language: texts by key, `{names}` in them for what is filled in.

    What is counted has the keys `KEY.one` and `KEY.other`.
    """

    tag: str
    texts: Mapping[str, str]


@cache
def words_of(tag: str) -> Words:
    """Read the catalogue of a language that ships, by its tag such as `de`."""
    file = f"{tag}.yml"
    return Words(tag, dict(_flat(yamlfile.load((_FOLDER / file).read_text("utf-8"), file).value, "")))


def languages() -> tuple[str, ...]:
    """List the tags of the languages that ship."""
    return tuple(sorted(file.name.removesuffix(".yml") for file in _FOLDER.iterdir() if file.name.endswith(".yml")))


def said(words: Words, key: str, **values: str) -> str:
    """Say a text with its values; what is in a value is never read as a name."""
    return words.texts[key].format_map(values)


def number(words: Words, count: int) -> str:
    """Write a number as the language parts its thousands."""
    return f"{count:,}".replace(",", words.texts["thousands"])


def amount(words: Words, key: str, count: int) -> str:
    """Put a count into a text that has a form for one and a form for all others."""
    return said(words, f"{key}.{'one' if count == 1 else 'other'}", count=number(words, count))


def enumerated(words: Words, names: Sequence[str], most: int) -> str:
    """Join names with commas, at most so many, and count the others."""
    joined, others = ", ".join(names[:most]), len(names) - most
    return said(words, "more", names=joined, count=number(words, others)) if others > 0 else joined


def _flat(value: object, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, child in value.items():
            yield from _flat(child, f"{key}.{name}".removeprefix("."))
    else:
        yield key, str(value)


ENGLISH = words_of("en")
"""What every text is written in that is no comment."""
