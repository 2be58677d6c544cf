"""The two connections to GitHub, REST and GraphQL, with the patience that its limits ask for."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from types import TracebackType
from typing import Self, TypeVar

import httpx
from github import Auth, Github
from github.Repository import Repository

from reviewbot.domain.plan import Denied, Refused
from reviewbot.errors import PatienceError
from reviewbot.github.answers import GraphqlAnswer
from reviewbot.github.trouble import FORESEEN, Again, GraphqlError, No, Stop, Wait, trouble

_Answer = TypeVar("_Answer")
_SECONDS = 30
_READS = 4
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where GitHub is; an Enterprise Server says its own in the environment of every job."""

    api: str = "https://api.github.com"
    graphql: str = "https://api.github.com/graphql"
    server: str = "https://github.com"


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds: between writes, as GitHub asks; before a failed read is tried again; at most, for one call."""

    between_writes: float = 1.0
    before_again: float = 1.0
    at_most: float = 300.0


class Connection:
    """Ask GitHub, wait where it says so, and turn what the libraries raise into our errors."""

    def __init__(self, rest: Github, graphql: httpx.Client, address: str, pauses: Pauses) -> None:
        self._rest = rest
        self._graphql = graphql
        self._address = address
        self._pauses = pauses
        self._last_write = -pauses.between_writes

    def __enter__(self) -> Self:
        """Open nothing yet: the first question does."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close both connections."""
        self._rest.close()
        self._graphql.close()

    def repository(self, name: str) -> Repository:
        """Name a repository without asking for it."""
        return self._rest.get_repo(name)

    def read(self, ask: Callable[[], _Answer]) -> _Answer:
        """Ask for something; raises AccessError, PullError or GitHubError."""
        answer = self._patiently(ask, is_write=False)
        if isinstance(answer, Stop | No):
            raise answer.error
        return answer

    def write(self, ask: Callable[[], _Answer]) -> _Answer | Refused | Denied:
        """Have something done; raises LostAnswerError where nobody knows whether it was."""
        time.sleep(max(0.0, self._last_write + self._pauses.between_writes - time.monotonic()))
        try:
            answer = self._patiently(ask, is_write=True)
        finally:
            self._last_write = time.monotonic()
        if isinstance(answer, No):
            return answer.answer
        if isinstance(answer, Stop):
            raise answer.error
        return answer

    def query(self, text: str, variables: Json) -> Json:
        """Ask GraphQL; what the token may not see is null in the answer."""
        return self.read(lambda: self._posted(text, variables))

    def mutate(self, text: str, variables: Json) -> Json | Refused | Denied:
        """Have GraphQL do something."""
        return self.write(lambda: self._posted(text, variables, is_write=True))

    def _posted(self, text: str, variables: Json, *, is_write: bool = False) -> Json:
        response = self._graphql.post(self._address, json={"query": text, "variables": variables})
        response.raise_for_status()
        answer = GraphqlAnswer.model_validate(response.json())
        # A query may miss a part that the token must not see; a mutation is done or it is not. Who asks is always told.
        if answer.errors and (is_write or not any(value for name, value in answer.data.items() if name != "viewer")):
            raise GraphqlError(answer.errors[0].type, answer.errors[0].message)
        return answer.data

    def _patiently(self, ask: Callable[[], _Answer], *, is_write: bool) -> _Answer | Stop | No:
        deadline = time.monotonic() + self._pauses.at_most
        reads = 1
        while True:
            try:
                return ask()
            except FORESEEN as error:
                found = trouble(error, is_write=is_write)
            match found:
                case Stop() | No():
                    return found
                case Wait(seconds):
                    if time.monotonic() + seconds > deadline:
                        return Stop(_impatient(seconds))
                    time.sleep(seconds)
                case Again(error=failure):
                    if reads == _READS:
                        return Stop(failure)
                    time.sleep(self._pauses.before_again * 2 ** (reads - 1))
                    reads += 1


def connected(addresses: Addresses, token: str, pauses: Pauses = Pauses()) -> Connection:
    """Prepare both connections; nothing is sent before something is asked. Without a token, only what is public."""
    name = f"reviewbot/{version('reviewbot')}"
    rest = Github(
        auth=Auth.Token(token) if token else None,
        base_url=addresses.api,
        user_agent=name,
        timeout=_SECONDS,
        per_page=100,
        lazy=True,
        # PyGithub's own would send a write again whose answer got lost.
        retry=None,
        seconds_between_requests=0,
        seconds_between_writes=0,
    )
    headers = {"User-Agent": name, **({"Authorization": f"Bearer {token}"} if token else {})}
    return Connection(rest, httpx.Client(headers=headers, timeout=_SECONDS), addresses.graphql, pauses)


def _impatient(seconds: float) -> PatienceError:
    minutes = max(1, round(seconds / 60))
    hint = "Run it again after that; nothing is posted twice."
    return PatienceError(f"GitHub's rate limit asks to wait for {minutes} more minutes.", hint)
