"""Run the rules of items over a syntax tree."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from reviewbot.detectors.rewrite import replacement
from reviewbot.detectors.wording import filled
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate, Replacement, Step
from reviewbot.domain.item import Item, PatternDetector, TaintDetector
from reviewbot.domain.paths import matches as matches_path
from reviewbot.domain.source import Source
from reviewbot.syntax.definitions import definition_of
from reviewbot.syntax.languages import grammars
from reviewbot.syntax.names import Names, names_of
from reviewbot.syntax.tree import Match, Node, Tree, matches, parsed

LONGEST_ANCHOR = 12
"""Lines: of what is longer only the first is commented on."""

_LONGEST_STEP = 80
_PLACE = re.compile(r"\$([A-Z_][A-Z0-9_]*)")


class File:
    """One version of a file, parsed and its names collected when first asked for."""

    def __init__(self, source: Source, grammar: str) -> None:
        self.source = source
        self.grammar = grammar
        self._resolved: dict[tuple[int, int], tuple[str, ...]] = {}

    @cached_property
    def tree(self) -> Tree:
        """Parse the file."""
        return parsed(self.source.text, self.grammar)

    @cached_property
    def names(self) -> Names:
        """Collect what the file's names stand for."""
        return names_of(self.tree)

    def resolved(self, node: Node) -> tuple[str, ...]:
        """Give the names that the expression at a node may have: many detectors ask for the same."""
        place = node.start, node.end
        if place not in self._resolved:
            self._resolved[place] = self.names.resolved(node)
        return self._resolved[place]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Split the file's text once."""
        return self.source.lines


def candidates(file: File, item: Item, detector: PatternDetector) -> Iterator[Candidate]:
    """Find what one detector's rule matches and its names confirm; ordinals are counted later."""
    if detector.paths and not matches_path(file.source.path, detector.paths):
        return
    for match in matches(file.tree, detector.rule, detector.constraints, detector.utils, _wanted(detector)):
        if _is_confirmed(file, match, detector):
            yield _candidate(file, item, detector, match)


def is_for(detector: PatternDetector | TaintDetector, grammar: str | None) -> bool:
    """Tell whether a detector is written for a grammar."""
    return grammar in _grammars(detector.languages)


@lru_cache(maxsize=64)
def _grammars(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(grammar for language in languages for grammar in grammars(language))


def _wanted(detector: PatternDetector) -> frozenset[str]:
    said = f"{detector.wording.title} {detector.wording.trigger} {detector.wording.repair}"
    names = {detector.anchor, *detector.evidence, *detector.names, *detector.not_names, *_PLACE.findall(said)}
    if detector.rewrite:
        names |= {detector.rewrite.target, *_PLACE.findall(detector.rewrite.text)}
    return frozenset(names - {""})


def taken(file: File, detector: PatternDetector) -> Callable[[str, Node], bool]:
    """Give what tells whether a capture resolves to what it must, and to nothing that it must not."""

    def is_taken(capture: str, node: Node) -> bool:
        wanted, refused = detector.names.get(capture), detector.not_names.get(capture)
        resolved = file.resolved(node) if wanted is not None or refused is not None else ()
        return (wanted is None or _is_named(resolved, wanted)) and (refused is None or not _is_named(resolved, refused))

    return is_taken


def _is_confirmed(file: File, match: Match, detector: PatternDetector) -> bool:
    """Tell whether the captures that took part are taken."""
    is_taken = taken(file, detector)
    named = dict.fromkeys((*detector.names, *detector.not_names))
    return all(is_taken(capture, match.captures[capture]) for capture in named if capture in match.captures)


def _is_named(resolved: tuple[str, ...], globs: tuple[str, ...]) -> bool:
    expression = _names_expression(globs)
    return any(expression.fullmatch(name) for name in resolved)


@lru_cache(maxsize=1024)
def _names_expression(globs: tuple[str, ...]) -> re.Pattern[str]:
    """Compile dotted globs: `*` stays within one name, `**` crosses dots and calls."""
    translated = (re.escape(glob).replace(r"\*\*", ".*").replace(r"\*", r"[\w$]*") for glob in globs)
    return re.compile("|".join(translated))


def _candidate(file: File, item: Item, detector: PatternDetector, match: Match) -> Candidate:
    anchored = match.captures.get(detector.anchor, match.node)
    last = anchored.line_end if anchored.line_end - anchored.line < LONGEST_ANCHOR else anchored.line
    said = filled(detector.wording, _texts(match.captures))
    return Candidate(
        item=item.id,
        anchor=Anchor(file.source.path, Side.RIGHT, anchored.line, last),
        quote="\n".join(file.lines[anchored.line - 1 : last]),
        title=said.title,
        trigger=said.trigger,
        message=said.repair,
        confidence=detector.confidence,
        source="detector",
        steps=_steps(file, range(anchored.line, last + 1), [match.captures.get(name) for name in detector.evidence]),
        definition=definition_of(anchored, file.grammar),
        replacement=_rewritten(file, match, detector, range(anchored.line, last + 1)),
    )


def _rewritten(file: File, match: Match, detector: PatternDetector, lines: range) -> Replacement | None:
    return replacement(file.source, match, detector.rewrite, lines) if detector.rewrite else None


def _texts(captures: Mapping[str, Node]) -> Mapping[str, str]:
    return {name: node.text for name, node in captures.items()}


def _steps(file: File, anchored: range, evidence: Sequence[Node | None]) -> tuple[Step, ...]:
    """Lead from the evidence, such as the head of a loop, to the anchor; nothing where all of it is anchored."""
    before = sorted({node.line for node in evidence if node is not None} - set(anchored))
    lines = [*before, anchored.start] if before else []
    return tuple(Step(file.source.path, line, short(file.lines[line - 1])) for line in lines)


def short(line: str) -> str:
    """Give a line as a step says it."""
    text = line.strip()
    return text if len(text) <= _LONGEST_STEP else text[: _LONGEST_STEP - 1].rstrip() + "…"
