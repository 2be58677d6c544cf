"""A rule's need is what every match has: no node that the rule matches lacks it."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.change import change
from reviewbot.checklist.examples import example_path
from reviewbot.checklist.load import checklist
from reviewbot.checklist.need import need_of
from reviewbot.domain.item import Item, PatternDetector, Rule
from reviewbot.domain.need import IMPOSSIBLE, NOTHING, Need
from reviewbot.syntax.languages import family, grammar_of, grammars
from reviewbot.syntax.need import are_possible
from reviewbot.syntax.tree import Tree, find, parsed

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
        pytest.param({"has": {"stopBy": "end", "regex": "^a$"}}, NOTHING, id="what lies deeper is not looked for"),
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


_EVERYTHING = sorted({text for item in _ITEMS for text in _texts(item)})
_GENERATED = [(file.head, grammar_of(file.path) or "") for file in change(20, 1_000)]


def _lost(tree: Tree, detectors: list[PatternDetector]) -> list[int]:
    mine = [one for one in detectors if tree.grammar in {each for name in one.languages for each in grammars(name)}]
    possible = are_possible(tree, [one.need for one in mine])
    missed = [one for one, may in zip(mine, possible, strict=True) if not may]
    return [one.line for one in missed if find(tree, {"rule": one.rule, "utils": one.utils})]


@pytest.mark.parametrize("item", _ITEMS, ids=lambda item: item.id)
def test_no_match_of_our_items_is_lost_on_any_example_or_on_made_up_code(item: Item) -> None:
    detectors = [one for one in item.detectors if isinstance(one, PatternDetector)]
    families = {name for one in detectors for name in one.languages}
    code = [(text, grammar) for text, grammar in (*_EVERYTHING, *_GENERATED) if family(grammar) in families]
    assert [lost for text, grammar in code for lost in _lost(parsed(text, grammar), detectors)] == []


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
