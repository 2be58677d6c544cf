"""Whatever a finding holds: every text of ours passes the last look, is short, has one mark and fits."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reviewbot.checklist.load import checklist
from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Diff, Side
from reviewbot.domain.finding import Anchor, Evidence, Finding, Fingerprint, Placement, Step, Suggestion, Suppression
from reviewbot.domain.item import TEAM_AREA, Item
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.domain.plan import Conclusion
from reviewbot.domain.report import Problem, Report
from reviewbot.output.check import check_text, failed_text, skipped_text
from reviewbot.output.comment import MOST_WORDS, comment
from reviewbot.output.headline import Outcome
from reviewbot.output.job_summary import job_summary, problem_summary
from reviewbot.output.links import Links
from reviewbot.output.outgoing import hosts, leak
from reviewbot.output.summary import Standing, summary

_MARK = "<!-- reviewbot:finding 1 0f3a -->"
_NASTY = (
    "@octocat", "#12", "GH-7", "![x](https://evil.example/x.png)", "[x](javascript:alert(1))", "<img src=x>", "<b",
    "<!-- reviewbot:finding 1 -->", "<!--", "-->", "</details>", "<details>", "</sub>", "</summary>", "&lt;b&gt;",
    "`", "``", "```", "~~~", "```suggestion", "\n", "\n\n", "\r", "\t", "    ", "\u202e", "\u200b", "\x00", "\x1b[31m",
    "\ud800", "https://evil.example", "www.evil.example", "mailto:a@b.example", "<https://evil.example>", "](", ")",
    "[", "]", "]: https://evil.example", "'", '"', "\\", "*", "**", "_", "- ", "1. ", "> ", "# ", "| ", "|-|", "$a$",
    "[a]: https://evil.example", "[^1]", "{{ 7 * 7 }}", "{% raw %}", "a b c d e f g h i j k l m n o p q r s t u v w x",
    "word " * 90, "x" * 10_000, "日本",
)  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_NASTY) | st.text(max_size=12), max_size=6).map("".join)
_LINES = st.integers(1, 99)


def _words(body: str) -> int:
    """Count the words that a browser would show before anything is unfolded."""
    html = MarkdownIt("commonmark", {"html": True}).render(body)
    html = re.sub(r"<(details|pre)>.*?</\1>|<[^>]*>", "", html, flags=re.DOTALL)
    return sum(1 for word in unescape(html).split() if any(char.isalnum() for char in word))


@st.composite
def _findings(draw: st.DrawFn) -> Finding:
    return Finding(
        item=draw(_TEXTS | st.just("sql-injection")),
        area=draw(_TEXTS),
        title=draw(_TEXTS),
        message=draw(_TEXTS),
        path=draw(_TEXTS),
        side=draw(st.sampled_from(Side)),
        start_line=draw(_LINES),
        line=draw(_LINES),
        severity=draw(st.sampled_from(Severity)),
        confidence=draw(st.sampled_from(Confidence)),
        source=draw(_TEXTS | st.just("detector")),
        evidence=Evidence(
            draw(_TEXTS), draw(_TEXTS), tuple(draw(st.lists(st.builds(Step, _TEXTS, _LINES, _TEXTS), max_size=3)))
        ),
        related=tuple(draw(st.lists(st.builds(Anchor, _TEXTS, st.sampled_from(Side), _LINES, _LINES), max_size=3))),
        suggestion=draw(st.none() | st.builds(Suggestion, _TEXTS, _TEXTS)),
        fingerprint=Fingerprint("00000000000000b1"),
        placement=draw(st.sampled_from(Placement)),
        placement_reason=draw(_TEXTS),
        suppressed=draw(st.none() | st.builds(Suppression, _TEXTS, _TEXTS)),
    )


_hostile = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def _all(body: str) -> list[Token]:
    tokens = MarkdownIt("commonmark", {"html": True}).parse(body)
    return [one for token in tokens for one in (token, *(token.children or ()))]


def _assert_harmless(body: str, items: Mapping[str, Item], links: Links) -> None:
    assert leak(body, hosts(links, items)) is None
    for token in _all(body):
        assert token.type != "image"
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(("https://github.com/", "https://cwe.mitre.org/"))
        if token.type.startswith("html_"):
            rest = token.content.removeprefix(_MARK)
            for tag in ("details", "summary", "sub"):
                rest = rest.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
            assert "<" not in rest
    assert body


@given(group=st.lists(_findings(), min_size=1, max_size=3), text=_TEXTS, is_known=st.booleans())
@_hostile
def test_a_comment_is_harmless_short_and_fits(
    group: list[Finding], text: str, items: Mapping[str, Item], links: Links, *, is_known: bool
) -> None:
    # A reference that is an address on its own is a link by right; with a word before it, nothing may be one.
    named = ("CWE-89", f"RFC {text}")
    item = replace(items["sql-injection"], why=text, title=text, area=TEAM_AREA, references=named)
    body = comment(group, item if is_known else None, links, _MARK)
    _assert_harmless(body, {"x": replace(item, references=("CWE-89",))}, links)
    assert body.startswith(f"{_MARK}\n**{group[0].severity.capitalize()}")
    assert sum("<!--" in token.content for token in _all(body) if token.type.startswith("html_")) == 1
    assert _words(body) <= MOST_WORDS
    assert sum(token.type == "fence" for token in _all(body)) <= 1
    assert len(body.encode()) <= 65_536


@given(findings=st.lists(_findings(), max_size=3), text=_TEXTS)
@_hostile
def test_a_run_is_said_harmlessly(
    findings: list[Finding], text: str, report: Report, items: Mapping[str, Item], links: Links
) -> None:
    hostile = replace(
        report,
        tool=text,
        findings=tuple(findings),
        worth_a_look=tuple(findings),
        notes=(text,),
        problem=Problem(text, text, 3, text),
        coverage=Coverage((CoveredFile(text, FileState.FAILED, text), CoveredFile(text, FileState.EXCLUDED, text))),
    )
    outcome = Outcome(Conclusion.SUCCESS, text)
    mild = {name: replace(item, references=("CWE-89",)) for name, item in items.items()}
    said = summary(hostile, mild, links, Standing(outcome, 1, 2, 3), _MARK)
    check = check_text(hostile, mild, links, outcome)
    for body in (
        said,
        check.summary,
        check.text or "-",
        job_summary(hostile, Diff(()), mild, links),
        problem_summary(Problem(text, text, 3, text)),
        skipped_text(text).summary,
        failed_text(Problem(text, text, 3, text)).summary,
    ):
        _assert_harmless(body, mild, links)
    for body in (said, check.summary, check.text):
        assert len(body.encode()) <= 65_535


@given(text=_TEXTS)
@_hostile
def test_titles_and_annotations_are_one_visible_line(
    text: str, report: Report, finding: Finding, items: Mapping[str, Item], links: Links
) -> None:
    hostile = replace(report, findings=(replace(finding, title=text, message=text, item=text),))
    check = check_text(hostile, items, links, Outcome(Conclusion.SUCCESS, text))
    titles = [check.title, skipped_text(text).title, failed_text(Problem(text, "", 0, text)).title]
    for title in (*titles, *(one.title for one in check.annotations)):
        assert len(title) <= 255
        assert title.encode().decode().isprintable() or "\ufe0f" in title
    assert all(len(one.message.encode()) <= 65_536 for one in check.annotations)


@pytest.mark.parametrize("item", checklist({}).items, ids=lambda item: item.id)
def test_the_reason_of_every_item_of_ours_may_be_sent(item: Item, finding: Finding, links: Links) -> None:
    body = comment([replace(finding, item=item.id)], item, links, _MARK)
    assert leak(body, hosts(links, {item.id: item})) is None
    assert item.why.split()[-1] in body
    assert "\n" not in body.partition("</summary>\n\n")[2].split("\n\n")[0]
