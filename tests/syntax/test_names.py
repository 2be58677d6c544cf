"""Names resolved through imports, aliases and scopes."""

from collections.abc import Callable

import pytest

from reviewbot.syntax.names import Names, names_of
from reviewbot.syntax.tree import parsed

_HELD = """\
import httpx
class A:
    def __init__(self):
        {}
    def f(self):
        self.http.get(1)
"""
Called = Callable[[str, str], tuple[str, ...]]


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("f(1)", ["f"]),
        ("import requests\nrequests.get(1)", ["requests.get"]),
        ("import requests as r\nr.get(1)", ["requests.get"]),
        ("import a.b.c\na.b.c.d(1)", ["a.b.c.d"]),
        ("import a.b as c\nc.d(1)", ["a.b.d"]),
        ("from subprocess import run as go\ngo(1)", ["subprocess.run"]),
        ("from x import (a,\n    b as c,\n)\nc(1)", ["x.b"]),
        ("from . import db\ndb.q(1)", [".db.q"]),
        ("from .models import Order\nOrder.q(1)", [".models.Order.q"]),
        ("from ..pkg.models import Order\nOrder.q(1)", ["..pkg.models.Order.q"]),
        ("from requests import *\nget(1)", ["get"]),
        ("try:\n    import ujson as json\nexcept ImportError:\n    import json\njson.loads(1)",
         ["ujson.loads", "json.loads"]),
        ("import requests\ns = requests.Session(1)\ns.get(1)", ["requests.Session().get"]),
        ("import requests\ns = t = requests.Session()\ns.get(1)", ["requests.Session().get"]),
        ("import requests\ns = (\n    requests.Session()\n)\ns.get(1)", ["requests.Session().get"]),
        ("import requests\ng = requests.get\ng(1)", ["requests.get"]),
        ("import a\ns = a.b()\nt = s\nu = t.c\nu.d(1)", ["a.b().c.d"]),
        ("import a, b\ns = a.x\nif q:\n    s = b.x\ns(1)", ["a.x", "b.x"]),
        ("import a\ns = a.x()['k'](1)[2]\ns.d(1)", []),
        ("s = 3\ns.get(1)", []),
        ("s = [x]\ns.get(1)", []),
        ("a, b = f()\nb.get(1)", []),
        ("import x\na, b = x.f(), x.g()\nb.get(1)", ["x.g().get"]),
        ("import x\n(a, b) = [x.f(), x.g()]  # two\na.get(1)", ["x.f().get"]),
        ("import x\n*a, b = x.f(), x.g()\nb.get(1)", []),
        ("import x\na, b = *x.f(), x.g()\nb.get(1)", []),
        ("import x\n(a, (b, c)) = x.f(), x.g()\nc.get(1)", []),
        (_HELD.format("self.http, self.n = httpx.Client(), 3"), ["httpx.Client().get"]),
        (_HELD.format("self.http = httpx.Client()"), ["httpx.Client().get"]),
        (_HELD.format("self.http: httpx.Client"), ["httpx.Client().get"]),
        ("import httpx\nclass A:\n    http = httpx.Client()\n    def f(self):\n        self.http.get(1)",
         ["httpx.Client().get"]),
        (_HELD.format("self.http = httpx.Client()\nclass B:"), ["self.http.get"]),
        ("import httpx\ndef f(c: httpx.Client):\n    c.get(1)", ["httpx.Client().get"]),
        ("import httpx\ndef f(c: 'httpx.Client'):\n    c.get(1)", ["httpx.Client().get"]),
        ("import httpx\ndef f(c: httpx.Client | None = None):\n    c.get(1)", ["httpx.Client().get"]),
        ("import httpx\ndef f(c: Optional[httpx.Client]):\n    c.get(1)", ["httpx.Client().get"]),
        ("import httpx\ndef f(c: list[httpx.Client]):\n    c.get(1)", []),
        ("import httpx\ndef f(*c: httpx.Client):\n    c.get(1)", []),
        ("import httpx\nc: httpx.Client\nc.get(1)", ["httpx.Client().get"]),
        ("import requests\ndef f(requests):\n    requests.get(1)", []),
        ("import requests\ndef f(requests=None):\n    requests.get(1)", []),
        ("import requests\ndef f(*requests):\n    requests.get(1)", []),
        ("import requests\ndef f(requests):\n    pass\nrequests.get(1)", ["requests.get"]),
        ("import requests\ng = lambda requests: requests.get(1)", []),
        ("import requests\n[requests.get(1) for requests in x]", []),
        ("import requests\n[requests for requests in x]\nrequests.get(1)", ["requests.get"]),
        ("import requests\nfor requests in x:\n    requests.get(1)", ["requests.get"]),
        ("import a\ndef f():\n    import b as a\n    def g():\n        a.x(1)", ["b.x"]),
        ("import a\ndef f():\n    import b as a\na.x(1)", ["a.x"]),
        ("import requests\nwith requests.Session() as s:\n    s.get(1)", ["requests.Session().get"]),
        ("import a\nwith (a.b() as s, a.c() as t):\n    t.get(1)", ["a.c().get"]),
        ("import a\nwith a.b() as (s, t):\n    t.get(1)", []),
        ("import a\nif s := a.b():\n    s.get(1)", ["a.b().get"]),
        ("import a\ndef f():\n    [s := a.b() for _ in x]\n    s.get(1)", ["a.b().get"]),
        ("from a import get\nclass V:\n    def get(self):\n        get(1)", ["a.get"]),
        ("from a import get\nclass V:\n    get = 3\n    x = get(1)", []),
        ("pool = None\ndef start():\n    global pool\n    import a\n    pool = a.b()\ndef use():\n    pool.q(1)",
         ["a.b().q"]),
        ("def f():\n    import a\n    s = None\n    def g():\n        nonlocal s\n        s = a.b()\n    s.q(1)",
         ["a.b().q"]),
        ("try:\n    pass\nexcept E as e:\n    e.f(1)", []),
        ("import a\n(a.b\n  .c(1)\n  .d(1))", ["a.b.c().d"]),
        ("import a\nawait a.b(1)", ["a.b"]),
        ("import a\n(await a.b(2)).c(1)", ["a.b().c"]),
        ("a = b\nb = a\na.x(1)", []),
    ],
)  # fmt: skip
def test_a_name_in_python_is_what_its_file_makes_it(called: Called, code: str, names: list[str]) -> None:
    assert list(called(code, "python")) == names


