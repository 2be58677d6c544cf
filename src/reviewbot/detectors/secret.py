"""Find secrets in any text, line by line: by a known form, or by a name and a value that looks random."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from reviewbot.detectors.wording import filled
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.item import Item, SecretDetector
from reviewbot.domain.levels import Confidence

_TRIPLE = re.compile(r"\"\"\"|'''")
_PREFIXES = "rRuUbB"
_PAGES = (".md", ".mdx", ".rst", ".adoc")


def candidates(
    path: str, lines: tuple[str, ...], item: Item, detector: SecretDetector, definition: Callable[[int], str]
) -> Iterator[Candidate]:
    """Find lines with secrets, each said once by its first one; `definition` names what a line stands in."""
    suspicious = ((number, lines[number - 1]) for number in _suspicious(lines, detector))
    hits = tuple((number, line, found) for number, line in suspicious if (found := tuple(secrets(line, detector))))
    # What is known by its name alone is a sample where the documentation shows it; a known form never is.
    samples = _documentation(path, lines) if hits and detector.confidence < Confidence.HIGH else frozenset()
    for number, line, found in hits:
        if number in samples:
            continue
        said = filled(detector.wording, {"NAME": found[0].groupdict().get("name") or "this value"})
        yield Candidate(
            item=item.id,
            anchor=Anchor(path, Side.RIGHT, number, number),
            quote=line,
            title=said.title,
            trigger=said.trigger,
            message=said.repair,
            confidence=detector.confidence,
            source="detector",
            definition=definition(number),
            secrets=tuple(dict.fromkeys(one["value"] for one in found)),
        )


def _documentation(path: str, lines: tuple[str, ...]) -> frozenset[int]:
    """Give the lines that people read rather than machines: pages, and Python's docstrings."""
    if path.endswith(_PAGES):
        return frozenset(range(1, len(lines) + 1))
    return _docstrings(lines) if path.endswith(".py") else frozenset()


def _docstrings(lines: tuple[str, ...]) -> frozenset[int]:
    """Give the lines between triple quotes that have nothing before them on their line."""
    inside: set[int] = set()
    mark, is_documentation = "", False
    for number, line in enumerate(lines, 1):
        if mark and is_documentation:
            inside.add(number)
        for found in _TRIPLE.finditer(line):
            if not mark:
                mark, is_documentation = found.group(), not line[: found.start()].strip().strip(_PREFIXES)
                inside.update([number] if is_documentation else [])
            elif found.group() == mark:
                mark = ""
    return frozenset(inside)


def _suspicious(lines: Sequence[str], detector: SecretDetector) -> list[int]:
    """Give the lines that hold one of the forms: nearly all hold none, and need not be asked for more."""
    finds = [_compiled(pattern).search for pattern in detector.patterns]
    return sorted({number for find in finds for number, line in enumerate(lines, 1) if find(line)})


def secrets(line: str, detector: SecretDetector) -> Iterator[re.Match[str]]:
    """Give where a detector finds secrets in a line; each is the group `value`."""
    for pattern in detector.patterns:
        for found in _compiled(pattern).finditer(line):
            # A group that took no part, or matched nothing, holds no secret.
            value = found["value"] or ""
            if value and _entropy(value) >= detector.entropy and not _is_rejected(found, detector.reject):
                yield found


def _is_rejected(found: re.Match[str], reject: tuple[str, ...]) -> bool:
    value, name = found["value"], (found.groupdict().get("name") or "")
    # A value that repeats its own name is a key to look the secret up by, not the secret.
    if name and _letters(name) and _letters(name) in _letters(value):
        return True
    return any(_compiled(one).search(value) for one in reject)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _entropy(value: str) -> float:
    """Give Shannon's entropy in bits a character."""
    counts = Counter(value).values()
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
