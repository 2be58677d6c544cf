"""Estimate what a review will cost before it spends anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reviewbot.agent.model import Model, NanoDollars, Usage, bound, cost
from reviewbot.agent.money import written

# Of code with line numbers, 3.6 bytes make a token; held as a fraction so that sums stay whole.
_TOKENS, _BYTES = 10, 36
_SCEPTIC_PREFIX = 8_000
_QUESTION = 150


@dataclass(frozen=True, slots=True)
class _Habit:
    """What is assumed of a conversation: its turns, and the tokens of its answer with all thinking."""

    turns: int
    answer: int


_HABITS: Mapping[str, _Habit] = MappingProxyType(
    {"quick": _Habit(1, 1_000), "standard": _Habit(2, 2_000), "thorough": _Habit(3, 4_000)}
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a review is about to ask, sizes in bytes of UTF-8.

    `prefix` is what all conversations share, `chunks` is what each adds, once for every one of `samples`. `turns` is
    the most requests of a conversation, `look_up` the most that the answers to one turn's look-ups hold, `max_tokens`
    the most that an answer may be. Nobody doubts where `sceptic` is None.
    """

    reader: Model
    sceptic: Model | None
    effort: str
    prefix: int
    chunks: tuple[int, ...]
    max_tokens: int
    samples: int = 1
    turns: int = 1
    look_up: int = 16_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a review will cost if all goes as assumed, and at most if nothing has to be sent again.

    `least` is what has to be free for any conversation to begin.
    """

    expected: NanoDollars
    worst: NanoDollars
    least: NanoDollars = 0


def estimate(outlook: Outlook) -> Estimate:
    """Estimate the cost of a review.

    Expected: 3.6 bytes a token; the prefix is written to the cache once and read from it ever after; a conversation
    takes 1, 2 or 3 turns and ends in an answer of 1,000, 2,000 or 4,000 tokens (quick, standard, thorough, and what has
    no known name as thorough); a look-up asks with 150 tokens and finds half of what it may; every second chunk gives
    the sceptic something to doubt, in one turn behind a prefix of 8,000 bytes, and half the answer.

    Worst: as it is reserved, a token for every byte, the cache never reads, all turns and answers to the full, and all
    chunks doubted. Retries come on top, which is one reason for a ceiling.
    """
    return Estimate(_expected(outlook), _worst(outlook), _least(outlook))


def told(estimated: Estimate, ceiling: NanoDollars) -> str:
    """Say an estimate in one sentence, and whether it fits below a ceiling."""
    about = f"Expected to cost about {written(estimated.expected)}, {written(estimated.worst)} at worst"
    if estimated.worst <= ceiling:
        return f"{about}: all of that is within the ceiling of {written(ceiling)}."
    if estimated.least > ceiling:
        needed = written(estimated.least)
        return f"{about}: nothing fits below the ceiling of {written(ceiling)}, for the first call reserves {needed}."
    if estimated.expected <= ceiling:
        return f"{about}: it stops at the ceiling of {written(ceiling)}."
    return (
        f"{about}: more than the ceiling of {written(ceiling)}, so the riskiest code is read first and some not at all."
    )


def _expected(outlook: Outlook) -> NanoDollars:
    habit = _HABITS.get(outlook.effort, _HABITS["thorough"])
    answer, question = min(habit.answer, outlook.max_tokens), min(_QUESTION, outlook.max_tokens)
    last = min(habit.turns, max(outlook.turns, 1)) - 1
    prefix, step = _tokens(outlook.prefix), question + _tokens(outlook.look_up // 2)
    asked = [
        Usage(chunk + turn * step, answer if turn == last else question, cache_read=prefix)
        for chunk in map(_tokens, outlook.chunks)
        for turn in range(last + 1)
    ]
    reading = sum(cost(outlook.reader, usage) for usage in asked)
    return reading * outlook.samples + (_written(outlook.reader, prefix) if asked else 0) + _doubt(outlook, answer // 2)


def _written(model: Model, prefix: int) -> NanoDollars:
    """Price what the first call pays more than the others, for writing to the cache what they read."""
    return max(cost(model, Usage(cache_write=prefix)) - cost(model, Usage(cache_read=prefix)), 0)


def _doubt(outlook: Outlook, answer: int) -> NanoDollars:
    if outlook.sceptic is None:
        return 0
    sizes = (_tokens(_SCEPTIC_PREFIX + chunk) for chunk in outlook.chunks)
    return sum(cost(outlook.sceptic, Usage(size, answer)) for size in sizes) // 2


def _worst(outlook: Outlook) -> NanoDollars:
    reading = sum(_conversation(outlook, outlook.reader, outlook.prefix + chunk) for chunk in outlook.chunks)
    if outlook.sceptic is None:
        return reading * outlook.samples
    doubting = sum(_conversation(outlook, outlook.sceptic, _SCEPTIC_PREFIX + chunk) for chunk in outlook.chunks)
    return reading * outlook.samples + doubting


def _least(outlook: Outlook) -> NanoDollars:
    """Bound the smallest conversation's first request by its tokens, which are counted where bytes would not fit."""
    sizes = (_tokens(outlook.prefix + chunk) for chunk in outlook.chunks)
    return min((bound(outlook.reader, size, outlook.max_tokens) for size in sizes), default=0)


def _conversation(outlook: Outlook, model: Model, prompt: int) -> NanoDollars:
    step = outlook.max_tokens + outlook.look_up
    turns = range(max(outlook.turns, 1))
    return sum(bound(model, prompt + turn * step, outlook.max_tokens) for turn in turns)


def _tokens(size: int) -> int:
    return -(-size * _TOKENS // _BYTES)
