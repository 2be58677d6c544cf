"""What the levels of effort mean: who reads, how often, with how many look-ups."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reviewbot.agent.call import Effort


@dataclass(frozen=True, slots=True)
class Role:
    """How one role works: thinking, tokens of an answer with its thinking, turns with look-ups."""

    effort: Effort
    max_tokens: int
    turns: int


@dataclass(frozen=True, slots=True)
class Level:
    """A level of effort.

    `chunk_bytes` bounds the code of one conversation; each chunk is read `samples` times, and what any of them claims
    goes to the sceptic. `reads_whole` adds the conversation about the change as a whole, `is_verified_by_reviewer`
    lets the reviewer's model doubt rather than the cheaper one. `is_brief` tells a reviewer less of each item.
    """

    name: str
    review: Role
    verify: Role
    chunk_bytes: int
    samples: int
    reads_whole: bool
    is_verified_by_reviewer: bool
    is_brief: bool = False


LEVELS: Mapping[str, Level] = MappingProxyType(
    {
        "quick": Level("quick", Role("low", 8_000, 0), Role("low", 4_000, 0), 60_000, 1, False, False, True),
        "standard": Level("standard", Role("medium", 16_000, 6), Role("medium", 6_000, 3), 40_000, 1, True, False),
        "thorough": Level("thorough", Role("high", 32_000, 12), Role("high", 12_000, 8), 30_000, 3, True, True),
    }
)
"""The levels by the configuration's words."""
