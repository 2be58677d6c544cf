"""Compare the two versions of a contract file for what the change took away from its clients."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from reviewbot.detectors import openapi
from reviewbot.detectors.prefilter import may_match
from reviewbot.detectors.wording import filled
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.item import ContractDetector, Item
from reviewbot.domain.source import Source, Versions
from reviewbot.yamlfile import Document, load

_COMPARISONS: Mapping[str, Callable[[Document, Document], tuple[openapi.Change, ...]]] = {
    "openapi": openapi.changes,
}
# A template that merely mentions OpenAPI is no description, and often no YAML either.
_YAML_SIGN = re.compile(r"""^["']?(?:openapi|swagger)["']?[ \t]*:""", re.MULTILINE)
_JSON_SIGN = re.compile(r'"(?:openapi|swagger)"\s*:')
_JSON_ESCAPE = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\.")


def compare(versions: Versions, items: Sequence[Item]) -> tuple[Candidate, ...]:
    """Find what clients relied on that is gone, in the order of the base.

    A file that is new, deleted or known by its hunks only says nothing. Raises ConfigurationError, with the line,
    where one of the two versions cannot be read or there is too much to compare.
    """
    base, head = versions.base, versions.head
    if base is None or head is None or base.is_fragment or head.is_fragment:
        return ()
    return tuple(sorted(_found(base, head, items), key=lambda one: (one.anchor.line, one.item, one.title)))


def _found(base: Source, head: Source, items: Sequence[Item]) -> Iterator[Candidate]:
    known: dict[str, tuple[openapi.Change, ...]] = {}
    for item, detector in _asked(base, items):
        if detector.contract not in known:
            known[detector.contract] = _COMPARISONS[detector.contract](_document(base), _document(head))
        for change in known[detector.contract]:
            if change.kind in detector.changes:
                yield _candidate(base, item, detector, change)


def _asked(base: Source, items: Sequence[Item]) -> Iterator[tuple[Item, ContractDetector]]:
    if not _looks_like_a_description(base.text):
        return
    for item in items:
        for detector in item.detectors:
            if isinstance(detector, ContractDetector) and may_match(detector.requires, base.text):
                yield item, detector


def _looks_like_a_description(text: str) -> bool:
    return bool((_JSON_SIGN if text.lstrip().startswith("{") else _YAML_SIGN).search(text))


def _document(source: Source) -> Document:
    return load(_as_yaml(source.text) if source.language == "json" else source.text, source.path)


def _as_yaml(text: str) -> str:
    """Mend, line by line, what JSON may say and YAML may not: tabs, and characters escaped in two halves."""
    return _JSON_ESCAPE.sub(_joined, text.replace("\t", " "))


def _joined(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[0]
    return bytes.fromhex(escape[1] + escape[2]).decode("utf-16-be")


def _candidate(base: Source, item: Item, detector: ContractDetector, change: openapi.Change) -> Candidate:
    said = filled(detector.wording, {"SUBJECT": change.subject, "WHERE": change.where})
    return Candidate(
        item=item.id,
        anchor=Anchor(base.path, Side.LEFT, change.line, change.line),
        quote=base.lines[change.line - 1],
        title=said.title,
        trigger=said.trigger,
        message=said.repair,
        confidence=detector.confidence,
        source="contract",
        definition=change.inside,
    )
