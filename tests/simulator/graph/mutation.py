"""What GraphQL lets a caller change, and to whom GitHub refuses it."""

from collections.abc import Callable, Mapping

from simulator.access import may_edit
from simulator.graph.conversation import REACTIONS, may_resolve
from simulator.graph.look import FieldError, Look, denied
from simulator.graph.seen import SeenComment, SeenIssue, SeenLine, SeenPull, SeenReview, SeenThread
from simulator.rules import demand_open, talk_needs, text_fault
from simulator.state import Comment, Issue, Repository, Review
from simulator.verbs import answered, commented, edited, reacted
from simulator.web import Fields, RefusedError


def _input(look: Look) -> Fields:
    return look.arguments.inner("input") or Fields()


def _text(wanted: Fields) -> str:
    body = wanted.text("body") or ""
    fault = text_fault(body)
    if fault is not None:
        raise FieldError("UNPROCESSABLE", fault)
    return body


def _demand_talk(look: Look, repository: Repository, issue: Issue) -> None:
    look.demand(repository, *talk_needs(issue))
    try:
        demand_open(look.token, repository, issue)
    except RefusedError as refusal:
        raise FieldError("FORBIDDEN", refusal.message) from None


def _not_that(identifier: str) -> FieldError:
    return FieldError("NOT_FOUND", f"Could not resolve to a node with the global id of '{identifier}'")


def _thread(look: Look, name: str) -> SeenThread:
    identifier = _input(look).text(name) or ""
    seen = look.find(identifier)
    if not isinstance(seen, SeenThread):
        raise _not_that(identifier)
    return seen


def _comment(look: Look, name: str) -> SeenComment | SeenLine:
    identifier = _input(look).text(name) or ""
    seen = look.find(identifier)
    if not isinstance(seen, SeenComment | SeenLine):
        raise _not_that(identifier)
    return seen


def _answer(look: Look, **fields: object) -> dict[str, object]:
    return fields | {"clientMutationId": _input(look).text("clientMutationId")}


def _resolve(_: object, look: Look) -> dict[str, object]:
    seen = _thread(look, "threadId")
    if not may_resolve(seen, look):
        raise denied(look.token)
    seen.thread.is_resolved, seen.thread.resolved_by = True, seen.thread.resolved_by or look.token.user
    return _answer(look, thread=seen)


def _unresolve(_: object, look: Look) -> dict[str, object]:
    seen = _thread(look, "threadId")
    if not may_resolve(seen, look):
        raise denied(look.token)
    seen.thread.is_resolved, seen.thread.resolved_by = False, None
    return _answer(look, thread=seen)


def _reply(_: object, look: Look) -> dict[str, object]:
    seen = _thread(look, "pullRequestReviewThreadId")
    look.demand(seen.repository, "pull_requests=write")
    _demand_talk(look, seen.repository, seen.pull)
    comment = answered(look.api.store, seen.pull, seen.thread, look.token, _text(_input(look)))
    return _answer(look, comment=SeenLine(seen.repository, seen.pull, seen.thread, comment))


def _hide(_: object, look: Look) -> dict[str, object]:
    seen = _editable(look, "subjectId")
    seen.comment.minimized = _input(look).text("classifier") or "OUTDATED"
    return _answer(look, minimizedComment=seen)


def _show(_: object, look: Look) -> dict[str, object]:
    seen = _editable(look, "subjectId")
    seen.comment.minimized = ""
    return _answer(look, unminimizedComment=seen)


def _editable(look: Look, name: str) -> SeenComment | SeenLine:
    """Find a comment that the caller may change."""
    seen = _comment(look, name)
    look.demand(seen.repository, *_needs(seen))
    if not may_edit(look.token, seen.repository, seen.comment):
        login = look.token.user.login
        raise FieldError("FORBIDDEN", f"{login} does not have the correct permissions to execute `{look.field}`")
    return seen


def _needs(seen: SeenComment | SeenLine | SeenReview) -> tuple[str, ...]:
    return talk_needs(seen.issue) if isinstance(seen, SeenComment) else ("pull_requests=write",)


def _edit(_: object, look: Look) -> dict[str, object]:
    seen = _editable(look, "id")
    edited(seen.comment, look.token.user, _text(_input(look)))
    return _answer(look, issueComment=seen)


def _add_comment(_: object, look: Look) -> dict[str, object]:
    identifier = _input(look).text("subjectId") or ""
    seen = look.find(identifier)
    if not isinstance(seen, SeenPull | SeenIssue):
        raise _not_that(identifier)
    issue = seen.pull if isinstance(seen, SeenPull) else seen.issue
    _demand_talk(look, seen.repository, issue)
    comment = commented(look.api.store, issue, look.token, _text(_input(look)))
    shown = SeenComment(seen.repository, issue, comment)
    return _answer(look, subject=seen, commentEdge={"node": shown, "cursor": ""})


def _react(_: object, look: Look) -> dict[str, object]:
    seen = _reactable(look)
    reaction, _is_new = reacted(
        look.api.store, _reacted_to(seen), look.token.user, REACTIONS[_input(look).text("content") or ""]
    )
    return _answer(look, reaction=reaction, subject=seen)


def _unreact(_: object, look: Look) -> dict[str, object]:
    seen = _reactable(look)
    wanted = (look.token.user, REACTIONS[_input(look).text("content") or ""])
    reactions = _reacted_to(seen).reactions
    found = next((one for one in reactions if (one.user, one.content) == wanted), None)
    if found is not None:
        reactions.remove(found)
    return _answer(look, reaction=found, subject=seen)


def _reactable(look: Look) -> SeenComment | SeenLine | SeenReview:
    found = look.find(_input(look).text("subjectId") or "")
    seen = found if isinstance(found, SeenReview) else _comment(look, "subjectId")
    look.demand(seen.repository, *_needs(seen))
    _demand_talk(look, seen.repository, seen.issue if isinstance(seen, SeenComment) else seen.pull)
    return seen


def _reacted_to(seen: SeenComment | SeenLine | SeenReview) -> Comment | Review:
    return seen.review if isinstance(seen, SeenReview) else seen.comment


MUTATIONS: Mapping[str, Callable[[object, Look], object]] = {
    "addComment": _add_comment,
    "addPullRequestReviewThreadReply": _reply,
    "addReaction": _react,
    "minimizeComment": _hide,
    "removeReaction": _unreact,
    "resolveReviewThread": _resolve,
    "unminimizeComment": _show,
    "unresolveReviewThread": _unresolve,
    "updateIssueComment": _edit,
}
