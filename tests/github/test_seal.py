"""Sealed hand-overs: only who has the key reads them, and no change goes unseen."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.errors import UsageError
from reviewbot.github.seal import is_sealed, sealed, unsealed

_KEY = "0123456789abcdef" * 2


@given(st.text())
def test_what_was_sealed_comes_back(text: str) -> None:
    assert is_sealed(sealed(text, _KEY))
    assert unsealed(sealed(text, _KEY), _KEY) == text


def test_nothing_of_a_text_shows() -> None:
    first, second = (sealed("sql-injection in app.py", _KEY) for _ in range(2))
    assert first != second
    assert "sql" not in first


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text[:-8] + "AAAAAAA=", id="another end"),
        pytest.param(lambda text: text[:60], id="cut"),
        pytest.param(lambda text: text + "%", id="no base64"),
        pytest.param(lambda _: "reviewbot-sealed-1:", id="empty"),
    ],
)
def test_a_change_is_seen(change: Callable[[str], str]) -> None:
    with pytest.raises(UsageError, match="another key, or was changed"):
        unsealed(change(sealed("a report", _KEY)), _KEY)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(UsageError, match="another key"):
        unsealed(sealed("a report", _KEY), _KEY[::-1])


def test_a_key_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(UsageError, match="less than 32"):
        sealed("a report", "secret")
