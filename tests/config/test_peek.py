"""Test what is read of a configuration before its checklist is known."""

import pytest

from reviewbot.config.keys import default
from reviewbot.config.peek import peeked


def test_numbers_are_read_beside_items_that_nobody_looks_up() -> None:
    config = peeked("budget: {pull_usd: 2.5}\nitems: {no-such-item: off}\n")
    assert config.budget.pull_usd == 2.5


@pytest.mark.parametrize(
    "text", ["", "budget: [", "budget: {pull_usd: -1}", "bugdet: {}", "# " + "x" * 1_000_000], ids=lambda text: text[:9]
)
def test_what_cannot_be_obeyed_means_the_defaults(text: str) -> None:
    assert peeked(text) == default()
