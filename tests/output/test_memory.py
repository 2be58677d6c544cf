"""What is remembered of audits, in the bodies of comments and back."""

import bz2
from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.memories import NEW, OLD, large, wide

from reviewbot.domain.audit import Acceptance, CauseId
from reviewbot.domain.diff import Sha
from reviewbot.domain.inventory import Site
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.domain.tracked import Known, Life, Memory, Past
from reviewbot.output.memory import decoded, encoded, is_memory, newest
from reviewbot.output.outgoing import leak

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_KNOWN = st.builds(
    Known,
    id=st.text("0123456789abcdef", min_size=12, max_size=12).map(CauseId),
    item=_TEXT,
    area=_TEXT,
    severity=st.sampled_from(Severity),
    confidence=st.sampled_from(Confidence),
    title=_TEXT,
    message=_TEXT,
    symbol=_TEXT,
    pattern=_TEXT,
    sites=st.lists(st.builds(Site, _TEXT, st.integers(1, 10**6)), max_size=3).map(tuple),
    count=st.integers(0, 10**6),
    life=st.sampled_from(Life),
    since=st.dates(),
    seen=st.dates(),
    is_agents=st.booleans(),
    acceptance=st.none() | st.builds(Acceptance, _TEXT, _TEXT, _TEXT),
    left=st.none() | _TEXT.map(Sha),
)
_PAST = st.builds(Past, day=st.dates(), sha=_TEXT.map(Sha), usd=st.floats(0, 10**6), is_complete=st.booleans())
_MEMORY = st.builds(
    Memory,
    generation=st.integers(1, 10**6),
    run=_TEXT,
    causes=st.lists(_KNOWN, max_size=3).map(tuple),
    history=st.lists(_PAST, max_size=2).map(tuple),
    checklist=_TEXT,
)


@given(_MEMORY, st.randoms())
def test_a_memory_survives_its_comments_in_any_order(memory: Memory, random: object) -> None:
    bodies = list(encoded(memory))
    random.shuffle(bodies)  # type: ignore[attr-defined]

    assert decoded(bodies) == memory


def test_what_no_encoding_can_write_is_replaced() -> None:
    assert decoded(encoded(Memory(1, "\udcff", ()))) == Memory(1, "\ufffd", ())


def test_five_thousand_causes_fit_in_a_handful_of_comments() -> None:
    bodies = encoded(large(5000))

    assert 1 < len(bodies) <= 8
    assert all(len(body) < 60_000 for body in bodies)


def test_the_texts_pass_the_last_look_before_they_are_sent() -> None:
    bodies = encoded(wide(2, 9))

    assert all(is_memory(body) for body in bodies)
    assert [leak(body, frozenset()) for body in bodies] == [None] * len(bodies)


def test_the_newest_that_is_whole_is_read() -> None:
    parts = encoded(wide(2, 9))

    assert len(parts) > 1
    assert decoded((*encoded(OLD), *encoded(NEW))) == NEW
    assert decoded((*encoded(OLD), *parts[1:])) == OLD
    assert newest(parts[1:]) is None


def packed(plain: bytes, generation: int = 9) -> str:
    """Give the body of a comment that holds these bytes, whatever they are."""
    squeezed = bz2.compress(plain)
    text, mark = b64encode(squeezed).decode(), f"1 {generation} 1/1 {'a' * 16} {sha256(squeezed).hexdigest()}"
    return f"<!-- reviewbot:audit-memory {mark} -->\n<!-- reviewbot:audit-part {text} -->\n"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="nothing"),
        pytest.param("thanks!", id="a comment"),
        pytest.param(packed(b"{}"), id="another form"),
        pytest.param(packed(b"[" * 100_000), id="nested"),
        pytest.param(packed(b"\0" * 33_000_000), id="a bomb"),
        pytest.param(packed(b'{"generation":8,"run":"","causes":[]}'), id="another generation than its mark's"),
        pytest.param(encoded(NEW)[0].replace("1/1", "2/1"), id="a part too many"),
        pytest.param(encoded(NEW)[0].replace("1/1", "1/99"), id="more parts than there may be"),
        pytest.param(encoded(NEW)[0].replace("audit-part Q", "audit-part R"), id="a sign changed"),
        pytest.param(encoded(NEW)[0].replace("audit-part Q", "audit-part QQ"), id="a sign more"),
        pytest.param("> " + encoded(NEW)[0], id="a quote"),
        pytest.param(encoded(NEW)[0] + "x" * 70_000, id="longer than a comment can be"),
    ],
)
def test_what_cannot_be_believed_is_as_if_it_were_not_there(body: str) -> None:
    assert decoded([body]) is None
    assert decoded([body, *encoded(OLD)]) == OLD


def test_a_cut_stream_with_its_right_digest_is_no_memory() -> None:
    cut = bz2.compress(b'{"generation":9,"run":"","causes":[]}' * 100)[:-9]
    text, digest = b64encode(cut).decode(), sha256(cut).hexdigest()
    body = f"<!-- reviewbot:audit-memory 1 9 1/1 - {digest} -->\n<!-- reviewbot:audit-part {text} -->"

    assert decoded([body]) is None


@given(st.integers(0, 10**6), st.characters(), st.booleans())
def test_any_damage_leaves_the_older_memory(place: int, sign: str, is_cut: bool) -> None:
    (body,) = encoded(NEW)
    at = place % len(body)
    damaged = body[:at] if is_cut else body[:at] + sign + body[at + 1 :]

    assert decoded([*encoded(OLD), damaged]) in {OLD, NEW}
    assert decoded([damaged]) in {None, NEW}
