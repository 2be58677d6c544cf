"""Suggestions proven before they are made."""

from collections.abc import Callable

import pytest

from reviewbot.detectors.detect import detect
from reviewbot.domain.finding import Candidate, Detected, Replacement
from reviewbot.domain.item import Item
from reviewbot.domain.source import Source
from reviewbot.findings.prove import PROOF, applied, proven
from reviewbot.syntax.languages import grammar_of

Prove = Callable[..., str | None]

# `go` must have a limit; `bad` is another detector's.
_DETECTORS = """
- {language: python, confidence: high, rule: {kind: call, all: [{regex: '^go'}, {not: {regex: limit}}]}}
- {language: typescript, confidence: high, rule: {kind: call_expression, all: [{regex: '^go'}, {not: {regex: limit}}]}}
"""
_OTHER = "[{language: python, confidence: high, rule: {kind: call, regex: '^bad'}}]"


@pytest.fixture
def prove(own: Callable[..., Item]) -> Prove:
    """Prove a replacement of the first candidate's lines, in a file that is Python unless its path says otherwise."""
    items = [own(detectors=_DETECTORS), own("other-item", detectors=_OTHER)]

    def run(source: Source) -> Detected:
        return Detected(detect(source, items))

    def proving(text: str, new: str, path: str = "a.py", *, is_fragment: bool = False) -> str | None:
        head = Source(path, text, grammar_of(path), is_fragment)
        one = next(one for one in run(head).candidates if one.item == "own-item")
        suggestion = proven(_replaced(one, new), head, run)
        assert suggestion is None or suggestion.proof == PROOF
        return suggestion.text if suggestion else None

    return proving


def _replaced(one: Candidate, new: str) -> Candidate:
    lines = Replacement(one.anchor.start_line, one.anchor.line, new)
    return Candidate(
        one.item, one.anchor, one.quote, one.title, one.trigger, one.message, one.confidence, one.source,
        replacement=lines,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "new", "path"),
    [
        ("x = 1\ngo(x)\n", "go(x, limit=3)", "a.py"),
        ("x = 1\ngo(\n    x,\n)\n", "go(\n    x,\n    limit=3,\n)", "a.py"),
        ("go(1)", "go(1, limit=3)", "a.py"),
        ("go(1)\r\nx = 2\r\n", "go(1, limit=3)", "a.py"),
        ("go(1)\n\ndef f(:\n    pass\n", "go(1, limit=3)", "a.py"),
        ("go(1, bad(2))\n", "go(1, bad(2), limit=3)", "a.py"),
        ("go(1)\nbad(2)\ngo(1)\n", "go(1, limit=3)", "a.py"),
        ("go(1, bad(2))\n", "go(1, limit=3)", "a.py"),
        ("go(1)  # noqa\n", "go(1, limit=3)  # noqa", "a.py"),
        ("go(y)\n", "go(y, limit=3)", "a.py"),
        ("const x = 1;\ngo(x);\n", "go(x, { limit: 3 });", "a.ts"),
        ("go(1);\n", "go(1, { limit: AbortSignal.timeout(1) });", "a.js"),
    ],
    ids=["line", "lines", "no-line-end", "crlf", "broken-before", "other-there-before", "others-elsewhere",
         "other-cured-too", "silencer-before", "unbound-before", "typescript", "javascript"],
)  # fmt: skip
def test_what_passes_every_proof_is_suggested(prove: Prove, text: str, new: str, path: str) -> None:
    assert prove(text, new, path) == new


