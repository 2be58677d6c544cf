"""Names that a file uses and nothing binds."""

import pytest

from reviewbot.syntax.tree import parsed
from reviewbot.syntax.unbound import unbound


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("print(len(x))", {"x"}),
        ("raise X() from error", {"X", "error"}),
        ("try:\n    pass\nexcept ValueError as error:\n    raise OSError() from error", set()),
        ("try:\n    pass\nexcept ValueError as error:\n    pass\nraise OSError() from error", {"error"}),
        ("try:\n    pass\nexcept* ValueError as error:\n    print(error)", set()),
        ("class A:\n    limit = 3\n    other = limit\n    def f(self):\n        return limit", {"limit"}),
        ("class A:\n    limit = 3\n    f = lambda: limit", {"limit"}),
        ("class A:\n    def f(self):\n        pass\n    g = f\n    def h(self):\n        f()", {"f"}),
        ("class A:\n    import os\n    for x in os: pass\n    y = x\nprint(x, os)", {"x", "os"}),
        ("class A:\n    @property\n    def f(self): pass\n    @f.setter\n    def f(self, v): print(v)", set()),
        ("[x for x in range(3)]", set()),
        ("[x for x in range(3)]\nprint(x)", {"x"}),
        ("{k: v for k, (v, *w) in []}", set()),
        ("(y for x in [] for y in x)", set()),
        ("[s := 1 for _ in []]\nprint(s)", set()),
        ("def f():\n    global x\n    x = 1\ndef g():\n    return x", set()),
        ("def f():\n    x = 1\ndef g():\n    return x", {"x"}),
        ("def f():\n    x = 0\n    def g():\n        nonlocal x\n        x = 1\n    return x", set()),
        ("match p:\n    case {'a': b, **rest}: print(b, rest)", {"p"}),
        ("match 1:\n    case [a, *b]: print(a, b)", set()),
        ("match 1:\n    case str(x=y) as z: print(y, z)", set()),
        ("match 1:\n    case str(x=int(w)): print(w)", set()),
        ("match 1:\n    case c: print(c)", set()),
        ("match 1:\n    case a.B: print(B)", {"B"}),
        ("x = 1\ndel x", set()),
        ("def f[T: int, *U, **V](x: T, *y: U) -> V: ...", set()),
        ("class A[T]:\n    def f(self) -> T: ...", set()),
        ("type X[T] = list[T]\ny: X", set()),
        ("def f(x: list[T]): ...", {"T"}),
        ("dict(a=1)", set()),
        ("dict(a=b)", {"b"}),
        ('x = f"{y!r:>{width}}"', {"y", "width"}),
        ("@route('/')\ndef f(): ...", {"route"}),
        ("def f(a, /, b=1, *c, d: int = 2, **e):\n    return a, b, c, d, e", set()),
        ("def f(a=default): ...", {"default"}),
        ("lambda a, *b, c=1, **d: (a, b, c, d)", set()),
        ("import a.b, c as d\nfrom e import f as g\na, d, g", set()),
        ("import a.b as c\na", {"a"}),
        ("from e import (f, g)\nf, g", set()),
        ("with open('a') as f, open('b') as (g, h): f, g, h", set()),
        ("with (open('a') as f, open('b') as g): f, g", set()),
        ("for a, (b, *c) in []: a, b, c", set()),
        ("x.y.z = 1\nx[i] = 2", {"x", "i"}),
        ("a.b(c).d", {"a", "c"}),
        ("a += 1", {"a"}),
        ("from x import *\ny", {"y"}),
        ("f()\ndef f(): ...", set()),
        ("", set()),
    ],
)
def test_in_python_what_nothing_binds_is_unbound(code: str, names: set[str]) -> None:
    assert unbound(parsed(code, "python")) == names


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("console.log(JSON, x)", {"x"}),
        ("const { a, b: { c }, ...d } = {}; [a, c, d]", set()),
        ("const o = { a, b: 1 };", {"a"}),
        ("function f(a, { b }, [c], d = 1, ...e) { return { a, b, c, d, e } }", set()),
        ("const f = a => a; const g = (b) => b", set()),
        ("try {} catch (e) { throw e } e", {"e"}),
        ("import a, { b as c } from 'x'; import * as d from 'y'; [a, b, c, d]", {"b"}),
        ("for (const [k, v] of x) { k; v }", {"x"}),
        ("{ let a = 1 } a", {"a"}),
        ("function* g() {} class C {} g; C", set()),
        ("throw new Error('x', { cause: error })", {"error"}),
        ("await fetch(url, { signal: AbortSignal.timeout(1) })", {"url"}),
        ("a.b.c(d)", {"a", "d"}),
    ],
)
@pytest.mark.parametrize("grammar", ["javascript", "typescript", "tsx"])
def test_in_typescript_what_nothing_binds_is_unbound(code: str, names: set[str], grammar: str) -> None:
    assert unbound(parsed(code, grammar)) == names


def test_typescript_binds_enums_abstract_classes_and_required_modules() -> None:
    code = "enum E { A } abstract class C {} import z = require('z'); E; C; z; q"
    assert unbound(parsed(code, "typescript")) == {"q"}


def test_where_scopes_are_not_known_every_name_counts() -> None:
    assert "fmt" in unbound(parsed('package a\nimport "fmt"\nfunc f() { fmt.Print() }', "go"))
