"""Writes in words, for a plan that is only looked at."""

import pytest

from reviewbot.domain.diff import Sha, Side
from reviewbot.domain.finding import Anchor
from reviewbot.domain.plan import (
    CheckText,
    ConcludeCheck,
    Conclusion,
    Draft,
    EditComment,
    MinimiseComment,
    PostComment,
    PostOnFile,
    PostOnLine,
    PostReply,
    PostReview,
    React,
    Reaction,
    ResolveThread,
    StartCheck,
    Write,
)
from reviewbot.output.rehearsal import rehearsed

HEAD = Sha("a" * 40)
DRAFT = Draft(Anchor("a\n.py", Side.RIGHT, 3, 5), "Body\u202e")
TEXT = CheckText("Two to fix", "Summary", "Text")


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (PostReview(HEAD, (DRAFT,)), "== post a review with 1 comment\n\n== on a␊.py:3-5\nBody⟨U+202E⟩"),
        (PostOnLine(HEAD, DRAFT), "== post a comment on a␊.py:3-5\nBody⟨U+202E⟩"),
        (PostOnFile(HEAD, DRAFT), "== post a comment on a␊.py\nBody⟨U+202E⟩"),
        (PostComment("Body"), "== post a comment below the pull request\nBody"),
        (EditComment(7, "Body"), "== edit comment 7\nBody"),
        (PostReply(7, "Body"), "== answer comment 7\nBody"),
        (StartCheck(HEAD, "x", TEXT), "== the check of aaaaaaaaaa: start it\nTwo to fix\nSummary\nText"),
        (
            ConcludeCheck(HEAD, 1, "x", Conclusion.FAILURE, TEXT),
            "== the check of aaaaaaaaaa: conclude it as failure\nTwo to fix\nSummary\nText",
        ),
        (ResolveThread("PRRT_1"), "== settle PRRT_1"),
        (MinimiseComment("IC_1"), "== settle IC_1"),
        (React("IC_1", Reaction.EYES), "== react with EYES"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_write_is_said_with_everything_invisible_shown(write: Write, said: str) -> None:
    assert rehearsed(write) == said
