"""Secrets behind placeholders, whatever the text they stand in says."""

import re
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from reviewbot.agent.masking import Masking

BOUNDARY = "0123456789abcdef"
MARK = re.compile(rf"⟦secret-{BOUNDARY}-[0-9a-f]{{10}}⟧")
TEXTS = st.text(st.sampled_from("ab\n⟦secret-0⟧ é\r"), max_size=40)
SECRETS = st.lists(st.text(st.sampled_from("ab\né "), min_size=1, max_size=9), max_size=5)


def masking(*secrets: str, key: bytes = b"key") -> Masking:
    return Masking(lambda text: [secret for secret in secrets if secret in text], BOUNDARY, key)


def test_a_secret_is_hidden_and_revealed() -> None:
    mask = masking("hunter2hunter2")
    hidden = mask.hide("password = 'hunter2hunter2'  # hunter2hunter2")
    assert re.fullmatch(rf"password = '({MARK.pattern})'  # \1", hidden)
    assert mask.reveal(f"it says {hidden}") == "it says password = 'hunter2hunter2'  # hunter2hunter2"


def test_a_secret_that_was_found_once_is_hidden_everywhere() -> None:
    mask = Masking(lambda text: ["hunter2hunter2"] if "password" in text else [], BOUNDARY, b"key")
    assert mask.hide("a hunter2hunter2") == "a hunter2hunter2"
    mark = mask.hide("password hunter2hunter2").removeprefix("password ")
    assert mask.hide("a hunter2hunter2") == f"a {mark}"


def test_each_line_of_a_secret_is_hidden_by_itself() -> None:
    mask = masking("first line\r\n  second\nx\n")
    hidden = mask.hide("> first line\r\n  second\nx\nend")
    assert re.fullmatch(rf"> {MARK.pattern}\r\n  {MARK.pattern}\nx\nend", hidden)
    assert re.fullmatch(rf"only the {MARK.pattern}", mask.hide("only the second"))


def test_the_longer_secret_is_hidden_before_the_shorter_one() -> None:
    mask = masking("abcdef", "cde", "efgh")
    hidden = mask.hide("abcdef cde xabcdefghx")
    assert re.fullmatch(rf"{MARK.pattern} {MARK.pattern} x{MARK.pattern}x", hidden)
    assert mask.reveal(hidden) == "abcdef cde xabcdefghx"


def test_neighbours_are_hidden_apart() -> None:
    assert re.fullmatch(rf"{MARK.pattern}{MARK.pattern}", masking("abcd", "efgh").hide("abcdefgh"))


def test_a_placeholder_that_somebody_wrote_reveals_nothing() -> None:
    mask = masking("hunter2hunter2")
    mark = mask.hide("hunter2hunter2")
    forged = [mark.replace(BOUNDARY, "f" * 16), mark[:-2] + ("0⟧" if mark[-2] != "0" else "1⟧"), "⟦secret-1⟧"]
    for text in forged:
        assert mask.reveal(mask.hide(text)) == text
        assert "hunter2" not in mask.reveal(text)


def test_a_secret_that_looks_like_a_placeholder_breaks_none() -> None:
    mask = masking("secret-01", BOUNDARY, "secret")
    hidden = mask.hide("a secret-01 b")
    assert mask.hide(hidden) == hidden
    assert mask.reveal(hidden) == "a secret-01 b"


def test_what_is_found_around_a_placeholder_is_no_secret() -> None:
    mask = Masking(re.compile("'(.*)'").findall, BOUNDARY, b"key")
    hidden = mask.hide("x = 'a1'")
    assert mask.hide(hidden) == hidden
    assert mask.hide("x = ⟦") == "x = ⟦"


def test_the_same_key_gives_the_same_placeholders_in_any_order() -> None:
    one, two, other = masking("abcd", "efgh"), masking("efgh", "abcd"), masking("abcd", "efgh", key=b"other")
    two.hide("efgh")
    assert one.hide("abcd efgh") == two.hide("abcd efgh") != other.hide("abcd efgh")


def test_of_very_many_secrets_the_last_are_hidden_for_good() -> None:
    secrets = [f"secret{number:04}x" for number in range(2_100)]
    mask = Masking(lambda _text: secrets, BOUNDARY, b"key")
    hidden = mask.hide("\n".join(secrets))
    assert "secret0001x" not in hidden
    assert "secret2099x" not in hidden
    revealed = mask.reveal(hidden).split("\n")
    assert revealed[:2_000] == secrets[:2_000]
    assert set(revealed[2_000:]) == {f"⟦secret-{BOUNDARY}-more⟧"}
    assert mask.hide(hidden) == hidden


def test_several_threads_agree() -> None:
    secrets = [f"secret{number}x" for number in range(50)]
    mask = masking(*secrets)
    texts = [" ".join(secrets[start::3]) for start in range(40)] * 5
    with ThreadPoolExecutor(8) as pool:
        hidden = list(pool.map(mask.hide, texts))
    assert list(map(mask.reveal, hidden)) == texts
    assert [mask.hide(text) for text in texts] == hidden


@given(TEXTS, SECRETS)
def test_nothing_is_lost_and_no_secret_is_left(text: str, secrets: Collection[str]) -> None:
    mask = masking(*secrets)
    hidden = mask.hide(text)
    assert mask.reveal(hidden) == text
    assert hidden.count("\n") == text.count("\n")
    assert mask.hide(hidden) == hidden
    left = MARK.split(hidden)
    for secret in secrets:
        if "\n" not in secret and secret.strip() and secret in text:
            assert not any(secret in part for part in left)
