"""What TypeScript and JavaScript look like where values are followed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.syntax.flow.form import (
    Argument,
    Assign,
    Assigned,
    Attribute,
    Boolean,
    Branch,
    Call,
    Collection,
    Comparison,
    Conditional,
    Constant,
    Define,
    Entry,
    Evaluate,
    Expression,
    Function,
    Lambda,
    Leave,
    Loop,
    Name,
    Other,
    Return,
    Span,
    Statement,
    Subscript,
    Text,
    Try,
)
from reviewbot.syntax.flow.lower import body_of, functions_of
from reviewbot.syntax.tree import parsed


def heads(text: str, grammar: str = "typescript") -> tuple[Function, ...]:
    return functions_of(parsed(text, grammar))


def statements(text: str, grammar: str = "typescript") -> tuple[Statement, ...]:
    return body_of(heads(text, grammar)[-1], grammar)


def written(one: Expression | Statement | Entry | Argument | None) -> object:  # noqa: C901, PLR0911, PLR0912 - one line a kind
    """Write the form without places, short enough to be compared."""
    match one:
        case Name(text=text):
            return text
        case Attribute(object=inner, name=name):
            before = written(inner)
            return f"{before}.{name}" if isinstance(before, str) else (before, f".{name}")
        case Subscript(object=inner, key=key):
            return ("[]", written(inner), written(key))
        case Call(function=called, arguments=passed):
            return ("call", written(called), *(written(each) for each in passed))
        case Argument(keyword=keyword, value=value):
            return written(value) if not keyword else (keyword, written(value))
        case Text(parts=parts):
            return ("text", *map(written, parts))
        case Collection(entries=entries):
            return ("{}", *map(written, entries))
        case Entry(key=key, value=value, is_spread=is_spread):
            return ("*", written(value)) if is_spread else (written(key), written(value)) if key else written(value)
        case Constant(value=value):
            return ("=", value)
        case Conditional(test=test, then=then, otherwise=otherwise):
            return ("?", written(test), written(then), written(otherwise))
        case Comparison(operator=operator, left=left, right=right):
            return (operator, written(left), written(right))
        case Boolean(operator=operator, operands=operands):
            return (operator, *map(written, operands))
        case Assigned(target=target, value=value):
            return (":=", written(target), written(value))
        case Lambda(parameters=parameters, body=body):
            return ("=>", *(each.name or written(each.pattern) for each in parameters), *map(written, body))
        case Other(children=children):
            return ("other", *map(written, children))
        case Assign(targets=targets, value=value):
            return ("assign", *map(written, targets), written(value))
        case Evaluate(value=value):
            return written(value)
        case Return(value=value):
            return ("return", written(value))
        case Leave(kind=kind, value=value):
            return (kind, written(value)) if value else (kind,)
        case Branch(cases=cases, otherwise=otherwise):
            listed = [(written(case.test), *map(written, case.body)) for case in cases]
            return ("if", *listed, ("else", *map(written, otherwise)))
        case Loop(target=target, over=over, body=body):
            return ("for", written(target), written(over), *map(written, body))
        case Try(body=body, handlers=handlers, last=last):
            return (
                "try",
                [written(each) for each in body],
                [[written(e) for e in h] for h in handlers],
                [*map(written, last)],
            )
        case Define(function=function):
            return ("define", function.name)
        case _:
            return None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("await (a as string)!", "a"),
        ("a satisfies T", "a"),
        ("a?.b?.c", "a.b.c"),
        ("a['b']", "a.b"),
        ("a[b]", ("[]", "a", "b")),
        ("a[0]", ("[]", "a", ("=", 0))),
        ("a.default.b", "a.b"),
        ("this.#a", "this.#a"),
        ("new A(b, ...c)", ("call", "A", "b", ("*", "c"))),
        ("new A", ("call", "A")),
        ("f(a)(b)", ("call", ("call", "f", "a"), "b")),
        ("`a${b}\\n`", ("text", ("=", "a"), "b", ("=", "\n"))),
        ("`a`", ("=", "a")),
        ("'it\\'s'", ("=", "it's")),
        ("'a' + b + `c${d}`", ("text", ("=", "a"), "b", ("=", "c"), "d")),
        ("'a'.concat(b)", ("text", ("=", "a"), "b")),
        ("`a${b}`.concat(c)", ("text", ("=", "a"), "b", "c")),
        ("[a, b].join('-')", ("text", "a", ("=", "-"), "b")),
        ("[a, b].join()", ("text", "a", ("=", ","), "b")),
        ("a.join(',')", ("text", "a")),
        ("path.join(a)", ("call", "path.join", "a")),
        ("path.join(a, b)", ("call", "path.join", "a", "b")),
        ("sql`a${b}`", ("call", "sql", ("text", ("=", "a"), "b"))),
        ("String.raw`a${b}`", ("text", ("=", "a"), "b")),
        ("[a, , ...b]", ("{}", "a", ("other",), ("*", "b"))),
        ("f({ a, 'b': 1, [c]: 2, ...d })",
         ("call", "f", ("{}", (("=", ".a"), "a"), (("=", ".b"), ("=", 1)), ("c", ("=", 2)), ("*", "d")))),
        ("x = { m(a) { return a } }", ("assign", "x", ("{}", (("=", ".m"), ("=>", "a", ("return", "a")))))),
        ("a || b ?? c", ("or", "a", "b", "c")),
        ("a && b && c", ("and", "a", "b", "c")),
        ("!a", ("not", "a")),
        ("a ? b : c", ("?", "a", "b", "c")),
        ("a === b", ("==", "a", "b")),
        ("a !== b", ("!=", "a", "b")),
        ("a < 3", ("<", "a", ("=", 3))),
        ("a in b", ("in", "a", "b")),
        ("a - b", ("other", "a", "b")),
        ("-1", ("=", -1)),
        ("-a", ("other", "a")),
        ("void 0", ("other", ("=", 0))),
        ("null", ("=", None)),
        ("undefined", ("=", None)),
        ("true", ("=", True)),
        ("0x10", ("=", 0.5)),
        ("(0, a.b)(c)", ("call", "a.b", "c")),
        ("f((a, b))", ("call", "f", ("and", "a", "b"))),
        ("(a = b)", ("assign", "a", "b")),
        ("f(a = b)", ("call", "f", (":=", "a", "b"))),
        ("f(a += b)", ("call", "f", (":=", "a", ("text", "a", "b")))),
        ("f(a++)", ("call", "f", (":=", "a", ("other",)))),
        ("f(x => x)", ("call", "f", ("=>", "x", ("return", "x")))),
        ("f(function (a, b) { return b })", ("call", "f", ("=>", "a", "b", ("return", "b")))),
        ("f(({ a, b: c = 1, ...d }) => a)",
         ("call", "f", ("=>", ("{}", (("=", ".a"), "a"), (("=", ".b"), "c"), ("*", "d")), ("return", "a")))),
        ("require('node:fs').a", "fs.a"),
        ("await import('fs')", "fs"),
        ("import(a)", ("call", "import", "a")),
        ("new URL(req.url, b).searchParams", (("call", "req.url", "b"), ".searchParams")),
        ("/a/g", ("other", ("other",), ("other",))),
        ("<T>a", "a"),
    ],
)  # fmt: skip
def test_an_expression(text: str, expected: object) -> None:
    (one,) = statements(text)
    assert written(one) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.includes(b)", ("in", "b", "a")),
        ("a.has(b)", ("in", "b", "a")),
        ("_.includes(a, b)", ("in", "b", "a")),
        ("Object.hasOwn(a, b)", ("in", "b", "a")),
        ("Object.prototype.hasOwnProperty.call(a, b)", ("in", "b", "a")),
        ("a.hasOwnProperty(b)", ("in", "b", "a")),
        ("a.has(b, c)", ("call", "a.has", "b", "c")),
        ("a.indexOf(b) !== -1", ("in", "b", "a")),
        ("a.indexOf(b) >= 0", ("in", "b", "a")),
        ("~a.indexOf(b)", ("in", "b", "a")),
        ("a.indexOf(b) < 0", ("not in", "b", "a")),
        ("a.indexOf(b) === 0", ("call", "a.startsWith", "b")),
        ("a.indexOf(b) !== 0", ("not", ("call", "a.startsWith", "b"))),
        ("a.indexOf(b) > c", (">", ("call", "a.indexOf", "b"), "c")),
        ("typeof a === 'number'", ("==", "a", ("=", 0.5))),
        ("typeof a !== 'bigint'", ("!=", "a", ("=", 0.5))),
        ("typeof a === 'string'", ("call", "typeof.string", "a")),
        ("typeof a !== 'string'", ("not", ("call", "typeof.string", "a"))),
        ("typeof a", ("call", "typeof", "a")),
        ("isNaN(a)", ("not", ("call", "isNumber", "a"))),
        ("Number.isNaN(a)", ("not", ("call", "isNumber", "a"))),
        ("_.isString(a)", ("call", "typeof.string", "a")),
        ("Array.isArray(a)", ("other", "a")),
    ],
)
def test_a_question_has_one_form(text: str, expected: object) -> None:
    (one,) = statements(text)
    assert written(one) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("/^[a-z]+$/.test(a)", "fullmatch"),
        ("/^(a|b)$/i.test(a)", "fullmatch"),
        ("/^a|b$/.test(a)", "search"),
        ("/a/.test(a)", "search"),
    ],
)
def test_an_expression_is_known_by_what_it_must_fit(text: str, name: str) -> None:
    (one,) = statements(text)
    assert isinstance(one, Evaluate)
    assert isinstance(one.value, Call)
    assert isinstance(one.value.function, Attribute)
    assert one.value.function.name == name


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        ("a.replace(/[^a-z]/g, '')", False),
        ("a.replaceAll(/[^\\w]+/gi, '-')", False),
        ("a.replace(/[^a-z]/, '')", True),
        ("a.replace(/'/g, '')", True),
        ("a.match(/[^a-z]/g)", True),
    ],
)
def test_a_replacement_that_keeps_only_what_is_listed_gives_nothing_of_the_text(text: str, *, is_kept: bool) -> None:
    (one,) = statements(text)
    assert isinstance(one, Evaluate)
    assert isinstance(one.value, Call) == is_kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("const a = 1, { b } = c;", [("assign", "a", ("=", 1)), ("assign", ("{}", (("=", ".b"), "b")), "c")]),
        ("let a;", [("assign", "a", ("=", None))]),
        ("a = b = c;", [("assign", "a", "b", "c")]),
        ("a += b;", [("assign", "a", ("text", "a", "b"))]),
        ("a ||= b;", [("assign", "a", ("or", "a", "b"))]),
        ("a &&= b;", [("assign", "a", "b")]),
        ("a -= b;", [("assign", "a", ("other", "b"))]),
        ("a++;", [("assign", "a", ("other",))]),
        ("delete a.b;", [("assign", "a.b", ("=", None))]),
        ("a, b;", ["a", "b"]),
        ("a.innerHTML = b;", [("call", "a.innerHTML", "b"), ("assign", "a.innerHTML", "b")]),
        ("if (a) b(); else if (c) d(); else e();",
         [("if", ("a", ("call", "b")), ("c", ("call", "d")), ("else", ("call", "e")))]),
        ("if (a) { b() }", [("if", ("a", ("call", "b")), ("else",))]),
        ("for (const a of b) c();", [("for", "a", "b", ("call", "c"))]),
        ("for (const a in b) c();", [("for", "a", ("call", "Object.keys", "b"), ("call", "c"))]),
        ("for (let i = 0; i < 3; i++) c();",
         [("assign", "i", ("=", 0)), ("for", None, ("<", "i", ("=", 3)), ("call", "c"), ("assign", "i", ("other",)))]),
        ("for (i = 0; ; ) c();", [("assign", "i", ("=", 0)), ("for", None, ("=", True), ("call", "c"))]),
        ("for (;;) { break; }", [("for", None, ("=", True), ("break",))]),
        ("while (a) continue;", [("for", None, "a", ("continue",))]),
        ("do { a(); } while (b);", [("call", "a"), ("for", None, "b", ("call", "a"))]),
        ("x: while (a) b();", [("for", None, "a", ("call", "b"))]),
        ("throw a;", [("throw", "a")]),
        ("try { a } catch (e) { b } finally { c }", [("try", ["a"], [["b"]], ["c"])]),
        ("try { a } finally { c }", [("try", ["a"], [], ["c"])]),
        ("{ a }", ["a"]),
        ("const f = (a) => a;", [("define", "f"), ("=>", "a", ("return", "a"))]),
        ("function f(a) { b }", [("define", "f"), ("=>", "a", "b")]),
        ("export const a = 1;", [("assign", "a", ("=", 1))]),
        ("export default a;", []),
        ("switch (a) { case 1: b(); break; default: c() }",
         [("if", (("==", "a", ("=", 1)), ("call", "b")), ("else", ("call", "c")))]),
        ("switch (a) { case 1: case 2: b(); }",
         [("if", (("or", ("==", "a", ("=", 1)), ("==", "a", ("=", 2))), ("call", "b")), ("else",))]),
        ("switch (a) { case 1: b(); default: c(); }",
         [("if", (("==", "a", ("=", 1)), ("call", "b"), ("call", "c")), ("else", ("call", "c")))]),
        ("switch (true) { case a: b(); return; case c: d() }",
         [("if", ("a", ("call", "b"), ("return", None)), ("c", ("call", "d")), ("else",))]),
        ("switch (a) { case 1: try { break; } finally { b() } }",
         [("if", (("==", "a", ("=", 1)), ("try", [], [], [("call", "b")])), ("else",))]),
        ("switch (a) { case 1: if (b) break; c() }",
         [("if", (("==", "a", ("=", 1)), ("if", ("b",), ("else",)), ("call", "c")), ("else",))]),
    ],
)  # fmt: skip
def test_a_statement(text: str, expected: list[object]) -> None:
    assert [written(one) for one in statements(text)] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("function a() {} function* b() {}", ["a", "b"]),
        ("const a = () => 1; b = function () {}; c.d = async () => {};", ["a", "b", "d"]),
        ("class A { b() {} c = () => 1; }", ["b", "c"]),
        ("const a = { b() {}, 'c': () => 1 };", ["b", "c"]),
        ("const a = (() => 1) as T;", ["a"]),
        ("f(() => 1); f((req, res) => 1); f(ctx => 1); f(({ query }, reply) => 1); f(({ query }) => 1);", ["", "", ""]),
    ],
)
def test_functions_with_a_name_and_those_that_answer_a_request_are_listed(text: str, names: list[str]) -> None:
    *listed, module = heads(text)
    assert [one.name for one in listed] == names
    assert (module.name, module.at) == ("", Span(1, 1, 0, len(text)))


def test_a_method_says_whose_it_is_and_what_decorates_it() -> None:
    text = (
        "class A extends B.C implements D {\n"
        "  @Get(':x') /* c */\n  @Roles('a')\n"
        "  async find(@Query('q') q: string, n = 1, ...rest: string[]): Promise<X> {}\n}\n"
    )
    one = heads(text)[0]
    assert (one.owner, one.bases, one.returns, one.at.line) == ("A", ("B.C",), "Promise<X>", 4)
    assert [written(each) for each in one.decorators] == [
        ("call", "Get", ("=", ":x")),
        ("call", "Roles", ("=", "a")),
    ]
    q, n, rest = one.parameters
    assert (q.name, q.annotation, [written(each) for each in q.decorators]) == (
        "q",
        "string",
        [("call", "Query", ("=", "q"))],
    )
    assert (n.name, written(n.default)) == ("n", ("=", 1))
    assert (rest.name, rest.kind, rest.annotation) == ("rest", "*", "string[]")


def test_a_parameter_may_be_taken_apart() -> None:
    (one,) = heads("function f({ a, b: [c] }: T = {}) {}")[0].parameters
    assert (one.name, one.annotation, written(one.pattern)) == (
        "",
        "T",
        ("{}", (("=", ".a"), "a"), (("=", ".b"), ("{}", "c"))),
    )


def test_the_functions_of_an_object_are_its_own() -> None:
    assert heads("const a = { b() {} };")[0].owner == "a"


def test_a_body_that_is_an_expression_is_its_only_return() -> None:
    one = heads("const f = a => a.b;")[0]
    assert [written(each) for each in body_of(one, "typescript")] == [("return", "a.b")]


def test_a_page_holds_what_it_interpolates() -> None:
    (one,) = statements("const a = <p b={c} {...d}><i>{e}</i>text</p>;", "tsx")
    assert written(one) == ("assign", "a", ("other", "c", ("other", "d"), ("other", "e")))


@pytest.mark.parametrize("grammar", ["javascript", "tsx"])
def test_every_grammar_is_lowered(grammar: str) -> None:
    assert [written(one) for one in statements("const { a } = f(b);", grammar)] == [
        ("assign", ("{}", (("=", ".a"), "a")), ("call", "f", "b"))
    ]


_PROGRAM = """
class A extends B { @Get() m(@Query("q") q: string, { a }: T = {}) { return this.x?.[q] ?? `a${q}`; } }
const f = async ({ query: { x = 1, ...y } }, res) => { for (const [k, v] of z) { if (k) break; else continue; } };
switch (a) { case 1: default: do { x++; } while (!y) }
try { throw new E("a" + b) } catch { delete a.b } finally { (0, c.d)(...e) }
label: for (let i = 0, n; i < n; i += 1) { a = b = (c, d); }
export default { g() {}, async *h() { yield* i; }, ["j" + k]: /l/.test(m) };
"""


@given(
    st.integers(0, len(_PROGRAM)), st.integers(0, len(_PROGRAM)), st.sampled_from(["typescript", "tsx", "javascript"])
)
def test_broken_code_is_lowered_as_far_as_it_goes(start: int, end: int, grammar: str) -> None:
    text = _PROGRAM[min(start, end) : max(start, end)]
    for one in heads(text, grammar):
        assert body_of(one, grammar) == body_of(one, grammar)
        assert 0 <= one.at.start <= one.at.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" + " + a" * 5_000, id="a sum"),
        pytest.param("a" + " && a" * 5_000, id="a chain"),
        pytest.param("if (a) b();" + "else if (a) b();" * 3_000, id="else if"),
        pytest.param("f(" * 300 + ")" * 300, id="calls"),
        pytest.param("a" + ".b()" * 300, id="members"),
        pytest.param("a; " + "{" * 300 + "}" * 300, id="blocks"),
        pytest.param("x = " * 3_000 + "1", id="assignments"),
        pytest.param("switch (a) {" + "case 1: b();\n" * 2_000 + "}", id="cases"),
    ],
)
def test_a_hostile_file_is_lowered(text: str) -> None:
    assert statements(text)
