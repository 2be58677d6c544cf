"""A GitHub to start, to fill and to look into: what tests hold in their hands."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Thread as Worker
from types import TracebackType
from typing import Self

from simulator.api import Api
from simulator.call import Call, Fault, Violation
from simulator.clone import cloned
from simulator.events import Happened, payload
from simulator.limits import Limits
from simulator.opened import OpenedPull, OpenedRepository
from simulator.server import Listener
from simulator.state import Advisory, CheckRun, Comment, Issue, Pull, Repository, Review, Token, User
from simulator.store import ACTIONS, Store, now
from simulator.switchboard import Switchboard
from simulator.web import Site

WRITER: Mapping[str, str] = {
    "contents": "read",
    "pull_requests": "write",
    "issues": "write",
    "checks": "write",
    "metadata": "read",
}
"""The permissions of a workflow that publishes; `contents: write` would let it resolve threads too."""

READER: Mapping[str, str] = dict.fromkeys(WRITER, "read")
"""The permissions of a workflow that only reads, as a fork's gets."""


class Simulator:
    """GitHub on a port of loopback, a free one for 0, with its repositories below `folder`."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.store = Store()
        self.board = Switchboard(Api(self.store, Site("")))
        self._listener = Listener(port, self.board)
        self.url = f"http://127.0.0.1:{self._listener.server_address[1]}"
        self.board.api.site = Site(self.url)
        self._folder = folder
        self._roles: dict[str, str] = {}
        self._worker = Worker(target=self._listener.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._worker.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close every connection and the port."""
        self._listener.stop()
        self._worker.join()

    @property
    def calls(self) -> tuple[Call, ...]:
        """List every request, git's too."""
        return tuple(self.board.calls)

    @property
    def api_calls(self) -> tuple[Call, ...]:
        """List the requests to the API: neither git's nor those for a page."""
        return tuple(call for call in self.calls if not call.is_git and not call.is_page)

    @property
    def writes(self) -> tuple[Call, ...]:
        """List the requests that would change something, refused ones too."""
        return tuple(call for call in self.calls if call.is_write)

    @property
    def violations(self) -> list[Violation]:
        """List what did not agree with GitHub's description; a test that means it clears the list."""
        return self.board.api.violations

    @property
    def limits(self) -> Limits:
        """Give the rate limits in force."""
        return self.board.api.limits

    @limits.setter
    def limits(self, limits: Limits) -> None:
        self.board.api.limits = limits

    def repository(
        self,
        name: str,
        from_path: Path,
        *,
        default_branch: str = "main",
        is_private: bool = False,
        kilobytes: int | None = None,
    ) -> OpenedRepository:
        """Put a clone of a real repository on GitHub; its size is measured where none is given."""
        folder = self._folder / f"{name}.git"
        size = cloned(from_path, folder, default_branch)
        record = Repository(next(self.store.ids), name, folder, from_path, default_branch, now(), is_private)
        record.kilobytes = size if kilobytes is None else kilobytes
        record.roles |= self._roles
        self.store.repositories[name.casefold()] = record
        return OpenedRepository(self.store, record)

    def user(self, login: str, permission: str | None = None, repository: str | None = None) -> User:
        """Make a user known; `permission` is the role in one repository, or in all of them."""
        user = self.store.user(login)
        if permission is not None:
            records = self.store.repositories.values()
            for record in (one for one in records if repository in (None, one.full_name)):
                record.roles[login.casefold()] = permission
            if repository is None:
                self._roles[login.casefold()] = permission
        return user

    def token(
        self, login: str = ACTIONS, permissions: Mapping[str, str] = WRITER, repository: str | None = None
    ) -> str:
        """Make an installation token, as a workflow gets; with `repository` it may write to that one alone."""
        user = self.store.user(login)
        app = self.store.app(login.removesuffix("[bot]"))
        text = f"ghs_{next(self.store.ids):036d}"
        return self._keep(Token(text, user, app, dict(permissions), repository=repository))

    def personal(self, login: str, permissions: Mapping[str, str] | None = None) -> str:
        """Make a person's token: a classic one, or with `permissions` a fine-grained one."""
        kind = "ghp" if permissions is None else "github_pat"
        text = f"{kind}_{next(self.store.ids):036d}"
        return self._keep(Token(text, self.store.user(login), permissions=permissions))

    def expired(self) -> str:
        """Make a token that was good once."""
        token = self.store.tokens[self.token()]
        return self._keep(replace(token, is_expired=True))

    def expire(self, text: str) -> None:
        """Let a token expire now."""
        self._keep(replace(self.store.tokens[text], is_expired=True))

    def _keep(self, token: Token) -> str:
        self.store.tokens[token.text] = token
        return token.text

    def checks(self, repository: str, sha: str) -> tuple[CheckRun, ...]:
        """List the check runs of a commit, oldest first."""
        record = self.store.repositories[repository.casefold()]
        return tuple(check for check in record.checks if check.head_sha == sha)

    def advise(self, advisory: Advisory) -> None:
        """Publish an advisory: from now on whoever compares dependencies is told."""
        self.store.advisories.append(advisory)

    def fault(self, fault: Fault, times: int = 1) -> None:
        """Let the next requests that fit fail."""
        self.board.faults.extend([fault] * times)

    def forget(self, login: str) -> None:
        """Delete a user: whatever they wrote stays, and belongs to nobody."""
        user = self.store.users.pop(login.casefold())
        for record in self.store.repositories.values():
            for issue in record.issues.values():
                threads = issue.threads if isinstance(issue, Pull) else ()
                reviews = issue.reviews if isinstance(issue, Pull) else ()
                lines = (comment for thread in threads for comment in thread.comments)
                for thing in (issue, *issue.comments, *lines, *reviews):
                    thing.author = None if thing.author == user else thing.author

    def event(
        self,
        name: str,
        action: str,
        pull: OpenedPull,
        *,
        sender: str = "alice",
        comment: Comment | None = None,
        review: Review | None = None,
        label: str = "",
        before: str = "",
    ) -> dict[str, object]:
        """Write what GitHub sends when something happens to a pull request; `before` is the head before a push."""
        found = (thread for thread in pull.threads if comment in thread.comments)
        thread = next(found, None) if comment is not None else None
        happened = Happened(
            pull.repository, self.store.user(sender), pull.record, comment, thread, review, label, before
        )
        with self.store.lock:
            return payload(self.board.api.site, name, action, happened)

    def issue_event(self, repository: OpenedRepository, issue: Issue, comment: Comment) -> dict[str, object]:
        """Write what GitHub sends when somebody comments on an issue that is no pull request."""
        sender = comment.author or self.store.user("ghost")
        happened = Happened(repository.record, sender, issue, comment)
        return payload(self.board.api.site, "issue_comment", "created", happened)

    def repository_event(self, name: str, repository: OpenedRepository, sender: str = "alice") -> dict[str, object]:
        """Write what GitHub sends for `schedule` and `workflow_dispatch`."""
        return payload(self.board.api.site, name, "", Happened(repository.record, self.store.user(sender)))

    def environment(self, token: str = "") -> dict[str, str]:
        """Give the variables by which a program finds this GitHub."""
        found = {
            "GITHUB_SERVER_URL": self.url,
            "GITHUB_API_URL": f"{self.url}/api/v3",
            "GITHUB_GRAPHQL_URL": f"{self.url}/api/graphql",
        }
        return found | ({"GITHUB_TOKEN": token} if token else {})
