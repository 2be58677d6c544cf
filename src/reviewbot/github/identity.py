"""Read an answer as somebody else would: the job that reviews has not the token of the jobs that write."""

from collections.abc import Mapping

from reviewbot.github.connection import Json

_AUTHORED = "viewerDidAuthor"


def as_seen_by(answer: Json, login: str) -> Json:
    """Give an answer of GraphQL in which whoever has a login is the one who asks.

    A login is as `viewer` tells it, so that an App's ends in `[bot]`: nobody else can have that.
    """
    seen = _seen({**answer, "viewer": {"login": login}}, login)
    return seen if isinstance(seen, Mapping) else answer


def _seen(value: object, login: str) -> object:
    if isinstance(value, list):
        return [_seen(one, login) for one in value]
    if not isinstance(value, dict):
        return value
    seen = {name: _seen(one, login) for name, one in value.items()}
    return seen | {_AUTHORED: _name(value.get("author")) == login} if _AUTHORED in value else seen


def _name(author: object) -> str:
    """Name an author as `viewer` would: there an App's login has its ending."""
    if not isinstance(author, dict):
        return ""
    return f"{author.get('login')}{'[bot]' if author.get('__typename') == 'Bot' else ''}"
