"""Endpoints of comments below pull requests and issues, and of reactions."""

from collections.abc import Iterator

from simulator.access import demand, may_edit
from simulator.rest.ask import Ask, Endpoint, listed
from simulator.rules import demand_talk, demand_text, talk_needs
from simulator.shapes.talk import issue_comment, review_comment, shown_reaction
from simulator.state import Comment, Issue, Pull, Thread
from simulator.verbs import commented, edited, reacted
from simulator.web import Answer, RefusedError, not_found

_RESOURCE = "IssueComment"
_READ, _WRITE = ("issues=read", "pull_requests=read"), ("issues=write", "pull_requests=write")
_ON_LINES = ("pull_requests=write",)


def _comments(ask: Ask) -> Answer:
    issue = ask.issue()
    return listed(ask, issue.comments, lambda comment: issue_comment(ask.site, ask.repository, issue, comment))


def _create(ask: Ask) -> Answer:
    issue = ask.issue()
    demand_talk(ask.token, ask.repository, issue)
    comment = commented(ask.store, issue, ask.token, demand_text(_RESOURCE, ask.body.text("body") or ""))
    shown = issue_comment(ask.site, ask.repository, issue, comment)
    return Answer(201, shown, {"location": str(shown["url"])})


def _below(ask: Ask) -> tuple[Issue, Comment]:
    """Find a comment below a pull request or an issue by its number."""
    number, issues = ask.number("comment_id"), ask.repository.issues.values()
    found = ((issue, comment) for issue in issues for comment in issue.comments if comment.id == number)
    pair = next(found, None)
    if pair is None:
        raise not_found()
    return pair


def _on_line(ask: Ask) -> tuple[Pull, Thread, Comment]:
    """Find a comment of a thread by its number."""
    number = ask.number("comment_id")
    found = next((one for one in _threads(ask) if one[2].id == number), None)
    if found is None:
        raise not_found()
    return found


def _threads(ask: Ask) -> Iterator[tuple[Pull, Thread, Comment]]:
    for pull in ask.repository.pulls.values():
        for thread in pull.threads:
            yield from ((pull, thread, comment) for comment in thread.comments)


def _demand_edit(ask: Ask, comment: Comment) -> None:
    if not may_edit(ask.token, ask.repository, comment):
        raise RefusedError(403, "Must have admin rights to Repository.")


def _edit(ask: Ask) -> Answer:
    issue, comment = _below(ask)
    demand(ask.token, ask.repository, talk_needs(issue))
    _demand_edit(ask, comment)
    edited(comment, ask.token.user, demand_text(_RESOURCE, ask.body.text("body") or ""))
    return Answer(200, issue_comment(ask.site, ask.repository, issue, comment))


def _delete(ask: Ask) -> Answer:
    issue, comment = _below(ask)
    demand(ask.token, ask.repository, talk_needs(issue))
    _demand_edit(ask, comment)
    issue.comments.remove(comment)
    return Answer(204)


def _edit_on_line(ask: Ask) -> Answer:
    pull, thread, comment = _on_line(ask)
    _demand_edit(ask, comment)
    edited(comment, ask.token.user, demand_text("PullRequestReviewComment", ask.body.text("body") or ""))
    return Answer(200, review_comment(ask.site, ask.repository, pull, thread, comment))


def _react(ask: Ask) -> Answer:
    issue, comment = _below(ask)
    demand_talk(ask.token, ask.repository, issue)
    return _reacted(ask, comment)


def _react_on_line(ask: Ask) -> Answer:
    pull, _, comment = _on_line(ask)
    demand_talk(ask.token, ask.repository, pull)
    return _reacted(ask, comment)


def _reacted(ask: Ask, comment: Comment) -> Answer:
    reaction, is_new = reacted(ask.store, comment, ask.token.user, ask.body.text("content") or "")
    return Answer(201 if is_new else 200, shown_reaction(ask.site, reaction))


_REPOSITORY = "/repos/{owner}/{repo}"
_COMMENT = f"{_REPOSITORY}/issues/comments/{{comment_id}}"
_LINE = f"{_REPOSITORY}/pulls/comments/{{comment_id}}"
ENDPOINTS = (
    Endpoint("GET", f"{_REPOSITORY}/issues/{{issue_number}}/comments", _comments, _READ),
    Endpoint("POST", f"{_REPOSITORY}/issues/{{issue_number}}/comments", _create, _WRITE),
    Endpoint("PATCH", _COMMENT, _edit, _WRITE),
    Endpoint("DELETE", _COMMENT, _delete, _WRITE),
    Endpoint("POST", f"{_COMMENT}/reactions", _react, _WRITE),
    Endpoint("PATCH", _LINE, _edit_on_line, _ON_LINES),
    Endpoint("POST", f"{_LINE}/reactions", _react_on_line, _ON_LINES),
)
