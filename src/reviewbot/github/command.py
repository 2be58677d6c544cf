"""What a comment asks for: its lines that begin with `/review`."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from reviewbot.domain.expense import Micro, micro
from reviewbot.domain.pull import Scope
from reviewbot.github.said import said

KNOWN: tuple[str, ...] = ("", "budget", "dismiss", "explain", "full", "help", "pause", "resume", "waive")
"""The words of our own that can follow `/review`; areas, items and paths are others."""

_FULL = "full"
_LONGEST_WORD = 200
_LONGEST_TO_COMPARE = 40
_MOST_WORDS = 20
_AMOUNT = re.compile(r"\$? ?(?P<usd>[0-9]{1,7}(?:\.[0-9]{1,6})?)(?: ?(?:\$|usd|dollars?))?", re.IGNORECASE)
_MOST_USD = 1_000_000
_COMMAND = re.compile(r" {0,3}/review(?:\s+(?P<rest>.*))?")
_SENTENCE_ENDS = ".,;:!"
_IN_PATHS = re.compile(r"[/*.]")
_PATH = re.compile(r"/?\.?[^!./ \\][^\\]*")


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody asks for: the first word after `/review`, in small letters but for a path, and what follows it."""

    word: str
    argument: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word after `/review` that means nothing."""

    word: str


def commands(body: str) -> tuple[Command, ...]:
    """Read the commands of a comment's Markdown, in order; what is code, quoted or hidden asks for nothing."""
    found = (_COMMAND.fullmatch(line) for line in said(body))
    return tuple(_command(match["rest"] or "") for match in found if match)


def scope_of(command: Command, is_topic: Callable[[str], bool]) -> Scope | Unknown:
    """Read which part of a change a command names: areas and items by `is_topic`, and patterns of paths."""
    topics, paths, is_anew = list[str](), list[str](), False
    for number, word in enumerate(filter(None, (command.word, *map(_word, command.argument.split())))):
        if number == _MOST_WORDS or len(word) > _LONGEST_WORD or not word.isprintable():
            return Unknown(word)
        if word == _FULL:
            is_anew = True
        elif _IN_PATHS.search(word) and _PATH.fullmatch(word):
            paths.append(word)
        elif is_topic(word):
            topics.append(word)
        else:
            return Unknown(word)
    return Scope(tuple(dict.fromkeys(topics)), tuple(dict.fromkeys(paths)), is_anew)


def amount(text: str) -> Micro | None:
    """Read an amount of US dollars above 0 and up to a million; None for everything else."""
    found = _AMOUNT.fullmatch(text.strip())
    usd = float(found["usd"]) if found else 0.0
    return micro(usd) if 0 < usd <= _MOST_USD else None


def nearest(word: str, known: Iterable[str] = KNOWN) -> str | None:
    """Name the known word that somebody may have meant; None where none comes near."""
    close = get_close_matches(word[:_LONGEST_TO_COMPARE], known, 1)
    return close[0] if close else None


def _command(rest: str) -> Command:
    word, argument = [*rest.split(maxsplit=1), "", ""][:2]
    return Command(_word(word), argument.rstrip())


def _word(text: str) -> str:
    """Leave out how a sentence ends; the letters of a path stay as they are."""
    word = text.rstrip(_SENTENCE_ENDS)
    return word if _IN_PATHS.search(word) else word.lower()
