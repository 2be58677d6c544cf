"""What GitHub demands of any text that is posted, whichever door it comes through."""

from simulator.access import demand, has_role
from simulator.state import Issue, Pull, Repository, Token
from simulator.web import RefusedError, invalid

MOST_CHARACTERS = 65_536
MOST_OF_A_CHECK = 65_535
MOST_ANNOTATIONS = 50


def text_fault(body: str) -> str | None:
    """Say what is wrong with the text of a comment."""
    if not body.strip():
        return "Body cannot be blank"
    return "Body is too long (maximum is 65536 characters)" if len(body) > MOST_CHARACTERS else None


def demand_text(resource: str, body: str) -> str:
    """Refuse an empty text and one that is too long."""
    fault = text_fault(body)
    if fault is not None:
        raise invalid(resource, "unprocessable", "data", fault)
    return body


def demand_talk(token: Token, repository: Repository, issue: Issue) -> None:
    """Refuse to write where the token may not, and in a locked conversation."""
    demand(token, repository, talk_needs(issue))
    demand_open(token, repository, issue)


def demand_open(token: Token, repository: Repository, issue: Issue) -> None:
    """Refuse to write in a locked conversation: only people with write access may, and no app."""
    if issue.is_locked and (token.app is not None or not has_role(repository, token.user, "write")):
        raise RefusedError(403, "Unable to create comment because issue is locked.")


def talk_needs(issue: Issue) -> tuple[str, ...]:
    """Name the permissions of which one is needed to write in a conversation."""
    return ("issues=write", "pull_requests=write") if isinstance(issue, Pull) else ("issues=write",)
