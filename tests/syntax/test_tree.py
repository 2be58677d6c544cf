"""Parsed files: matches, faults, depth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewbot.syntax.languages import GRAMMARS
from reviewbot.syntax.tree import PatternError, Tree, elements, faults, is_deeper_than, matches, node, parsed, tokens

_CALL = {"kind": "call", "has": {"field": "function", "pattern": "$F"}}


def test_a_match_knows_its_place_and_its_captures() -> None:
    (match,) = matches(parsed("é = 1\nx = f(\n  2,\n)\n", "python"), _CALL, {}, {}, frozenset({"F", "G"}))
    assert (match.node.line, match.node.line_end, match.node.column) == (2, 4, 4)
    assert (match.node.start, match.node.end, match.node.kind) == (10, 19, "call")
    assert {name: one.text for name, one in match.captures.items()} == {"F": "f"}


def test_matches_come_in_the_order_of_the_text() -> None:
    found = matches(parsed("a(b())\nc()\n", "python"), _CALL, {}, {}, frozenset({"F"}))
    assert [match.captures["F"].text for match in found] == ["a", "b", "c"]


def test_constraints_and_utils_take_part() -> None:
    rule = {"pattern": "$F($A)", "inside": {"matches": "loop", "stopBy": "end"}}
    tree = parsed("for x in y:\n    f(1)\n    g(2)\nf(3)\n", "python")
    found = matches(tree, rule, {"F": {"regex": "^f$"}}, {"loop": {"kind": "for_statement"}}, frozenset({"A"}))
    assert [match.captures["A"].text for match in found] == ["1"]


def test_a_node_that_ends_with_a_line_feed_ends_on_its_last_line_with_text() -> None:
    tree = parsed("x = 1\n\n", "python")
    assert node(tree.root).line_end == 2
    assert node(parsed("", "python").root).line_end == 1


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "nonsense"},
        {"matches": "nobody"},
        {"regex": "("},
        {"kind": "call", "has": {"field": "nonsense", "regex": "a"}},
        {"regex": "a", "kind": "call", "nthChild": "x"},
        {"pattern": {"context": "f()", "selector": "nonsense"}},
    ],
    ids=str,
)
def test_a_rule_that_does_not_compile_says_so_in_one_line(rule: dict[str, object]) -> None:
    with pytest.raises(PatternError) as caught:
        list(matches(parsed("", "python"), rule, {}, {}, frozenset()))
    assert str(caught.value)
    assert "\n" not in str(caught.value)
    assert "backtrace" not in str(caught.value)


def test_utils_that_need_each_other_do_not_compile() -> None:
    utils = {"a": {"matches": "b"}, "b": {"matches": "a"}}
    with pytest.raises(PatternError):
        list(matches(parsed("", "python"), {"matches": "a"}, {}, utils, frozenset()))


@pytest.mark.parametrize(
    ("grammar", "whole", "broken"),
    [
        ("python", "f(1)\n", "f(1\n"),
        ("python", "x = [1]\n", "x = [1\ny = 2\n"),
        ("python", "if x:\n    pass\n", "if x\n    pass\n"),
        ("python", "x = ''\n", "x = '\n"),
        ("typescript", "function f() { g() }", "function f() { g("),
        ("typescript", "if (a) { b() }", "if (a) { b()"),
        ("typescript", "const a = `x${b}`", "const a = `x${b"),
        ("javascript", "f(() => {})", "f(() => {}"),
        ("tsx", "const a = <b>c</b>", "const a = <b>c"),
        ("go", "package a\nfunc f() {}\n", "package a\nfunc f() {\n"),
        ("java", "class A { int b; }", "class A { int b }"),
    ],
)
def test_what_is_broken_or_missing_is_a_fault(grammar: str, whole: str, broken: str) -> None:
    assert faults(parsed(whole, grammar)) == 0
    assert faults(parsed(broken, grammar)) > 0


@pytest.mark.parametrize(
    ("grammar", "code"),
    [
        ("python", "# only a comment\n"),
        ("python", "x = ''\ny = f''\ndef f(*, a): ...\nimport a\nclass A: pass\n\n"),
        ("typescript", "let a\nlet b = ''\nconst c = ``\nfor (;;) {}\nexport {}\n;[]\n"),
        ("tsx", "const a = <></>\nconst b = <i a=''></i>"),
    ],
    ids=["comment", "python", "typescript", "tsx"],
)
def test_what_is_merely_empty_is_no_fault(grammar: str, code: str) -> None:
    assert faults(parsed(code, grammar)) == 0


def _depth(tree: Tree) -> int:
    deepest, pending = 0, [(tree.root, 0)]
    while pending:
        here, depth = pending.pop()
        deepest = max(deepest, depth)
        pending.extend((child, depth + 1) for child in here.children())
    return deepest


_NESTED = {
    "python": ["({})", "[{}]", "{{1: {}}}", "-{}", "not {}", "f({})", "{}[0]", "{} + 1", "1 + {}", "{}.a"],
    "javascript": ["({})", "[{}]", "!{}", "f({})", "{}()", "{}.a", "{} ? 1 : 2", "() => {}", "`${{{}}}`"],
    "typescript": ["({})", "!{}", "{}!", "x as A<{}>", "(<T,>() => {})"],
    "json": ["[{}]", '{{"a": {}}}'],
    "yaml": ["[{}]", "- {}", "? {}", "{{a: {}}}"],
    "go": ["({})", "*{}", "&{}", "f({})"],
    "bash": ["$({})", "({})", "! {}"],
    "hcl": ["[{}]", "({})"],
    "css": [":not({})"],
}  # fmt: skip


@pytest.mark.parametrize("grammar", sorted(_NESTED))
@settings(max_examples=25)
@given(data=st.data())
def test_depth_is_told_exactly_at_the_limit(grammar: str, data: st.DataObject) -> None:
    text = "x"
    for wrapper in data.draw(st.lists(st.sampled_from(_NESTED[grammar]), min_size=1, max_size=4)):
        for _ in range(data.draw(st.integers(1, 25))):
            text = (
                wrapper.replace("{{", "\0")
                .replace("}}", "\1")
                .replace("{}", text)
                .replace("\0", "{")
                .replace("\1", "}")
            )
    tree = parsed(text, grammar)
    depth = _depth(tree)
    assert is_deeper_than(tree, depth - 1)
    assert not is_deeper_than(tree, depth)


@pytest.mark.parametrize(
    ("text", "grammar"),
    [
        ("x = " + " + ".join(["a"] * 201), "python"),
        ("x = " + "(" * 201 + "1" + ")" * 201, "python"),
        ("f" + "()" * 201, "javascript"),
        ("a" + ".b" * 201, "typescript"),
        ("- " * 201 + "x", "yaml"),
    ],
    ids=["operators", "brackets", "calls", "members", "sequences"],
)
def test_chains_nest_too(text: str, grammar: str) -> None:
    assert is_deeper_than(parsed(text, grammar), 200)


@pytest.mark.parametrize("text", ["x = f(a, b)\n" * 2_000, "x = [" + ("f(a, b), " * 20 + "\n") * 100 + "]"])
def test_wide_code_is_not_deep(text: str) -> None:
    assert not is_deeper_than(parsed(text, "python"), 20)


@pytest.mark.parametrize("grammar", sorted(GRAMMARS))
@pytest.mark.parametrize("text", ["", "\x00", "\ufeff", "\ud7ff\U0010ffff", "(" * 5_000, "a\r\nb\r"], ids=ascii)
def test_every_text_can_be_parsed(grammar: str, text: str) -> None:
    tree = parsed(text, grammar)
    assert faults(tree) >= 0
    assert is_deeper_than(tree, -1)


def test_tokens_are_the_words_and_signs_without_comments() -> None:
    tree = parsed("f(a, 'b c')  # b\n", "python")
    assert tokens(tree) == {"f": 1, "(": 1, "a": 1, ",": 1, "'": 2, "b": 1, "c": 1, ")": 1}
    assert tokens(parsed("\n# only\n", "python")) == {}


def test_the_elements_of_a_list_are_what_stands_between_commas() -> None:
    (match,) = matches(parsed("f(a, # b\n c=1,)\n", "python"), {"kind": "argument_list"}, {}, {}, frozenset())
    assert [one.text for one in elements(match.node)] == ["a", "c=1"]
