"""Requests that write comments, on lines, on files and below a pull request; each gives the comment's number."""

from collections.abc import Mapping
from typing import assert_never

from github.Commit import Commit
from github.GithubObject import NotSet
from github.PullRequest import PullRequest, ReviewComment
from github.Repository import Repository

from reviewbot.domain.diff import Sha
from reviewbot.domain.plan import Draft, EditComment, PostComment, PostOnFile, PostOnLine, PostReply, PostReview

Comment = PostReview | PostOnLine | PostOnFile | PostComment | EditComment | PostReply
"""What writes a comment."""


def sent(repository: Repository, pull: int, write: Comment) -> int:
    """Send one write; raises what PyGithub raises, ValueError where the answer has no number."""
    match write:
        case PostReview(head, drafts):
            listed = [_listed(draft) for draft in drafts]
            review = repository.get_pull(pull).create_review(
                _commit(repository, head), event="COMMENT", comments=listed
            )
            return number_in(review.raw_data)
        case PostOnLine(head, draft):
            return number_in(_on_line(repository.get_pull(pull), _commit(repository, head), draft))
        case PostOnFile(head, draft):
            comment = repository.get_pull(pull).create_review_comment(
                draft.body, _commit(repository, head), draft.anchor.path, subject_type="file"
            )
            return number_in(comment.raw_data)
        case PostComment(body):
            return number_in(repository.get_issue(pull).create_comment(body).raw_data)
        case PostReply(number, body):
            return number_in(repository.get_pull(pull).create_review_comment_reply(number, body).raw_data)
        case EditComment(number, body):
            repository.get_issue(pull).get_comment(number).edit(body)
            return number
        case _:
            assert_never(write)


def number_in(raw: Mapping[str, object]) -> int:
    """Take the number from the answer to a write."""
    number = raw.get("id")
    if not isinstance(number, int):
        raise ValueError("the answer has no number")  # noqa: TRY004 - as broken JSON is one
    return number


def _on_line(pull: PullRequest, commit: Commit, draft: Draft) -> Mapping[str, object]:
    anchor = draft.anchor
    is_range = anchor.start_line < anchor.line
    return pull.create_review_comment(
        draft.body,
        commit,
        anchor.path,
        line=anchor.line,
        side=anchor.side.value,
        start_line=anchor.start_line if is_range else NotSet,
        start_side=anchor.side.value if is_range else NotSet,
    ).raw_data


def _listed(draft: Draft) -> ReviewComment:
    """Name the lines as GitHub wants them: a range of one line has no start."""
    anchor = draft.anchor
    listed: ReviewComment = {
        "path": anchor.path, "body": draft.body, "line": anchor.line, "side": anchor.side.value,
    }  # fmt: skip
    if anchor.start_line < anchor.line:
        listed |= {"start_line": anchor.start_line, "start_side": anchor.side.value}
    return listed


def _commit(repository: Repository, sha: Sha) -> Commit:
    # A commit that is told its name is not asked for.
    return Commit(repository.requester, {}, {"sha": str(sha)}, completed=True)
