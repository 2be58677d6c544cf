"""What is said in our threads and about our runs: a person's words, and the marks of what we answer.

As with every mark, only those in comments that we wrote and nobody edited count.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_VERSION = "1"
_LOGIN = r"[0-9A-Za-z_-]{1,100}(?:\[bot\])?"
_NUMBER = r"(?:0|[1-9][0-9]{0,18})"


class RemarkKind(StrEnum):
    """What a reply of ours does: explain, withdraw or uphold a finding, call it fixed or back, take a person's no."""

    EXPLAIN = "explain"
    WITHDRAW = "withdraw"
    UPHOLD = "uphold"
    FIXED = "fixed"
    BACK = "back"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class RemarkMarker:
    """What a reply of ours answers: the comment with the number `answered`, 0 for a run that answers nobody.

    `by` is the login of whoever said no, empty where nobody did.
    """

    kind: RemarkKind
    answered: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in a thread of ours after the first, the oldest first; `marker` only where we wrote it."""

    number: int
    author: str
    body: str
    is_ours: bool = False
    marker: RemarkMarker | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Whether reviews of a pull request wait for a command, by whose word; `number` is our comment that says so."""

    number: int
    is_on: bool
    by: str


_REMARK = re.compile(
    rf"<!-- reviewbot:reply {_VERSION} (?P<kind>explain|withdraw|uphold|fixed|back|dismiss) (?P<answered>{_NUMBER}) "
    rf"(?P<by>{_LOGIN}|-) -->"
)
_PAUSE = re.compile(rf"<!-- reviewbot:pause {_VERSION} (?P<state>on|off) (?P<by>{_LOGIN}) -->")
_ANSWER = re.compile(rf"<!-- reviewbot:answer {_VERSION} (?P<subject>[0-9A-Za-z_=-]{{1,200}}) -->")


def remark_mark(marker: RemarkMarker) -> str:
    """Write the first line of a reply in a thread."""
    return f"<!-- reviewbot:reply {_VERSION} {marker.kind} {marker.answered} {marker.by or '-'} -->"


def remark_marker(body: str) -> RemarkMarker | None:
    """Read the mark of a reply: the first line, all of it."""
    found = _REMARK.fullmatch(_first_line(body))
    if found is None:
        return None
    by = "" if found["by"] == "-" else found["by"]
    return RemarkMarker(RemarkKind(found["kind"]), int(found["answered"]), by)


def pause_mark(*, is_on: bool, by: str) -> str:
    """Write the first line of the comment that remembers a pause."""
    return f"<!-- reviewbot:pause {_VERSION} {'on' if is_on else 'off'} {by} -->"


def pause_in(number: int, body: str) -> Pause | None:
    """Read whether a comment of ours remembers a pause."""
    found = _PAUSE.fullmatch(_first_line(body))
    return Pause(number, found["state"] == "on", found["by"]) if found else None


def answer_mark(subject: str) -> str:
    """Write the first line of an answer to a command; `subject` is the node of the comment that gave it."""
    return f"<!-- reviewbot:answer {_VERSION} {subject} -->"


def answered(body: str) -> str:
    """Give the node of the comment that a comment of ours answers, empty where it answers none."""
    found = _ANSWER.fullmatch(_first_line(body))
    return found["subject"] if found else ""


def _first_line(body: str) -> str:
    return body.partition("\n")[0].removesuffix("\r")
