"""What makes a claim about an item wrong, and what only looks as if it did."""

import re
from pathlib import Path

import pytest

from reviewbot.checklist.body import marked_lines
from reviewbot.checklist.examples import example_path
from reviewbot.checklist.load import checklist
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.item import Example
from reviewbot.domain.levels import Confidence
from reviewbot.domain.source import Source
from reviewbot.findings.refuters import REFUTERS
from reviewbot.findings.view import View
from reviewbot.syntax.languages import grammar_of

_ITEMS = {one.id: one for one in checklist({}).items}


def _reason(item: str, marked: str, path: str, related: tuple[Anchor, ...] = ()) -> str:
    """Refute a claim about the lines that begin with `>`."""
    lines = marked.removesuffix("\n").split("\n")
    quoted = [number for number, line in enumerate(lines, 1) if line.startswith(">")]
    text = "".join(f"{line.removeprefix('>')}\n" for line in lines)
    quote = "\n".join(text.split("\n")[quoted[0] - 1 : quoted[-1]])
    anchor = Anchor(path, Side.RIGHT, quoted[0], quoted[-1])
    claim = Candidate(item, anchor, quote, "t", "w", "m", Confidence.LOW, "agent", related=related)
    language = {"py": "python", "ts": "typescript"}.get(path.rpartition(".")[2])
    return REFUTERS[item](View(claim, Source(path, text, language)))


_SUFFIXES = {"python": "py", "typescript": "ts", "sql": "sql"}
_CLAIM = re.compile(r"^## ([\w-]+) · (wrong|right) · ([\w-]+)\n```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CLAIMS = _CLAIM.findall((Path(__file__).parent / "claims.md").read_text(encoding="utf-8"))


def _claims(kind: str) -> list[object]:
    return [
        pytest.param(item, text, f"a.{_SUFFIXES[language]}", id=f"{item}-{language}-{name}")
        for item, said, name, language, text in _CLAIMS
        if said == kind
    ]


@pytest.mark.parametrize(("item", "marked", "path"), _claims("wrong"))
def test_a_claim_is_refuted_where_the_file_shows_that_it_is_wrong(item: str, marked: str, path: str) -> None:
    assert _reason(item, marked, path)


@pytest.mark.parametrize(("item", "marked", "path"), _claims("right"))
def test_nothing_is_refuted_where_the_file_only_looks_as_if(item: str, marked: str, path: str) -> None:
    assert _reason(item, marked, path) == ""


def test_every_refuter_has_claims_of_both_kinds() -> None:
    assert {(item, kind) for item, kind, *_ in _CLAIMS} == {
        (item, kind) for item in REFUTERS for kind in ("wrong", "right")
    }


@pytest.mark.parametrize(
    "related",
    [
        pytest.param(Anchor("a.py", Side.RIGHT, 5, 5), id="outside-the-block"),
        pytest.param(Anchor("b.py", Side.RIGHT, 3, 3), id="in-another-file"),
    ],
)
def test_a_transaction_that_another_place_is_not_in_refutes_nothing(related: Anchor) -> None:
    marked = "def f(a, b):\n    with transaction.atomic():\n        a.save()\n>        b.save()\n    go(b)\n"
    assert _reason("write-path-without-transaction", marked, "a.py")
    assert _reason("write-path-without-transaction", marked, "a.py", (Anchor("a.py", Side.RIGHT, 3, 3),))
    assert _reason("write-path-without-transaction", marked, "a.py", (related,)) == ""


_MARKED = [
    pytest.param(name, example, line, id=f"{name}-{example.line}-{line}")
    for name in sorted(REFUTERS)
    for example in _ITEMS[name].bad
    for line in sorted({*example.marked, *marked_lines(example.text)})
]


@pytest.mark.parametrize(("name", "example", "line"), _MARKED)
def test_no_fault_of_the_checklists_own_examples_is_refuted(name: str, example: Example, line: int) -> None:
    source = Source(example_path(example), example.text, grammar_of(example_path(example)))
    anchor = Anchor(source.path, Side.RIGHT, line, line)
    claim = Candidate(name, anchor, source.lines[line - 1], "t", "w", "m", Confidence.LOW, "agent")
    assert REFUTERS[name](View(claim, source)) == ""


def test_every_refuter_is_of_an_item() -> None:
    assert REFUTERS.keys() <= _ITEMS.keys()
