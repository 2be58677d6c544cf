"""Whether what a stranger sends reaches a sink, construct by construct."""

import pytest
from support.stranger import hits, view

_X = "x = request.args['x']\n"

TAINTED = {
    "directly": "sink(request.args['x'])",
    "through a variable": _X + "y = x\nsink(y)",
    "by get": "sink(request.args.get('x'))",
    "by get with a default": "sink(request.args.get('x', '1'))",
    "as the default": "sink(KNOWN.get('x', request.args['x']))",
    "in an f-string": "sink(f'a {request.args[\"x\"]}')",
    "by percent": "sink('a %s' % request.args['x'])",
    "by percent with several": "sink('a %s %d' % (request.args['x'], 3))",
    "by percent with names": "sink('a %(x)s' % {'x': request.args['x']})",
    "by percent of a variable": "sink(unknown % request.args['x'])",
    "by format": "sink('a {} {b}'.format(1, b=request.args['x']))",
    "by format of a sum": "sink(('a {}' + unknown).format(request.args['x']))",
    "by join of a list": "sink(','.join(['a', request.args['x']]))",
    "by join": "sink(','.join(request.args))",
    "by a sum": "sink('a' + request.args['x'] + 'b')",
    "by a path": "sink(unknown / request.args['x'])",
    "by an augmented sum": "q = 'a'\nq += request.args['x']\nsink(q)",
    "by a keyword": "sink(text=request.args['x'])",
    "spread": "sink(*request.args['x'])",
    "on one branch": "q = 'a'\nif unknown:\n    q = request.args['x']\nsink(q)",
    "on the other branch": "if unknown:\n    q = 'a'\nelse:\n    q = request.args['x']\nsink(q)",
    "where a constant says so": "n = 7\nq = 'a'\nif n > 5:\n    q = request.args['x']\nsink(q)",
    "in either case of a conditional": "q = 'a' if unknown else request.args['x']\nsink(q)",
    "or something": "sink(request.args['x'] or 'a')",
    "and something": "sink(unknown and request.args['x'])",
    "assigned in an expression": "if x := request.args['x']:\n    sink(x)",
    "in a dictionary": "d = {'a': request.args['x'], 'b': '1'}\nsink(d['a'])",
    "in a dictionary as a whole": "d = {'a': request.args['x'], 'b': '1'}\nsink(d)",
    "put into a dictionary": "d = {}\nd['a'] = request.args['x']\nsink(d['a'])",
    "put in at an unknown key": "d = {}\nd[unknown] = request.args['x']\nsink(d['b'])",
    "taken at an unknown key": "d = {'a': request.args['x']}\nsink(d[unknown])",
    "spread into a dictionary": "d = {**request.args}\nsink(d['a'])",
    "in a list": "l = ['a', request.args['x']]\nsink(l[1])",
    "appended": "l = []\nl.append('a')\nl.append(request.args['x'])\nsink(l[1])",
    "extended": "l = ['a']\nl.extend(request.args['x'])\nsink(l[3])",
    "unpacked": "a, b = 'a', request.args['x']\nsink(b)",
    "unpacked with the rest": "a, *b = request.args['x'], 'a'\nsink(b)",
    "in a loop": "for x in request.args:\n    sink(x)",
    "in a loop over pairs": "for k, v in request.args.items():\n    sink(v)",
    "in a loop over a list": "for x in ['a', request.args['x']]:\n    sink(x)",
    "behind a loop": "x = ''\nwhile unknown:\n    x = request.args['x']\nsink(x)",
    "in a later round": "a = b = 'a'\nfor i in unknown:\n    sink(b)\n    b = a\n    a = request.args['x']",
    "in a comprehension": "sink([x.strip() for x in request.args])",
    "in a dictionary's comprehension": "sink({k: v for k, v in request.args.items()})",
    "by a method": "sink(request.args['x'].strip().lower())",
    "by a function that passes it on": "sink(str(request.args['x']))",
    "through a function without a name": "sink(list(map(lambda one: one, request.args)))",
    "kept in self": "self.x = request.args['x']\nsink(self.x)",
    "deep in self": "self.a.b = request.args['x']\nsink(self.a.b)",
    "in a resource": "with unknown as u, request.args['x'] as x:\n    sink(x)",
    "in what comes last": "x = 'a'\ntry:\n    x = request.args['x']\nfinally:\n    sink(x)",
    "in a handler": "x = 'a'\ntry:\n    x = request.args['x']\n    fail()\nexcept Error:\n    sink(x)",
    "in an else of a try": "try:\n    x = request.args['x']\nexcept Error:\n    return\nelse:\n    sink(x)",
    "in a raised error": "raise sink(request.args['x'])",
    "in a default case": "x = request.args['x']\nmatch x:\n    case 'a':\n        pass\n    case _:\n        sink(x)",
    "under a flag": "shell(request.args['x'], unsafe=True)",
    "as a certain text": "query('SELECT ' + request.args['x'])",
    "as what a method belongs to": "request.args['x'].flush()",
    "by an alias of the whole": "a = request.args\nsink(a['x'])",
    "behind a host": "sink('https://' + request.args['x'])",
}  # fmt: skip

