"""What strangers send, followed through TypeScript and JavaScript."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.checklist.load import item
from reviewbot.detectors.detect import detect
from reviewbot.domain.finding import Candidate
from reviewbot.domain.item import Item
from reviewbot.domain.source import Source
from reviewbot.syntax.languages import grammar_of

_ITEM = """\
---
id: own-item
title: A fault
severity: high
wording: {title: "`$SOURCE` reaches `$SINK`", trigger: "When it is sent, it fails.", repair: "Mend it."}
detectors:
  - language: typescript
    confidence: high
    requires: [sink]
    taint:
      sources: ["**.req.query", "**.req.body", "**.req.params", "**.request.query", "**.request.body", ctx.query,
                "**.req.url().searchParams", event.body, route.value, route.segment, route.header]
      sinks:
        - {call: [sink, tool.sink, tool.sink2, kit.sink, "**.innerHTML"], argument: ["0", "0.url"], unless: {"1": safe}}
        - {call: [textSink], argument: ["0"], text: "^<"}
        - {call: [res.send], argument: ["0"]}
        - {returned: [nest], text: "^<sink"}
      passes: [String, path.join, JSON.parse, Object.values, "**.replace"]
      sanitisers: ["**.escape*"]
      refused: [".."]
      fixed: "^/safe/"
