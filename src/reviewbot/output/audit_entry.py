"""One root cause in the tracking issue: what happens, where, whose it is, how large its repair is, how to accept it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewbot.domain.audit import SeenSlice
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor
from reviewbot.domain.inventory import Site
from reviewbot.domain.item import Item
from reviewbot.domain.tracked import Known, Life
from reviewbot.output.links import Links, blob, item_page
from reviewbot.output.markup import code_span, link, plain_text
from reviewbot.output.wording import place

_SMALL, _MEDIUM = 3, 20
_WIDE = frozenset({"api-contract", "events", "migrations", "service-boundaries"})
"""Areas whose repairs change what others rely on, so that the lines are the smaller part of them."""

_SIZES = ("small", "medium", "large")
_LIVES = {Life.NEW: "new", Life.REOPENED: "re-opened"}


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is said: at most so many causes, each with at most so many places."""

    causes: int
    places: int


Ground = tuple[Links, Extent, Sequence[SeenSlice]]
"""What places are shown by: addresses, how many, and who read which commit when."""


def entry(known: Known, trigger: str, item: Item | None, owners: Sequence[str], ground: Ground) -> str:
    """Write a cause as Markdown of three lines."""
    links, extent, slices = ground
    life = f" · {_LIVES[known.life]}" if known.life in _LIVES else ""
    told = " ".join(plain_text(part.strip()) for part in (trigger, known.message) if part.strip())
    places = [_place(site, _links_at(known, links, slices)) for site in known.sites[: extent.places]]
    more = known.count - len(places)
    facts = [
        ", ".join(places) + (f" and {more:,} more" if more > 0 else ""),
        f"owner: {', '.join(map(code_span, owners))}" if owners else "",
        f"repair: {repair(known)}",
        link(item.id, item_page(item, links)) if item else code_span(known.item),
        code_span(f"/accept {known.id} REASON"),
    ]
    lines = (f"**{plain_text(known.title.strip())}**{life}", told, f"<sub>{' · '.join(filter(None, facts))}</sub>")
    return "\n".join(filter(None, lines))


def repair(known: Known) -> str:
    """Size a repair: small up to 3 places, medium up to 20, large above; one larger where others rely on it."""
    size = (known.count > _SMALL) + (known.count > _MEDIUM) + (known.area in _WIDE)
    return _SIZES[min(size, len(_SIZES) - 1)]


def _place(site: Site, links: Links) -> str:
    anchor = Anchor(site.path, Side.RIGHT, site.line, site.line)
    return link(place(anchor), blob(links, anchor))


def _links_at(known: Known, links: Links, slices: Sequence[SeenSlice]) -> Links:
    """Lead to the commit in which a cause was seen last: in a later one its lines may have moved."""
    path = known.sites[0].path
    older = (one.sha for one in slices if known.is_agents and one.day == known.seen and path in one.paths)
    sha = next(older, links.head_sha)
    return Links(links.server, links.repository, links.pull, sha, links.base_sha, links.merge_base_sha)
