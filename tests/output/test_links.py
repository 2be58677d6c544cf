"""Addresses that lead where they say, whatever a path holds."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Finding, Placement
from reviewbot.domain.item import TEAM_AREA, Item
from reviewbot.output.links import HOME, Links, best, blob, commit, discussion, in_diff, item_page
from reviewbot.output.markup import link

_HEAD, _MERGE_BASE, _BASE = "9d8e7f60" * 5, "3f2c1ab9" * 5, "a1" * 20
_LINKS = Links("https://github.example/", "acme/shop", 7, _HEAD, _BASE, _MERGE_BASE)


def test_one_line_of_the_head_is_seen_in_the_head(links: Links) -> None:
    address = blob(links, Anchor("app/orders.py", Side.RIGHT, 3, 3))
    assert address == f"https://github.com/acme/shop/blob/{_HEAD}/app/orders.py#L3"


def test_several_lines_of_the_base_are_seen_in_the_merge_base(links: Links) -> None:
    address = blob(links, Anchor("app/orders.py", Side.LEFT, 3, 5))
    assert address == f"https://github.com/acme/shop/blob/{_MERGE_BASE}/app/orders.py#L3-L5"


def test_lines_of_a_page_that_github_lays_out_are_seen_in_its_source(links: Links) -> None:
    assert blob(links, Anchor("docs/Guide.MD", Side.RIGHT, 3, 3)).endswith("/docs/Guide.MD?plain=1#L3")


@pytest.mark.parametrize(("side", "letter"), [(Side.RIGHT, "R"), (Side.LEFT, "L")])
def test_a_line_in_the_diff_is_named_as_github_names_it(side: Side, letter: str, links: Links) -> None:
    digest = hashlib.sha256("app/größe.py".encode()).hexdigest()
    address = in_diff(links, Anchor("app/größe.py", side, 3, 5))
    assert address == f"https://github.com/acme/shop/pull/7/files#diff-{digest}{letter}5"


def test_a_finding_is_seen_best_in_the_diff_where_it_stands_there(finding: Finding, links: Links) -> None:
    assert best(links, finding) == in_diff(links, finding.anchor)
    assert best(links, replace(finding, placement=Placement.FILE)) == blob(links, finding.anchor)


@pytest.mark.parametrize("path", ["../../../../evil/page.py", "a/../../b.py", "./a.py", "a/.."])
def test_a_path_that_leads_upwards_leads_no_further_than_its_commit(path: str, links: Links) -> None:
    assert blob(links, Anchor(path, Side.RIGHT, 3, 3)).partition("#")[0] == commit(links, _HEAD)


def test_a_commit_has_its_page(links: Links) -> None:
    assert commit(links, _HEAD) == f"https://github.com/acme/shop/commit/{_HEAD}"


def test_a_thread_is_found_by_the_number_of_its_first_comment(links: Links) -> None:
    assert discussion(links, 12) == "https://github.com/acme/shop/pull/7#discussion_r12"


def test_an_item_of_ours_is_explained_at_our_home(items: Mapping[str, Item], links: Links) -> None:
    assert item_page(items["query-in-loop"], links) == f"{HOME}/blob/v1/docs/checklist.md#query-in-loop"


def test_an_item_of_a_team_is_explained_by_its_file_in_the_base(items: Mapping[str, Item], links: Links) -> None:
    theirs = replace(items["query-in-loop"], area=TEAM_AREA, origin=".github/reviewbot/checklist/loops.md")
    page = f"https://github.com/acme/shop/blob/{_BASE}/.github/reviewbot/checklist/loops.md?plain=1"
    assert item_page(theirs, links) == page


def _is_plain(path: str) -> bool:
    return path.isprintable() and "\\" not in path and {".", ".."}.isdisjoint(path.split("/"))


@given(st.text(min_size=1).filter(_is_plain))
def test_any_path_stays_one_path_of_one_link(path: str) -> None:
    address = blob(_LINKS, Anchor(path, Side.RIGHT, 3, 3))
    parts = urlsplit(address)
    assert (parts.hostname, parts.fragment) == ("github.example", "L3")
    assert unquote(parts.path).removeprefix(f"/acme/shop/blob/{_HEAD}/") == path
    html = MarkdownIt("commonmark").render(link("x", address))
    assert html.count("<a ") == html.count(">x</a>") == 1


def test_a_lone_surrogate_in_a_path_is_no_obstacle(links: Links) -> None:
    anchor = Anchor("a\ud800.py", Side.RIGHT, 1, 1)
    assert blob(links, anchor).endswith("/a%EF%BF%BD.py#L1")
    assert in_diff(links, anchor).endswith("R1")
