"""An item's page as an answer in a thread."""

from dataclasses import replace

import pytest

from reviewbot.checklist.load import checklist
from reviewbot.domain.item import TEAM_AREA
from reviewbot.output.explanation import explanation
from reviewbot.output.links import Links
from reviewbot.output.outgoing import hosts, leak

ITEMS = {one.id: one for one in checklist({}).items}
LINKS = Links("https://github.com", "acme/shop", 7, "a" * 40, "b" * 40, "c" * 40)


def test_it_says_why_what_to_look_for_when_it_is_fine_and_where_to_read_on() -> None:
    text = explanation(ITEMS["query-in-loop"], "shop/orders.py")
    assert text.startswith("**Query inside a loop (N+1)**, asked of `shop/orders.py` by `query-in-loop`.\n\n")
    for part in (
        "**What to look for:** ",
        "**It is fine where:** ",
        "**To read on:** [CWE-1073](https://cwe.mitre.org",
    ):
        assert part in text


@pytest.mark.parametrize("name", sorted(ITEMS))
def test_every_item_that_ships_may_be_explained(name: str) -> None:
    assert leak(explanation(ITEMS[name], "shop/orders.py"), hosts(LINKS, ITEMS)) is None


def test_what_a_team_wrote_reads_as_it_stands() -> None:
    item = replace(
        ITEMS["query-in-loop"], area=TEAM_AREA, why="Ask @alice. <b>Now</b>", look_for="- one\n- two", refute=""
    )
    text = explanation(item, "a`b.py")
    assert "Ask @&#8203;alice. \\<b\\>Now\\</b\\>" in text
    assert "**What to look for:**\n\n- one\n- two" in text
    assert "It is fine" not in text


def test_a_question_that_is_gone_is_said_to_be() -> None:
    assert "not in the checklist any more" in explanation(None, "shop/orders.py")