HARMLESS = {
    "another argument": "sink('a', request.args['x'])",
    "without what is refused": "sink(request.args['x'].replace('..', ''))",
    "overwritten": _X + "x = '1'\nsink(x)",
    "deleted": _X + "del x\nsink(x)",
    "a number": "sink(int(request.args['x']))",
    "written as a number": "sink('a %d' % request.args['x'])",
    "formatted as a number": "sink(f'{request.args[\"x\"]:d}')",
    "a length": "sink(len(request.args['x']))",
    "an answer": "sink(request.args['x'].startswith('a'))",
    "a comparison": "sink(request.args['x'] == 'a')",
    "arithmetic": "sink(request.args['x'] - 1)",
    "clean on both branches": _X + "if unknown:\n    x = 'a'\nelse:\n    x = 'b'\nsink(x)",
    "where nothing leads": "q = 'a'\nif False:\n    q = request.args['x']\nsink(q)",
    "where constants differ": "q = 'a'\nif 'a' == 'b':\n    q = request.args['x']\nsink(q)",
    "where a constant is too small": "n = 3\nq = 'a'\nif n > 5:\n    q = request.args['x']\nsink(q)",
    "where a constant is not": "q = 'a'\nif not True:\n    q = request.args['x']\nsink(q)",
    "the other of a constant conditional": "sink('a' if True else request.args['x'])",
    "behind a constant that is true": "sink('a' or request.args['x'])",
    "behind a return": "return\nsink(request.args['x'])",
    "behind an end": "abort(404)\nsink(request.args['x'])",
    "behind an endless loop": "while True:\n    go()\nsink(request.args['x'])",
    "another key": "d = {'a': request.args['x'], 'b': '1'}\nsink(d['b'])",
    "another key that was put in": "d = {}\nd['a'] = request.args['x']\nd['b'] = '1'\nsink(d['b'])",
    "another element": "l = ['a', request.args['x']]\nsink(l[0])",
    "another that was appended": "l = []\nl.append('a')\nl.append(request.args['x'])\nsink(l[0])",
    "another that was unpacked": "a, b = 'a', request.args['x']\nsink(a)",
    "another member": "self.x = request.args['x']\nsink(self.y)",
    "the object with the member": "self.x = request.args['x']\nsink(self)",
    "looked up": "sink(KNOWN[request.args['x']])",
    "looked up by get": "sink(KNOWN.get(request.args['x']))",
    "through an unknown function": "sink(found(request.args['x']))",
    "sanitised": "sink(html.escape(request.args['x']))",
    "sanitised by a member": "sink(request.args['x'].name)",
    "without the flag": "shell(request.args['x'])",
    "with another argument that excuses it": "shell(request.args['x'], safe, unsafe=True)",
    "another text": "query('UPDATE ' + request.args['x'])",
    "behind a fixed beginning": "sink('https://a.example/' + request.args['x'])",
    "a function's own parameter": "sink(unknown)",
    "in a name that only ends alike": "sink(pull_request.args['x'])",
}  # fmt: skip


@pytest.mark.parametrize("body", TAINTED.values(), ids=TAINTED)
def test_a_value_of_a_stranger_is_followed(body: str) -> None:
    assert hits(view(body))


@pytest.mark.parametrize("body", HARMLESS.values(), ids=HARMLESS)
def test_a_value_that_a_stranger_does_not_choose_is_left_alone(body: str) -> None:
    assert hits(view(body)) == []


@pytest.mark.parametrize(
    "text",
    [
        "from flask import request as asked\n\n\ndef f():\n    sink(asked.args['x'])\n",
        "import flask\n\n\ndef f():\n    sink(flask.request.args['x'])\n",
        "def f(request):\n    sink(request.GET['x'])\n",
        "class A:\n    def f(self):\n        sink(self.request.GET['x'])\n",
    ],
    ids=["under another name", "through the module", "as a parameter", "of self"],
)
def test_a_request_is_known_however_it_came(text: str) -> None:
    assert hits(text)


@pytest.mark.parametrize(
    "text",
    [
        "def f(request: requests.PreparedRequest):\n    sink(request.args['x'])\n",
        "from own import request\n\n\ndef f(asked):\n    sink(asked.args['x'])\n",
    ],
    ids=["one that is sent", "another object"],
)
def test_what_is_no_request_is_no_source(text: str) -> None:
    assert hits(text) == []
