"""One question of the checklist, and the detectors that answer it without a model."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.hazard import Hazard
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
class Sink:
    """A place where a value of a stranger does harm.

    `calls` are dotted names of functions; `arguments` which of what they get: positions from 0, keywords, `receiver`
    for what the method belongs to, all if empty. `text` is an expression that the argument must match as far as it is
    known, with `{}` for what is not. `when` and `unless` are expressions that another argument must, or must not,
    match as it is written, by position or keyword. `returned` names frameworks whose views must not return the value.
    """

    calls: tuple[str, ...]
    arguments: tuple[str, ...]
    text: str
    when: tuple[tuple[str, str], ...]
    unless: tuple[tuple[str, str], ...]
    returned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flows:
    """What a taint detector follows, all by dotted names with `*`.

    Values come from `sources`, stay dangerous through `passes`, and are harmless behind `sanitisers`, or where one of
    `guards` was asked about them. `refused` are texts whose absence makes a value harmless, and `fixed` is an
    expression: text that matches it makes harmless whatever is appended to it.
    """

    sources: tuple[str, ...]
    sinks: tuple[Sink, ...]
    passes: tuple[str, ...]
    sanitisers: tuple[str, ...]
    guards: tuple[str, ...]
    refused: tuple[str, ...]
    fixed: str


@dataclass(frozen=True, slots=True)
class TaintDetector:
    """The way of a stranger's value, in one function and those it calls in the same file, to where it does harm.

    `at_text` anchors a finding where the text with the value is put together rather than where it is used. The
    wording may say `$SOURCE` and `$SINK`.
    """

    languages: tuple[str, ...]
    confidence: Confidence
    requires: tuple[tuple[str, ...], ...]
    flows: Flows
    at_text: bool
    wording: Wording
    line: int


@dataclass(frozen=True, slots=True)
class StatementDetector:
    """Hazards of the SQL statements of a migration, in a file of their own or in the texts of a program.

    `paths` are globs that the file must match, those of the usual migration tools if there are none. The wording may
    say `$SUBJECT`, `$TABLE` and `$LOCK`.
    """

    hazards: frozenset[Hazard]
    confidence: Confidence
    requires: tuple[tuple[str, ...], ...]
    paths: tuple[str, ...]
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


@dataclass(frozen=True, slots=True)
class SuppressionDetector:
    """A look for comments that suppress nothing; the wording may say `$NAME`, the items that one names."""

    confidence: Confidence
    requires: tuple[tuple[str, ...], ...]
    wording: Wording
    line: int


Detector = PatternDetector | SecretDetector | TaintDetector | StatementDetector | ContractDetector | SuppressionDetector


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block of an item: what its detectors must, or must not, find.

    `line` is the number of its first line of code in the item's file. `base` is the version before the change where
    the item compares two, `base_line` where that one starts. `marked` are lines of the text, from 1, that the fence
    itself marks.
    """

    language: str
    path: str
    text: str
    line: int
    base: str | None = None
    base_line: int = 0
    marked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Applies:
    """Which files an item asks about: languages (all if empty) and path classes or globs that it leaves alone."""

    languages: frozenset[str]
    paths_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the checklist; everything about it stands in its own file, `origin`.

    `subsumes` names items whose finding on the same lines says less than this one's. `mentions` is a conjunction of
    alternatives in small letters: where what a reader is shown of a file lacks all of one entry, the item is not asked
    of a reader there. Detectors have conditions of their own.
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
    mentions: tuple[tuple[str, ...], ...] = ()
