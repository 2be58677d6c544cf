"""What a comment asks for: its lines that begin with `/review`."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from reviewbot.domain.expense import Micro, micro
from reviewbot.github.said import said

KNOWN: tuple[str, ...] = ("", "budget", "full", "help")
"""The words that can follow `/review`; alone it means the same as with `full`."""

_LONGEST_WORD = 40
_AMOUNT = re.compile(r"\$? ?(?P<usd>[0-9]{1,7}(?:\.[0-9]{1,6})?)(?: ?(?:\$|usd|dollars?))?", re.IGNORECASE)
_MOST_USD = 1_000_000
_COMMAND = re.compile(r" {0,3}/review(?:\s+(?P<rest>.*))?")


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody asks for: the first word after `/review` in small letters, and the rest of the line."""

    word: str
    argument: str


def commands(body: str) -> tuple[Command, ...]:
    """Read the commands of a comment's Markdown, in order; what is code, quoted or hidden asks for nothing."""
    found = (_COMMAND.fullmatch(line) for line in said(body))
    return tuple(_command(match["rest"] or "") for match in found if match)


def amount(text: str) -> Micro | None:
    """Read an amount of US dollars above 0 and up to a million; None for everything else."""
    found = _AMOUNT.fullmatch(text.strip())
    usd = float(found["usd"]) if found else 0.0
    return micro(usd) if 0 < usd <= _MOST_USD else None


def nearest(word: str) -> str | None:
    """Name the known word that somebody may have meant; None where none comes near."""
    close = get_close_matches(word[:_LONGEST_WORD], KNOWN, 1)
    return close[0] if close else None


def _command(rest: str) -> Command:
    word, argument = [*rest.split(maxsplit=1), "", ""][:2]
    return Command(word.lower(), argument.rstrip())
