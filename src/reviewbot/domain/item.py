"""One question of the checklist, and the detectors that answer it without a model."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.levels import Confidence, Severity
from reviewbot.domain.need import Need

Rule = Mapping[str, object]
"""An ast-grep rule, as its documentation writes it in YAML."""

TEAM_AREA = "team"
"""The area of the items that a team wrote itself."""


class Post(StrEnum):
    """How loudly an item's findings may be said."""

    INLINE = "inline"
    SUMMARY = "summary"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a finding says, with `$NAME` where the rule captured a node.

    `title` is the consequence, `trigger` when it happens, `repair` what to write instead.
    """

    title: str
    trigger: str
    repair: str


class RewriteKind(StrEnum):
    """How a rewrite changes its target."""

    REPLACE = "replace"
    APPEND = "append"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A mechanical repair of the captured node `target`, the whole match if empty.

    It becomes `text`, or, where arguments are appended, gets `text` as its last argument.
    """

    kind: RewriteKind
    target: str
    text: str


@dataclass(frozen=True, slots=True)
class PatternDetector:
    """A rule over the syntax tree of one language.

    `requires` is a conjunction of alternatives: a file that lacks all substrings of one entry is never parsed.
    `names` maps a capture to the dotted names, with `*`, that it must resolve to through the file's imports;
    `not_names` to those that it must not. `anchor` is the capture to comment on, the whole match if empty;
    `evidence` are captures whose lines belong to the proof. `paths` are globs that a file must match, if any.
    `need` is what each match of the rule has.
    """

    languages: tuple[str, ...]
    confidence: Confidence
    requires: tuple[tuple[str, ...], ...]
    rule: Rule
    constraints: Rule
    utils: Rule
    need: Need
    names: Mapping[str, tuple[str, ...]]
    not_names: Mapping[str, tuple[str, ...]]
    anchor: str
    evidence: tuple[str, ...]
    paths: tuple[str, ...]
    wording: Wording
    rewrite: Rewrite | None
    line: int


@dataclass(frozen=True, slots=True)
class SecretDetector:
    """Regular expressions over single lines of any text file.

    The group `value` is the secret. `entropy` is the least Shannon entropy of the value, in bits a character;
    `reject` are expressions of values that are no secret (placeholders, names, references).
    """

    confidence: Confidence
    requires: tuple[tuple[str, ...], ...]
    patterns: tuple[str, ...]
    entropy: float
    reject: tuple[str, ...]
    wording: Wording
    line: int


@dataclass(frozen=True, slots=True)
class ContractDetector:
    """A comparison of the base's and the head's version of a contract file.

    `contract` names the comparison, such as `openapi`; `changes` the kinds of change this item is about.
    """

    contract: str
    confidence: Confidence
    changes: tuple[str, ...]
    requires: tuple[tuple[str, ...], ...]
    wording: Wording
    line: int


Detector = PatternDetector | SecretDetector | ContractDetector


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block of an item: what its detectors must, or must not, find.

    `line` is the number of its first line of code in the item's file. `base` is the version before the change where
    the item compares two, `base_line` where that one starts.
    """

    language: str
    path: str
    text: str
    line: int
    base: str | None = None
    base_line: int = 0


@dataclass(frozen=True, slots=True)
class Applies:
    """Which files an item asks about: languages (all if empty) and path classes or globs that it leaves alone."""

    languages: frozenset[str]
    paths_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the checklist; everything about it stands in its own file, `origin`.

    `subsumes` names items whose finding on the same lines says less than this one's.
    """

    id: str
    area: str
    title: str
    serves: tuple[str, ...]
    severity: Severity
    applies: Applies
    references: tuple[str, ...]
    detectors: tuple[Detector, ...]
    refute: str
    subsumes: frozenset[str]
    post: Post
    why: str
    look_for: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    origin: str
