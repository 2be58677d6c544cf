"""Find the model that a name in a configuration or an agent's file stands for, with its price and limits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from reviewbot.agent.model import Model, Tier
from reviewbot.agent.price import CURRENT, DEAREST, LISTED, Listing, Prices, tier

_LONGEST_NAME = 300
# Limits that every model which still answers keeps, for those that nobody told us about.
_UNKNOWN = Listing(LISTED[DEAREST].tiers, window=200_000, max_output=32_000)
_NO_PRICES: Mapping[str, Prices] = MappingProxyType({})
# Until which version the vendor retired a family; sonnet's 4.5 ends on 2026-11-30.
_RETIRED = {"opus": (4, 1), "sonnet": (4, 5), "haiku": (3, 5)}
_FORM = re.compile(
    r"(?P<route>|[^ ]*[./:])claude-(?:(?P<old>\d(?:[-.]\d)?)-)?(?P<family>[a-z]+)"
    r"(?:-(?P<new>\d{1,2}(?:[-.]\d{1,2})?))?(?:[-@]\d{8}|-latest)?(?:-v\d+(?::\d+)?)?"
)


@dataclass(frozen=True, slots=True)
class _Name:
    """What a name says: the route before it (a cloud, a gateway), the family, and the version where it has one."""

    route: str
    family: str
    version: tuple[int, ...]

    @property
    def listed(self) -> str:
        """Give the name under which the price list has it."""
        return "-".join(("claude", self.family, *map(str, self.version)))


def model_named(wish: str, overrides: Mapping[str, Prices] = _NO_PRICES) -> Model:
    """Find the model that somebody wishes for, at a price of `overrides` or of the list.

    `overrides` are the configuration's `prices`, each for the very name it stands under. A family's name or a retired
    one gives the family's current model; but what has a price of its own, or runs at a cloud or behind a gateway, is
    asked by the name as it was written.
    """
    wish = wish.strip().removesuffix("[1m]")
    if wish in overrides:
        return _found(wish, overrides, LISTED.get(wish, _UNKNOWN))
    if wish in CURRENT:
        return _current(wish, wish, overrides)
    read = _read(wish)
    if read and not read.route and _is_outdated(read):
        return _current(wish, read.family, overrides)
    if read and read.listed in LISTED:
        return _routed(wish, read)
    return _unknown(wish)


def _read(wish: str) -> _Name | None:
    match = _FORM.fullmatch(wish.lower()) if len(wish) <= _LONGEST_NAME else None
    if match is None:
        return None
    numbers = [int(number) for number in re.findall(r"\d+", match["old"] or match["new"] or "")]
    return _Name(match["route"], match["family"], tuple(numbers if numbers[1:] != [0] else numbers[:1]))


def _is_outdated(read: _Name) -> bool:
    if not read.version:
        return read.family in CURRENT
    return read.version <= _RETIRED.get(read.family, ())


def _current(wish: str, family: str, overrides: Mapping[str, Prices]) -> Model:
    name = CURRENT[family]
    is_version = any(character.isdigit() for character in wish)
    told = f"`{wish}` is retired: {name} is asked instead." if is_version else f"`{wish}` stands for {name}."
    return replace(_found(name, overrides, LISTED[name]), note=told)


def _found(name: str, overrides: Mapping[str, Prices], listing: Listing) -> Model:
    tiers = (tier(overrides[name]),) if name in overrides else listing.tiers
    return Model(name, tiers, listing.window, listing.max_output)


def _routed(wish: str, read: _Name) -> Model:
    listing = LISTED[read.listed]
    if not read.route:
        return Model(wish, listing.tiers, listing.window, listing.max_output)
    # Bedrock's endpoints that stay within a region cost a tenth more than the global ones.
    is_regional = read.route.endswith("anthropic.") and not read.route.endswith("global.anthropic.")
    more, said = (11, ", and a tenth more for its region") if is_regional else (10, "")
    tiers = tuple(_raised(one, more) for one in listing.tiers)
    note = f"`{wish}` is counted at the price of {read.listed}{said}."
    return Model(wish, tiers, listing.window, listing.max_output, note=note)


def _raised(paid: Tier, tenths: int) -> Tier:
    prices = (paid.input, paid.output, paid.cache_write, paid.cache_read)
    return Tier(paid.up_to, *(-(-price * tenths // 10) for price in prices))


def _unknown(wish: str) -> Model:
    note = (
        f"The cost of `{wish[:_LONGEST_NAME]}` is unknown: it is counted at the price of {DEAREST}, the dearest we "
        "know, and if it costs more than that the ceiling does not hold. Write its price under `prices`."
    )
    return Model(wish, _UNKNOWN.tiers, _UNKNOWN.window, _UNKNOWN.max_output, is_known=False, note=note)