@pytest.mark.parametrize(
    ("text", "new", "path"),
    [
        ("go(1)\n", "go(1, limit=3", "a.py"),
        ("go(1)\n", "go(1, limit=limit)", "a.py"),
        ("go(1)\n", "go(1, limit=3, limit=4)", "a.py"),
        ("go(1)\n", "await go(1, limit=3)", "a.py"),
        ("def f():\n    go(1)\n", "go(1, limit=3)\nreturn 1", "a.py"),
        ("go(1)\n", "go(2)", "a.py"),
        ("go(1)\n", "bad(1)", "a.py"),
        ("go(1)\n", "go(bad(1), limit=3)", "a.py"),
        ("go(1)\n", "", "a.py"),
        ("x = go(1)\n", "x = 1", "a.py"),
        ("go(1)\n", "# go(1)", "a.py"),
        ("go(1)\n", "# limit: none is needed\npass  # nosec", "a.py"),
        ("go(1)\n", "go(1, limit=3)  # NOQA", "a.py"),
        ("go(1)\n", "go(1, limit=3)  # reviewbot: ignore[other-item]", "a.py"),
        ("go(1)  # noqa\n", "go(1, limit=3)  # noqa # noqa", "a.py"),
        ("def f():\n    go(1)\n    bad(2)\n", "    '''", "a.py"),
        ("go(1)\n", "from x import y as bad; go(1, limit=bad(2))", "a.py"),
        ("go(1);\n", "go(1, { limit });", "a.ts"),
        ("go(1);\n", "go(1, { limit: 3 };", "a.ts"),
        ("function f() {\n  go(1);\n}\n", "  go(1, { limit: 3 }); {", "a.js"),
    ],
    ids=["parses-worse", "unbound", "keyword-twice", "await", "indentation", "fires-still", "another-fires",
         "another-fires-beside", "deleted", "merely-deleted", "commented-out", "silenced", "silencer-added",
         "our-silencer", "one-more-silencer", "others-vanish", "new-elsewhere", "shorthand-unbound",
         "typescript-broken", "brace-missing"],
)  # fmt: skip
def test_what_fails_one_proof_stays_prose(prove: Prove, text: str, new: str, path: str) -> None:
    assert prove(text, new, path) is None


def test_in_a_fragment_nothing_can_be_proven(prove: Prove) -> None:
    assert prove("go(1)\n", "go(1, limit=3)", is_fragment=True) is None


def test_in_a_file_that_needs_a_stopwatch_nothing_is_proven(prove: Prove) -> None:
    assert prove("go(1)\nx = 1\n" + "\n" * 3_000, "go(1, limit=3)") is None
    assert prove("go(1)\nx = 1\n", f"go({'(' * 300}1{')' * 300}, limit=3)") is None


def test_without_a_replacement_or_a_grammar_there_is_nothing_to_prove(candidate: Callable[..., Candidate]) -> None:
    def never(_source: Source) -> Detected:
        raise AssertionError

    with_one = candidate(replacement=Replacement(1, 1, "go(2)"))
    assert proven(candidate(), Source("a.py", "go(1)\n", "python"), never) is None
    assert proven(with_one, Source("a.txt", "go(1)\n", None), never) is None


def test_a_replacement_of_other_lines_than_the_anchored_ones_is_none(candidate: Callable[..., Candidate]) -> None:
    one = candidate(replacement=Replacement(1, 2, "go(1, limit=3)"))
    assert proven(one, Source("a.py", "go(1)\nx = 1\n", "python"), lambda _: Detected(())) is None


@pytest.mark.parametrize("failing", [0, 1], ids=["before", "after"])
def test_detectors_that_fail_prove_nothing(candidate: Callable[..., Candidate], failing: int) -> None:
    one = candidate(replacement=Replacement(1, 1, "go(1, limit=3)"))
    head = Source("a.py", "go(1)\n", "python")

    def answer(failures: tuple[str, str]) -> Callable[[Source], Detected]:
        return lambda version: Detected((one,), failures[0]) if version == head else Detected((), failures[1])

    assert proven(one, head, answer(("", ""))) is not None
    assert proven(one, head, answer(("slow", "") if failing == 0 else ("", "slow"))) is None


@pytest.mark.parametrize(
    ("text", "lines", "new", "after"),
    [
        ("a\nb\nc\n", (2, 2), "x", "a\nx\nc\n"),
        ("a\nb\nc\n", (1, 2), "x\ny\nz", "x\ny\nz\nc\n"),
        ("a\r\nb\r\nc\r\n", (2, 2), "x\ny", "a\r\nx\r\ny\r\nc\r\n"),
        ("a\r\nb", (2, 2), "x\ny", "a\r\nx\r\ny"),
        ("a\r\nb\r\nc", (2, 3), "x\ny", "a\r\nx\r\ny"),
        ("a", (1, 1), "x\ny", "x\ny"),
        ("a\n", (1, 1), "x", "x\n"),
        ("a\r\n", (1, 1), "x\ny", "x\r\ny\r\n"),
    ],
    ids=["middle", "longer", "crlf", "last", "to-the-end", "only", "line-end", "first"],
)
def test_a_replacement_keeps_the_line_ends(text: str, lines: tuple[int, int], new: str, after: str) -> None:
    assert applied(text, Replacement(*lines, new)) == after
