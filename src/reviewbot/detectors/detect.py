"""Run the detectors of the chosen items over one version of one file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import compress

from reviewbot.detectors import pattern, secret
from reviewbot.detectors.pattern import File, is_for
from reviewbot.detectors.sql import migration
from reviewbot.detectors.taint import candidates as taint
from reviewbot.domain.finding import Candidate
from reviewbot.domain.item import Item, PatternDetector, SecretDetector, StatementDetector, TaintDetector
from reviewbot.domain.source import Source
from reviewbot.syntax.definitions import definition_at
from reviewbot.syntax.need import are_possible


def detect(source: Source, items: Sequence[Item]) -> tuple[Candidate, ...]:
    """Find candidates in the order of the file, at most one for an item and its lines.

    All detectors of the items run: `prefilter.relevant` leaves out those that cannot match.
    Raises `syntax.tree.PatternError` for a rule that does not compile.
    """
    file = File(source, source.language or "")
    found = sorted(_found(file, items), key=lambda one: (one.anchor.start_line, one.anchor.line, one.item))
    return tuple(numbered(_surest(found)))


def _found(file: File, items: Sequence[Item]) -> Iterator[Candidate]:
    for item, one in _possible(file, items):
        yield from pattern.candidates(file, item, one)
    yield from taint.candidates(file, tuple(_taints(file, items)))
    for item in items:
        for detector in item.detectors:
            if isinstance(detector, SecretDetector):
                yield from secret.candidates(
                    file.source.path, file.lines, item, detector, lambda line: _definition(file, line)
                )
            elif isinstance(detector, StatementDetector):
                yield from migration.candidates(file.source, item, detector, lambda line: _definition(file, line))


def _possible(file: File, items: Sequence[Item]) -> Iterator[tuple[Item, PatternDetector]]:
    """Keep the patterns for the file's grammar whose need a node fulfils: to compile a rule costs more than to ask."""
    ours = [
        (item, one)
        for item in items
        for one in item.detectors
        if isinstance(one, PatternDetector) and is_for(one, file.grammar)
    ]
    if ours:
        needs, taken = [one.need for _, one in ours], [pattern.taken(file, one) for _, one in ours]
        yield from compress(ours, are_possible(file.tree, needs, taken))


def _taints(file: File, items: Sequence[Item]) -> Iterator[tuple[Item, TaintDetector]]:
    for item in items:
        for one in item.detectors:
            if isinstance(one, TaintDetector) and is_for(one, file.grammar):
                yield item, one


def _definition(file: File, line: int) -> str:
    return definition_at(file.tree, line) if file.grammar else ""


def _surest(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Keep the surest of those with the same item and lines; what one of them must mask is masked there too."""
    best: dict[tuple[str, int, int], Candidate] = {}
    for one in found:
        key = (one.item, one.anchor.start_line, one.anchor.line)
        other = best.get(key, one)
        secrets = tuple(dict.fromkeys((*other.secrets, *one.secrets)))
        best[key] = replace(one if other.confidence < one.confidence else other, secrets=secrets)
    yield from best.values()


def numbered(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Count equal quotes of one item within a definition: that tells them apart without a line number."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for one in found:
        key = (one.anchor.path, one.item, one.definition, " ".join(one.quote.split()))
        yield replace(one, ordinal=seen[key])
        seen[key] += 1
