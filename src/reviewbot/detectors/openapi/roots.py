"""Find the descriptions that a change touches: those that it changes, and those that refer to what it changes."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from posixpath import dirname

from reviewbot.detectors.openapi.library import resolved
from reviewbot.detectors.openapi.reading import SUFFIXES, looks_like_a_description
from reviewbot.detectors.revisions import Files, Revisions

_REFERENCE = re.compile(r"""\$ref["']?[ \t]*:[ \t]*["']?([^"'#\s,}]{1,300})""")
# What a file has that describes a schema, a parameter, an answer or a path.
_PART_SIGN = re.compile(
    r"\b(?:properties|responses|requestBody|parameters|allOf|oneOf|anyOf|enum|schema|items|format|type|"
    r"get|put|post|patch|delete)\b|\$ref"
)
_NAME = re.compile(r"openapi|swagger|api|spec", re.IGNORECASE)
_MOST_CANDIDATES = 50
_MOST_FILES = 300


def roots(revisions: Revisions) -> Iterator[tuple[str, str]]:
    """Give the paths of the descriptions to compare, in the base and in the head, the changed ones first."""
    parts = set[str]()
    for one in revisions.changed:
        if one.base is None or one.head is None or one.base.is_fragment or one.head.is_fragment:
            continue
        if looks_like_a_description(one.base) and looks_like_a_description(one.head):
            yield one.base.path, one.head.path
        elif _PART_SIGN.search(one.base.text):
            parts.add(one.head.path)
    if parts:
        yield from ((path, path) for path in _referring(revisions, parts))


def _referring(revisions: Revisions, parts: set[str]) -> Iterator[str]:
    """Look for unchanged descriptions that lead to changed parts, where they usually lie."""
    changed = {one.path for each in revisions.changed for one in (each.base, each.head) if one is not None}
    for path in _candidates(revisions.head.paths(), parts, changed):
        source = revisions.head.read(path)
        if source is None or not looks_like_a_description(source):
            continue
        if _leads_to(parts, path, revisions.head) or _leads_to(parts, path, revisions.base):
            yield path


def _candidates(paths: Iterable[str], parts: set[str], changed: set[str]) -> list[str]:
    """Keep files named like a description, or above a changed part; the likeliest come first."""
    above = {folder for part in parts for folder in _folders(part)}
    likely = [
        path for path in paths
        if path.lower().endswith(SUFFIXES) and path not in changed
        and (_NAME.search(path.rpartition("/")[2]) or dirname(path) in above)
    ]  # fmt: skip
    return sorted(likely, key=lambda path: (not _NAME.search(path), path.count("/"), path))[:_MOST_CANDIDATES]


def _folders(path: str) -> Iterator[str]:
    while path:
        path = dirname(path)
        yield path


def _leads_to(parts: set[str], start: str, files: Files) -> bool:
    """Follow references from file to file by their text alone."""
    pending, seen = deque([start]), {start}
    while pending and len(seen) < _MOST_FILES:
        path = pending.popleft()
        source = files.read(path)
        for reference in _REFERENCE.findall(source.text) if source is not None else ():
            target = resolved(path, reference)
            if target in parts:
                return True
            if target is not None and target not in seen:
                seen.add(target)
                pending.append(target)
    return False
