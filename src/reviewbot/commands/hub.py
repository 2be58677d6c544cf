"""The way to GitHub as the environment describes it, inside a job and outside of one."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from reviewbot.domain.pull import PullName
from reviewbot.errors import AccessError, UsageError
from reviewbot.git.fetch import Remote
from reviewbot.github.connection import Addresses, Connection, connected
from reviewbot.github.read import Reader

_PULL = re.compile(r"(?P<repository>[A-Za-z0-9-]{1,80}/[A-Za-z0-9._-]{1,100})#(?P<number>[1-9][0-9]{0,8})")
_REPOSITORY = re.compile(r"[A-Za-z0-9-]{1,80}/[A-Za-z0-9._-]{1,100}")


@dataclass(frozen=True, slots=True)
class Hub:
    """GitHub as one command sees it."""

    addresses: Addresses
    token: str
    connection: Connection

    @property
    def reader(self) -> Reader:
        """Read through this connection."""
        return Reader(self.connection)

    def remote(self, repository: str) -> Remote:
        """Say where the commits of a repository are fetched."""
        return Remote(f"{self.addresses.server}/{repository}.git", self.token)


@contextmanager
def hub_here(*, needs_token: bool = True) -> Iterator[Hub]:
    """Reach GitHub by the environment; raises AccessError without a token where one is needed."""
    token = os.environ.get("GITHUB_TOKEN") or os.environ.get("GH_TOKEN") or ""
    if needs_token and not token:
        hint = "Set GITHUB_TOKEN; in a workflow the action takes it from `github-token`, by default the job's own."
        raise AccessError("There is no token for GitHub.", hint)
    addresses = addresses_in(os.environ)
    with connected(addresses, token) as connection:
        yield Hub(addresses, token, connection)


def addresses_in(environment: Mapping[str, str]) -> Addresses:
    """Read the addresses that GitHub sets in every job; without them, those of github.com."""
    known = Addresses()
    return Addresses(
        _address("GITHUB_API_URL", environment, known.api),
        _address("GITHUB_GRAPHQL_URL", environment, known.graphql),
        _address("GITHUB_SERVER_URL", environment, known.server),
    )


def pull_name(text: str) -> PullName:
    """Read `owner/name#7`; raises UsageError for anything else."""
    found = _PULL.fullmatch(text)
    if found is None:
        raise UsageError(f"`{text}` names no pull request.", "Write it as OWNER/NAME#7.")
    return PullName(found["repository"], int(found["number"]))


def repository_name(text: str) -> str:
    """Read `owner/name`; raises UsageError for anything else."""
    if not _REPOSITORY.fullmatch(text):
        raise UsageError(f"`{text}` names no repository.", "Write it as OWNER/NAME.")
    return text


def _address(variable: str, environment: Mapping[str, str], otherwise: str) -> str:
    text = (environment.get(variable) or otherwise).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in {"https", "http"} or not parts.hostname or parts.username:
        # It is not repeated: an address may hold a password.
        raise UsageError(f"{variable} is no usable address.", "Leave it out for github.com, or give an https address.")
    return text
