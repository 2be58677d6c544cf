"""Endpoints that open and change issues."""

from simulator.access import demand, has_role
from simulator.rest.ask import Ask, Endpoint
from simulator.rules import MOST_CHARACTERS, talk_needs
from simulator.shapes.pull import shown_issue
from simulator.state import Issue, Repository, Token
from simulator.store import now
from simulator.verbs import opened
from simulator.web import Answer, RefusedError, invalid

_MOST_TITLE = 256
_DISABLED = "Issues has been disabled in this repository."


def _create(ask: Ask) -> Answer:
    repository = _with_issues(ask.repository)
    title, time = _title(ask.body.text("title") or ""), now()
    issue = Issue(
        next(ask.store.ids), len(repository.issues) + 1, title, _text(ask.body.text("body")), ask.token.user, time, time
    )
    issue.labels = _labels(ask)
    opened(ask.store, repository, issue)
    shown = shown_issue(ask.site, repository, issue)
    return Answer(201, shown, {"location": str(shown["url"])})


def _edit(ask: Ask) -> Answer:
    repository, issue = _with_issues(ask.repository), ask.issue()
    demand(ask.token, repository, talk_needs(issue))
    if not _may_edit(ask.token, repository, issue):
        raise RefusedError(403, "Must have admin rights to Repository.")
    title, body = ask.body.text("title"), ask.body.text("body")
    issue.title = issue.title if title is None else _title(title)
    if body is not None:
        issue.body, issue.editor = _text(body), ask.token.user
    if "labels" in ask.body.values:
        issue.labels = _labels(ask)
    _move(issue, ask.body.text("state"), ask.body.text("state_reason"))
    issue.updated_at = now()
    return Answer(200, shown_issue(ask.site, repository, issue))


def _move(issue: Issue, state: str | None, reason: str | None) -> None:
    """Close or re-open; without a change the reason means nothing."""
    if state is None or state == issue.state:
        return
    issue.state, issue.closed_at = state, now() if state == "closed" else None
    issue.state_reason = reason or ("completed" if state == "closed" else "reopened")


def _with_issues(repository: Repository) -> Repository:
    if not repository.has_issues:
        raise RefusedError(410, _DISABLED)
    return repository


def _labels(ask: Ask) -> list[str]:
    """Read the labels: new ones are made; whoever may not set any is not told so."""
    if ask.token.app is None and not has_role(ask.repository, ask.token.user, "triage"):
        return []
    wanted = ask.body.values.get("labels")
    return list(dict.fromkeys(one for one in wanted if isinstance(one, str))) if isinstance(wanted, list) else []


def _may_edit(token: Token, repository: Repository, issue: Issue) -> bool:
    return token.app is not None or issue.author == token.user or has_role(repository, token.user, "triage")


def _title(title: str) -> str:
    if not title.strip():
        raise invalid("Issue", "missing_field", "title")
    if len(title) > _MOST_TITLE:
        raise invalid("Issue", "custom", "title", f"title is too long (maximum is {_MOST_TITLE} characters)")
    return title


def _text(body: str | None) -> str:
    if body is not None and len(body) > MOST_CHARACTERS:
        raise invalid("Issue", "custom", "body", f"body is too long (maximum is {MOST_CHARACTERS} characters)")
    return body or ""


_ISSUES = "/repos/{owner}/{repo}/issues"
ENDPOINTS = (
    Endpoint("POST", _ISSUES, _create, ("issues=write",)),
    Endpoint("PATCH", f"{_ISSUES}/{{issue_number}}", _edit, ("issues=write", "pull_requests=write")),
)
