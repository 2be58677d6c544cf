"""YAML and front matter with line numbers, its scalars read as YAML 1.2 reads them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from reviewbot.errors import ConfigurationError, Place

Key = tuple[str | int, ...]
"""The way to a value: keys of mappings and indices of sequences."""

_DEEPEST = 100
_MOST_VALUES = 100_000
# What YAML 1.2 does not let a file hold (5.1), and what no UTF-8 can: half of a surrogate pair.
_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_INTEGER = re.compile(r"[-+]?[0-9]{1,4000}|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_NUMBER_STARTS = frozenset("+-.0123456789")
_CONSTANTS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: plain values, and on which line each was written.

    Mapping keys are always text, so that `200:` in an OpenAPI file and `off:` in ours mean what they say.
    """

    file: str
    value: object
    lines: Mapping[Key, int]

    def line(self, key: Key) -> int:
        """Give the line on which a value's key stands, or that of the nearest value around it."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)

    def place(self, key: Key) -> Place:
        """Say where a value stands, for an error that points at it."""
        return Place(self.file, self.line(key))


def load(text: str, file: str, first_line: int = 1) -> Document:
    """Parse one YAML (or JSON) document; `first_line` is where it starts in its file.

    Raises ConfigurationError with the line for anything that is no YAML, a key written twice, more than one
    document, nesting deeper than 100, or aliases that contain themselves or blow the document up.
    """
    wrong = _FORBIDDEN.search(text)
    if wrong is not None:
        place = Place(file, first_line + text.count("\n", 0, wrong.start()))
        message = f"This is no YAML: it holds the character U+{ord(wrong.group()):04X}."
        raise ConfigurationError(message, "Remove it, or write it as an escape in double quotes.", place)
    reader = _Reader(text, file, first_line)
    try:
        return Document(file, reader.document(), reader.lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, reader.line_at(mark.index if mark else 0))
        hint = "Check the indentation and the quotes on this line and the one above."
        raise ConfigurationError(f"This is no YAML: {error.problem or error.context}.", hint, place) from error


def front_matter(text: str, file: str) -> tuple[Document, str, int]:
    """Split a Markdown file at its front matter; give the document, the body and the body's first line.

    Raises ConfigurationError where the file does not start with `---` or the block does not end.
    """
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not end:
        hint = "Start the file with a line `---`, the keys, and another line `---`."
        raise ConfigurationError("There is no front matter.", hint, Place(file, 1))
    return load("\n".join(lines[1:end]), file, 2), "\n".join(lines[end + 1 :]), end + 2


class _Reader:
    """Builds values from libyaml's events.

    PyYAML's own composer is not used: on deep nesting its C version overflows the stack and kills the process.
    """

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.lines: dict[Key, int] = {}
        self._file = file
        self._first_line = first_line
        # libyaml also counts other characters than line feeds as ends of lines; editors and git do not.
        self._line_feeds = [found.start() for found in re.finditer("\n", text)]
        self._events: Iterator[yaml.Event] = iter(yaml.CSafeLoader(text).get_event, None)
        self._anchors: dict[str, object] = {}
        self._sizes: dict[str, tuple[int, int]] = {}
        self._count = 0

    def line_at(self, index: int) -> int:
        """Give the line in the file of a character of the text."""
        return self._first_line + bisect_left(self._line_feeds, index)

    def document(self) -> object:
        """Build the one document, None where there is none."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        event = next(self._events)
        self.lines[()] = self._line(event)
        value = self._value(event, ())
        next(self._events)
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._error(event, "There is more than one document.", "Remove the line `---` in the middle.")
        return value

    def _value(self, event: yaml.Event, key: Key) -> object:
        """Build a value whose line is already noted."""
        self._count += 1
        self._check_size(event, len(key))
        value: object
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            return self._alias(event, len(key))
        elif isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(key)
        else:
            value = self._sequence(key)
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._anchors[event.anchor] = value
            self._sizes.pop(event.anchor, None)
        return value

    def _sequence(self, key: Key) -> list[object]:
        values: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            here = (*key, len(values))
            self.lines[here] = self._line(event)
            values.append(self._value(event, here))
        return values

    def _mapping(self, key: Key) -> dict[str, object]:
        values: dict[str, object] = {}
        merged: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error(event, "A key must be a plain word.", "Put the key in quotes.")
            name = str(event.value)
            if name == "<<" and not event.style:
                merged = self._merged(next(self._events), key) | merged
                continue
            if name in values:
                raise self._error(event, f"The key `{name}` is written twice.", "Keep one of them.")
            here = (*key, name)
            self.lines[here] = self._line(event)
            values[name] = self._value(next(self._events), here)
        return merged | values

    def _merged(self, event: yaml.Event, key: Key) -> dict[str, object]:
        here = (*key, "<<")
        self.lines.setdefault(here, self._line(event))
        value = self._value(event, here)
        parts = value if isinstance(value, list) else [value]
        merged: dict[str, object] = {}
        for part in reversed(parts):
            if not isinstance(part, dict):
                raise self._error(event, "`<<` merges a mapping.", "Write the keys out.")
            merged |= part
        return merged

    def _alias(self, event: yaml.AliasEvent, depth: int) -> object:
        if event.anchor not in self._anchors:
            message = f"The alias `*{event.anchor}` has no anchor before it."
            raise self._error(event, message, "Write the value out.")
        value = self._anchors[event.anchor]
        if event.anchor not in self._sizes:
            self._sizes[event.anchor] = _size(value, _MOST_VALUES - self._count)
        count, deepest = self._sizes[event.anchor]
        self._count += count
        self._check_size(event, depth + deepest)
        return value

    def _check_size(self, event: yaml.Event, depth: int) -> None:
        if depth > _DEEPEST or self._count > _MOST_VALUES:
            raise self._error(event, "This document is nested too deeply or too large.", "Split it.")

    def _line(self, event: yaml.Event) -> int:
        return self.line_at(event.start_mark.index if event.start_mark else 0)

    def _error(self, event: yaml.Event, message: str, hint: str) -> ConfigurationError:
        return ConfigurationError(message, hint, Place(self._file, self._line(event)))


def _size(value: object, limit: int) -> tuple[int, int]:
    """Count the values in a value as its readers will walk it, up to a little over the limit, and how deep they lie."""
    count, deepest, pending = 0, 0, [(value, 0)]
    while pending and count <= limit:
        here, depth = pending.pop()
        count, deepest = count + 1, max(deepest, depth)
        if isinstance(here, dict):
            pending.extend((one, depth + 1) for one in here.values())
        elif isinstance(here, list):
            pending.extend((one, depth + 1) for one in here)
    return count, deepest


def _scalar(event: yaml.ScalarEvent) -> str | int | float | bool | None:
    text = str(event.value)
    if event.style or (event.tag and event.tag.endswith(":str")):
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text, 0) if text.startswith(("0o", "0x")) else int(text)
    if _FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text
