"""A repository and a pull request as a test holds them: people's deeds, and plain values to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.clone import cloned, fetched
from simulator.git import git, merge_base, tip
from simulator.state import Comment, Issue, Pull, Repository, Review, Thread, Token
from simulator.store import Store, node, now
from simulator.verbs import answered, commented, merged, opened, pushed, reacted


@dataclass(frozen=True, slots=True)
class OpenedPull:
    """A pull request on the simulated GitHub."""

    store: Store
    repository: Repository
    record: Pull

    @property
    def number(self) -> int:
        """Give the number in the repository."""
        return self.record.number

    @property
    def node(self) -> str:
        """Give the global id."""
        return node("PR", self.record.id)

    @property
    def state(self) -> str:
        """Tell whether it is `open`, `closed` or `merged`."""
        return self.record.state

    @property
    def head_sha(self) -> str:
        """Give the head's commit."""
        return self.record.head_sha

    @property
    def base_sha(self) -> str:
        """Give the base's tip at the time of the last push."""
        return self.record.base_sha

    @property
    def merge_base(self) -> str:
        """Give the commit from which the diff counts."""
        return merge_base(self.repository.folder, self.base_sha, self.head_sha) or self.base_sha

    @property
    def comments(self) -> Sequence[Comment]:
        """List what stands below the pull request."""
        return tuple(self.record.comments)

    @property
    def reviews(self) -> Sequence[Review]:
        """List the reviews."""
        return tuple(self.record.reviews)

    @property
    def threads(self) -> Sequence[Thread]:
        """List the threads, on lines and on files."""
        return tuple(self.record.threads)

    def push(self, revision: str | None = None) -> str:
        """Move the head to a revision of the source repository, its own branch for None; gives the head before."""
        head = self.record.head_repository or self.repository
        before = self.head_sha
        fetched(head.folder, head.source, revision or self.record.head_ref, f"refs/heads/{self.record.head_ref}")
        if head is not self.repository:
            fetched(self.repository.folder, head.folder, self.record.head_ref, f"refs/pull/{self.number}/head")
        with self.store.lock:
            pushed(self.repository, self.record, tip(head.folder, self.record.head_ref) or before)
        return before

    def comment(self, login: str, body: str) -> Comment:
        """Let a person write below the pull request."""
        with self.store.lock:
            return commented(self.store, self.record, _as(self.store, login), body)

    def reply(self, thread: Thread, login: str, body: str) -> Comment:
        """Let a person answer in a thread."""
        with self.store.lock:
            return answered(self.store, self.record, thread, _as(self.store, login), body)

    def react(self, comment: Comment, login: str, content: str) -> None:
        """Let a person react to a comment, in REST's words (`+1`)."""
        with self.store.lock:
            reacted(self.store, comment, self.store.user(login), content)

    def resolve(self, thread: Thread, login: str) -> None:
        """Let a person resolve a thread."""
        thread.is_resolved, thread.resolved_by = True, self.store.user(login)

    def close(self) -> None:
        """Close the pull request without a merge."""
        self.record.state, self.record.closed_at = "closed", now()

    def merge(self, login: str = "octocat") -> str:
        """Merge it; gives the merge commit. Raises ValueError where it has conflicts."""
        with self.store.lock:
            merged(self.repository, self.record, self.store.user(login))
        return self.record.merge_sha or ""

    def lock(self) -> None:
        """Lock the conversation."""
        self.record.is_locked = True

    def delete_fork(self) -> None:
        """Delete the repository that the head is in."""
        fork = self.record.head_repository
        if fork is not None and fork is not self.repository:
            self.store.repositories.pop(fork.full_name.casefold(), None)
            self.record.head_repository = None


@dataclass(frozen=True, slots=True)
class OpenedRepository:
    """A repository on the simulated GitHub."""

    store: Store
    record: Repository

    @property
    def name(self) -> str:
        """Give `owner/name`."""
        return self.record.full_name

    def pull(
        self,
        base: str = "main",
        head: str = "change",
        author: str = "alice",
        *,
        draft: bool = False,
        labels: Sequence[str] = (),
        fork: str | None = None,
        title: str = "Change the shop",
        body: str = "",
    ) -> OpenedPull:
        """Open a pull request; with `fork` its head is a branch of that repository, and not of this one."""
        with self.store.lock:
            origin = self._fork(fork, head) if fork else self.record
            head_sha, base_sha = tip(origin.folder, head), tip(self.record.folder, base)
            if head_sha is None or base_sha is None:
                raise ValueError(f"{self.name} has no branch {base if base_sha is None else head}")
            number, person, time = len(self.record.issues) + 1, self.store.user(author), now()
            pull = Pull(
                next(self.store.ids),
                number,
                title,
                body,
                person,
                time,
                time,
                labels=list(labels),
                base_ref=base,
                head_ref=head,
                head_repository=origin,
                base_sha=base_sha,
                head_sha=head_sha,
                heads=[head_sha],
                is_draft=draft,
            )
            if fork:
                fetched(self.record.folder, origin.folder, head, f"refs/pull/{number}/head")
            opened(self.store, self.record, pull)
        return OpenedPull(self.store, self.record, pull)

    def issue(self, title: str = "It is broken", author: str = "alice", body: str = "") -> Issue:
        """Open an issue that is no pull request."""
        with self.store.lock:
            time = now()
            number, person = len(self.record.issues) + 1, self.store.user(author)
            issue = Issue(next(self.store.ids), number, title, body, person, time, time)
            opened(self.store, self.record, issue)
        return issue

    def comment(self, issue: Issue, login: str, body: str) -> Comment:
        """Let a person write below an issue."""
        return commented(self.store, issue, _as(self.store, login), body)

    def push(self, branch: str = "main", revision: str | None = None) -> str:
        """Move a branch to a revision of the source repository, the branch's own for None; gives its tip."""
        fetched(self.record.folder, self.record.source, revision or branch, f"refs/heads/{branch}")
        return tip(self.record.folder, branch) or ""

    def require(self, *checks: str) -> None:
        """Make checks required on every branch."""
        self.record.required_checks.update(checks)

    def _fork(self, name: str, head: str) -> Repository:
        """Find or make the fork; its branch is not one of ours."""
        key = name.casefold()
        if key not in self.store.repositories:
            folder = self.record.folder.parent.parent / f"{name}.git"
            cloned(self.record.source, folder, self.record.default_branch)
            fork = Repository(next(self.store.ids), name, folder, self.record.source, self.record.default_branch, now())
            fork.parent, fork.is_private = self.record, self.record.is_private
            self.store.repositories[key] = fork
        if tip(self.record.folder, head):
            git(self.record.folder, "update-ref", "-d", f"refs/heads/{head}")
        return self.store.repositories[key]


def _as(store: Store, login: str) -> Token:
    return Token("", store.user(login))
