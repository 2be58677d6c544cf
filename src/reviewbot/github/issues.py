"""The tracking issue as GitHub shows it: ours by label, mark and author, with everything that was said below it."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field

from reviewbot.domain.diff import Sha
from reviewbot.domain.tracker import LABEL, TrackedComment, Tracker, TrackingIssue, is_tracking
from reviewbot.errors import AccessError, PullError
from reviewbot.github.acceptance import words_in
from reviewbot.github.answers import Answer, Author, CommentAnswer, CommentsAnswer, File, User, or_nothing
from reviewbot.github.connection import Connection, Json
from reviewbot.github.read import understood

_MOST_PAGES = 50
"""Pages of a hundred comments that are read of one issue."""

_COMMENTS = """
comments(first: 100, after: $after) {
  nodes { id databaseId body viewerDidAuthor author { __typename login } editor { login } }
  pageInfo { hasNextPage endCursor }
}
"""
_ABOUT = """
    isPrivate
    hasIssuesEnabled
    object(oid: $sha) {
      ... on Commit {
        own: file(path: ".github/CODEOWNERS") { ...Text }
        root: file(path: "CODEOWNERS") { ...Text }
        docs: file(path: "docs/CODEOWNERS") { ...Text }
      }
    }
"""
_TEXT = "fragment Text on TreeEntry { object { ... on Blob { text isTruncated } } }"
_TRACKER = f"""
query Tracker($owner: String!, $name: String!, $sha: GitObjectID!, $labels: [String!], $after: String) {{
  viewer {{ login }}
  repository(owner: $owner, name: $name) {{
    {_ABOUT}
    issues(first: 20, labels: $labels, orderBy: {{field: CREATED_AT, direction: ASC}}) {{
      nodes {{ number body state viewerDidAuthor author {{ __typename login }} {_COMMENTS} }}
    }}
  }}
}}
{_TEXT}
"""
_UNREAD = f"""
query Unread($owner: String!, $name: String!, $sha: GitObjectID!) {{
  viewer {{ login }}
  repository(owner: $owner, name: $name) {{ {_ABOUT} }}
}}
{_TEXT}
"""
_MORE = f"""
query More($owner: String!, $name: String!, $number: Int!, $after: String) {{
  repository(owner: $owner, name: $name) {{
    issueOrPullRequest(number: $number) {{ ... on Issue {{ {_COMMENTS} }} }}
  }}
}}
"""


class _Commit(Answer):
    """The audited commit, with the places where GitHub looks for owners, in its order."""

    own: File | None = None
    root: File | None = None
    docs: File | None = None


class _Issue(Answer):
    """An issue with the label, whoever opened it."""

    number: int
    body: str
    state: str
    is_authored: bool = Field(alias="viewerDidAuthor")
    author: Author
    comments: CommentsAnswer


class _Issues(Answer):
    """Some issues."""

    nodes: Annotated[tuple[_Issue, ...], BeforeValidator(or_nothing)]


class _Repository(Answer):
    """A repository; what the token may not see is None."""

    is_private: bool | None = Field(None, alias="isPrivate")
    has_issues: bool | None = Field(None, alias="hasIssuesEnabled")
    commit: _Commit | None = Field(None, alias="object")
    issues: _Issues | None = None


class _Tracker(Answer):
    """The answer to the query."""

    viewer: User | None = None
    repository: _Repository | None = None


class _Below(Answer):
    """What stands below one issue."""

    comments: CommentsAnswer


class _MoreRepository(Answer):
    """A repository with one issue."""

    issue: _Below | None = Field(None, alias="issueOrPullRequest")


class _More(Answer):
    """The answer to the query for further comments."""

    repository: _MoreRepository | None = None


def tracker(connection: Connection, repository: str, sha: Sha) -> Tracker:
    """Read what a repository shows of its audits; raises PullError where there is no such repository."""
    answer = understood(lambda: _Tracker.model_validate(_asked(connection, repository, sha))).repository
    if answer is None:
        hint = "Check its name; what is private needs a token that may read it."
        raise PullError(f"There is no repository {repository}.", hint)
    ours = (one for one in (answer.issues.nodes if answer.issues else ()) if one.is_authored)
    found = (_issue(connection, repository, one) for one in ours)
    return Tracker(
        is_public=answer.is_private is not True,
        has_issues=answer.has_issues is not False,
        can_read=answer.issues is not None,
        issues=tuple(one for one in found if _is_tracking(one)),
        owners=_owners(answer.commit),
    )


def _asked(connection: Connection, repository: str, sha: Sha) -> Json:
    owner, _, name = repository.partition("/")
    variables: Json = {"owner": owner, "name": name, "sha": sha}
    try:
        return connection.query(_TRACKER, {**variables, "labels": [LABEL], "after": None})
    except AccessError:
        # GraphQL has no null for issues: who may not see them is told nothing of the repository.
        return connection.query(_UNREAD, variables)


def _is_tracking(issue: TrackingIssue) -> bool:
    """Know it by its first line, or by our memory below it where somebody took that line away."""
    is_marked = any(one.is_ours and one.body.startswith("<!-- reviewbot:audit-memory ") for one in issue.comments)
    return is_marked or is_tracking(issue.body)


def _issue(connection: Connection, repository: str, answer: _Issue) -> TrackingIssue:
    comments = list(answer.comments.nodes)
    page, pages = answer.comments.page, 1
    owner, _, name = repository.partition("/")
    while page.has_next and pages < _MOST_PAGES:
        variables: Json = {"owner": owner, "name": name, "number": answer.number, "after": page.end}
        below = _below(connection, variables)
        if below is None:
            break
        comments += below.nodes
        page, pages = below.page, pages + 1
    said = tuple(_comments(comments))
    return TrackingIssue(answer.number, answer.body, answer.state == "OPEN", said, is_whole=not page.has_next)


def _below(connection: Connection, variables: Json) -> CommentsAnswer | None:
    """Read one more page of comments; None where the issue was deleted since."""
    repository = understood(lambda: _More.model_validate(connection.query(_MORE, variables))).repository
    return repository.issue.comments if repository and repository.issue else None


def _comments(answers: Iterable[CommentAnswer]) -> Iterator[TrackedComment]:
    for one in answers:
        if one.number is None:
            continue
        is_person = not one.is_authored and one.author.kind != "Bot"
        is_theirs = is_person and (one.editor is None or one.editor.login == one.author.login)
        words = words_in(one.body) if is_person else ()
        yield TrackedComment(one.number, one.id, one.author.full_name, one.body, one.is_ours, is_theirs, words)


def _owners(commit: _Commit | None) -> str:
    """Give the first of the files that GitHub reads; one that it does not show whole says nothing."""
    files = (commit.own, commit.root, commit.docs) if commit else ()
    return next((_text(file) for file in files if file is not None), "")


def _text(file: File) -> str:
    return file.object.text or "" if file.object and not file.object.is_truncated else ""
