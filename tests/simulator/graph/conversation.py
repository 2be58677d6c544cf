"""How GraphQL shows people, comments, threads and reviews."""

from collections.abc import Callable, Mapping

from simulator.access import may_edit, permits
from simulator.graph.look import Look
from simulator.graph.seen import SeenComment, SeenCommit, SeenLine, SeenReview, SeenThread
from simulator.shapes.people import association
from simulator.shapes.talk import comment_page, thread_page
from simulator.state import Comment, Reaction, User
from simulator.store import node, stamp

REACTIONS = {
    "THUMBS_UP": "+1",
    "THUMBS_DOWN": "-1",
    "LAUGH": "laugh",
    "HOORAY": "hooray",
    "CONFUSED": "confused",
    "HEART": "heart",
    "ROCKET": "rocket",
    "EYES": "eyes",
}
_WORDS = {word: name for name, word in REACTIONS.items()}

Field = Callable[[SeenComment | SeenLine, Look], object]


def _reactions(seen: SeenComment | SeenLine, look: Look) -> object:
    wanted = REACTIONS.get(look.arguments.text("content") or "")
    return look.page([one for one in seen.comment.reactions if wanted in (None, one.content)])


def _groups(seen: SeenComment | SeenLine, look: Look) -> object:
    comment = seen.comment
    return [
        {
            "content": name,
            "viewerHasReacted": any((one.user, one.content) == (look.token.user, word) for one in comment.reactions),
        }
        for name, word in REACTIONS.items()
    ]


def _minimized(comment: Comment) -> str | None:
    return comment.minimized.lower().replace("_", "-") or None


_COMMENT: Mapping[str, Field] = {
    "databaseId": lambda seen, _: seen.comment.id,
    "fullDatabaseId": lambda seen, _: str(seen.comment.id),
    "body": lambda seen, _: seen.comment.body,
    "author": lambda seen, _: seen.comment.author,
    "editor": lambda seen, _: seen.comment.editor,
    "authorAssociation": lambda seen, _: association(seen.repository, seen.comment.author),
    "viewerDidAuthor": lambda seen, look: seen.comment.author == look.token.user,
    "viewerCanUpdate": lambda seen, look: may_edit(look.token, seen.repository, seen.comment),
    "viewerCanMinimize": lambda seen, look: may_edit(look.token, seen.repository, seen.comment),
    "isMinimized": lambda seen, _: bool(seen.comment.minimized),
    "minimizedReason": lambda seen, _: _minimized(seen.comment),
    "createdAt": lambda seen, _: stamp(seen.comment.created_at),
    "updatedAt": lambda seen, _: stamp(seen.comment.updated_at),
    "lastEditedAt": lambda seen, _: stamp(seen.comment.updated_at) if seen.comment.editor else None,
    "includesCreatedEdit": lambda seen, _: seen.comment.editor is not None,
    "reactions": _reactions,
    "reactionGroups": _groups,
}

_BELOW: Mapping[str, Callable[[SeenComment, Look], object]] = {
    "id": lambda seen, _: node("IC", seen.comment.id),
    "url": lambda seen, look: comment_page(look.api.site, seen.repository, seen.issue, seen.comment),
}

_LINE: Mapping[str, Callable[[SeenLine, Look], object]] = {
    "id": lambda seen, _: node("PRRC", seen.comment.id),
    "url": lambda seen, look: thread_page(look.api.site, seen.repository, seen.pull, seen.comment),
    "path": lambda seen, _: seen.thread.path,
    "diffHunk": lambda seen, _: seen.thread.spot.diff_hunk,
    "outdated": lambda seen, _: seen.thread.is_outdated,
    "line": lambda seen, _: seen.thread.line,
    "startLine": lambda seen, _: seen.thread.start_line,
    "originalLine": lambda seen, _: seen.thread.spot.line,
    "originalStartLine": lambda seen, _: seen.thread.spot.start_line,
    "subjectType": lambda seen, _: _subject(seen.thread.spot.line),
    "state": lambda seen, _: "PENDING" if seen.thread.review.state == "PENDING" else "SUBMITTED",
}