_ANY = ["javascript", "typescript", "tsx"]
_TYPED = ["typescript", "tsx"]


@pytest.mark.parametrize(
    ("code", "names", "grammars"),
    [
        ("f(1)", ["f"], _ANY),
        ("import axios from 'axios'; axios.get(1)", ["axios.get"], _ANY),
        ('import { get as g } from "axios"; g(1)', ["axios.get"], _ANY),
        ("import { default as g } from 'axios'; g.get(1)", ["axios.get"], _ANY),
        ("import a, { b } from 'c'; b(1)", ["c.b"], _ANY),
        ("import * as fs from 'node:fs'; fs.readFileSync(1)", ["fs.readFileSync"], _ANY),
        ("import fs = require('fs'); fs.read(1)", ["fs.read"], _TYPED),
        ("const fs = require('fs'); fs.read(1)", ["fs.read"], _ANY),
        ("const { exec } = require('child_process'); exec(1)", ["child_process.exec"], _ANY),
        ("const { exec: go } = require('child_process'); go(1)", ["child_process.exec"], _ANY),
        ("import 'side-effect'; f(1)", ["f"], _ANY),
        ("import { A } from 'x'; const a = new A(2); a.get(1)", ["x.A().get"], _ANY),
        ("import { A } from 'x'; new A(2).get(1)", ["x.A().get"], _ANY),
        ("import { A } from 'x'; (await new A(2)).get(1)", ["x.A().get"], _ANY),
        ("import { A } from 'x'; const a = (new A()); a?.b?.get(1)", ["x.A().b.get"], _ANY),
        ("import { A } from 'x'; const a = new A(); a!.get(1)", ["x.A().get"], _TYPED),
        ("import { A } from 'x'; class B { a = new A(); f() { this.a.get(1) } }", ["x.A().get"], _ANY),
        ("import { A } from 'x'; class B { #a = new A(); f() { this.#a.get(1) } }", ["x.A().get"], _ANY),
        ("import { A } from 'x'; class B { constructor() { this.a = new A() } f() { this.a.get(1) } }",
         ["x.A().get"], _ANY),
        ("import { A } from 'x'; class B { a: A; f() { this.a.get(1) } }", ["x.A().get"], _TYPED),
        ("import { A } from 'x'; class B { constructor(private readonly a: A) {} f() { this.a.get(1) } }",
         ["x.A().get"], _TYPED),
        ("import { A } from 'x'; class B { constructor(a: A) {} f() { this.a.get(1) } }", ["this.a.get"], _TYPED),
        ("import { A } from 'x'; function f(a: A<string> | null) { a.get(1) }", ["x.A().get"], _TYPED),
        ("import { A } from 'x'; function f({ a }: A) { a.get(1) }", [], _TYPED),
        ("import { A } from 'x'; let a: A; a.get(1)", ["x.A().get"], _TYPED),
        ("import a from 'x'; function f(a) { a.get(1) }", [], _ANY),
        ("import a from 'x'; const f = (a) => a.get(1)", [], _ANY),
        ("import a from 'x'; const f = a => a.get(1)", [], _ANY),
        ("import a from 'x'; const f = ({ a }) => a.get(1)", [], _ANY),
        ("import a from 'x'; const f = ([b, ...a]) => a.get(1)", [], _ANY),
        ("import a from 'x'; const f = (a = 3) => a.get(1)", [], _ANY),
        ("import a from 'x'; { const a = 3; } a.get(1)", ["x.get"], _ANY),
        ("import a from 'x'; function f() { if (q) { var a = 3; } a.get(1) }", [], _ANY),
        ("import a from 'x'; function f() { if (q) { let a = 3; } a.get(1) }", ["x.get"], _ANY),
        ("import a from 'x'; for (const a of b) a.get(1)", [], _ANY),
        ("import a from 'x'; try {} catch (a) { a.get(1) }", [], _ANY),
        ("import a from 'x'; try {} catch { a.get(1) }", ["x.get"], _ANY),
        ("import a from 'x'; switch (q) { case 1: let a = 3 } a.get(1)", ["x.get"], _ANY),
        ("import a from 'x'; function f() { function a() {} a(1) }", [], _ANY),
        ("import a from 'x'; function f() { class a {} a.get(1) }", [], _ANY),
        ("import a from 'x'; function f() { enum a { B } a.get(1) }", [], _TYPED),
        ("import a from 'x'; const { b, c: [d] } = a; d.get(1)", [], _ANY),
        ("const f = require(name); f(1)", ["require()"], _ANY),
    ],
)  # fmt: skip
def test_a_name_in_typescript_is_what_its_file_makes_it(
    called: Called, code: str, names: list[str], grammars: list[str]
) -> None:
    for grammar in grammars:
        assert list(called(code, grammar)) == names, grammar


