"""What TypeScript and JavaScript files call, define and read."""

import pytest

from reviewbot.syntax.outline.typescript import Outline, outline, package_of
from reviewbot.syntax.outline.value import Called, Function, Name, Other, Record, Series, Text, Value, Woven
from reviewbot.syntax.tree import parsed


def _outline(text: str, grammar: str = "typescript") -> Outline:
    return outline(parsed(text, grammar), frozenset({"f", "get", "post", "Router"}), frozenset({"axios"}))


def _given(code: str) -> Value:
    (called,) = _outline(f"f({code})").calls
    return called.given[0]


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("'a'", Text("a")),
        ("`a`", Text("a")),
        ("(`a` as string)!", Text("a")),
        ("a.b", Name("a.b", ("a.b",))),
        ("`${a}/b`", Woven((Name("a", ("a",)), Text("/b")))),
        ("'a' + b + 'c'", Woven((Text("a"), Name("b", ("b",)), Text("c")))),
        ("a ?? b", Name("a", ("a",))),
        ("a * b", Other("a * b")),
        ("['a', 1]", Series((Text("a"), Other("1")))),
        ("{ a: 'b', 'c': d, e() {} }", Record((("a", Text("b")), ("c", Name("d", ("d",))), ("e", Function("e"))))),
        ("{ g }", Record((("g", Name("g", ("g",))),))),
        ("{ ...a }", Record((), is_whole=False)),
        ("() => 'a'", Function("", Text("a"))),
        ("function g() {}", Function("g")),
    ],
)  # fmt: skip
def test_what_a_call_is_given_is_read_as_a_value(code: str, value: Value) -> None:
    assert _given(code) == value


def test_a_value_that_lies_too_deep_is_something_else() -> None:
    value = _given("[" * 9 + "]" * 9)
    while isinstance(value, Series):
        value = value.items[0]
    assert value == Other("[[[]]]")


def test_a_constant_stands_for_its_text_where_it_is_bound_once() -> None:
    first, second = _outline("const A = 'a'; const B = 'b'; { const B = 'c' } f(A); f(B)").calls
    assert (first.given, isinstance(second.given[0], Name)) == ((Text("a"),), True)


def test_a_call_knows_its_name_and_where_it_stands() -> None:
    _, called = _outline(
        "import { Router as R } from 'express';\nconst r = R();\nclass A { m() {\n  r.get('a')\n} }"
    ).calls
    assert (called.line, called.written, called.names, called.inside) == (4, "r.get", ("express.Router().get",), "A.m")


def test_a_chain_can_be_followed_back() -> None:
    last, *_ = _outline("r.route('/a')\n  .get(x)\n  .post(y)").calls
    assert last.on is not None
    assert (last.line, last.on.line, last.on.written, last.on.on and last.on.on.given) == (
        3, 2, "r.route().get", (Text("/a"),)
    )  # fmt: skip


@pytest.mark.parametrize("code", ["const x = f()", "let x; x = f()", "const x = await f()"])
def test_what_takes_the_answer_of_a_call_is_named(code: str) -> None:
    assert isinstance(_outline(code).made["x"], Called)


def test_a_name_with_very_many_meanings_has_none() -> None:
    text = "".join(f"this.x = a{number}();\n" for number in range(60))
    assert _outline(f"{text}this.x.get()").calls[-1].names == ()


@pytest.mark.parametrize("grammar", ["typescript", "javascript", "tsx"])
def test_every_grammar_is_read(grammar: str) -> None:
    found = _outline("class A extends B { x = f(1); m() {} } process.env.A", grammar)
    (one,) = found.classes
    assert (one.name, one.parents, [inner.name for inner in one.members]) == ("A", ("B",), ["x", "m"])
    assert [read.name for read in found.reads] == ["A"]


@pytest.mark.parametrize(
    ("name", "package"),
    [
        ("axios.create().get", "axios"),
        ("@nestjs/config.ConfigService()", "@nestjs/config"),
        ("aws-sdk/clients/s3", "aws-sdk"),
        ("./orders.list", ""),
    ],
)
def test_a_resolved_name_begins_with_its_package(name: str, package: str) -> None:
    assert package_of(name) == package
