"""What the next run believes of what was said in a thread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.remark import (
    Pause,
    RemarkKind,
    RemarkMarker,
    answer_mark,
    answered,
    pause_in,
    pause_mark,
    remark_mark,
    remark_marker,
)

_LOGINS = st.from_regex(r"[0-9A-Za-z_-]{1,39}(\[bot\])?", fullmatch=True).filter(lambda login: login != "-")
_MARKERS = st.builds(RemarkMarker, st.sampled_from(RemarkKind), st.integers(0, 2**53), st.just("") | _LOGINS)


@given(_MARKERS)
def test_a_reply_is_known_again(marker: RemarkMarker) -> None:
    assert remark_marker(f"{remark_mark(marker)}\r\nWords") == marker


@given(st.booleans(), _LOGINS)
def test_a_pause_is_known_again(is_on: bool, by: str) -> None:
    assert pause_in(5, f"{pause_mark(is_on=is_on, by=by)}\nWords") == Pause(5, is_on, by)


def test_an_answer_names_whom_it_answers() -> None:
    assert answered(f"{answer_mark('IC_kwDOABc-_=')}\nWords") == "IC_kwDOABc-_="


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Words\n<!-- reviewbot:reply 1 dismiss 7 alice -->",
        "<!-- reviewbot:reply 1 dismiss 7 alice --> and more",
        "<!-- reviewbot:reply 2 dismiss 7 alice -->",
        "<!-- reviewbot:reply 1 approve 7 alice -->",
        "<!-- reviewbot:reply 1 dismiss 07 alice -->",
        "<!-- reviewbot:reply 1 dismiss 7 a b -->",
        "<!-- reviewbot:pause 1 maybe alice -->",
        "<!-- reviewbot:pause 1 on  -->",
        "<!-- reviewbot:answer 1 a b -->",
    ],
)
def test_whatever_else_stands_there_is_no_mark(body: str) -> None:
    assert (remark_marker(body), pause_in(5, body), answered(body)) == (None, None, "")
