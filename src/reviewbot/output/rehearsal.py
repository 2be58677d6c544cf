"""What a write would do, in words: for a plan that is only looked at."""

from collections.abc import Iterator
from typing import assert_never

from reviewbot.domain.finding import Anchor
from reviewbot.domain.plan import (
    CheckText,
    ConcludeCheck,
    EditComment,
    MinimiseComment,
    PostComment,
    PostOnFile,
    PostOnLine,
    PostReply,
    PostReview,
    React,
    ResolveThread,
    StartCheck,
    Write,
)
from reviewbot.domain.visible import visible, visible_lines
from reviewbot.output.wording import counted


def rehearsed(write: Write) -> str:
    """Say a write as headings with the texts that it would send, everything invisible shown."""
    lines = (line for heading, body in _parts(write) for line in (f"== {heading}", *visible_lines(body)))
    return "\n".join(lines).rstrip()


def _parts(write: Write) -> Iterator[tuple[str, str]]:
    match write:
        case PostReview(drafts=drafts):
            yield f"post a review with {counted(len(drafts), 'comment')}", ""
            yield from ((f"on {_lines(draft.anchor)}", draft.body) for draft in drafts)
        case PostOnLine(draft=draft):
            yield f"post a comment on {_lines(draft.anchor)}", draft.body
        case PostOnFile(draft=draft):
            yield f"post a comment on {visible(draft.anchor.path)}", draft.body
        case PostComment(body):
            yield "post a comment below the pull request", body
        case EditComment(number, body):
            yield f"edit comment {number}", body
        case PostReply(number, body):
            yield f"answer comment {number}", body
        case StartCheck(text=text) | ConcludeCheck(text=text):
            yield _check(write), _said(text)
        case ResolveThread(node) | MinimiseComment(node):
            yield f"settle {visible(node)}", ""
        case React(reaction=reaction):
            yield f"react with {reaction}", ""
        case _:
            assert_never(write)


def _check(write: StartCheck | ConcludeCheck) -> str:
    what = f"conclude it as {write.conclusion}" if isinstance(write, ConcludeCheck) else "start it"
    return f"the check of {write.head_sha[:10]}: {what}"


def _said(text: CheckText) -> str:
    return f"{text.title}\n{text.summary}\n{text.text}"


def _lines(anchor: Anchor) -> str:
    last = f"-{anchor.line}" if anchor.line > anchor.start_line else ""
    return f"{visible(anchor.path)}:{anchor.start_line}{last}"
