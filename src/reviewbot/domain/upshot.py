"""What a check was concluded from, so that a person's word can conclude it anew without another review."""

import re
from dataclasses import dataclass

from reviewbot.domain.finding import Fingerprint

_FINGERPRINT = "[0-9a-f]{16}"
_LOGIN = r"[0-9A-Za-z_-]{1,100}(?:\[bot\])?"
_UPSHOT = re.compile(
    rf"<!-- reviewbot:upshot 1 #(?P<pull>[1-9][0-9]{{0,9}}) (?P<state>whole|incomplete) "
    rf"(?P<fails>{_FINGERPRINT}(?:,{_FINGERPRINT})*|-) (?P<waived>{_LOGIN}|-) -->"
)
_FIRST_LINES = 3
"""Lines of a check's summary among which marks stand."""


@dataclass(frozen=True, slots=True)
class Upshot:
    """Which findings fail the check of a pull request, and whether all was looked at.

    `waived_by` is who lifted the verdict that something is missing, empty where nobody did.
    """

    pull: int
    is_whole: bool
    fails: tuple[Fingerprint, ...] = ()
    waived_by: str = ""


@dataclass(frozen=True, slots=True)
class Dismissed:
    """What fails a check after everybody's no: `fails` is what is left.

    `by` are those that fail it no more and who said so, nobody's login where the agent took its claim back. `unheard`
    are those that fail it all the same: who said no may not write here.
    """

    fails: tuple[Fingerprint, ...] = ()
    by: tuple[tuple[Fingerprint, str], ...] = ()
    unheard: tuple[tuple[Fingerprint, str], ...] = ()


def upshot_mark(upshot: Upshot) -> str:
    """Write an upshot on one line, for a check's summary."""
    state = "whole" if upshot.is_whole else "incomplete"
    fails, waived_by = ",".join(upshot.fails) or "-", upshot.waived_by or "-"
    return f"<!-- reviewbot:upshot 1 #{upshot.pull} {state} {fails} {waived_by} -->"


def upshot_in(summary: str) -> Upshot | None:
    """Read what `upshot_mark` wrote from the first lines of a check's summary; None where there is none."""
    lines = (line.removesuffix("\r") for line in summary.split("\n", _FIRST_LINES)[:_FIRST_LINES])
    found = next((match for line in lines if (match := _UPSHOT.fullmatch(line))), None)
    if found is None:
        return None
    fails = tuple(Fingerprint(one) for one in found["fails"].split(",") if one != "-")
    waived_by = "" if found["waived"] == "-" else found["waived"]
    return Upshot(int(found["pull"]), found["state"] == "whole", fails, waived_by)