def test_in_a_language_whose_scopes_are_not_known_names_stay_as_written(called: Called) -> None:
    assert list(called('import f "fmt"\nfunc g() { f.Print(1) }', "go")) == ["f.Print"]


def test_names_bound_in_circles_come_to_an_end(called: Called) -> None:
    lines = [f"{one} = {other}.x{number}" for number in range(300) for one, other in (("a", "b"), ("b", "a"))]
    assert called("\n".join([*lines, "a.get(1)"]), "python") == ()


_PYTHON = """\
import a.b, c as d
from .e import (f, g as h)
class A[T](B):
    x: int = 1
    def m(self, *p: int, q=2, **r) -> None:
        global s
        self.t = s = u = (await v())
        with w as (y, z): pass
        match k:
            case [l, *n] as o: pass
            case P(i=j): pass
type X[Y] = list[Y]
try: lambda aa, *bb: 1
except* E as cc: [dd for dd, *ee in (ff := gg)]
"""
_TYPESCRIPT = """\
import a, { b as c } from "d"; import * as e from "f"; import g = require("h");
class A extends B { i = 1; #j: K; constructor(private l: M, n?: O) { this.p = new Q() } }
const { r, s: [t] } = require("u"), v = (w) => x?.y!.z; var aa;
for (const bb of cc) { switch (dd) { default: let ee } }
try { } catch (ff) { } enum G { H } function* hh({ ii = 1 }, ...jj) { }
abstract class I { }
"""


@pytest.mark.parametrize(("text", "grammar"), [(_PYTHON, "python"), (_TYPESCRIPT, "typescript")])
def test_code_that_breaks_off_anywhere_still_has_names(text: str, grammar: str) -> None:
    for end in range(len(text)):
        assert isinstance(names_of(parsed(text[:end], grammar)), Names)
