"""The detectors of an item: what is read, and what is refused where."""

from collections.abc import Callable

import pytest

from reviewbot.domain.item import ContractDetector, Item, PatternDetector, Rewrite, RewriteKind, SecretDetector, Wording
from reviewbot.domain.levels import Confidence

Read = Callable[..., Item]
Refused = Callable[..., tuple[str, str, str]]

_HEAD = "detectors:\n- language: python\n  confidence: high\n"
_WHOLE = """\
  rule: {pattern: '$F($A, $$$REST)', matches: u}
  requires: [a, [b, c]]
  constraints: {A: {kind: string}}
  utils: {u: {kind: call}, unused: {kind: a}}
  names: {F: ['@http-call', x.y]}
  not_names: {F: z}
  anchor: A
  evidence: [F]
  paths: ['*.py']
  wording: {title: 'Call of `$F`'}
  append: {target: A, text: 'b=$A'}
"""
_RULE = "  rule: {pattern: '$F($A, $$$REST)'}\n"


def test_a_rule_becomes_a_detector(read: Read) -> None:
    (made,) = read(_HEAD + _WHOLE).detectors
    assert isinstance(made, PatternDetector)
    assert (made.languages, made.confidence, made.line) == (("python",), Confidence.HIGH, 10)
    assert made.requires == (("a",), ("b", "c"))
    assert (made.rule, made.constraints, made.utils) == (
        {"pattern": "$F($A, $$$REST)", "matches": "u"},
        {"A": {"kind": "string"}},
        {"u": {"kind": "call"}},
    )
    assert made.names == {"F": ("requests.get", "httpx.get", "x.y")}
    assert made.not_names == {"F": ("z",)}
    assert (made.anchor, made.evidence, made.paths) == ("A", ("F",), ("*.py",))
    assert made.wording == Wording("Call of `$F`", "When it runs, it fails.", "Mend it.")
    assert made.rewrite == Rewrite(RewriteKind.APPEND, "A", "b=$A")


def test_regular_expressions_become_a_detector(read: Read) -> None:
    more = (
        "detectors:\n- confidence: medium\n  secret: ['key=(?P<value>\\w+)']\n  entropy: 3.5\n  reject: [x]\n"
        "  wording: {title: '`$NAME` is public'}\n"
    )
    (made,) = read(more).detectors
    assert isinstance(made, SecretDetector)
    assert (made.patterns, made.entropy, made.reject) == (("key=(?P<value>\\w+)",), 3.5, ("x",))


def test_a_contract_becomes_a_detector(read: Read) -> None:
    (made,) = read("detectors:\n- confidence: high\n  contract: openapi\n  changes: [removed]\n").detectors
    assert isinstance(made, ContractDetector)
    assert (made.contract, made.changes, made.requires) == ("openapi", ("removed",), ())


