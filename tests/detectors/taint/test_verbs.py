"""Which requests an item takes for harmless: by their verb, and by how their path is written."""

import pytest

from reviewbot.checklist.load import item
from reviewbot.detectors.detect import detect
from reviewbot.domain.source import Source
from reviewbot.syntax.languages import grammar_of

_ITEM = """\
---
id: own-item
title: A fault
severity: high
wording: {title: "`$SOURCE` reaches `$SINK`", trigger: "When it runs, it fails.", repair: "Mend it."}
detectors:
- language: [python, typescript]
  confidence: high
  taint:
    sources: ["**.request.args", "**.req.params", route.segment]
    sinks: [{call: sink}]
    sanitisers: [route.put, route.delete, route.regex]
---
"""
_ONE = item(_ITEM, "own.md", "team", {})

HARMLESS = {
    "a verb of Python's": ("a.py", "@app.delete('/<name>')\ndef f(name):\n    sink(name)\n"),
    "a list of verbs": ("a.py", "@app.route('/<name>', methods=['PUT', 'DELETE'])\ndef f(name):\n    sink(name)\n"),
    "a decorator without an object": ("a.py", "@route('/<name>', methods=['PUT'])\ndef f(name):\n    sink(name)\n"),
    "a decorator behind another": (
        "a.py",
        "@made()()\n@app.put('/<name>')\ndef f(name):\n    sink(name)\n",
    ),
    "a method by its name": ("a.py", "class A(APIView):\n    def destroy(self, request, name):\n        sink(name)\n"),
    "a verb of a script's": ("a.js", "app.put('/:x', (req, res) => { sink(req.params.x); });\n"),
    "a verb with a template": ("a.js", "app.del(`/${base}/:x`, function (req, res) { sink(req.params.x); });\n"),
    "a function that is wrapped": ("a.js", "app.put('/:x', wrap(async (req, res) => { sink(req.params.x); }));\n"),
    "a route within a function": (
        "a.js",
        "function routes(app) {\n  app.delete('/:x', (req, res) => { sink(req.params.x); });\n}\n",
    ),
    "a wrapped route within a function": (
        "a.js",
        "function routes(app) {\n  app.delete('/:x', wrap((req, res) => { sink(req.params.x); }));\n}\n",
    ),
    "a path that is an expression": ("a.js", "app.get(/^\\/(\\w+)$/, (req, res) => { sink(req.params[0]); });\n"),
}

OTHERS = {
    "another verb": ("a.py", "@app.post('/<name>')\ndef f(name):\n    sink(name)\n"),
    "no verb": ("a.py", "@app.route('/<name>')\ndef f(name):\n    sink(name)\n"),
    "one of two verbs": ("a.py", "@app.route('/<name>', methods=['GET', 'PUT'])\ndef f(name):\n    sink(name)\n"),
    "verbs that are computed": ("a.py", "@app.route('/<name>', methods=VERBS)\ndef f(name):\n    sink(name)\n"),
    "another decorator": ("a.py", "@made\n@app.route('/<name>')\ndef f(name):\n    sink(name)\n"),
    "a method of another name": ("a.py", "class A(APIView):\n    def get(self, request, name):\n        sink(name)\n"),
    "a path that is a text": ("a.js", "app.get('/:x', (req, res) => { sink(req.params.x); });\n"),
    "no path at all": ("a.js", "app.put(path, (req, res) => { sink(req.params.x); });\n"),
    "a function that only has the name": ("a.js", "remove('/x', (req, res) => { sink(req.params.x); });\n"),
    "what comes behind the route": (
        "a.js",
        "function f(req, app) {\n  app.put('/x', (req, res) => {});\n  sink(req.params.x);\n}\n",
    ),
}


def hits(path: str, text: str) -> int:
    return len(detect(Source(path, text, grammar_of(path)), [_ONE]))


@pytest.mark.parametrize(("path", "text"), HARMLESS.values(), ids=HARMLESS)
def test_what_such_a_request_holds_is_harmless(path: str, text: str) -> None:
    assert hits(path, text) == 0


@pytest.mark.parametrize(("path", "text"), OTHERS.values(), ids=OTHERS)
def test_any_other_request_is_a_strangers(path: str, text: str) -> None:
    assert hits(path, text) == 1
