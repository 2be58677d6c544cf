"""Say what a call to a model costs, or could cost at most, in whole nano-dollars: no sum loses a fraction."""

from dataclasses import dataclass

NanoDollars = int
"""A billionth of a US dollar. A dollar per million tokens is 1,000 of these for each token."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Count the tokens of one call as the API bills them; the prompt is the sum of all but `output`."""

    input: int = 0
    output: int = 0
    cache_write: int = 0
    cache_read: int = 0


@dataclass(frozen=True, slots=True)
class Tier:
    """Price one token of each kind for prompts of up to `up_to` tokens, cached ones counted; None for any length."""

    up_to: int | None
    input: NanoDollars
    output: NanoDollars
    cache_write: NanoDollars
    cache_read: NanoDollars

    @property
    def prompt(self) -> NanoDollars:
        """Give the most that a token of the prompt can cost, whatever the cache does."""
        return max(self.input, self.cache_write, self.cache_read)


@dataclass(frozen=True, slots=True)
class Model:
    """A model as it is asked, with its prices and its limits in tokens.

    `name` is what goes into the call. `is_known` is false where nobody told its price. `note` is a sentence for the log
    where the wish and what is done about it differ, else empty.
    """

    name: str
    tiers: tuple[Tier, ...]
    window: int
    max_output: int
    is_known: bool = True
    note: str = ""


def cost(model: Model, usage: Usage) -> NanoDollars:
    """Price what a call used, in the tier of its whole prompt; a count below zero counts as zero."""
    fresh, written, read = (max(count, 0) for count in (usage.input, usage.cache_write, usage.cache_read))
    paid = next(one for one in model.tiers if one.up_to is None or fresh + written + read <= one.up_to)
    return (
        fresh * paid.input
        + written * paid.cache_write
        + read * paid.cache_read
        + max(usage.output, 0) * paid.output
    )  # fmt: skip


def bound(model: Model, prompt_tokens: int, max_tokens: int) -> NanoDollars:
    """Price a call at the most it can cost while it uses no more than these tokens.

    Every token of the prompt counts at the dearest of fresh, written to and read from the cache, and all of
    `max_tokens` is used. A shorter prompt may lie in another tier, so the dearest one that can be reached counts.
    """
    prompt, output = max(prompt_tokens, 0), max(max_tokens, 0)
    return max(_most(one, prompt) + output * one.output for one in _reachable(model, prompt))


def _most(paid: Tier, prompt: int) -> NanoDollars:
    return paid.prompt * (prompt if paid.up_to is None else min(prompt, paid.up_to))


def _reachable(model: Model, prompt: int) -> tuple[Tier, ...]:
    lower = sum(1 for one in model.tiers if one.up_to is not None and one.up_to < prompt)
    return model.tiers[: lower + 1]
