"""Markdown in which nothing of the change is markup."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reviewbot.domain.diff import Diff
from reviewbot.domain.finding import Evidence, Finding
from reviewbot.domain.item import Item
from reviewbot.domain.report import Problem, Report
from reviewbot.output.markdown import markdown
from reviewbot.output.markup import code_span, fenced, link, plain_text, prose

_HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "</details><script>alert(1)</script>",
    "`a` ``` `<b>`",
    "# heading\n- list\n> quote",
    "@octocat and #12 and https://evil.example and www.evil.example",
    "~~~\n```",
    "| a | b |",
    "\u202eevil\x1b[31m",
]


@given(st.text(alphabet="ab`-+=1.) 2*_"))
def test_a_sentence_reads_as_it_is(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(plain_text(text))
    said = "".join(part.content for token in tokens for part in token.children or ())
    assert re.sub("[` ]", "", said) == re.sub("[` ]", "", text)


@pytest.mark.parametrize("text", _HOSTILE)
def test_a_hostile_sentence_stays_text(text: str) -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(plain_text(text))
    for tag in ("<img", "<a ", "<script", "<b>", "</details", "<h1", "<li", "<blockquote", "<pre", "<table"):
        assert tag not in html


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("@octocat", "@&#8203;octocat", id="mention"),
        pytest.param("see #12", "see \\#&#8203;12", id="reference"),
        pytest.param("https://a.example", "https&#8203;://a.example", id="address"),
        pytest.param("WWW.a.example", "WWW&#8203;.a.example", id="address without a scheme"),
        pytest.param("1. one", "1\\. one", id="numbered list"),
        pytest.param("2) two", "2\\) two", id="numbered list with a bracket"),
        pytest.param("- one", "\\- one", id="list"),
        pytest.param("===", "\\===", id="heading"),
        pytest.param("use `x_y`", "use `x_y`", id="code"),
        pytest.param("1.5 s", "1.5 s", id="a number"),
        pytest.param("`a` 1. b", "`a` 1. b", id="a number behind code"),
        pytest.param("`a` - `b`", "`a` - `b`", id="a dash behind code"),
    ],
)
def test_what_github_would_act_on_is_broken_up(text: str, written: str) -> None:
    assert plain_text(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), (" ", "`   `"), ("", "`  `")],
)
def test_inline_code_holds_any_text(text: str, written: str) -> None:
    assert code_span(text) == written


def test_a_fence_is_longer_than_any_in_it() -> None:
    assert fenced("a\n````\nb", "diff") == "`````diff\na\n````\nb\n`````"


def test_hostile_code_cannot_end_its_fence(finding: Finding, report: Report) -> None:
    hostile = replace(finding, path="x", evidence=Evidence("```\n</details><img src=x>\n~~~", "t"), suggestion=None)
    html = MarkdownIt("commonmark").render(markdown(replace(report, findings=(hostile,)), Diff(()), {}))
    assert "<img" not in html


def test_the_same_sentence_is_not_repeated_within_a_group(
    report: Report, diff: Diff, items: Mapping[str, Item]
) -> None:
    said = markdown(report, diff, items)
    assert said.count("Repair: Pass `timeout=(3, 10)`.") == 1
    assert said.count("waits without a limit") == 2


def test_a_problem_is_said(report: Report) -> None:
    said = markdown(replace(report, problem=Problem("no key", "", 0, "Set one.")), Diff(()), {})
    assert "> **no key** Set one." in said


@pytest.mark.parametrize("text", [*_HOSTILE, "]: https://evil.example 'a", "`]: https://evil.example", "](x)", "a\\"])
def test_a_linked_name_cannot_leave_its_link(text: str) -> None:
    environment: dict[str, object] = {}
    html = MarkdownIt("commonmark").render(link(text, "https://github.com/a b)<c>"), environment)
    assert html.startswith('<p><a href="https://github.com/a%20b%29%3Cc%3E">')
    assert html.endswith("</a></p>\n")
    assert not environment.get("references")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("one\ntwo", "one two"),
        ("one\n\n\n two\n", "one\n\ntwo"),
        ("See:\n- one\n  more\n- @two", "See:\n- one more\n- @&#8203;two"),
        ("- one", "- one"),
        ("", ""),
    ],
)
def test_prose_has_a_line_for_every_paragraph_and_entry(text: str, written: str) -> None:
    assert prose(text) == written


def test_dollars_are_no_mathematics() -> None:
    assert plain_text("$a$") == "&#36;a&#36;"
