"""Find the parts of an OpenAPI description: by key, and through its local references."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from reviewbot.yamlfile import Document, Key

_MOST_REFERENCES = 50


@dataclass(frozen=True, slots=True)
class Part:
    """A value of a description and the way to it; two parts are the same where the way is."""

    key: Key
    value: object = field(compare=False)


def child(part: Part, name: str | int) -> Part:
    """Go down one key or index; the value of what is not there is None."""
    value = part.value
    found: object = None
    if isinstance(value, dict):
        found = value.get(name)
    elif isinstance(value, list) and isinstance(name, int) and 0 <= name < len(value):
        found = value[name]
    return Part((*part.key, name), found)


def children(part: Part) -> Iterator[Part]:
    """List what a mapping or a sequence holds, in the order of the file."""
    names: Iterator[str | int] = iter(())
    if isinstance(part.value, dict):
        names = iter(part.value)
    elif isinstance(part.value, list):
        names = iter(range(len(part.value)))
    for name in names:
        yield child(part, name)


def followed(document: Document, part: Part) -> Part | None:
    """Follow a part's reference until it names none; None for one to another file, to nothing or to itself."""
    for _ in range(_MOST_REFERENCES):
        reference = child(part, "$ref").value
        if not isinstance(reference, str):
            return part
        target = pointed(document, reference)
        if target is None:
            return None
        part = target
    return None


def pointed(document: Document, reference: str) -> Part | None:
    """Find what a reference within the document (`#` and a JSON pointer, RFC 6901) names; None if there is none."""
    if not reference.startswith("#/"):
        return None
    words = [unquote(word).replace("~1", "/").replace("~0", "~") for word in reference[2:].split("/")]
    return located(document, tuple(words))


def located(document: Document, key: Key) -> Part | None:
    """Find what stands at the end of a way; None where it leads nowhere. An index may be written as text."""
    here = Part((), document.value)
    for word in key:
        is_index = isinstance(here.value, list) and isinstance(word, str) and word.isdecimal() and len(word) < 10
        here = child(here, int(word) if is_index else word)
        if here.value is None:
            return None
    return here
