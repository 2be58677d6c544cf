"""Python in the form that values are followed in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.form import plain

from reviewbot.syntax.flow.form import Assign, Constant, Function, Statement
from reviewbot.syntax.flow.lower import body_of, functions_of
from reviewbot.syntax.tree import parsed


def heads(text: str) -> tuple[Function, ...]:
    return functions_of(parsed(text, "python"))


def statements(text: str) -> tuple[Statement, ...]:
    return body_of(heads(text)[-1], "python")


def value(text: str) -> object:
    (one,) = statements(f"it = {text}\n")
    assert isinstance(one, Assign)
    return plain(one.value)


_A, _B, _C = (("Name", name) for name in "abc")
_THREE = ("Constant", 3)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("a.b", ("Attribute", _A, "b")),
        ("a['b']", ("Subscript", _A, ("Constant", "b"))),
        ("a[1:2]", ("Subscript", _A, ("Other", [("Constant", 1), ("Constant", 2)]))),
        ("a[1, b]", ("Subscript", _A, ("Other", [("Constant", 1), _B]))),
        ("await (a)", _A),
        (
            "a(b, *c, x=3, **b)",
            ("Call", _A, [("Argument", _B), ("Argument", "*", _C), ("Argument", "x", _THREE), ("Argument", "**", _B)]),
        ),
        ("a(b for b in c)", ("Call", _A, [("Argument", ("Comprehension", [_B], [("Clause", _B, _C)]))])),
        ("f'x{a}y{b!r:>{c}}'", ("Text", [("Constant", "x"), _A, ("Constant", "y"), _B])),
        ("f'{a:.2f}'", ("Text", [("Other",)])),
        ("'x' 'y'", ("Constant", "xy")),
        ("'x' f'{a}'", ("Text", [("Constant", "x"), _A])),
        ("a + 'x' + b", ("Text", [_A, ("Constant", "x"), _B])),
        ("(a + b) + f'{c}'", ("Text", [_A, _B, _C])),
        ("a / b", ("Text", [_A, ("Constant", "/"), _B])),
        ("a * b", ("Other", [_A, _B])),
        ("-a", ("Other", [_A])),
        ("a[-1]", ("Subscript", _A, ("Constant", -1))),
        (
            "'x%s%%%d' % (a, b)",
            (
                "Text",
                [("Constant", "x"), _A, ("Constant",), ("Constant", "%"), ("Constant",), ("Other",), ("Constant",)],
            ),
        ),
        ("'%(k)s' % {'k': a, 'l': b}", ("Text", [("Constant",), _A, ("Constant",)])),
        ("'%s' % a", ("Text", [("Constant",), _A, ("Constant",)])),
        ("a % b", ("Text", [_A, _B])),
        (
            "'x{}{k}{{{n:d}'.format(a, k=b, n=c)",
            (
                "Text",
                [
                    ("Constant", "x"),
                    _A,
                    ("Constant",),
                    _B,
                    ("Constant",),
                    ("Constant", "{"),
                    ("Constant",),
                    ("Other",),
                    ("Constant",),
                ],
            ),
        ),
        ("'{}{}'.format(a)", ("Text", [("Constant",), _A, ("Constant",), ("Constant",)])),
        ("f'{a}'.format(b)", ("Text", [_A, _B])),
        ("','.join([a, b])", ("Text", [_A, _B])),
        ("','.join(a)", ("Text", [_A])),
        ("{'k': a, **b}", ("Collection", [("Entry", ("Constant", "k"), _A), ("Entry", _B, True)])),
        ("[a, *b]", ("Collection", [("Entry", _A), ("Entry", _B, True)])),
        ("[a for a in b if c for b in a]", ("Comprehension", [_A], [("Clause", _A, _B, [_C]), ("Clause", _B, _A)])),
        ("{a: b for a in c}", ("Comprehension", [_A, _B], [("Clause", _A, _C)])),
        ("a if b else c", ("Conditional", _B, _A, _C)),
        ("a not in b", ("Comparison", "not in", _A, _B)),
        ("a < b < c", ("Boolean", "and", [("Comparison", "<", _A, _B), ("Comparison", "<", _B, _C)])),
        ("a and b and c", ("Boolean", "and", [_A, _B, _C])),
        ("a or b and c", ("Boolean", "or", [_A, ("Boolean", "and", [_B, _C])])),
        ("not a", ("Boolean", "not", [_A])),
        ("(a := b)", ("Assigned", _A, _B)),
        (
            "lambda a, *b, c=3: a",
            ("Lambda", [("Parameter", "a"), ("Parameter", "b", "*"), ("Parameter", "c", _THREE)], [("Return", _A)]),
        ),
        ("yield_", ("Name", "yield_")),
        ("(yield a)", ("Other", [_A])),
        ("0x10", ("Constant", 0.5)),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_an_expression_has_its_form(text: str, form: object) -> None:
    assert value(text) == form


@pytest.mark.parametrize(("text", "constant"), [("True", True), ("False", False), ("None", None), ("12", 12)])
def test_a_literal_is_its_value(text: str, constant: object) -> None:
    (one,) = statements(f"it = {text}\n")
    assert isinstance(one, Assign)
    assert isinstance(one.value, Constant)
    assert one.value.value == constant


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("a = b = c", [("Assign", [_A, _B], _C)]),
        ("a: int = b", [("Assign", [_A], _B)]),
        ("a: int", []),
        ("a, *b = c", [("Assign", [("Collection", [("Entry", _A), ("Entry", _B, True)])], _C)]),
        ("a += b", [("Assign", [_A], ("Text", [_A, _B]))]),
        ("a -= b", [("Assign", [_A], ("Other", [_B]))]),
        ("a(b)", [("Evaluate", ("Call", _A, [("Argument", _B)]))]),
        ("del a", [("Assign", [_A], ("Constant",))]),
        ("del a.b", []),
        ("pass", []),
        ("raise a from b", [("Leave", "raise", _A)]),
        ("raise", [("Leave", "raise")]),
        ("assert a, b", [("Branch", [("Case", _A)], [("Leave", "raise")])]),
        (
            "if a: b\nelif b: c\nelse: a",
            [("Branch", [("Case", _A, [("Evaluate", _B)]), ("Case", _B, [("Evaluate", _C)])], [("Evaluate", _A)])],
        ),
        ("for a in b:\n  break\nelse: c", [("Loop", _A, _B, [("Leave", "break")], [("Evaluate", _C)])]),
        ("while a: continue", [("Loop", _A, [("Leave", "continue")])]),
        (
            "try: a\nexcept b as c: b\nelse: c\nfinally: a",
            [("Try", [("Evaluate", _A), ("Evaluate", _C)], [[("Evaluate", _B)]], [("Evaluate", _A)])],
        ),
        ("try: a\nexcept* b: c", [("Try", [("Evaluate", _A)], [[("Evaluate", _C)]])]),
        ("with a as b, c: b", [("Assign", [_B], _A), ("Evaluate", _C), ("Evaluate", _B)]),
        (
            "match a:\n  case 'x' | 3: b\n  case _: c",
            [
                (
                    "Branch",
                    [
                        (
                            "Case",
                            (
                                "Boolean",
                                "or",
                                [("Comparison", "==", _A, ("Constant", "x")), ("Comparison", "==", _A, _THREE)],
                            ),
                            [("Evaluate", _B)],
                        )
                    ],
                    [("Evaluate", _C)],
                )
            ],
        ),
        (
            "match a:\n  case 'x' if b: c\n  case b.c: a\n  case b: c",
            [
                (
                    "Branch",
                    [
                        (
                            "Case",
                            ("Boolean", "and", [("Comparison", "==", _A, ("Constant", "x")), _B]),
                            [("Evaluate", _C)],
                        ),
                        ("Case", ("Other",), [("Evaluate", _A)]),
                    ],
                    [("Evaluate", _C)],
                )
            ],
        ),
        ("exec a", [("Evaluate", ("Call", ("Name", "exec"), [("Argument", _A)]))]),
        ("class A:\n  b = 1", []),
    ],
    ids=lambda part: part.splitlines()[0] if isinstance(part, str) else "",
)
def test_a_statement_has_its_form(text: str, form: object) -> None:
    assert plain(statements(f"{text}\n")) == form


def test_a_function_has_a_head() -> None:
    lines = "    @route('/x')\n    @plain\n    def f(self, a: int, b='x', *c, d: str = q, **e) -> R:\n"
    text = f"class A(B, c.D, metaclass=E):\n{lines}        return a\n"
    head, module = heads(text)
    assert (head.name, head.owner, head.bases, head.returns) == ("f", "A", ("B", "c.D"), "R")
    assert plain(head.parameters) == [
        ("Parameter", "self"),
        ("Parameter", "a", "int"),
        ("Parameter", "b", ("Constant", "x")),
        ("Parameter", "c", "*"),
        ("Parameter", "d", "str", ("Name", "q")),
        ("Parameter", "e", "**"),
    ]
    assert plain(head.decorators) == [
        ("Call", ("Name", "route"), [("Argument", ("Constant", "/x"))]),
        ("Name", "plain"),
    ]
    assert plain(body_of(head, "python")) == [("Return", ("Name", "a"))]
    assert (module.name, body_of(module, "python")) == ("", ())


def test_a_typed_parameter_that_takes_the_rest_is_named_without_its_star() -> None:
    head, _ = heads("def f(*a: int, **b: str):\n    pass\n")
    assert plain(head.parameters) == [("Parameter", "a", "int", "*"), ("Parameter", "b", "str", "**")]


def test_a_function_within_a_function_is_defined_there() -> None:
    outer, inner, _ = heads("def f():\n    @g\n    def h():\n        pass\n")
    assert [plain(one) for one in body_of(outer, "python")] == [("Define", plain(inner))]


def test_a_node_knows_its_place() -> None:
    (one,) = statements("\na = (\n  b)\n")
    assert (one.at.line, one.at.line_end, one.at.start, one.at.end) == (2, 3, 1, 11)


def test_a_language_that_is_not_lowered_has_no_functions() -> None:
    assert functions_of(parsed("package a\nfunc f() {}\n", "go")) == ()


def test_what_stands_too_deep_is_left_out() -> None:
    text = repr(plain(statements("it = " + "[" * 200 + "x" + "]" * 200 + "\n")))
    assert 50 < text.count("Collection") < 70
    assert "'x'" not in text


_TEXT = (
    "def f(a, *b, c: int = 1):\n    x = f'{a!r:>{b}}' % (a, 1) + 'x{}'.format(*b)\n    match a:\n"
    "        case {'b': 1}: pass\n    with a as (b, c): return [i for i in x if i]\n    try:\n"
    "        a, *b = yield c\n    except: raise\n"
)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(_TEXT)), st.integers(0, len(_TEXT)), st.text("()[]{}:,.'\"\n \\*%=|", max_size=3))
def test_broken_code_is_lowered_all_the_same(start: int, end: int, between: str) -> None:
    for head in heads(_TEXT[:start] + between + _TEXT[end:]):
        body_of(head, "python")
