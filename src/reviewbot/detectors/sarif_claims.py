"""Turn what another analyzer said into candidates: under our item where it means the same, else under its own name."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.detectors.sarif import Result
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.item import Applies, Item, Post, Wording
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Source

_LONGEST_TITLE = 100
_SAFE = re.compile(r"[^A-Za-z0-9._/@:-]+")
# What stands in quotes on a line that a scanner of secrets points at may be one.
_QUOTED = re.compile(r"[\"'`]([^\"'`\s]{8,})[\"'`]|[=:]\s{0,3}([^\"'`\s]{8,})")


@dataclass(frozen=True, slots=True)
class Foreign:
    """A candidate of another analyzer with the item that it is judged by."""

    item: Item
    candidate: Candidate


def paired(results: Iterable[Result], paths: Sequence[str]) -> Mapping[str, tuple[Result, ...]]:
    """Give each changed path its results; a result may name it below a root that only its analyzer knows."""
    by_path: dict[str, list[Result]] = {}
    # A path ends with itself below a slash; of several that fit, the longest says most.
    longest_first = sorted(paths, key=len, reverse=True)
    for one in results:
        path = next((path for path in longest_first if f"/{one.path}".endswith(f"/{path}")), None)
        if path is not None:
            by_path.setdefault(path, []).append(one)
    return {path: tuple(several) for path, several in by_path.items()}


def foreign(results: Sequence[Result], head: Source, changed: frozenset[int], items: Sequence[Item]) -> list[Foreign]:
    """Keep what stands on changed lines of a file, or is about the change as a whole.

    The first changed line of a result is its anchor; where the item is one of ours, ours is what it is called, with
    the severity and the page of ours.
    """
    weaknesses = _by_weakness(items)
    found: list[Foreign] = []
    for one in results:
        line = next((line for line in range(one.start_line, one.line + 1) if line in changed), None)
        line = line or (one.start_line if one.wording else None)
        if line is not None and line <= len(head.lines):
            item = _item(one, items, weaknesses)
            found.append(Foreign(item, _candidate(one, item, head, line)))
    return found


def _item(result: Result, items: Sequence[Item], weaknesses: Mapping[str, Item]) -> Item:
    named = next((one for one in items if one.id == result.rule), None)
    mapped = named or next((weaknesses[one] for one in result.cwes if one in weaknesses), None)
    return mapped or _bare(result)


def _by_weakness(items: Sequence[Item]) -> Mapping[str, Item]:
    """Map each CWE to the item that names it first; one that several items name first means none of them."""
    first = [one.references[0] for one in items if one.references]
    alone = {name for name, count in Counter(first).items() if count == 1 and name.startswith("CWE-")}
    return {one.references[0]: one for one in items if one.references and one.references[0] in alone}


def _bare(result: Result) -> Item:
    """Make an item for a rule that none of ours means: its claims stay evidence."""
    name = _SAFE.sub("-", f"{result.tool}/{result.rule}")[:_LONGEST_TITLE]
    return Item(
        id=name, area="evidence", title=result.rule, serves=(), severity=result.severity,
        applies=Applies(frozenset(), ()), references=result.cwes, detectors=(), refute="", subsumes=frozenset(),
        post=Post.SUMMARY, why="", look_for="", bad=(), good=(), origin="",
    )  # fmt: skip


def _candidate(result: Result, item: Item, head: Source, line: int) -> Candidate:
    is_ours = item.area != "evidence"
    quote = head.lines[line - 1]
    if result.wording is not None:
        return _own(result, result.wording, Anchor(head.path, Side.RIGHT, line, line), quote)
    title = item.title if is_ours else result.message.partition(". ")[0] or result.rule
    return Candidate(
        item=item.id,
        anchor=Anchor(head.path, Side.RIGHT, line, line),
        quote=quote,
        title=title[:_LONGEST_TITLE],
        trigger=f"{result.tool} says of this line ({result.rule}): {result.message}",
        message="Read what it says, and repair it or say there why it is fine.",
        confidence=result.confidence if is_ours else Confidence.LOW,
        source=f"sarif:{_SAFE.sub('-', result.tool)}",
        secrets=tuple(one or other for one, other in _QUOTED.findall(quote)) if item.id == "hardcoded-secret" else (),
    )


def _own(result: Result, wording: Wording, anchor: Anchor, quote: str) -> Candidate:
    """Say in our words what we asked for ourselves."""
    return Candidate(
        item=result.rule,
        anchor=anchor,
        quote=quote,
        title=wording.title,
        trigger=wording.trigger,
        message=wording.repair,
        confidence=result.confidence,
        source=f"sarif:{result.tool}",
        definition=result.subject,
        severity=result.severity,
    )
