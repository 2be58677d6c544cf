"""What a write of an audit would do, in words: for a plan that is only looked at."""

from typing import assert_never

from reviewbot.domain.plan import React
from reviewbot.domain.tracker import (
    TITLE,
    CloseIssue,
    EditBelow,
    EditIssue,
    OpenIssue,
    PostBelow,
    Scan,
    TrackWrite,
)
from reviewbot.domain.visible import visible, visible_lines
from reviewbot.output.wording import counted


def audit_rehearsed(write: TrackWrite) -> str:
    """Say a write as a heading with the text that it would send, everything invisible shown."""
    body = write.body if isinstance(write, OpenIssue | EditIssue | PostBelow | EditBelow) else ""
    return "\n".join((f"== {_heading(write)}", *visible_lines(body))).rstrip()


def _heading(write: TrackWrite) -> str:
    match write:
        case OpenIssue():
            said = f"open an issue: {TITLE}"
        case EditIssue(number, reopens=reopens):
            said = f"{'re-open and edit' if reopens else 'edit'} issue {number}"
        case CloseIssue(number):
            said = f"close issue {number}, which another audit opened"
        case PostBelow():
            said = "post a comment below the issue"
        case EditBelow(number):
            said = f"edit comment {number}"
        case Scan(sha, ref, sarif):
            said = f"give code scanning {counted(len(sarif), 'character')} for {sha[:10]} of {visible(ref)}"
        case React(reaction=reaction):
            said = f"react with {reaction}"
        case _:
            assert_never(write)
    return said