@pytest.mark.parametrize(
    ("more", "message", "hint", "line"),
    [
        ("detectors:\n- confidence: high\n", "This detector finds nothing.", "Give it a `rule`", 10),
        (_HEAD + _RULE + "  anchr: A\n", "`anchr` is no key here.", "Did you mean `anchor`? ", 13),
        ("detectors:\n- confidence: high\n" + _RULE, "A rule needs its language.", "Write `language: ", 10),
        ("detectors:\n- language: python\n" + _RULE, "`confidence` is missing.", "Write one of: low, ", 10),
        (_HEAD + _RULE + "  requires: a\n", "`requires` must be a list.", "Write ", 13),
        (_HEAD + _RULE + "  requires: [a, []]\n", "`requires` holds something that is no text.", "Put ", 13),
        (_HEAD + _RULE + "  requires: [3]\n", "`requires` holds something that is no text.", "Put ", 13),
        (_HEAD + "  rule: call\n", "A rule must be a mapping.", "Allowed: all, any, follows, ", 12),
        (_HEAD + "  rule: {}\n", "A rule must be a mapping.", "Allowed: ", 12),
        (_HEAD + "  rule:\n    patern: f\n", "`patern` is no part of a rule.", "Did you mean `pattern`? ", 13),
        (_HEAD + "  rule:\n    kind: call\n    has:\n      feild: a\n", "`feild` is no part of a rule.",
         "Did you mean `field`? ", 15),
        (_HEAD + "  rule:\n    stopBy: end\n", "`stopBy` is no part of a rule.", "Allowed: ", 13),
        (_HEAD + "  rule:\n    kind: 3\n", "`kind` must be a text.", "Put it in quotes.", 13),
        (_HEAD + "  rule:\n    kind: ''\n", "`kind` must be a text.", "Put it in quotes.", 13),
        (_HEAD + "  rule:\n    any: {kind: a}\n", "`any` must be a list of rules.", "Start each rule with `- `.", 13),
        (_HEAD + "  rule:\n    all: []\n", "`all` must be a list of rules.", "Start each rule with `- `.", 13),
        (_HEAD + "  rule:\n    any:\n    - kind: a\n    - kid: b\n", "`kid` is no part of a rule.",
         "Did you mean `kind`? ", 15),
        (_HEAD + "  rule:\n    not:\n      knd: a\n", "`knd` is no part of a rule.", "Did you mean `kind`? ", 14),
        (_HEAD + "  rule:\n    pattern: {selector: call}\n", "`pattern` must be a text.", "Put it in quotes.", 13),
        (_HEAD + "  rule:\n    pattern: {context: 3}\n", "`context` must be a text.", "Put it in quotes.", 13),
        (_HEAD + "  rule:\n    pattern: {context: f(), strictness: smrt}\n", "`strictness` cannot be `smrt`.",
         "Did you mean `smart`? ", 13),
        (_HEAD + "  rule:\n    nthChild: 0\n", "`nthChild` must be a number from 1 or a formula.", "Write ", 13),
        (_HEAD + "  rule:\n    nthChild: true\n", "`nthChild` must be a number from 1 or a formula.", "Write ", 13),
        (_HEAD + "  rule:\n    nthChild: {position: 1, reverse: 2}\n",
         "`nthChild` must be a number from 1 or a formula.", "Write ", 13),
        (_HEAD + "  rule:\n    nthChild: {position: 1, ofRule: {knd: a}}\n", "`knd` is no part of a rule.",
         "Did you mean `kind`? ", 13),
        (_HEAD + "  rule:\n    has: {stopBy: edn, kind: a}\n", "A rule must be a mapping.", "Allowed: ", 13),
        (_HEAD + _RULE + "  constraints: {A: {knd: a}}\n", "`knd` is no part of a rule.", "Did you mean `kind`? ", 13),
        (_HEAD + _RULE + "  utils:\n    u: []\n", "A rule must be a mapping.", "Allowed: ", 14),
        (_HEAD + _RULE + "  names: {F: '@htp-call'}\n", "There is no list `@htp-call`.", "Did you mean `@http", 13),
        (_HEAD + _RULE + "  names: {G: x}\n", "The rule captures no `$G`.", "Captures of this rule: A, F.", 12),
        (_HEAD + _RULE + "  not_names: {G: x}\n", "The rule captures no `$G`.", "Captures ", 12),
        (_HEAD + _RULE + "  anchor: REST\n", "The rule captures no `$REST`.", "Captures of this rule: A, F.", 12),
        (_HEAD + _RULE + "  evidence: [G]\n", "The rule captures no `$G`.", "Captures ", 12),
        (_HEAD + _RULE + "  wording: {repair: 'Call $G'}\n", "The rule captures no `$G`.", "Captures ", 12),
        (_HEAD + _RULE + "  replace: {target: G, text: a}\n", "The rule captures no `$G`.", "Captures ", 12),
        (_HEAD + _RULE + "  replace: {target: A, text: $G}\n", "The rule captures no `$G`.", "Captures ", 12),
        (_HEAD + "  rule: {kind: a}\n  anchor: G\n", "The rule captures no `$G`.", "Captures of this rule: none.", 12),
        (_HEAD + _RULE + "  append: {target: A}\n", "`text` must be a text.", "Write `text: …` on one line.", 13),
        (_HEAD + _RULE + "  append: {text: a, txt: b}\n", "`txt` is no key here.", "Did you mean `text`? ", 13),
        (_HEAD + _RULE + "  append: {text: a}\n  replace: {text: b}\n", "A detector has one repair.", "Keep ", 13),
        ("detectors:\n- confidence: high\n  secret:\n  - 'a(?P<value>b)'\n  - 'a('\n",
         "`a(` is no regular expression: missing ), unterminated subpattern at position 1.", "Mend it", 13),
        ("detectors:\n- confidence: high\n  secret: 'a'\n", "`a` does not say which part is the secret.",
         "Name a group `(?P<value>…)`.", 11),
        ("detectors:\n- confidence: high\n  secret: []\n", "This detector finds nothing.", "Write a regular ", 11),
        ("detectors:\n- confidence: high\n  secret: '(?P<value>a)'\n  reject:\n  - '['\n",
         "`[` is no regular expression: unterminated character set at position 0.", "Mend it", 13),
        ("detectors:\n- confidence: high\n  secret: '(?P<value>a)'\n  entropy: -1\n", "`entropy` must be a number.",
         "Write `entropy: 3.5`, say.", 12),
        ("detectors:\n- confidence: high\n  secret: '(?P<value>a)'\n  entropy: true\n", "`entropy` must be a number.",
         "Write `entropy: 3.5`, say.", 12),
        ("detectors:\n- confidence: high\n  secret: '(?P<value>a)'\n  wording: {title: $KEY}\n",
         "A secret has no `$KEY`.", "Its wording may say `$NAME`.", 12),
        ("detectors:\n- confidence: high\n  secret: '(?P<value>a)'\n  rule: {}\n", "`rule` is no key here.", "", 12),
        ("detectors:\n- confidence: high\n  contract: openapi\n  chnges: []\n", "`chnges` is no key here.",
         "Did you mean `changes`? ", 12),
    ],
)  # fmt: skip
def test_what_is_written_wrong_is_said_with_its_line(
    refused: Refused, more: str, message: str, hint: str, line: int
) -> None:
    said, advised, place = refused(more)
    assert (said, place) == (message, f"own.md:{line}")
    assert advised.startswith(hint)


@pytest.mark.parametrize(
    "rule",
    [
        "{pattern: {context: 'class A: $B', selector: block, strictness: relaxed}}",
        "{kind: call, nthChild: {position: 2n+1, reverse: true, ofRule: {kind: call}}}",
        "{kind: call, inside: {stopBy: end, kind: block, field: body}}",
        "{kind: call, inside: {stopBy: {kind: lambda}, not: {regex: a}}}",
        "{all: [{kind: call}, {any: [{follows: {kind: a}}, {precedes: {kind: b}}]}], matches: u}",
    ],
)
def test_what_ast_grep_documents_is_a_rule(read: Read, rule: str) -> None:
    assert len(read(f"{_HEAD}  rule: {rule}\n").detectors) == 1
