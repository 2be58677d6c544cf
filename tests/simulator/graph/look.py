"""What a resolver is given, how it refuses, and how it answers a list page by page."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.access import permits, sees
from simulator.api import Api
from simulator.graph.seen import Seen, everything
from simulator.state import Repository, Token
from simulator.web import Fields

_MOST = 100


class FieldError(Exception):
    """A field that fails: `kind` is the type that GitHub gives the error."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def denied(token: Token) -> FieldError:
    """Say that the token may not do it."""
    who = "integration" if token.app else "personal access token"
    return FieldError("FORBIDDEN", f"Resource not accessible by {who}")


@dataclass(frozen=True, slots=True)
class Connection:
    """One page of a list."""

    nodes: tuple[object, ...]
    start: int
    total: int


@dataclass(frozen=True, slots=True)
class Look:
    """A field that is being resolved: who looks, and with which arguments."""

    api: Api
    token: Token
    arguments: Fields
    field: str

    def demand(self, repository: Repository, *needs: str) -> None:
        """Refuse a token that has none of the permissions."""
        if not permits(self.token, repository, needs):
            raise denied(self.token)

    def find(self, identifier: str) -> Seen:
        """Find what a global id names; what may not be seen is as if it were not there."""
        for one, seen in everything(self.api.store):
            repository = seen if isinstance(seen, Repository) else getattr(seen, "repository", None)
            if one == identifier and (repository is None or sees(self.token, repository)):
                return seen
        raise FieldError("NOT_FOUND", f"Could not resolve to a node with the global id of '{identifier}'")

    def page(self, things: Sequence[object]) -> Connection:
        """Cut a page out of a list by `first`, `after`, `last` and `before`."""
        first, last = self.arguments.number("first"), self.arguments.number("last")
        self._demand_bounds(first, last)
        start = _place(self.arguments.text("after"), -1) + 1
        end = min(_place(self.arguments.text("before"), len(things)), len(things))
        if first is not None:
            end = min(end, start + first)
        elif last is not None:
            start = max(start, end - last)
        return Connection(tuple(things[start:end]), start, len(things))

    def _demand_bounds(self, first: int | None, last: int | None) -> None:
        if first is None and last is None:
            message = f"You must provide a `first` or `last` value to properly paginate the `{self.field}` connection."
            raise FieldError("MISSING_PAGINATION_BOUNDARIES", message)
        for name, value in (("first", first), ("last", last)):
            if value is not None and value > _MOST:
                what = f"Requesting {value} records on the `{self.field}` connection"
                raise FieldError("EXCESSIVE_PAGINATION", f"{what} exceeds the `{name}` limit of {_MOST} records.")
            if value is not None and value < 0:
                raise FieldError(
                    "BAD_PAGINATION", f"`{name}` on the `{self.field}` connection must be a non-negative number."
                )


def cursor(place: int) -> str:
    """Name a place in a list so that nobody reads it."""
    return base64.b64encode(f"cursor:v2:{place}".encode()).decode()


def _place(text: str | None, default: int) -> int:
    if text is None:
        return default
    try:
        return int(base64.b64decode(text, validate=True).decode().removeprefix("cursor:v2:"))
    except (ValueError, binascii.Error):
        raise FieldError("INVALID_CURSOR_ARGUMENTS", f"`{text}` does not appear to be a valid cursor.") from None


def page_field(connection: Connection, name: str) -> object:
    """Give a field of a connection."""
    end = connection.start + len(connection.nodes)
    if name == "totalCount":
        return connection.total
    if name == "edges":
        return [{"node": one, "cursor": cursor(at)} for at, one in enumerate(connection.nodes, connection.start)]
    if name == "pageInfo":
        return {
            "hasNextPage": end < connection.total,
            "hasPreviousPage": connection.start > 0,
            "startCursor": cursor(connection.start) if connection.nodes else None,
            "endCursor": cursor(end - 1) if connection.nodes else None,
        }
    return list(connection.nodes)
