"""What dotted names mean to the taint detectors that run over a file."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from reviewbot.domain.item import Sink, TaintDetector

_MOST_KNOWN = 20_000
_NONE = frozenset[int]()
_LAST = re.compile(r"([\w$]+)\W*$")
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_ROLES = ("sources", "passes", "sanitisers", "guards")


@dataclass(frozen=True, slots=True)
class Meaning:
    """For which kinds, the numbers of detectors, a dotted name is what; and the sinks it is."""

    sources: frozenset[int] = _NONE
    passes: frozenset[int] = _NONE
    sanitisers: frozenset[int] = _NONE
    guards: frozenset[int] = _NONE
    sinks: tuple[tuple[int, Sink], ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name of a detector, with `*`, and what it is there for: a role, or a sink."""

    glob: str
    role: str
    kind: int
    sink: Sink | None = None

    def is_name(self, name: str) -> bool:
        """Tell whether it stands for a name."""
        # Most names are plain, and to compile one costs as much as to compare thousands.
        return _expression(self.glob).fullmatch(name) is not None if "*" in self.glob else self.glob == name


class Words:
    """The vocabulary of some detectors, each a kind by its number, with the names met so far."""

    def __init__(self, detectors: tuple[TaintDetector, ...]) -> None:
        self.detectors = detectors
        self.all_kinds = frozenset(range(len(detectors)))
        self._by_last, self._rest = _indexed(_entries(detectors))
        self._known: dict[str, Meaning] = {}
        self._sources = frozenset(glob for one in detectors for glob in one.flows.sources)
        self._written = tuple(_written(self._sources))

    def of(self, name: str) -> Meaning:
        """Give what a name means."""
        known = self._known.get(name)
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            known = self._known[name] = self._read(name)
        return known

    def fixed(self, shape: str) -> frozenset[int]:
        """Give the kinds to which it does no harm if something is appended to a text."""
        flows = (one.flows.fixed for one in self.detectors)
        return frozenset(kind for kind, fixed in enumerate(flows) if fixed and _compiled(fixed).match(shape))

    def refusing(self, text: str) -> frozenset[int]:
        """Give the kinds to which a value without this text is harmless."""
        return frozenset(kind for kind, one in enumerate(self.detectors) if text in one.flows.refused)

    def returned_by(self, framework: str) -> tuple[tuple[int, Sink], ...]:
        """Give the sinks that the views of a framework return into."""
        sinks = ((kind, sink) for kind, one in enumerate(self.detectors) for sink in one.flows.sinks)
        return tuple((kind, sink) for kind, sink in sinks if framework in sink.returned)

    def is_reading(self, text: str) -> bool:
        """Tell whether a text names a source as it is usually written: its last two words with a dot between."""
        return any(one.search(text) for one in self._written)

    def sources_by_words(self) -> frozenset[frozenset[str]]:
        """Give the words of each source, all of which a function has that reads it by another name."""
        return frozenset(frozenset(_words(glob)) for glob in self._sources)

    def sinks_in(self, words: frozenset[str]) -> frozenset[str]:
        """Give the last words of sinks; those are left out that a file with these words cannot name."""
        sinks = (_words(glob) for one in self.detectors for sink in one.flows.sinks for glob in sink.calls)
        return frozenset(one[-1] for one in sinks if one and words.issuperset(one))

    def _read(self, name: str) -> Meaning:
        last = _LAST.search(name)
        if last is None:
            return Meaning()
        found = [one for one in (*self._by_last.get(last.group(1), ()), *self._rest) if one.is_name(name)]
        if not found:
            return Meaning()
        kinds = {role: frozenset(one.kind for one in found if one.role == role) for role in _ROLES}
        sinks = dict.fromkeys((one.kind, one.sink) for one in found if one.sink is not None)
        return Meaning(**kinds, sinks=tuple(sinks))


@lru_cache(maxsize=64)
def words_of(detectors: tuple[TaintDetector, ...]) -> Words:
    """Give the vocabulary of some detectors; files with the same ones share it."""
    return Words(detectors)


def _entries(detectors: tuple[TaintDetector, ...]) -> Iterator[_Entry]:
    for kind, detector in enumerate(detectors):
        flows = detector.flows
        several = zip(_ROLES, (flows.sources, flows.passes, flows.sanitisers, flows.guards), strict=True)
        yield from (_Entry(glob, role, kind) for role, globs in several for glob in globs)
        yield from (_Entry(glob, "sink", kind, sink) for sink in flows.sinks for glob in sink.calls)


def _indexed(entries: Iterable[_Entry]) -> tuple[dict[str, list[_Entry]], list[_Entry]]:
    """Sort entries by the last word of their names, apart from those where `*` stands for it."""
    by_last, rest = defaultdict[str, list[_Entry]](list), list[_Entry]()
    for one in entries:
        last = _LAST.search(one.glob)
        if last is None or "*" in one.glob[max(last.start() - 1, 0) :]:
            rest.append(one)
        else:
            by_last[last.group(1)].append(one)
    return dict(by_last), rest


@lru_cache(maxsize=4096)
def _words(glob: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(glob))


def _written(globs: Iterable[str]) -> Iterator[re.Pattern[str]]:
    """Compile how names are written, by the word before their last: what begins with a word is found fast."""
    by_first = defaultdict[str, set[str]](set)
    for glob in globs:
        # What stands behind `**` need not be beside the rest, and what a call gave has a name that nobody knows.
        words = _words(glob.removeprefix("**.").partition("**")[0])
        first, last = ("", words[-1:]) if "()." in glob or not words else (words[-2:][0], words[-2:][1:])
        by_first[first].update(last)
    for first, lasts in sorted(by_first.items()):
        behind = rf"\s*[?!]?(?:\.|\[|\.get\()\W{{0,3}}(?:{'|'.join(sorted(lasts))})\b" if lasts else r"\b"
        yield re.compile(re.escape(first) + behind)


@lru_cache(maxsize=4096)
def _expression(glob: str) -> re.Pattern[str]:
    """Compile a dotted glob: `*` stays within one name, `**` crosses dots, calls and keys, `**.` may be nothing."""
    inner = glob.removeprefix("**.")
    start = "" if inner == glob else r"(?:.*\.)?"
    return re.compile(start + re.escape(inner).replace(r"\*\*", ".*").replace(r"\*", r"[\w$]*"))


@lru_cache(maxsize=256)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def is_found(expression: str, text: str) -> bool:
    """Tell whether an expression of an item is found in a text; an empty one always is."""
    return not expression or _compiled(expression).search(text) is not None
