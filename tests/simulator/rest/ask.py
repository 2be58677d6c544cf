"""What an endpoint is given, and how it says which page of a list it answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from simulator.state import Issue, Pull, Repository, Token
from simulator.store import Store
from simulator.web import Answer, Fields, RefusedError, Request, Site, links, not_found

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ask:
    """A request that was let through: `place` holds the parameters of its path."""

    store: Store
    site: Site
    request: Request
    place: Mapping[str, str]
    body: Fields
    found: Repository | None = None

    @property
    def repository(self) -> Repository:
        """Give the repository that the path names."""
        if self.found is None:
            raise not_found()
        return self.found

    @property
    def token(self) -> Token:
        """Give the credential; raises a 401 without one."""
        if self.request.token is None:
            raise RefusedError(401, "Requires authentication")
        return self.request.token

    def number(self, name: str) -> int:
        """Read a number of the path."""
        try:
            return int(self.place[name])
        except ValueError:
            raise not_found() from None

    def pull(self) -> Pull:
        """Find the pull request that the path names."""
        pull = self.repository.pulls.get(self.number("pull_number"))
        if pull is None:
            raise not_found()
        return pull

    def issue(self) -> Issue:
        """Find the issue or pull request that the path names."""
        issue = self.repository.issues.get(self.number("issue_number"))
        if issue is None:
            raise not_found()
        return issue


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An operation of the REST API: `path` is its template in GitHub's description.

    `needs` are the permissions of which a token must have one.
    """

    method: str
    path: str
    answer: Callable[[Ask], Answer]
    needs: tuple[str, ...] = ()


def paging(request: Request, default: int = 30) -> tuple[int, int]:
    """Read page and page size; GitHub takes 100 for more, and the default for nonsense."""
    page = _positive(request.query.get("page"), 1)
    return page, min(_positive(request.query.get("per_page"), default), 100)


def _positive(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and int(text) > 0 else default


def listed(ask: Ask, things: Sequence[T], show: Callable[[T], object]) -> Answer:
    """Answer one page of a list, with a Link header to the others; only what is on it is shown."""
    page, size = paging(ask.request)
    last = max(1, -(-len(things) // size))
    link = ", ".join(links(ask.site, ask.request, page, last))
    shown = [show(thing) for thing in things[(page - 1) * size : page * size]]
    return Answer(200, shown, {"link": link} if link else {})
