"""A request, its answer, and the refusal of one: what all areas of the API have in common."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from simulator.state import Token

Json = Mapping[str, object]
DOCS = "https://docs.github.com/rest"


@dataclass(frozen=True, slots=True)
class Site:
    """Where the server is reached, for the addresses in its answers."""

    url: str

    def api(self, path: str) -> str:
        """Give an address of the REST API."""
        return f"{self.url}/api/v3{quote(path, safe='/{}?=&:,@+')}"

    def html(self, path: str) -> str:
        """Give the address of a page."""
        return f"{self.url}{quote(path, safe='/?=&#:,@+')}"


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object whose shape the contract has checked, read by type."""

    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """Read a string."""
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        """Read a whole number."""
        value = self.values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def inner(self, name: str) -> "Fields | None":
        """Read an object."""
        value = self.values.get(name)
        return Fields(value) if isinstance(value, Mapping) else None

    def items(self, name: str) -> tuple["Fields", ...]:
        """Read a list of objects."""
        value = self.values.get(name)
        return tuple(Fields(one) for one in value if isinstance(one, Mapping)) if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True)
class Request:
    """An API request: `path` counts from the API's root, header names are in lower case."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    token: Token | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: `body` is JSON, text as it stands, or None for nothing at all."""

    status: int
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    """GitHub says no: a status, a message and what its API adds to it."""

    def __init__(
        self,
        status: int,
        message: str,
        errors: tuple[object, ...] = (),
        headers: Mapping[str, str] | None = None,
        docs: str = DOCS,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.errors = errors
        self.headers = headers or {}
        self.docs = docs

    def answer(self) -> Answer:
        """Write the refusal as GitHub's API does."""
        body: dict[str, object] = {"message": self.message}
        if self.errors:
            body["errors"] = list(self.errors)
        body |= {"documentation_url": self.docs, "status": str(self.status)}
        return Answer(self.status, body, self.headers)


def not_found() -> RefusedError:
    """Say that there is nothing, or nothing that this token may see."""
    return RefusedError(404, "Not Found")


def invalid(resource: str, code: str, place: str, message: str = "") -> RefusedError:
    """Say that a value is refused: `place` is the field that GitHub names."""
    error = {"resource": resource, "code": code, "field": place} | ({"message": message} if message else {})
    return RefusedError(422, "Validation Failed", (error,))


def links(site: Site, request: Request, page: int, last: int) -> Iterator[str]:
    """Write the parts of a Link header."""
    pages = {"prev": page - 1, "next": page + 1, "last": last, "first": 1}
    for relation, number in pages.items():
        is_new = number >= page + 1 if relation in ("next", "last") else number <= page - 1
        if is_new and 1 <= number <= last:
            query = "&".join(f"{name}={quote(value)}" for name, value in {**request.query, "page": str(number)}.items())
            yield f'<{site.api(request.path)}?{query}>; rel="{relation}"'
