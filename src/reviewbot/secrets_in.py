"""The secrets in any text, so that none of them leaves: by the checklist's detectors, the blocks of keys, our own."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from reviewbot.detectors.secret import secrets
from reviewbot.domain.item import Item, SecretDetector

_WINDOW = 2_000
"""Characters of a line that are searched at once: some expressions take the square of them."""

_OVERLAP = 400
_SHORTEST = 8
"""A shorter value may be an ordinary word elsewhere, so its delimiters go with it."""

_SHORTEST_OF_OURS = 6
_HEADING = "-----BEGIN"

_KEY = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_AROUND = " \t\r\"'`#*+,.;:|>\\()[]"
"""What the language around may put beside a line of a key."""

_ONE_LINE_KEY = re.compile(r"PRIVATE KEY(?: BLOCK)?-----(?:\\r)?\\n(?P<key>[^\s\"'`-]{16,})")
_PRIVATE = "PRIVATE KEY"
_BEGIN = re.compile(r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----")
_END = re.compile(r"-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----")
_WRAPPED = (64, 70, 76)
"""Columns at which keys are wrapped; of a key cut out of its block only that tells."""

_FEWEST_WRAPPED = 3
_LONGEST_KEY = 400
"""Lines of a key's block; who writes `BEGIN` and no `END` hides no more than these."""


def finder(items: Sequence[Item], ours: Collection[str]) -> Callable[[str], frozenset[str]]:
    """Give a function that finds a text's secrets: by the items' detectors, however unsure, and `ours` themselves."""
    detectors = [one for item in items for one in item.detectors if isinstance(one, SecretDetector)]
    own = [value for value in ours if len(value) >= _SHORTEST_OF_OURS]

    def find(text: str) -> frozenset[str]:
        lines = text.split("\n")
        known = (value for value in own if value in text)
        return frozenset((*_detected(text, lines, detectors), *_keys(lines), *known))

    return find


def _detected(text: str, lines: Sequence[str], detectors: Sequence[SecretDetector]) -> Iterator[str]:
    for detector in detectors:
        if not _may_have(text, detector):
            continue
        for line in lines:
            if _may_have(line, detector):
                yield from _values(line, detector)


def _may_have(text: str, detector: SecretDetector) -> bool:
    return all(any(word in text for word in words) for words in detector.requires)


def _values(line: str, detector: SecretDetector) -> Iterator[str]:
    for start in range(0, max(1, len(line) - _OVERLAP), _WINDOW - _OVERLAP):
        window = line[start : start + _WINDOW]
        for found in secrets(window, detector):
            if not found["value"].startswith(_HEADING):
                yield _told_apart(window, found)


def _told_apart(line: str, found: re.Match[str]) -> str:
    start, end = found.span("value")
    return line[start:end] if end - start >= _SHORTEST else line[max(0, start - 1) : end + 1]


def _keys(lines: Sequence[str]) -> Iterator[str]:
    """Give the lines of private keys, each by itself; whatever else stands between them stays to be read."""
    keys = [_key(line) for line in lines]
    forward = _inside(lines, _BEGIN, _END)
    backward = reversed(_inside(lines[::-1], _END, _BEGIN))
    yield from (key for key, *is_inside in zip(keys, forward, backward, strict=True) if key and any(is_inside))
    yield from _wrapped(keys)
    for line in lines:
        if _PRIVATE in line:
            yield from (found["key"] for found in _ONE_LINE_KEY.finditer(line))


def _key(line: str) -> str:
    """Give what a line holds of a key and of nothing else, empty where it holds none."""
    bare = line.strip(_AROUND)
    found = _KEY.match(bare)
    rest = bare[found.end() :].replace("\\n", "").replace("\\r", "").strip(_AROUND) if found else ""
    return found.group() if found and not rest else ""


def _inside(lines: Sequence[str], first: re.Pattern[str], last: re.Pattern[str]) -> list[bool]:
    """Tell of each line whether it follows the first line of a block, as far as a key may reach."""
    inside, left = list[bool](), 0
    for line in lines:
        is_edge = _PRIVATE in line
        left = _LONGEST_KEY if is_edge and first.search(line) else max(0, left - 1)
        left = 0 if is_edge and last.search(line) else left
        inside.append(left > 0)
    return inside


def _wrapped(keys: Sequence[str]) -> Iterator[str]:
    """Give the lines of keys that are cut out of their block: several of one width, and the rest behind them."""
    start = 0
    for end in range(1, len(keys) + 1):
        if end < len(keys) and len(keys[end]) == len(keys[start]):
            continue
        if len(keys[start]) in _WRAPPED and end - start >= _FEWEST_WRAPPED:
            yield from filter(None, keys[start : end + 1])
        start = end
