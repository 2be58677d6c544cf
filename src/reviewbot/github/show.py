"""One query for all that a pull request shows of us, and what of it can be believed."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from reviewbot.domain.diff import Sha
from reviewbot.domain.marker import finding_marker, is_summary, summary_marker
from reviewbot.domain.pull import Pull, PullName, PullState
from reviewbot.domain.shown import Check, Shown, SummaryComment, Thread
from reviewbot.errors import PullError
from reviewbot.github.answers import CheckAnswer, CommentAnswer, ShownAnswer, ShownPull, ThreadAnswer
from reviewbot.github.billed import Billing, billing
from reviewbot.github.connection import Connection
from reviewbot.github.queries import SHOWN

_MOST_PAGES = 20
_STATES = {"OPEN": PullState.OPEN, "CLOSED": PullState.CLOSED, "MERGED": PullState.MERGED}


def shown(connection: Connection, name: PullName) -> Shown:
    """Read a pull request and our comments, threads and checks on it; raises PullError where there is none."""
    answer = _page(connection, name, _Place())
    pull, bills = answer.pull, list(answer.bills.bills)
    threads = list(_threads(pull.threads.nodes))
    summaries = list(_summaries(pull.comments.nodes))
    comments, more, trail = pull.comments.page, pull.threads.page, answer.bills.trail
    pages = 1
    while pages < _MOST_PAGES and (
        more.has_next or (comments.has_previous and not summaries) or (trail.has_previous and not bills)
    ):
        page = _page(connection, name, _Place(comments.start, more.end, trail.start))
        threads += _threads(page.pull.threads.nodes) if more.has_next else ()
        summaries += _summaries(page.pull.comments.nodes) if comments.has_previous else ()
        bills += page.bills.bills if trail.has_previous else ()
        comments, more, trail = page.pull.comments.page, page.pull.threads.page, page.bills.trail
        pages += 1
    return Shown(
        pull=_pull(name, pull, answer.kilobytes),
        threads=tuple(threads),
        summaries=tuple(sorted(summaries, key=lambda one: one.number)),
        checks=tuple(sorted(_checks(pull), key=lambda one: one.number)),
        bills=tuple({one.check: one for one in bills}.values()),
        setting=_setting(pull),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """How far each list was read."""

    comments: str | None = None
    threads: str | None = None
    trail: str | None = None


@dataclass(frozen=True, slots=True)
class _Page:
    pull: ShownPull
    bills: Billing
    kilobytes: int


def _page(connection: Connection, name: PullName, place: _Place) -> _Page:
    owner, _, repository = name.repository.partition("/")
    raw = connection.query(SHOWN, {"owner": owner, "name": repository, "number": name.number, **asdict(place)})
    answer = ShownAnswer.model_validate(raw).repository
    if answer is None or answer.pull is None:
        hint = "Check its name and number; what is private needs a token that may read it."
        raise PullError(f"There is no pull request {name}.", hint)
    return _Page(answer.pull, billing(raw, name.number), answer.kilobytes or 0)


def _setting(answer: ShownPull) -> str:
    """Give the team's configuration; one that is too long for GitHub to show is none that a review would obey."""
    target = answer.base.target if answer.base else None
    found = target.file.object if target and target.file else None
    return found.text or "" if found and not found.is_truncated else ""


def _pull(name: PullName, answer: ShownPull, kilobytes: int) -> Pull:
    tip = answer.base.target.oid if answer.base and answer.base.target else answer.base_sha
    return Pull(
        name=name,
        state=_STATES[answer.state],
        is_draft=answer.is_draft,
        is_fork=answer.is_fork,
        author=answer.author.login,
        title=answer.title,
        base_ref=answer.base_ref,
        base_sha=Sha(tip),
        head_sha=Sha(answer.head_sha),
        labels=tuple(label.name for label in answer.labels.nodes) if answer.labels else (),
        kilobytes=kilobytes,
        description=answer.body,
    )


def _threads(answers: Iterable[ThreadAnswer]) -> Iterator[Thread]:
    for answer in answers:
        first, *others = answer.comments.nodes or (None,)
        # Who may edit it may dismiss the finding as well: their words do not make us say it again.
        marker = finding_marker(first.body) if first and first.is_authored else None
        if first is not None and marker is not None:
            yield Thread(
                node=answer.id,
                comment_node=first.id,
                marker=marker,
                path=answer.path,
                excerpt=first.excerpt,
                is_resolved=answer.is_resolved,
                can_resolve=answer.can_resolve,
                has_answer=_has_answer(others, answer.comments.total),
                is_folded=first.is_folded,
            )


def _has_answer(others: Iterable[CommentAnswer], total: int) -> bool:
    listed = list(others)
    return total > len(listed) + 1 or any(not other.is_authored for other in listed)


def _summaries(answers: Iterable[CommentAnswer]) -> Iterator[SummaryComment]:
    for answer in answers:
        if answer.number is not None and answer.is_authored and is_summary(answer.body):
            yield SummaryComment(answer.number, answer.body, summary_marker(answer.body) if answer.is_ours else None)


def _checks(pull: ShownPull) -> Iterator[Check]:
    for commit in pull.commits.nodes if pull.commits else ():
        if commit.commit.oid != pull.head_sha or commit.commit.suites is None:
            continue
        for suite in commit.commit.suites.nodes:
            yield from map(_check, suite.runs.nodes if suite.runs else ())


def _check(answer: CheckAnswer) -> Check:
    return Check(
        number=answer.number,
        conclusion=(answer.conclusion or "").lower(),
        external_id=answer.external_id or "",
        title=answer.title or "",
        is_required=answer.is_required,
    )
