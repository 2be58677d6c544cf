"""Hold the documents of one revision, and follow references within and between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath, splitext
from urllib.parse import unquote

from reviewbot.detectors.openapi.part import Part, child
from reviewbot.detectors.openapi.reading import SUFFIXES, read
from reviewbot.detectors.revisions import Files
from reviewbot.domain.source import Source
from reviewbot.errors import ConfigurationError
from reviewbot.yamlfile import Document, Key

_MOST_REFERENCES = 50
_MOST_FILES = 500


@dataclass(slots=True)
class Library:
    """Reads a revision's files when a reference leads there, each once.

    `given` are the changed files, by the name under which both revisions know them. `failures` are the paths of those
    that could not be read, each with the reason. Both sides share `known`: most files are the same in both.
    """

    files: Files
    given: Mapping[str, Source]
    known: dict[tuple[str, str], Document]
    failures: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Document | None] = field(default_factory=dict)


def document(library: Library, path: str) -> Document | None:
    """Give a file of the repository as a document; None where there is none or it cannot be read."""
    if path not in library.documents:
        library.documents[path] = _read(library, path) if len(library.documents) < _MOST_FILES else None
    return library.documents[path]


def root(library: Library, path: str) -> Part | None:
    """Give the whole of a file."""
    found = document(library, path)
    return None if found is None else Part(path, (), found.value, _stem(path))


def line(library: Library, path: str, key: Key) -> int:
    """Give the line on which a key stands."""
    found = document(library, path)
    return found.line(key) if found else 1


def followed(library: Library, part: Part) -> Part | None:
    """Follow a part's reference until it names none; None for one that leads nowhere or to itself."""
    for _ in range(_MOST_REFERENCES):
        reference = child(part, "$ref").value
        if not isinstance(reference, str):
            return part
        target = pointed(library, part.file, reference)
        if target is None:
            return None
        part = target
    return None


def pointed(library: Library, file: str, reference: str) -> Part | None:
    """Find what a reference names: a JSON pointer (RFC 6901) within a file, itself relative to the file that refers.

    What lies outside the repository, or behind a URL, is not looked for.
    """
    path, _, pointer = reference.partition("#")
    target = resolved(file, path) if path else file
    if target is None or (pointer and not pointer.startswith("/")):
        return None
    words = [unquote(word).replace("~1", "/").replace("~0", "~") for word in pointer.split("/")[1:]]
    return located(library, target, tuple(words))


def resolved(file: str, path: str) -> str | None:
    """Give the path in the repository that a relative path in a file means; None where it leads out of it."""
    plain = unquote(path.partition("?")[0])
    is_beside = plain.isprintable() and ":" not in plain and not plain.startswith("/")
    if not is_beside or not plain.lower().endswith(SUFFIXES):
        return None
    target = normpath(join(dirname(file), plain))
    return None if target.startswith("../") else target


def located(library: Library, file: str, key: Key) -> Part | None:
    """Find what stands at the end of a way; None where it leads nowhere. An index may be written as text."""
    here = root(library, file)
    for word in key:
        if here is None or here.value is None:
            return None
        is_index = isinstance(here.value, list) and isinstance(word, str) and word.isdecimal() and len(word) < 10
        here = child(here, int(word) if is_index else word)
    if here is None or here.value is None:
        return None
    return Part(here.file, here.key, here.value, str(key[-1]) if key else _stem(file))


def failure(error: ConfigurationError) -> str:
    """Say why a file could not be compared."""
    where = f" (line {error.place.line})" if error.place and error.place.line else ""
    return f"its contract cannot be compared: {error.message}{where}"


def _read(library: Library, path: str) -> Document | None:
    source = library.given.get(path) or library.files.read(path)
    if source is None or source.is_fragment:
        return None
    try:
        if (path, source.text) not in library.known:
            library.known[path, source.text] = read(source)
        return library.known[path, source.text]
    except ConfigurationError as error:
        library.failures[path] = failure(error)
        return None


def _stem(path: str) -> str:
    return splitext(path.rpartition("/")[2])[0]
