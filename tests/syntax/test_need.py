"""Nodes are asked for what rules need."""

import pytest

from reviewbot.domain.need import IMPOSSIBLE, NOTHING, Need
from reviewbot.syntax.need import are_possible
from reviewbot.syntax.tree import parsed

_CODE = "from a import b, c\nfor x in y:\n    f(x)\n"


def _kind(name: str) -> Need:
    return Need(kinds=frozenset({name}))


def _call(**needed: object) -> Need:
    return Need(frozenset({"call"}), **needed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("need", "possible"),
    [
        pytest.param(NOTHING, True, id="anything"),
        pytest.param(IMPOSSIBLE, False, id="the impossible"),
        pytest.param(_call(), True, id="a kind that is there"),
        pytest.param(_kind("while_statement"), False, id="a kind that is not there"),
        pytest.param(_call(expressions=("^f",)), True, id="its text"),
        pytest.param(_call(expressions=("^g",)), False, id="another text"),
        pytest.param(_call(children=(("function", Need(expressions=("^f$",))),)), True, id="a child in its field"),
        pytest.param(_call(children=(("arguments", Need(expressions=("^f$",))),)), False, id="in another field"),
        pytest.param(_call(children=(("object", NOTHING),)), False, id="a field it lacks"),
        pytest.param(_call(children=(("", _kind("argument_list")),)), True, id="a child anywhere"),
        pytest.param(_call(choices=((_kind("list"), Need(expressions=("x",))),)), True, id="one of two"),
        pytest.param(_call(choices=((_kind("list"), Need(expressions=("y",))),)), False, id="none of two"),
        pytest.param(_call(refused=(Need(expressions=("y",)),)), True, id="nothing refused"),
        pytest.param(_call(refused=(Need(expressions=("x",)),)), False, id="refused"),
        pytest.param(_call(refused=(Need(expressions=("[a[x]]",)),)), True, id="perhaps refused"),
        pytest.param(
            _call(refused=(Need(parents=(Need(expressions=("[a[x]]",)),)),)), True, id="perhaps refused around"
        ),
        pytest.param(_call(refused=(Need(children=(("", Need(expressions=("[a[x]]",))),)),)), True, id="… or within"),
        pytest.param(_call(parents=(_kind("expression_statement"),)), True, id="its parent"),
        pytest.param(_call(parents=(_kind("for_statement"),)), False, id="no parent of it"),
        pytest.param(Need(frozenset({"module"}), parents=(NOTHING,)), False, id="nothing is around a file"),
        pytest.param(_call(ancestors=(_kind("for_statement"),)), True, id="around it"),
        pytest.param(_call(ancestors=(_kind("class_definition"),)), False, id="not around it"),
        pytest.param(_call(anywhere=(_kind("import_from_statement"),)), True, id="somewhere in the file"),
        pytest.param(_call(anywhere=(_kind("class_definition"),)), False, id="nowhere in the file"),
        pytest.param(_call(anywhere=(IMPOSSIBLE,)), False, id="never in a file"),
        pytest.param(_call(anywhere=(_kind("call_expression"),)), True, id="of a kind that the grammar lacks"),
    ],
)
def test_a_need_is_possible_where_a_node_fulfils_it(need: Need, *, possible: bool) -> None:
    assert are_possible(parsed(_CODE, "python"), [need]) == [possible]


@pytest.mark.parametrize(
    ("need", "possible"),
    [
        pytest.param(_call(children=(("function", Need(captures=("F",))),)), True, id="taken"),
        pytest.param(_call(children=(("function", Need(captures=("G",))),)), False, id="by another name"),
        pytest.param(_call(children=(("arguments", Need(captures=("F",))),)), False, id="another node"),
        pytest.param(_call(refused=(Need(refused=(Need(captures=("G",)),)),)), True, id="captured for nobody"),
        pytest.param(_call(anywhere=(Need(frozenset({"identifier"}), captures=("F",)),)), True, id="taken elsewhere"),
        pytest.param(_call(anywhere=(Need(frozenset({"identifier"}), captures=("G",)),)), False, id="taken nowhere"),
    ],
)
def test_a_need_is_possible_only_where_what_it_captures_is_taken(need: Need, *, possible: bool) -> None:
    assert are_possible(parsed(_CODE, "python"), [need], [lambda name, node: (name, node.text) == ("F", "f")]) == [
        possible
    ]


def test_each_need_has_its_own_answer() -> None:
    assert are_possible(parsed(_CODE, "python"), [_kind("list"), _call(), NOTHING]) == [False, True, True]


def test_nothing_is_ruled_out_where_the_grammar_lacks_a_kind() -> None:
    assert are_possible(parsed(_CODE, "python"), [_kind("call_expression"), _kind("list")]) == [True, True]


def test_of_a_field_that_stands_several_times_the_first_counts() -> None:
    tree = parsed(_CODE, "python")
    first, second = (Need(children=(("name", Need(expressions=(text,))),)) for text in ("b", "c"))
    importing = frozenset({"import_from_statement"})
    needs = [Need(importing, children=one.children) for one in (first, second)]
    assert are_possible(tree, needs) == [True, False]
