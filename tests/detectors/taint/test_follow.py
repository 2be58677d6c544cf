"""How far values are followed: through functions of the file, and no further than the work allows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.stranger import candidates, hits, view

_HEAD = "from flask import request\n\n\n"
_CALLED = {
    "to a sink": ("run(request.args['x'])", "def run(v):\n    sink(v)\n"),
    "to a sink by keyword": ("run(w=request.args['x'], v='a')", "def run(v, w):\n    sink(w)\n"),
    "and back": ("sink(same(request.args['x']))", "def same(v):\n    return v.strip()\n"),
    "from within": ("sink(read())", "def read():\n    return request.args['x']\n"),
    "among the rest": ("run('a', request.args['x'])", "def run(v, *rest):\n    sink(rest)\n"),
    "from within and assigned": ("x = read()\nsink(x)", "def read():\n    return request.args['x']\n"),
}
_CLEAN = {
    "a number": ("sink(same(request.args['x']))", "def same(v):\n    return int(v)\n"),
    "one too many": ("run('a', 'b', request.args['x'])", "def run(v, *rest, w=None):\n    sink(w)\n"),
    "asked of a function beside it": (
        "run(request.args['x'])",
        "def run(v):\n    if is_own(v):\n        sink(v)\n\n\ndef is_own(v):\n    return v in KNOWN\n",
    ),
    "compared with another parameter": (
        "run(request.args['x'], KNOWN)",
        "def run(v, known):\n    if v == known:\n        sink(v)\n",
    ),
    "guarded": ("run(request.args['x'])", "def run(v):\n    if v not in KNOWN:\n        return\n    sink(v)\n"),
    "another parameter": ("run(request.args['x'], 'a')", "def run(v, w):\n    sink(w)\n"),
    "typed as a number": ("run(request.args['x'])", "def run(v: int):\n    sink(v)\n"),
    "of a name that sanitises": ("sink(escape(request.args['x']))", "def escape(v):\n    return v\n"),
    "two of one name": ("run(request.args['x'])", "def run(v):\n    sink(v)\n\n\ndef run(v):\n    pass\n"),
    "one more level": ("run(request.args['x'])", "def run(v):\n    go(v)\n\n\ndef go(v):\n    sink(v)\n"),
    "a constant": ("run('a')", "def run(v):\n    sink(v)\n"),
}


@pytest.mark.parametrize(("body", "called"), _CALLED.values(), ids=_CALLED)
def test_a_value_is_followed_into_a_function_of_the_file(body: str, called: str) -> None:
    assert hits(f"{view(body)}\n\n{called}")


@pytest.mark.parametrize(("body", "called"), _CLEAN.values(), ids=_CLEAN)
def test_a_function_of_the_file_may_make_it_harmless(body: str, called: str) -> None:
    assert hits(f"{view(body)}\n\n{called}") == []


def test_what_a_class_holds_is_no_argument_of_its_method() -> None:
    text = f"{_HEAD}class A:\n    def get(self):\n        self.run(request.args['x'])\n\n"
    assert hits(text + "    def run(self, v):\n        if v == self.own:\n            sink(v)\n") == []


@pytest.mark.parametrize("call", ["self.run(request.args['x'])", "A.run(None, request.args['x'])"])
def test_a_value_is_followed_into_a_method_of_the_class(call: str) -> None:
    text = f"{_HEAD}class A:\n    def get(self):\n        {call}\n\n    def run(self, v):\n        sink(v)\n"
    assert hits(text) == [9]


def test_a_function_that_calls_itself_ends() -> None:
    assert hits(_HEAD + "def f(v):\n    f(request.args['x'])\n    sink(v)\n") == [6]


@pytest.mark.parametrize("body", ["y = sink(request.args['x']).unescape()", "sink(request.args['x']).striptags()"])
def test_what_is_undone_at_once_does_no_harm(body: str) -> None:
    assert hits(view(body)) == []


def test_what_is_joined_behind_a_fixed_text_is_harmless() -> None:
    assert hits(view("sink(unknown.join(['https://a/', request.args['x']]))")) == []
    assert hits(view("sink(unknown.join([request.args['x'], 'a']))")) == [5]


def test_one_place_is_said_once() -> None:
    text = view("run(request.args['x'])\nrun(request.args['y'])") + "\n\ndef run(v):\n    sink(v)\n"
    assert len(candidates(text)) == 1


def test_a_text_that_is_used_twice_is_said_once() -> None:
    assert hits(view("x = f'a {request.args}'\nsink(x)\nsink(x)")) == [6]


def test_a_finding_shows_its_way_to_the_sink() -> None:
    (one,) = candidates(view("x = request.args['x']\ny = f'a {x}'\nrun(y)") + "\n\ndef run(v):\n    sink(v)\n")
    assert [(step.line, step.text) for step in one.steps] == [
        (5, "x = request.args['x']"),
        (6, "y = f'a {x}'"),
        (7, "run(y)"),
        (11, "sink(v)"),
    ]
    assert (one.anchor.start_line, one.anchor.line, one.quote, one.definition) == (11, 11, "    sink(v)", "run")
    assert one.title == "`request.args['x']` reaches `sink`"


def test_a_long_way_keeps_its_beginning_and_its_end() -> None:
    steps = "\n".join(f"x{number + 1} = x{number}" for number in range(40))
    (one,) = candidates(view(f"x0 = request.args['x']\n{steps}\nsink(x40)"))
    assert (len(one.steps), one.steps[0].line, one.steps[-1].line) == (13, 5, 46)


def test_the_anchor_may_be_where_the_text_is_put_together() -> None:
    more = "    anchor: text\n"
    body = "q = ('a '\n     + request.args['x'])\nsink(q)"
    (one,) = candidates(view(body), more=more)
    assert (one.anchor.start_line, one.anchor.line) == (5, 6)
    (same,) = candidates(view("unknown.sink(\n    'a ' + request.args['x'])"), more=more)
    assert (same.anchor.start_line, same.anchor.line) == (5, 5)


@pytest.mark.parametrize(
    "body",
    [
        "\n".join(f"x{number} = request.args['x']\nif x{number}:\n    y = 1" for number in range(5000)),
        "if unknown:\n    pass\n" + "\n".join("elif unknown:\n    x = request.args['x']" for _ in range(5000)),
        "sink(" + "\n    + ".join(["request.args['x']"] * 5000) + ")",
        "sink(" + "f(" * 500 + "request.args['x']" + ")" * 500 + ")",
        "\n".join(" " * depth + "for x in request.args:" for depth in range(80)) + "\n" + " " * 80 + "sink(x)",
        "x = {'a': " * 500 + "request.args['x']" + "}" * 500,
        "x = request.args['x']" + ".strip()" * 500 + "\nsink(x)",
    ],
    ids=["many tests", "one long test", "a long sum", "deep calls", "deep loops", "deep dictionaries", "a long chain"],
)
def test_a_function_that_is_too_large_is_given_up(body: str) -> None:
    assert len(hits(view(body))) <= 1


def test_what_is_given_up_costs_nothing_else() -> None:
    inner = "\n".join(["   x = [y for y in request.args['x']]"] * 1500)
    large = view(f"for a in b:\n for c in a:\n  for d in c:\n{inner}\n   sink(x)")
    small = "\n\ndef g():\n    sink(request.args['x'])\n"
    assert hits(large + small) == [large.count("\n") + 4]


_TEXT = view(
    "x = request.args.get('x')\nwith open(f'a{x}') as f:\n    for one in f:\n        try:\n            y = {one: x}\n"
    "        except (A, B) as e:\n            raise C from e\nmatch x:\n    case {'a': z} if z:\n        sink(z)\n"
    "while (n := x[1:2]) and not y:\n    self.a[x] += [i for i in x if i]\n"
    "return lambda a, *b, c=1, **d: sink(x % (a,))"
)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(_TEXT)), st.integers(0, len(_TEXT)), st.text("()[]{}:,.'\"\n \\*%=", max_size=3))
def test_no_broken_file_is_too_much_and_each_is_read_alike_twice(start: int, end: int, between: str) -> None:
    text = _TEXT[:start] + between + _TEXT[end:]
    assert candidates(text) == candidates(text)
