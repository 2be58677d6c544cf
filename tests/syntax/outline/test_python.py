"""How Python's calls, classes and functions are outlined."""

from textwrap import dedent

import pytest

from reviewbot.syntax.outline.python import Outline, outline
from reviewbot.syntax.outline.value import Called, Name, Other, Record, Series, Text, Value, Woven
from reviewbot.syntax.tree import parsed


def _outline(text: str, *words: str) -> Outline:
    return outline(parsed(dedent(text), "python"), frozenset(words))


def _given(code: str) -> Value | None:
    return _outline(f"f({code})", "f").calls[0].at(0)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("'a' 'b'", Text("ab")),
        ("(('a'))", Text("a")),
        ("a.b", Name("a.b", ("a.b",))),
        ("3", Other("3")),
        ("['a', *b]", Series((Text("a"), Other("*b")))),
        ("{'a': 1, B: 2, **c}", Record((("a", Other("1")), ("B", Other("2"))), is_whole=False)),
        ("f'x{a}y'", Woven((Text("x"), Name("a", ("a",)), Text("y")))),
        ("'x' f'{a}'", Woven((Text("x"), Name("a", ("a",))))),
        ("'x' + a + 'y'", Woven((Text("x"), Name("a", ("a",)), Text("y")))),
        ("'/o/%s' % a", Woven((Text("/o/"), Name("a", ("a",))))),
        ("a % b", Other("a % b")),
        ("a * b", Other("a * b")),
        ("'a' or b", Text("a")),
        ("await g(1)", Called(1, "g", ("g",), (Other("1"),), text="g(1)")),
        ("e['A']", Called(1, "e[]", ("e[]",), (Text("A"),))),
        ("[[[[[[[['a']]]]]]]]", Series((Series((Series((Series((Series((Series((Other("[['a']]"),)),)),)),)),)),))),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_an_expression_is_read_as_far_as_it_is_written(code: str, value: Value) -> None:
    assert _given(code) == value


def test_a_call_says_where_it_stands_and_what_takes_it() -> None:
    call = _outline("class A:\n    def b(self):\n        c = await f(1, k=2, **o)\n", "f").calls[0]

    assert (call.line, call.inside, call.assigned, call.text) == (3, "A.b", "c", "f(1, k=2, **o)")
    assert call.keywords == (("k", Other("2")), ("**", Other("**o")))


def test_a_chain_is_kept_link_by_link() -> None:
    call = _outline("a.b(1).c(2)", "c").calls[0]

    assert call.on is not None
    assert (call.written, call.on.written, call.on.given) == ("a.b().c", "a.b", (Other("1"),))


def test_only_wanted_words_are_given_and_their_aliases() -> None:
    found = _outline("from lib import get as fetch\nfetch(1)\nother(2)\n", "get")

    assert [(one.written, one.names) for one in found.calls] == [("fetch", ("lib.get",))]


def test_a_name_in_capitals_stands_for_its_only_text() -> None:
    assert _outline("A = 'x'\nB = 'x'\nB = 'y'\nf(A, B)\n", "f").calls[0].given[0] == Text("x")
    assert isinstance(_outline("B = 'x'\nB = 'y'\nf(B)\n", "f").calls[0].given[0], Name)


def test_a_name_that_is_bound_hundreds_of_times_is_not_followed() -> None:
    text = "".join(f"s = make{number}()\n" for number in range(150))

    assert _outline(text + "s.get(1)\n", "get").calls[0].names == ()


def test_a_generator_is_an_argument() -> None:
    assert _outline("f(a for a in b)", "f").calls[0].given == (Other("(a for a in b)"),)


def test_a_class_has_its_parents_keywords_members_and_inner_classes() -> None:
    (found,) = _outline("""
        from lib import Base
        @register("a")
        class Order(Base[int], Own, table=True):
            name: str = "x"
            a.b = 1
            class Meta:
                table = "orders"
            @property
            def total(self, tax: float = 0.5, *rest) -> int: ...
    """).classes

    assert (found.name, found.parents, found.keywords) == ("Order", ("lib.Base", "Own"), (("table", Other("True")),))
    assert [(one.name, one.type, one.is_method) for one in found.members] == [
        ("name", "str", False),
        ("total", "int", True),
    ]
    assert [one.name for one in found.inner[0].members] == ["table"]
    assert found.decorators[0].given == (Text("a"),)
    assert [(one.name, one.type, one.default) for one in found.members[1].arguments] == [
        ("self", "", None),
        ("tax", "float", Other("0.5")),
    ]


def test_functions_are_those_outside_of_classes() -> None:
    found = _outline("def a():\n    def b(): ...\nclass C:\n    def d(self):\n        def e(): ...\n")

    assert [one.name for one in found.functions] == ["a", "b", "e"]


def test_what_is_written_to_is_not_read() -> None:
    assert _outline("environ['A'] = 1\ndel environ['B']\nenviron['C']\n", "environ").calls[0].given == (Text("C"),)


def test_an_assignment_is_given_by_its_last_word() -> None:
    found = _outline("app.conf.beat = {'a': 1}\nother = 2\n", "beat").assigned

    assert [(one.name, one.value) for one in found] == [("app.conf.beat", Record((("a", Other("1")),)))]
