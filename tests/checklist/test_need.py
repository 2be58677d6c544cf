"""A rule's need is what every match has: no node that the rule matches lacks it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.change import change
from reviewbot.checklist.examples import example_path
from reviewbot.checklist.load import checklist
from reviewbot.checklist.need import need_of
from reviewbot.domain.item import Item, PatternDetector, Rule
from reviewbot.domain.need import IMPOSSIBLE, NOTHING, Need
from reviewbot.syntax.languages import family, grammar_of
from reviewbot.syntax.need import are_possible
from reviewbot.syntax.tree import Tree, faults, find, parsed

_ITEMS = checklist({}).items
_CALL, _NAME = Need(kinds=frozenset({"call"})), Need(expressions=("^a$",))
_CODE = 'def a(b=1):\n    for a in b:\n        c.a(b, "a")\n    return [a(d) for d in a if not b]\n'


@pytest.mark.parametrize(
    ("rule", "need"),
    [
        pytest.param({"kind": "call"}, _CALL, id="a kind"),
        pytest.param({"kind": "call > identifier"}, NOTHING, id="a selector is no kind"),
        pytest.param({"regex": "^a$"}, _NAME, id="an expression"),
        pytest.param({"pattern": "$A"}, NOTHING, id="a pattern cannot be asked"),
        pytest.param(
            {"all": [{"kind": "call"}, {"regex": "^a$"}, {"nthChild": 1}]},
            Need(frozenset({"call"}), ("^a$",)),
            id="all parts that can be asked",
        ),
        pytest.param({"all": [{"kind": "call"}, {"kind": "list"}]}, IMPOSSIBLE, id="two kinds at once"),
        pytest.param(
            {"any": [{"kind": "call"}, {"kind": "list"}]}, Need(frozenset({"call", "list"})), id="one kind or another"
        ),
        pytest.param(
            {"any": [{"kind": "call"}, {"regex": "^a$"}]}, Need(choices=((_CALL, _NAME),)), id="one thing or another"
        ),
        pytest.param({"any": [{"kind": "call"}, {"pattern": "$A"}]}, NOTHING, id="one thing or anything"),
        pytest.param(
            {"has": {"field": "name", "regex": "^a$"}}, Need(children=(("name", _NAME),)), id="a child in its field"
        ),
        pytest.param({"has": {"stopBy": "end", "regex": "^a$"}}, NOTHING, id="a text may be anywhere"),
        pytest.param({"has": {"stopBy": "end", "kind": "call"}}, Need(anywhere=(_CALL,)), id="what lies deeper"),
        pytest.param({"follows": {"kind": "call"}}, Need(anywhere=(_CALL,)), id="a neighbour"),
        pytest.param({"not": {"precedes": {"kind": "call"}}}, NOTHING, id="no neighbour"),
        pytest.param({"inside": {"field": "body", "kind": "call"}}, Need(parents=(_CALL,)), id="the node around it"),
        pytest.param(
            {"inside": {"stopBy": {"kind": "list"}, "kind": "call"}}, Need(ancestors=(_CALL,)), id="one of those around"
        ),
        pytest.param({"inside": {"stopBy": "end", "pattern": "$A"}}, NOTHING, id="anything around it"),
        pytest.param({"not": {"kind": "call"}}, Need(refused=(_CALL,)), id="what is refused"),
        pytest.param({"not": {"pattern": "$A"}}, NOTHING, id="what is refused cannot be asked"),
        pytest.param({"not": {"not": {"pattern": "$A"}}}, NOTHING, id="twice refused"),
        pytest.param(
            {"not": {"any": [{"kind": "call"}, {"pattern": "$A"}]}},
            Need(refused=(_CALL,)),
            id="the part of what is refused that can be asked",
        ),
        pytest.param({"not": {"inside": {"stopBy": "end", "kind": "call"}}}, NOTHING, id="refused around it"),
        pytest.param({"not": {"inside": {"field": "body", "kind": "call"}}}, NOTHING, id="refused in a field"),
        pytest.param({"matches": "named"}, _CALL, id="a util"),
        pytest.param({"matches": "unknown"}, NOTHING, id="a util that is not there"),
        pytest.param(
            {"matches": "circle"}, Need(frozenset({"call"}), children=(("", NOTHING),)), id="a util within itself"
        ),
    ],
)
def test_a_need_is_what_can_be_asked_of_a_node(rule: Rule, need: Need) -> None:
    utils: dict[str, Rule] = {
        "named": {"kind": "call"},
        "circle": {"kind": "call", "has": {"matches": "circle"}},
    }
    assert need_of(rule, utils) == need


@pytest.mark.parametrize(
    ("rule", "need"),
    [
        pytest.param(
            {"has": {"field": "function", "pattern": "$F"}},
            Need(children=(("function", Need(captures=("F",))),)),
            id="where it is captured",
        ),
        pytest.param(
            {"any": [{"pattern": "$F"}, {"regex": "^a$"}]},
            Need(choices=((Need(captures=("F",)), _NAME),)),
            id="perhaps captured",
        ),
        pytest.param({"pattern": "$G"}, NOTHING, id="another capture"),
        pytest.param({"pattern": "$F($A)"}, NOTHING, id="a larger pattern"),
        pytest.param({"not": {"pattern": "$F"}}, NOTHING, id="what is refused captures nothing"),
        pytest.param({"has": {"stopBy": "end", "pattern": "$F"}}, NOTHING, id="what lies deeper is not looked for"),
    ],
)
def test_a_need_says_what_is_captured_by_the_names_asked_for(rule: Rule, need: Need) -> None:
    assert need_of(rule, {"$F": {"kind": "call"}}, {"F"}) == need


def _texts(item: Item) -> Iterator[tuple[str, str]]:
    for each in (*item.bad, *item.good):
        grammar = grammar_of(example_path(each))
        if grammar:
            yield each.text, grammar


_EXAMPLES = dict.fromkeys(text for item in _ITEMS for text in _texts(item))
_GENERATED = [(file.head, grammar_of(file.path) or "") for file in change(20, 1_000)]
_CODE_OF = {
    grammar: [parsed.__wrapped__(text, grammar) for text, each in (*_EXAMPLES, *_GENERATED) if each == grammar]
    for grammar in sorted({grammar for _, grammar in (*_EXAMPLES, *_GENERATED)})
}
_PATTERNS = {
    grammar: [
        (item.id, one)
        for item in _ITEMS
        for one in item.detectors
        if isinstance(one, PatternDetector) and family(grammar) in one.languages
    ]
    for grammar in _CODE_OF
}
_AT_ONCE = 40
_END = {"yaml": "\n---\n", "typescript": "\n;\n", "tsx": "\n;\n", "javascript": "\n;\n"}


@cache
def _refused(grammar: str) -> list[list[bool]]:
    """Ask every tree of a grammar for all needs at once."""
    needs = [one.need for _, one in _PATTERNS[grammar]]
    return [[not may for may in are_possible(tree, needs)] for tree in _CODE_OF[grammar]]


def _lost(name: str, grammar: str) -> Iterator[str]:
    for number, (item, one) in enumerate(_PATTERNS[grammar]):
        if item == name:
            trees = [tree for tree, no in zip(_CODE_OF[grammar], _refused(grammar), strict=True) if no[number]]
            yield from _found(trees, {"rule": one.rule, "utils": one.utils})


def _found(trees: Sequence[Tree], config: Mapping[str, object]) -> list[str]:
    """Find in some trees at a time first, one text below the other: a rule is compiled anew for each tree."""
    found: list[str] = []
    for start in range(0, len(trees), _AT_ONCE):
        several = trees[start : start + _AT_ONCE]
        if not _are_joinable(several[0].grammar) or find(_joined(several), config):
            found += [match.text() for tree in several for match in find(tree, config)]
    return found


@cache
def _are_joinable(grammar: str) -> bool:
    return faults(_joined(_CODE_OF[grammar])) == 0


def _joined(trees: Sequence[Tree]) -> Tree:
    end = _END.get(trees[0].grammar, "\n")
    return parsed(end.join(tree.text for tree in trees), trees[0].grammar)


@pytest.mark.parametrize("item", _ITEMS, ids=lambda item: item.id)
def test_no_match_of_our_items_is_lost_on_any_example_or_on_made_up_code(item: Item) -> None:
    assert [lost for grammar in _CODE_OF for lost in _lost(item.id, grammar)] == []


_LEAVES = st.one_of(
    st.sampled_from(["call", "identifier", "for_statement", "block", "attribute", "string"]).map(
        lambda kind: {"kind": kind}
    ),
    st.sampled_from(["^a$", "a", r"\(", "^[^b]+$", "(?i)A\\b", "[a[b]]", "d|"]).map(lambda text: {"regex": text}),
    st.sampled_from(["$A", "a($B)"]).map(lambda text: {"pattern": text}),
    st.just({"nthChild": 1}),
)


def _grown(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    stops = st.one_of(st.sampled_from(["end", "neighbor"]), rules)
    fields = st.fixed_dictionaries({}, optional={"stopBy": stops, "field": st.sampled_from(["body", "function"])})
    relations = st.builds(lambda rule, more: {**rule, **more}, rules, fields)
    return st.one_of(
        st.lists(rules, min_size=1, max_size=3).map(lambda several: {"all": several}),
        st.lists(rules, min_size=1, max_size=3).map(lambda several: {"any": several}),
        rules.map(lambda rule: {"not": rule}),
        relations.map(lambda rule: {"has": rule}),
        relations.map(lambda rule: {"inside": rule}),
    )


@example({"not": {"inside": {"regex": "[a[b]]"}}}, "identifier")
@example({"not": {"has": {"regex": "[a[b]]"}}}, "call")
@given(st.recursive(_LEAVES, _grown, max_leaves=8), st.sampled_from(["call", "identifier", "for_statement"]))
def test_no_match_of_any_rule_is_lost(part: Rule, kind: str) -> None:
    rule = {"all": [{"kind": kind}, part]}
    tree = parsed(_CODE, "python")
    assert are_possible(tree, [need_of(rule, {})]) == [True] or find(tree, {"rule": rule}) == []
