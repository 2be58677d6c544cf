"""What a check was concluded from, as the next run reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.finding import Fingerprint
from reviewbot.domain.upshot import Upshot, upshot_in, upshot_mark

_FINGERPRINTS = st.from_regex(r"[0-9a-f]{16}", fullmatch=True).map(Fingerprint)
_UPSHOTS = st.builds(
    Upshot,
    st.integers(1, 10**9),
    st.booleans(),
    st.lists(_FINGERPRINTS, max_size=5).map(tuple),
    st.sampled_from(["", "alice", "some-bot[bot]"]),
)


@given(_UPSHOTS)
def test_an_upshot_is_known_again_below_a_bill(upshot: Upshot) -> None:
    assert upshot_in(f"<!-- a bill -->\r\n{upshot_mark(upshot)}\r\nWords") == upshot


@pytest.mark.parametrize(
    "summary",
    [
        "",
        "one\ntwo\nthree\n<!-- reviewbot:upshot 1 #7 whole - - -->",
        " <!-- reviewbot:upshot 1 #7 whole - - -->",
        "<!-- reviewbot:upshot 1 #7 clean - - -->",
        "<!-- reviewbot:upshot 1 #0 whole - - -->",
        "<!-- reviewbot:upshot 1 #7 whole 0123 - -->",
    ],
)
def test_whatever_else_stands_there_is_none(summary: str) -> None:
    assert upshot_in(summary) is None
