"""What GitHub knows, as our values: pull requests, their files, permissions."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from github.GithubObject import CompletableGithubObject
from github.PullRequest import PullRequest
from pydantic import BaseModel, ValidationError

from reviewbot.domain.advisory import Vulnerable
from reviewbot.domain.diff import Sha
from reviewbot.domain.pull import Pull, PullName, PullState
from reviewbot.domain.shown import Comparison, Shown, ShownFile, ShownHunk
from reviewbot.errors import GitHubError, PullError
from reviewbot.github.answers import ComparisonAnswer, FileAnswer, PullAnswer
from reviewbot.github.connection import Connection
from reviewbot.github.dependencies import vulnerable
from reviewbot.github.feedback import Talks, talks
from reviewbot.github.show import shown

_Answer = TypeVar("_Answer", bound=BaseModel)
_Value = TypeVar("_Value")
_WRITERS = frozenset({"admin", "maintain", "write"})
_COMPARED = 300
"""Files that one comparison lists at most."""


class Reader:
    """Read GitHub, and write nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def shown(self, name: PullName, us: str = "") -> Shown:
        """Give a pull request with what we wrote on it; raises PullError where there is none.

        `us` is the login of whoever writes for us, empty where that is whoever asks.
        """
        return understood(lambda: shown(self._connection, name, us))

    def pull(self, name: PullName) -> Pull:
        """Give a pull request, merged ones too; raises PullError where there is none."""
        ask = self._connection.repository(name.repository)
        raw = self._connection.read(lambda: ask.get_pull(name.number).raw_data)
        return _pull(name.repository, _read(PullAnswer, raw))

    def compared(self, pull: Pull) -> Comparison:
        """Compare a pull request's head with the tip of its base, of a merged one with the tip before the merge."""
        base = pull.base_ref if pull.state is PullState.OPEN else pull.base_sha
        ask = self._connection.repository(pull.name.repository)
        raw = self._connection.read(
            # The commits are of no use, so that one of them a page is enough.
            lambda: ask.compare(base, pull.head_sha, comparison_commits_per_page=1).raw_data
        )
        answer = _read(ComparisonAnswer, raw)
        return Comparison(
            Sha(answer.base_commit.sha),
            Sha(answer.merge_base_commit.sha),
            tuple(_file(file) for file in answer.files),
            len(answer.files) < _COMPARED,
        )

    def files(self, name: PullName) -> tuple[ShownFile, ...]:
        """List the files of a pull request: GitHub gives 3,000 at most."""
        ask = self._connection.repository(name.repository)
        raw = self._connection.read(lambda: [file.raw_data for file in ask.get_pull(name.number).get_files()])
        return tuple(_file(_read(FileAnswer, one)) for one in raw)

    def vulnerable(self, repository: str, base: Sha, head: Sha) -> tuple[Vulnerable, ...]:
        """List the dependencies with known vulnerabilities that lie between two commits.

        Raises PullError where there is no dependency graph, AccessError where the token or the plan has none.
        """
        ask = self._connection.repository(repository)
        return self._connection.read(lambda: understood(lambda: tuple(vulnerable(ask, repository, base, head))))

    def may_write(self, repository: str, login: str) -> bool:
        """Tell whether somebody may push to a repository, by GitHub's word and not by their association."""
        ask = self._connection.repository(repository)
        try:
            return self._connection.read(lambda: ask.get_collaborator_permission(login)) in _WRITERS
        except PullError:
            # Nobody of that name: an account that was deleted since.
            return False

    def merged(self, repository: str, last: int) -> tuple[Pull, ...]:
        """List the pull requests of a repository that were merged last, the newest first."""
        ask = self._connection.repository(repository)
        listed = self._connection.read(
            lambda: understood(lambda: _last_merged(ask.get_pulls("closed", "updated", "desc"), last))
        )
        return tuple(_pull(repository, answer) for answer in listed)

    def talks(self, repository: str, last: int) -> Talks:
        """Read what people made of our comments on the pull requests that were opened last."""
        return understood(lambda: talks(self._connection, repository, last))


def _last_merged(pulls: Iterable[PullRequest], last: int) -> list[PullAnswer]:
    """Take the newest by their merge from a list by its last change, as far as it has to be read for that."""
    merged: dict[int, PullAnswer] = {}
    for pull in pulls:
        # The list has all that is read; its own `raw_data` would ask for each pull once more.
        answer = PullAnswer.model_validate(super(CompletableGithubObject, pull).raw_data)
        newest = sorted(merged.values(), key=_merged_at, reverse=True)[:last]
        # Nothing was merged after it was changed last.
        if len(newest) == last and answer.updated_at < _merged_at(newest[-1]):
            break
        if answer.merged_at:
            merged[answer.number] = answer
    return sorted(merged.values(), key=_merged_at, reverse=True)[:last]


def _merged_at(answer: PullAnswer) -> str:
    return answer.merged_at or ""


def _pull(repository: str, answer: PullAnswer) -> Pull:
    state = PullState.MERGED if answer.merged_at else PullState(answer.state)
    return Pull(
        name=PullName(repository, answer.number),
        state=state,
        is_draft=answer.draft,
        is_fork=answer.head.repo is None or answer.head.repo.full_name != repository,
        author=answer.user.login,
        title=answer.title,
        base_ref=answer.base.ref,
        base_sha=Sha(answer.base.sha),
        head_sha=Sha(answer.head.sha),
        labels=tuple(label.name for label in answer.labels),
        kilobytes=answer.base.repo.size if answer.base.repo else 0,
        description=answer.body or "",
    )


def _file(answer: FileAnswer) -> ShownFile:
    hunks = (ShownHunk((base, base + bases - 1), (head, head + heads - 1)) for base, bases, head, heads in answer.hunks)
    return ShownFile(answer.filename, tuple(hunks))


def _read(model: type[_Answer], raw: object) -> _Answer:
    return understood(lambda: model.model_validate(raw))


def understood(read: Callable[[], _Value]) -> _Value:
    """Read an answer; raises GitHubError for one that is not as GitHub describes it."""
    try:
        return read()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        way = ".".join(map(str, first["loc"]))
        hint = "Is GITHUB_API_URL the address of GitHub's API? Otherwise, please report this."
        raise GitHubError(f"GitHub's answer cannot be read: `{way}`: {first['msg']}.", hint) from error
