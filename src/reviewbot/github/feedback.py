"""The threads of the last pull requests of a repository, read as whoever asks: 25 pull requests a query."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field

from reviewbot.domain.shown import Thread
from reviewbot.github.answers import Answer, CommentAnswer, CommentsAnswer, PageInfo, ThreadAnswer, or_nothing
from reviewbot.github.connection import Connection
from reviewbot.github.queries import TALKS
from reviewbot.github.talk import thread_in

_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Talks:
    """The threads that our findings began on so many pull requests; `cut` counts those of which some were not read."""

    threads: tuple[Thread, ...]
    pulls: int
    cut: int


def _as_ours(comment: object) -> object:
    """Take a bot's comment for ours: whoever asks here is a person, and only a person could forge a mark."""
    author = comment.get("author") if isinstance(comment, Mapping) else None
    is_bots = isinstance(author, Mapping) and author.get("__typename") == "Bot"
    return {**comment, "viewerDidAuthor": True} if isinstance(comment, Mapping) and is_bots else comment


class TalkComments(CommentsAnswer):
    """Some comments of a thread, those of bots as ours."""

    nodes: Annotated[tuple[Annotated[CommentAnswer, BeforeValidator(_as_ours)], ...], BeforeValidator(or_nothing)]


class TalkThread(ThreadAnswer):
    """A review thread as a person sees it."""

    comments: TalkComments


class TalkThreads(Answer):
    """The first threads of a pull request."""

    nodes: Annotated[tuple[TalkThread, ...], BeforeValidator(or_nothing)]
    page: PageInfo = Field(alias="pageInfo")


class TalkPull(Answer):
    """A pull request where only its threads matter."""

    threads: TalkThreads = Field(alias="reviewThreads")


class TalkPulls(Answer):
    """Some pull requests, the newest first."""

    nodes: Annotated[tuple[TalkPull, ...], BeforeValidator(or_nothing)]
    page: PageInfo = Field(alias="pageInfo")


class TalkRepository(Answer):
    """A repository where only its pull requests matter."""

    pulls: TalkPulls = Field(alias="pullRequests")


class TalkAnswer(Answer):
    """The answer to the query: where there is no such repository there is an error instead."""

    repository: TalkRepository


def talks(connection: Connection, repository: str, last: int) -> Talks:
    """Read the threads of the last pull requests; raises PullError where there is no such repository."""
    pulls: list[TalkPull] = []
    page = PageInfo(hasNextPage=True)
    while page.has_next and len(pulls) < last:
        answer = _page(connection, repository, min(_A_PAGE, last - len(pulls)), page.end)
        pulls += answer.nodes
        page = answer.page
    threads = (thread_in(thread, "") for pull in pulls for thread in pull.threads.nodes)
    cut = sum(1 for pull in pulls if pull.threads.page.has_next)
    return Talks(tuple(one for one in threads if one is not None), len(pulls), cut)


def _page(connection: Connection, repository: str, most: int, after: str | None) -> TalkPulls:
    owner, _, name = repository.partition("/")
    raw = connection.query(TALKS, {"owner": owner, "name": name, "most": most, "pulls": after})
    return TalkAnswer.model_validate(raw).repository.pulls
