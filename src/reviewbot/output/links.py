"""Addresses of code, of the diff and of an item's page, in which no path can be anything but a path."""

import hashlib
from dataclasses import dataclass
from urllib.parse import quote

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Finding, Placement
from reviewbot.domain.item import TEAM_AREA, Item
from reviewbot.domain.visible import well_formed

HOME = "https://github.com/OWNER/reviewbot"
"""Where this project lives: the pages of its own items are there."""

_RENDERED = (".adoc", ".csv", ".ipynb", ".markdown", ".md", ".mdx", ".org", ".rst", ".svg", ".tsv")

# Browsers take such a folder out of an address, in whatever way it is written: it would lead anywhere on the server.
_UPWARDS = frozenset({".", ".."})


@dataclass(frozen=True, slots=True)
class Links:
    """What addresses of a pull request are made of: `server` is such as `https://github.com`.

    Lines of the side LEFT are counted in `merge_base_sha`; a team's own items are read at `base_sha`.
    """

    server: str
    repository: str
    pull: int
    head_sha: str
    base_sha: str
    merge_base_sha: str


def blob(links: Links, anchor: Anchor) -> str:
    """Give the permanent address of lines."""
    sha = links.merge_base_sha if anchor.side is Side.LEFT else links.head_sha
    last = f"-L{anchor.line}" if anchor.line > anchor.start_line else ""
    return f"{_file(links, sha, anchor.path)}#L{anchor.start_line}{last}"


def in_diff(links: Links, anchor: Anchor) -> str:
    """Give the address of the last of the lines in the diff of the pull request, as GitHub itself makes it."""
    digest = hashlib.sha256(well_formed(anchor.path).encode()).hexdigest()
    side = "L" if anchor.side is Side.LEFT else "R"
    return f"{_repository(links)}/pull/{links.pull}/files#diff-{digest}{side}{anchor.line}"


def best(links: Links, finding: Finding) -> str:
    """Give the address where a finding is seen best: in the diff where it stands there, else in the whole file."""
    is_in_diff = finding.placement is Placement.INLINE
    return in_diff(links, finding.anchor) if is_in_diff else blob(links, finding.anchor)


def commit(links: Links, sha: str) -> str:
    """Give the address of a commit."""
    return f"{_repository(links)}/commit/{_part(sha)}"


def discussion(links: Links, number: int) -> str:
    """Give the address of a thread by the number of the comment that began it."""
    return f"{_repository(links)}/pull/{links.pull}#discussion_r{number}"


def item_page(item: Item, links: Links) -> str:
    """Give the address where an item is explained: a team's is its file, ours is in the checklist's page."""
    if is_ours(item):
        return f"{HOME}/blob/v1/docs/checklist.md#{_part(item.id)}"
    return _file(links, links.base_sha, item.origin)


def is_ours(item: Item) -> bool:
    """Tell whether an item came with the program: then its words are ours too."""
    return item.area != TEAM_AREA


def _file(links: Links, sha: str, path: str) -> str:
    if not _UPWARDS.isdisjoint(path.split("/")):
        return commit(links, sha)
    # Where GitHub shows a page made from the text, only `plain=1` has lines to link to.
    plain = "?plain=1" if path.lower().endswith(_RENDERED) else ""
    return f"{_repository(links)}/blob/{_part(sha)}/{quote(well_formed(path), safe='/')}{plain}"


def _repository(links: Links) -> str:
    return f"{links.server.rstrip('/')}/{quote(well_formed(links.repository), safe='/')}"


def _part(text: str) -> str:
    return quote(well_formed(text), safe="")
