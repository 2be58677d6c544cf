"""The one place that holds the records, numbers them and finds them again."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from threading import RLock

from simulator.state import Advisory, App, Repository, Token, User

ACTIONS = "github-actions[bot]"
_ACTIONS_APP, _ACTIONS_USER = 15368, 41898282
"""The numbers of GitHub Actions on github.com."""


@dataclass(slots=True)
class Store:
    """All records; whoever reads or writes holds `lock`."""

    users: dict[str, User] = field(default_factory=dict)
    apps: dict[str, App] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    repositories: dict[str, Repository] = field(default_factory=dict)
    advisories: list[Advisory] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: count(1_000_001))
    lock: RLock = field(default_factory=RLock)

    def user(self, login: str) -> User:
        """Find a user by login without regard to case, or make one."""
        key = login.casefold()
        if key not in self.users:
            number = _ACTIONS_USER if login == ACTIONS else next(self.ids)
            self.users[key] = User(number, login, is_bot=login.endswith("[bot]"))
        return self.users[key]

    def app(self, slug: str) -> App:
        """Find an app by its slug, or make one."""
        if slug not in self.apps:
            self.apps[slug] = App(_ACTIONS_APP if slug == "github-actions" else next(self.ids), slug)
        return self.apps[slug]


def now() -> datetime:
    """Tell the time as GitHub keeps it: UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def node(kind: str, number: int) -> str:
    """Make the global node id of a thing, with GitHub's prefix of its kind (`PRRT` is a review thread)."""
    packed = base64.urlsafe_b64encode(b"\x93\x00\xce" + number.to_bytes(8, "big")).decode().rstrip("=")
    return f"{kind}_{packed}"


def stamp(time: datetime | None) -> str | None:
    """Write a time as the API does."""
    return None if time is None else time.strftime("%Y-%m-%dT%H:%M:%SZ")
