"""What the next run believes of the marks that this one writes."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.diff import Sha
from reviewbot.domain.finding import Fingerprint
from reviewbot.domain.levels import Severity
from reviewbot.domain.marker import (
    FindingMarker,
    RunMarker,
    finding_mark,
    finding_marker,
    is_marked,
    is_summary,
    kept,
    state_of,
    state_text,
    summary_mark,
    summary_marker,
)
from reviewbot.domain.report import Checkpoint, Digests

_RUN = RunMarker(
    run="0123456789abcdef",
    tool="0.1.0",
    pull=7,
    base_sha=Sha("a" * 40),
    checkpoint=Checkpoint(Sha("b" * 40), Sha("c" * 40), Digests("d" * 16, "e" * 16, "")),
    is_complete=True,
)
_FINDING = FindingMarker("0123456789abcdef", "query-in-loop", Severity.HIGH, (Fingerprint("f" * 16),))


def _digits(*lengths: int) -> st.SearchStrategy[str]:
    return st.sampled_from(lengths).flatmap(
        lambda length: st.text("0123456789abcdef", min_size=length, max_size=length)
    )


_SHAS = _digits(40, 64).map(Sha)
_DIGESTS = st.builds(Digests, *(_digits(0, 16),) * 3)
_RUNS = st.builds(
    RunMarker,
    run=_digits(16),
    tool=st.from_regex(r"[0-9]{1,3}\.[0-9]{1,3}(\.dev[0-9]{1,3}\+[a-z0-9]{1,9})?", fullmatch=True),
    pull=st.integers(1, 2**31 - 1),
    base_sha=_SHAS,
    checkpoint=st.builds(Checkpoint, _SHAS, _SHAS, _DIGESTS),
    is_complete=st.booleans(),
)
_FINDINGS = st.builds(
    FindingMarker,
    run=_digits(16),
    item=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    severity=st.sampled_from(Severity),
    fingerprints=st.lists(_digits(16).map(Fingerprint), min_size=1).map(tuple),
    is_agents=st.booleans(),
)
_REST = st.just("") | st.text().map(lambda text: "\n" + text) | st.text().map(lambda text: "\r\n" + text)


@given(_RUNS)
def test_what_a_check_keeps_is_read_back(marker: RunMarker) -> None:
    assert state_of(state_text(marker)) == marker


@given(_RUNS, _REST)
def test_a_summary_is_read_back_whatever_stands_below(marker: RunMarker, rest: str) -> None:
    assert summary_marker(summary_mark(marker) + rest) == marker


@given(_FINDINGS, _REST)
def test_a_finding_is_read_back_whatever_stands_below(marker: FindingMarker, rest: str) -> None:
    assert finding_marker(finding_mark(marker) + rest) == marker


def test_a_finding_of_a_thousand_places_and_a_long_item_is_read_back() -> None:
    fingerprints = tuple(Fingerprint(f"{number:016x}") for number in range(1000))
    marker = replace(_FINDING, item="x" * 200, fingerprints=fingerprints)
    assert finding_marker(finding_mark(marker)) == marker


@given(st.text())
def test_what_nobody_of_us_wrote_is_not_believed(body: str) -> None:
    assert finding_marker(body) is None
    assert summary_marker(body) is None
    assert state_of(body) is None


@given(_RUNS, st.data())
def test_a_state_that_lost_a_character_is_not_believed_or_names_another_tool_or_pull(
    marker: RunMarker, data: st.DataObject
) -> None:
    text = state_text(marker)
    lost = data.draw(st.integers(0, len(text) - 1))
    read = state_of(text[:lost] + text[lost + 1 :])
    assert read is None or replace(read, tool=marker.tool, pull=marker.pull) == marker


def test_a_digest_is_kept_as_its_first_digits() -> None:
    checkpoint = replace(_RUN.checkpoint, digests=Digests("0123456789abcdef" * 4, "", ""))
    read = state_of(state_text(replace(_RUN, checkpoint=checkpoint)))
    assert read is not None
    assert read.checkpoint.digests == Digests(kept("0123456789abcdef" * 4), "", "")
    assert read.checkpoint.digests.config == "0123456789abcdef"


def test_the_longest_state_fits_what_a_check_keeps() -> None:
    checkpoint = replace(_RUN.checkpoint, digests=Digests("d" * 64, "e" * 64, "f" * 64))
    longest = replace(_RUN, tool="1" * 40, is_complete=False, checkpoint=checkpoint)
    assert state_of(state_text(longest)) is not None
    assert len(state_text(longest)) <= 255


@pytest.mark.parametrize(
    "around",
    [" {}", "{} ", "text {}", "{} text", "\n{}", "> {}", "\ufeff{}", "{0}{0}", "{0} {0}", "`{}`", "{}\x0b", "{}\x85"],
    ids=repr,
)
@pytest.mark.parametrize("mark", [summary_mark(_RUN), finding_mark(_FINDING)], ids=["summary", "finding"])
def test_a_mark_is_believed_only_alone_on_the_first_line(mark: str, around: str) -> None:
    body = around.format(mark)
    assert (summary_marker(body), finding_marker(body)) == (None, None)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("summary 1 ", "summary 2 "),
        ("summary 1 ", "summary  1 "),
        (" complete ", " Complete "),
        (" complete ", " "),
        ("0123456789abcdef", "0123456789ABCDEF"),
        ("0123456789abcdef", "0123456789abcde\u017f"),
        ("0123456789abcdef", "\u0660123456789abcdef"),
        ("a" * 40, "a" * 39),
        ("a" * 40, "a" * 41),
        ("a" * 40, "a" * 63),
        ("a" * 40, ""),
        ("d" * 16, "d" * 15),
        ("d" * 16, "--"),
        (" 0.1.0 ", " 0.1.0--><b> "),
        (" 0.1.0 ", " reviewbot 0.1.0 "),
        (" 0.1.0 ", f" {'1' * 41} "),
        (" #7 ", " #0 "),
        (" #7 ", " 7 "),
        (" #7 ", f" #{'7' * 11} "),
        (" -->", "\n-->"),
        (" -->", ""),
    ],
)
def test_a_summary_with_anything_else_in_it_is_not_believed(written: str, instead: str) -> None:
    mark = summary_mark(_RUN)
    assert written in mark
    assert summary_marker(mark.replace(written, instead, 1)) is None


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("finding 1 ", "finding 11 "),
        ("finding 1 ", "summary 1 "),
        ("query-in-loop", "Query-in-loop"),
        ("query-in-loop", "query in loop"),
        ("query-in-loop", ""),
        (" high ", " HIGH "),
        (" high ", " worst "),
        ("f" * 16, ""),
        ("f" * 16, "f" * 17),
        ("f" * 16, "f" * 16 + ","),
        ("f" * 16, "f" * 16 + ", " + "f" * 16),
        (" -->", "-->"),
    ],
)
def test_a_finding_with_anything_else_in_it_is_not_believed(written: str, instead: str) -> None:
    mark = finding_mark(_FINDING)
    assert written in mark
    assert finding_marker(mark.replace(written, instead, 1)) is None


def test_a_mark_of_one_kind_is_not_one_of_the_other() -> None:
    assert summary_marker(finding_mark(_FINDING)) is None
    assert finding_marker(summary_mark(_RUN)) is None


@pytest.mark.parametrize("body", [summary_mark(_RUN), finding_mark(_FINDING), "<!-- reviewbot:summary broken"])
def test_a_comment_that_says_to_be_ours_is_noticed_believable_or_not(body: str) -> None:
    assert is_marked(body)


@pytest.mark.parametrize("body", [summary_mark(_RUN), "<!-- reviewbot:summary broken"])
def test_a_comment_that_says_to_be_our_summary_is_noticed_believable_or_not(body: str) -> None:
    assert is_summary(body)


@pytest.mark.parametrize("body", ["", finding_mark(_FINDING), "<!-- reviewbot:summaryx", " " + summary_mark(_RUN)])
def test_another_comment_does_not_say_to_be_our_summary(body: str) -> None:
    assert not is_summary(body)


@pytest.mark.parametrize("body", ["", " " + summary_mark(_RUN), "\n" + summary_mark(_RUN), "<!-- reviewer: x -->"])
def test_a_comment_that_only_quotes_a_mark_does_not_say_to_be_ours(body: str) -> None:
    assert not is_marked(body)


@pytest.mark.parametrize(
    "body",
    [
        finding_mark(_FINDING).replace("query-in-loop", "a-" * 500_000) + "!",
        finding_mark(_FINDING)[:-4] + "," + "f" * 1_000_000,
        finding_mark(_FINDING)[:-4] + ("," + "f" * 16) * 60_000 + "!",
        summary_mark(_RUN)[:-4] + " " * 1_000_000,
        "<!-- reviewbot:summary " * 50_000,
        "<!-- reviewbot:finding 1 " + "0" * 1_000_000,
        "\r" * 1_000_000,
    ],
    ids=["item", "digits", "fingerprints", "spaces", "openings", "run", "returns"],
)
def test_a_million_hostile_characters_are_refused_at_once(body: str) -> None:
    began = time.process_time()
    assert (finding_marker(body), summary_marker(body), state_of(body)) == (None, None, None)
    assert time.process_time() - began < 1
