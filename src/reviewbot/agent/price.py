"""List what a token costs, model by model, as the vendor published it on a date.

The list is Anthropic's for its own API; a team with other terms writes its own under `prices` in the configuration.
Where a current price was lowered after the date here, we count too much, which keeps a ceiling; where it was raised,
a new list is due.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from types import MappingProxyType

from reviewbot.agent.model import NanoDollars, Tier

PRICES_DATE = "2026-11"


@dataclass(frozen=True, slots=True)
class Prices:
    """State a model's prices in US dollars per million tokens, as price lists and the configuration do.

    `cache_write` is the price of the five-minute cache; left out, it is 1.25 times the input, and `cache_read` a tenth
    of it, which is the vendor's rule. A price that is negative, not a number or infinite is a ValueError.
    """

    input: float | Decimal
    output: float | Decimal
    cache_write: float | Decimal | None = None
    cache_read: float | Decimal | None = None

    def __post_init__(self) -> None:
        """Refuse what is no price: a ceiling counted with it would mean nothing."""
        for name in ("input", "output", "cache_write", "cache_read"):
            price = getattr(self, name)
            if price is not None and not (Decimal(str(price)).is_finite() and price >= 0):
                raise ValueError(f"The price `{name}` is {price}, and has to be a number of dollars from 0 up.")


@dataclass(frozen=True, slots=True)
class Listing:
    """What the list says of a model: tiers from short prompts to long ones, and its limits in tokens."""

    tiers: tuple[Tier, ...]
    window: int = 1_000_000
    max_output: int = 128_000


def tier(prices: Prices, up_to: int | None = None) -> Tier:
    """Turn prices per million tokens into prices per token, rounded up where they are finer than a nano-dollar."""
    paid = Decimal(str(prices.input))
    write = paid * Decimal("1.25") if prices.cache_write is None else prices.cache_write
    read = paid / 10 if prices.cache_read is None else prices.cache_read
    return Tier(up_to, _per_token(prices.input), _per_token(prices.output), _per_token(write), _per_token(read))


def _per_token(price: float | Decimal) -> NanoDollars:
    return int((Decimal(str(price)) * 1_000).to_integral_value(ROUND_CEILING))


def _one(*prices: float) -> tuple[Tier, ...]:
    return (tier(Prices(*prices)),)


# The vendor's list, with cache prices only where they do not follow the rule. Some models that are retired on
# Anthropic's own API stand here because Amazon Bedrock went on selling them.
LISTED: Mapping[str, Listing] = MappingProxyType(
    {
        "claude-fable-5-2": Listing(_one(8, 40)),
        "claude-fable-5-1": Listing(_one(10, 50)),
        "claude-fable-5": Listing(_one(10, 50)),
        "claude-opus-5-5": Listing(_one(4, 20, 5, 0.2)),
        "claude-opus-5": Listing(_one(5, 25)),
        "claude-opus-4-8": Listing(_one(5, 25)),
        "claude-opus-4-7": Listing(_one(5, 25)),
        "claude-opus-4-6": Listing(_one(5, 25)),
        "claude-opus-4-5": Listing(_one(5, 25), 200_000, 64_000),
        "claude-opus-4-1": Listing(_one(15, 75), 200_000, 32_000),
        "claude-opus-4": Listing(_one(15, 75), 200_000, 32_000),
        "claude-sonnet-5-5": Listing(_one(2, 10, 2.5, 0.2)),
        "claude-sonnet-5": Listing(_one(2, 10)),
        "claude-sonnet-4-6": Listing(_one(3, 15), max_output=64_000),
        "claude-sonnet-4-5": Listing(_one(3, 15), 200_000, 64_000),
        "claude-sonnet-4": Listing(_one(3, 15), 200_000, 64_000),
        "claude-haiku-5-5": Listing((tier(Prices(0.1, 0.5), 100_000), tier(Prices(0.5, 2.5)))),
        "claude-haiku-4-5": Listing(_one(1, 5), 200_000, 64_000),
    }
)

CURRENT: Mapping[str, str] = MappingProxyType(
    {
        "fable": "claude-fable-5-2",
        "opus": "claude-opus-5-5",
        "sonnet": "claude-sonnet-5-5",
        "haiku": "claude-haiku-5-5",
    }
)
"""Each family's current model."""

DEAREST = max(LISTED, key=lambda name: (LISTED[name].tiers[-1].prompt, LISTED[name].tiers[-1].output))
"""The model by whose price an unknown one is counted."""