def _person(user: User | None) -> User | None:
    """Leave out a bot where the schema has room for a person only."""
    return None if user is None or user.is_bot else user


def _subject(line: int | None) -> str:
    return "FILE" if line is None else "LINE"


def _can_resolve(seen: SeenThread, look: Look) -> bool:
    return not seen.thread.is_resolved and may_resolve(seen, look)


def may_resolve(seen: SeenThread, look: Look) -> bool:
    """Tell who may resolve: the pull request's author and whoever writes; of tokens, those with contents: write."""
    if look.token.permissions is None and look.token.user == seen.pull.author:
        return True
    return all(permits(look.token, seen.repository, (need,)) for need in ("contents=write", "pull_requests=write"))


def _can_reply(seen: SeenThread, look: Look) -> bool:
    return permits(look.token, seen.repository, ("pull_requests=write",)) and not seen.pull.is_locked


_THREAD: Mapping[str, Callable[[SeenThread, Look], object]] = {
    "id": lambda seen, _: node("PRRT", seen.thread.id),
    "isResolved": lambda seen, _: seen.thread.is_resolved,
    "isOutdated": lambda seen, _: seen.thread.is_outdated,
    "isCollapsed": lambda seen, _: seen.thread.is_resolved or seen.thread.is_outdated,
    "resolvedBy": lambda seen, _: _person(seen.thread.resolved_by),
    "viewerCanResolve": _can_resolve,
    "viewerCanUnresolve": lambda seen, look: seen.thread.is_resolved and may_resolve(seen, look),
    "viewerCanReply": _can_reply,
    "path": lambda seen, _: seen.thread.path,
    "line": lambda seen, _: seen.thread.line,
    "startLine": lambda seen, _: seen.thread.start_line,
    "originalLine": lambda seen, _: seen.thread.spot.line,
    "originalStartLine": lambda seen, _: seen.thread.spot.start_line,
    "diffSide": lambda seen, _: seen.thread.spot.side,
    "startDiffSide": lambda seen, _: seen.thread.spot.start_side,
    "subjectType": lambda seen, _: _subject(seen.thread.spot.line),
    "comments": lambda seen, look: look.page(
        [SeenLine(seen.repository, seen.pull, seen.thread, comment) for comment in seen.thread.comments]
    ),
}

_REVIEW: Mapping[str, Callable[[SeenReview, Look], object]] = {
    "id": lambda seen, _: node("PRR", seen.review.id),
    "databaseId": lambda seen, _: seen.review.id,
    "body": lambda seen, _: seen.review.body,
    "state": lambda seen, _: seen.review.state,
    "author": lambda seen, _: seen.review.author,
    "authorAssociation": lambda seen, _: association(seen.repository, seen.review.author),
    "viewerDidAuthor": lambda seen, look: seen.review.author == look.token.user,
    "submittedAt": lambda seen, _: stamp(seen.review.submitted_at),
    "commit": lambda seen, _: SeenCommit(seen.repository, seen.review.commit_id),
}

_PERSON: Mapping[str, Callable[[User, Look], object]] = {
    "databaseId": lambda user, _: user.id,
    "url": lambda user, look: look.api.site.html(f"/{user.login}"),
    "id": lambda user, _: node("BOT" if user.is_bot else "U", user.id),
}

_REACTION: Mapping[str, Callable[[Reaction, Look], object]] = {
    "id": lambda reaction, _: node("REA", reaction.id),
    "content": lambda reaction, _: _WORDS[reaction.content],
    "user": lambda reaction, _: reaction.user,
}

CONVERSATION: Mapping[str, Mapping[str, Callable[..., object]]] = {
    "IssueComment": {**_COMMENT, **_BELOW},
    "PullRequestReviewComment": {**_COMMENT, **_LINE},
    "PullRequestReviewThread": _THREAD,
    "PullRequestReview": _REVIEW,
    "Reaction": _REACTION,
    # An actor's login lacks what REST hangs on it; `viewer` is a User, and shows it.
    "Bot": {**_PERSON, "login": lambda user, _: user.login.removesuffix("[bot]")},
    "User": {**_PERSON, "login": lambda user, _: user.login},
}