---
"""
_ONE = item(_ITEM, "own.md", "team", {})


def hits(text: str, path: str = "src/a.ts", own: Item = _ONE) -> tuple[Candidate, ...]:
    return detect(Source(path, text, grammar_of(path)), [own])


def view(body: str) -> str:
    return f"app.get('/x', async (req, res) => {{\n{body}\n}});\n"


_REACHING = {
    "directly": "sink(req.query.x);",
    "by a key": 'sink(req["query"]["x"]);',
    "through a variable": "const x = req.query.x;\nlet y = x;\nsink(y);",
    "taken apart": "const { x } = req.query;\nsink(x);",
    "taken apart under another name": "const { query: { x: y = '1' } } = req;\nsink(y);",
    "the rest of what is taken apart": "const { a, ...rest } = req.body;\nsink(rest.x);",
    "taken apart in an assignment": "let x;\n({ x } = req.query);\nsink(x);",
    "a list taken apart": "const [, second] = req.body.list;\nsink(second);",
    "behind a callback's error": "const { x } = req.query;\nfs.stat(x, (error) => {\n  if (!error) sink(x);\n});",
    "a cast": "sink((req.query.x as string)!);",
    "optional": "sink(req?.query?.x ?? '');",
    "a default": "sink(req.query.x || 'a');",
    "a template": "sink(`a ${req.query.x} b`);",
    "a sum": "sink('a' + req.query.x + 'b');",
    "a longer text": "let q = 'a';\nq += req.query.x;\nsink(q);",
    "concat": "sink('a'.concat(req.query.x));",
    "joined": "sink(['a', req.query.x].join(' '));",
    "joined elsewhere": "const parts = ['a'];\nparts.push(req.query.x);\nsink(parts.join(' '));",
    "a method of the text": "sink(req.query.x.trim().toLowerCase());",
    "a call that passes it on": "sink(path.join('/a', String(req.query.x)));",
    "a conditional": "sink(c() ? req.query.x : 'a');",
    "one way of a branch": "let x = 'a';\nif (c()) {\n  x = req.query.x;\n}\nsink(x);",
    "a loop": "for (const one of req.body.list) {\n  sink(one);\n}",
    "a loop over keys": "for (const key in req.body) {\n  sink(key);\n}",
    "the keys": "Object.keys(req.body).forEach((key) => sink(key));",
    "behind a counting loop": "for (let i = 0; i < 3; i++) {}\nsink(req.query.x);",
    "behind a loop that counts in its test": "let i = 0;\nwhile (i++ < 3) {}\nsink(req.query.x);",
    "in a loop that does": "do {\n  sink(req.query.x);\n} while (c());",
    "a callback": "req.body.list.map((one) => sink(one));",
    "a promise": "load(req.query.x);\nwait().then(() => sink(req.query.x));",
    "a promise of it": "Promise.resolve().then(() => req.query.x).then((x) => sink(x));",
    "a function within": "const run = () => sink(req.query.x);\nrun();",
    "a function within, declared": "function run() {\n  sink(req.query.x);\n}\nrun();",
    "an object": "const options = { a: 1, x: req.query.x };\nsink(options.x);",
    "a member set later": "const options: Options = {};\noptions.x = req.query.x;\nsink(options.x);",
    "assigned to an object": "const options = {};\nObject.assign(options, { x: req.query.x });\nsink(options.x);",
    "spread": "const options = { ...req.body, a: 1 };\nsink(options.x);",
    "a member of an argument": "sink({ url: req.query.x });",
    "in a try": "try {\n  sink(req.query.x);\n} catch (error) {\n  next(error);\n}",
    "in a catch": "const x = req.query.x;\ntry {\n  f();\n} catch {\n  sink(x);\n}",
    "a switch on something else": "const x = req.query.x;\nswitch (kind) {\n  case 'a':\n    sink(x);\n    break;\n}",
    "a switch that falls through": (
        "const x = req.query.x;\nswitch (kind) {\n  case 'a':\n    f();\n  case 'b':\n    sink(x);\n}"
    ),
    "behind a switch": (
        "const x = req.query.x;\nswitch (x) {\n  case 'a':\n    if (c()) break;\n    return;\n}\nsink(x);"
    ),
    "its default": "const x = req.query.x;\nswitch (x) {\n  case 'a':\n    break;\n  default:\n    sink(x);\n}",
    "a labelled loop": "outer: for (;;) {\n  sink(req.query.x);\n  break outer;\n}",
    "a tag that says nothing": "sink(String.raw`a ${req.query.x}`);",
    "a sequence": "(0, tool.sink)(req.query.x);",
    "an exported tool": "(0, tool.default.sink)(req.query.x);",
    "a decoded text": "sink(JSON.parse(req.body.x).y);",
    "an assignment in a test": "let m;\nif ((m = req.query.x)) {\n  sink(m);\n}",
    "a list is asked for": "const x = req.query.x;\nif (Array.isArray(x)) {\n  sink(x[0]);\n}",
    "a text is asked for": "const x = req.query.x;\nif (typeof x !== 'string') {\n  return;\n}\nsink(x);",
    "what is searched for is found": "const x = req.query.x;\nif (/[;&]/.test(x)) {\n  sink(x);\n}",
    "a list does not hold it": "const x = req.query.x;\nif (!ALLOWED.includes(x)) {\n  sink(x);\n}",
    "another value is checked": "const { x, y } = req.query;\nif (ALLOWED.includes(y)) {\n  sink(x);\n}",
    "a test of one alternative": (
        "const x = req.query.x;\nif (!/^a|b$/.test(x)) {\n  return;\n}\nif (c()) {\n  sink(x + 1);\n}\nelse sink2(x);"
    ),
    "a page's element": "element.innerHTML = req.query.x;\nsink(1);",
    "the address taken apart": "const { searchParams } = new URL(req.url, base);\nsink(searchParams.get('x'));",
    "a type of a response with pages": "res.setHeader('Content-Type', 'text/html');\nres.send(req.query.x);\nsink(1);",
    "a text that must begin so": "textSink(`<b>${req.query.x}</b>`);\nsink(1);",
}
_HARMLESS = {
    "overwritten": "let x = req.query.x;\nx = 'a';\nsink(x);",
    "a number": "sink(parseInt(req.query.x, 10));",
    "a number by its sign": "sink(+req.query.x);",
    "a number by arithmetic": "sink(req.query.x * 2);",
    "a number by its constructor": "sink(`${Number(req.query.x)}`);",
    "its length": "sink(req.query.x.length);",
    "its type": "sink(typeof req.query.x);",
    "escaped": "sink(escapeHtml(req.query.x));",
    "escaped by a method": "sink(req.query.x.escape());",
    "a call that nobody knows": "sink(lookUp(req.query.x));",
    "looked up": "sink(TABLE[req.query.x]);",
    "another argument": "sink('a', req.query.x);",
    "excepted by what is written": "sink(req.query.x, { safe: true });",
    "excepted by a variable's keys": "const options = { safe: path.join('a') };\nsink(req.query.x, options);",
    "a list holds it": "const x = req.query.x;\nif (!ALLOWED.includes(x)) {\n  return;\n}\nsink(x);",
    "a set holds it": "const { x } = req.query;\nif (ALLOWED.has(x)) {\n  sink(x);\n}",
    "an object has it": "const { x } = req.query;\nif (x in TABLE) {\n  sink(x);\n}",
    "an object owns it": (
        "const { x } = req.query;\nif (!Object.prototype.hasOwnProperty.call(TABLE, x)) {\n"
        "  throw new Error();\n}\nsink(x);"
    ),
    "its place in a list": "const { x } = req.query;\nif (LIST.indexOf(x) === -1) {\n  return;\n}\nsink(x);",
    "its place in a list, by its bits": "const { x } = req.query;\nif (~LIST.indexOf(x)) {\n  sink(x);\n}",
    "equal to a constant": "const { x } = req.query;\nif (x === 'a' || x === 'b') {\n  sink(x);\n}",
    "unequal to a constant": "const { x } = req.query;\nif (x !== 'a') {\n  return;\n}\nsink(x);",
    "a switch": (
        "const { x } = req.query;\nswitch (x) {\n  case 'a':\n"
        "  case 'b':\n    sink(x);\n    break;\n  default:\n    f();\n}"
    ),
    "a switch over tests": "const { x } = req.query;\nswitch (true) {\n  case x === 'a':\n    sink(x);\n}",
    "an expression of the whole": "const { x } = req.query;\nif (!/^[a-z]+$/.test(x)) {\n  return;\n}\nsink(x);",
    "an expression of what is bad": "const { x } = req.query;\nif (/[^a-z]/.test(x)) {\n  return;\n}\nsink(x);",
    "an expression by its name": "const { x } = req.query;\nif (!NAME.test(x)) {\n  return;\n}\nsink(x);",
    "steps are removed": "sink(req.query.x.replace(/^(\\.\\.(\\/|$))+/, ''));",
    "all of them are allowed": "const { x } = req.query;\nif (!x.every((y) => ALL.has(y))) {\n  return;\n}\nsink(x);",
    "what is not listed is removed": "sink(req.query.x.replace(/[^a-z0-9]/g, ''));",
    "a number is asked for": "const { x } = req.body;\nif (typeof x !== 'number') {\n  return;\n}\nsink(x);",
    "no number is asked for": "const { x } = req.query;\nif (isNaN(x)) {\n  return;\n}\nsink(x);",
    "a check by its name": "const { x } = req.query;\nif (!isAllowed(x)) {\n  return;\n}\nsink(x);",
    "what climbs is refused": "const { x } = req.query;\nif (x.includes('..')) {\n  return;\n}\nsink(x);",
    "what begins by climbing is refused": "const { x } = req.query;\nif (x.startsWith('..')) {\n  return;\n}\nsink(x);",
    "what comes before it": "sink(`/safe/${req.query.x}`);",
    "behind what comes first": "const { x } = req.query;\nif (x.indexOf('/safe/') !== 0) {\n  return;\n}\nsink(x);",
    "the keys of an object that was written": "const o = { a: req.query.x };\nObject.keys(o).map((key) => sink(key));",
    "another member of what is assigned": "const o = Object.assign({}, { a: 1 }, { x: req.query.x });\nsink(o.a);",
    "another member": "const options = { a: 'b', x: req.query.x };\nsink(options.a);",
    "taken out": "delete req.query.x;\nsink(req.query.x);",
    "no text": "textSink({ a: `<b>${req.query.x}</b>` });\nsink(1);",
    "a tag": "sink(sql`a ${req.query.x}`);",
    "unreachable": "if (false) {\n  sink(req.query.x);\n}",
    "behind the end": "process.exit(1);\nsink(req.query.x);",
    "a response that is no page": "res.type('text/plain');\nres.send(req.query.x);\nsink(1);",
    "a response with a header of a type": "res.set('Content-Type', 'text/csv');\nres.send(req.query.x);\nsink(1);",
    "a parameter of the same name": "rows.map((req) => sink(req.name));",
}


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in _REACHING.items()])
def test_it_reaches_the_sink(body: str) -> None:
    assert hits(view(body))


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in _HARMLESS.items()])
def test_it_does_no_harm(body: str) -> None:
    assert not hits(view(body))


_PROGRAMS = {
    "a function declaration": "export async function find(req, res) { sink(req.query.x); }",
    "a member of the exports": "exports.find = function (req, res) { sink(req.query.x); };",
    "a method": "class A { find(req: Request) { sink(req.query.x); } }",
    "a member that is a function": "class A { find = async (req) => { sink(req.query.x); }; }",
    "an object of functions": "module.exports = { async find(ctx) { sink(ctx.query.x); } };",
    "without parentheses": "export const find = async ctx => { const { x } = ctx.query; sink(x); };",
    "within a function": "export default (app) => { app.get('/x', (req, res) => sink(req.query.x)); };",
    "taken apart as a parameter": "app.get('/x', ({ query }, res) => sink(query.x));",
    "taken apart within a function": "function routes(app) { app.get('/x', ({ query }, reply) => sink(query.x)); }",
    "a function called": "const run = (x: string) => sink(x);\napp.get('/x', (req, res) => run(req.query.x));",
    "an object handed on": (
        "const run = ({ a }) => sink(a);\napp.get('/x', (req, res) => run({ a: req.query.x, b: 1 }));"
    ),
    "a member handed on": "function run(o) { sink(o.a); }\napp.get('/x', (req, res) => run({ a: req.query.x, b: 1 }));",
    "a method called": "class A { run(x) { sink(x); }\n find(req) { this.run(req.query.x); } }",
    "a function of an object": "const kit2 = { run(x) { sink(x); } };\napp.get('/x', (req) => kit2.run(req.query.x));",
    "what a function returns": "const text = (x) => `a ${x}`;\napp.get('/x', (req) => sink(text(req.query.x)));",
    "a renamed import": "import { sink as run } from 'tool';\napp.get('/x', (req) => run(req.query.x));",
    "a module required": "const { sink } = require('tool');\napp.get('/x', (req) => sink(req.query.x));",
    "a module required on the spot": "app.get('/x', (req) => require('tool').sink(req.query.x));",
    "a compiled import": (
        "const t = __importDefault(require('tool'));\napp.get('/x', (req) => t.default.sink(req.query.x));"
    ),
    "a promise of a call": (
        "import { sink } from 'tool';\nconst run = promisify(sink);\napp.get('/x', (req) => run(req.query.x));"
    ),
    "a handler of events": "export const handler = async (event) => { sink(JSON.parse(event.body).x); };",
    "a decorated parameter": "class A { @Get(':x') find(@Query('x') x: string) { sink(x); } }",
    "a decorated body": "class A { @Post() add(@Body() dto: AddDto) { sink(dto.name); } }",
    "a decorated header": "class A { @Get() find(@Headers('x') x) { sink(x); } }",
    "a page that a method returns": "class A { @Get() find(@Query('x') x: string) { return `<sink>${x}`; } }",
}
_SAFE_PROGRAMS = {
    "a pipe that parses": "class A { @Get() find(@Param('x', ParseIntPipe) x) { sink(x); } }",
    "a parameter that is a number": "class A { @Get() find(@Query('x') x: number) { sink(x); } }",
    "a parameter without a decorator": "class A { find(x: string) { sink(x); } }",
    "a request that was made here": "async function f() { const req = make(); sink(req.query.x); }",
    "an object that is no request": "function f({ query }) { sink(query.x); }",
    "another member handed on": (
        "const run = ({ b }) => sink(b);\napp.get('/x', (req) => run({ a: req.query.x, b: 1 }));"
    ),
    "a function that expects a number": (
        "const run = (x: number) => sink(x);\napp.get('/x', (req) => run(req.query.x));"
    ),
    "a method that returns no page": "class A { @Post() find(@Body() x: string) { return `<sink>${x}`; } }",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in _PROGRAMS.items()])
def test_it_is_followed_into(text: str) -> None:
    assert hits(text)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in _SAFE_PROGRAMS.items()])
def test_it_is_not_there_in(text: str) -> None:
    assert not hits(text)


@pytest.mark.parametrize("path", ["src/a.js", "src/a.tsx", "src/a.mjs"])
def test_each_grammar_is_followed(path: str) -> None:
    (one,) = hits(view("const x = req.query.x;\nsink(x);"), path)
    assert (one.anchor.line, one.title) == (3, "`req.query.x` reaches `sink`")
    assert [step.line for step in one.steps] == [2, 3]


def test_what_is_taken_apart_is_named_by_its_key() -> None:
    (one,) = hits(view("const { x, y } = req.query;\nsink(x);"))
    assert one.title == "`req.query.x` reaches `sink`"


def test_a_handler_is_followed_once_with_what_is_around_it() -> None:
    text = "function routes(app) {\n  const name = 'a';\n  app.get('/x', (req) => sink(name + req.query.x));\n}\n"
    assert len(hits(text)) == 1


_WHOLE = "\n".join([*map(view, [*_REACHING.values(), *_HARMLESS.values()]), *_PROGRAMS.values()])


@given(st.integers(0, len(_WHOLE)), st.integers(0, 2_000))
def test_broken_code_is_followed_as_far_as_it_goes(start: int, length: int) -> None:
    text = _WHOLE[start : start + length] + "\nsink"
    assert hits(text, "src/a.tsx") == hits(text, "src/a.tsx")


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda n: "sink(" + "req.query.x + " * n + "1);", id="a long sum"),
        pytest.param(lambda n: "sink(" + "(" * n + "req.query.x" + ")" * n + ");", id="parentheses"),
        pytest.param(lambda n: "let x = req.query;\n" + "x = x.a;\n" * n + "sink(x);", id="many members"),
        pytest.param(lambda n: "if (a) f();\n" + "else if (b) f();\n" * n + "sink(req.query.x);", id="else if"),
        pytest.param(lambda n: "f(() => {" * n + "sink(req.query.x);" + "});" * n, id="callbacks"),
        pytest.param(lambda n: "f()" + ".then((x) => x)" * n + ".then(() => sink(req.query.x));", id="promises"),
        pytest.param(lambda n: "switch (a) {" + "case 1: f();\n" * n + "}\nsink(req.query.x);", id="cases"),
        pytest.param(lambda n: "const o = {" + "a: {" * n + "}" * n + "};\nsink(o);", id="objects"),
        pytest.param(lambda n: "for (;;) {" * n + "}" * n + "\nsink(req.query.x);", id="loops"),
        pytest.param(lambda n: "sink(" + "a ? b : " * n + "req.query.x);", id="conditionals"),
        pytest.param(lambda n: "sink(" + "`${" * n + "req.query.x" + "}`" * n + ");", id="templates"),
    ],
)
def test_a_hostile_file_ends(make: Callable[[int], str]) -> None:
    assert len(hits(view(make(400)))) <= 2
