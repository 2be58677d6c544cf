"""One query for all that a pull request shows of us, and what of it can be believed."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from reviewbot.domain.diff import Sha
from reviewbot.domain.marker import is_summary, summary_marker
from reviewbot.domain.pull import Pull, PullName, PullState
from reviewbot.domain.remark import Pause, answered, pause_in
from reviewbot.domain.shown import Check, Shown, SummaryComment
from reviewbot.domain.upshot import upshot_in
from reviewbot.errors import PullError
from reviewbot.github.answers import CheckAnswer, CommentAnswer, ShownAnswer, ShownPull, User
from reviewbot.github.billed import Billing, billing, login_of
from reviewbot.github.connection import Connection
from reviewbot.github.identity import as_seen_by
from reviewbot.github.queries import SHOWN
from reviewbot.github.talk import thread_in

_MOST_PAGES = 20
_STATES = {"OPEN": PullState.OPEN, "CLOSED": PullState.CLOSED, "MERGED": PullState.MERGED}


def shown(connection: Connection, name: PullName, us: str = "") -> Shown:
    """Read a pull request and our comments, threads and checks on it; raises PullError where there is none.

    `us` is the login of whoever writes for us, empty where that is whoever asks.
    """
    asking = _Asking(connection, name, us)
    answer = _page(asking, _Place())
    pull, bills = answer.pull, list(answer.bills.bills)
    threads = list(pull.threads.nodes)
    below = list(pull.comments.nodes)
    covered = dict(answer.bills.covered)
    comments, more, trail = pull.comments.page, pull.threads.page, answer.bills.trail
    pages = 1
    while pages < _MOST_PAGES and (
        more.has_next or (comments.has_previous and not any(_summaries(below))) or (trail.has_previous and not bills)
    ):
        page = _page(asking, _Place(comments.start, more.end, trail.start))
        threads += page.pull.threads.nodes if more.has_next else ()
        below += page.pull.comments.nodes if comments.has_previous else ()
        bills += page.bills.bills if trail.has_previous else ()
        covered |= page.bills.covered if trail.has_previous else {}
        comments, more, trail = page.pull.comments.page, page.pull.threads.page, page.bills.trail
        pages += 1
    ours = [one for one in below if one.is_ours]
    return Shown(
        pull=_pull(name, pull, answer.kilobytes),
        threads=tuple(found for thread in threads if (found := thread_in(thread, answer.us))),
        summaries=tuple(sorted(_summaries(below), key=lambda one: one.number)),
        checks=tuple(sorted(_checks(pull, answer.us), key=lambda one: one.number)),
        bills=tuple({one.check: one for one in bills}.values()),
        setting=_setting(pull),
        templates=tuple(_templates(pull)),
        checkpoints=tuple(covered[check] for check in sorted(covered)),
        pause=_pause(ours),
        answered=frozenset(answered(one.body) for one in ours) - {""},
        us=answer.viewer.login if answer.viewer else "",
    )


@dataclass(frozen=True, slots=True)
class _Asking:
    """Who is asked about what, and in whose place."""

    connection: Connection
    name: PullName
    us: str


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
    viewer: User | None

    @property
    def us(self) -> str | None:
        """Name whoever writes for us as GraphQL names an author."""
        return login_of(self.viewer)


def _page(asking: _Asking, place: _Place) -> _Page:
    name = asking.name
    owner, _, repository = name.repository.partition("/")
    raw = asking.connection.query(SHOWN, {"owner": owner, "name": repository, "number": name.number, **asdict(place)})
    read = ShownAnswer.model_validate(raw)
    if asking.us and (read.viewer is None or read.viewer.login != asking.us):
        # Whoever asks as ourselves is told by GitHub what is ours, which knows better than a name.
        raw = as_seen_by(raw, asking.us)
        read = ShownAnswer.model_validate(raw)
    answer = read.repository
    if answer is None or answer.pull is None:
        hint = "Check its name and number; what is private needs a token that may read it."
        raise PullError(f"There is no pull request {name}.", hint)
    return _Page(answer.pull, billing(raw, name.number), answer.kilobytes or 0, read.viewer)


def _setting(answer: ShownPull) -> str:
    """Give the team's configuration; one that is too long for GitHub to show is none that a review would obey."""
    target = answer.base.target if answer.base else None
    found = target.file.object if target and target.file else None
    return found.text or "" if found and not found.is_truncated else ""


def _templates(answer: ShownPull) -> Iterator[tuple[str, str]]:
    """Give the team's templates by name; of one that is too long its beginning is enough to be refused."""
    target = answer.base.target if answer.base else None
    files = {"comment.md.j2": target.comment, "summary.md.j2": target.summary} if target else {}
    for name, file in files.items():
        if file and file.object and file.object.text is not None:
            yield name, file.object.text


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


def _summaries(answers: Iterable[CommentAnswer]) -> Iterator[SummaryComment]:
    for answer in answers:
        if answer.number is not None and answer.is_authored and is_summary(answer.body):
            marker = summary_marker(answer.body) if answer.is_ours else None
            yield SummaryComment(answer.number, answer.body, marker, answer.id, answer.is_folded)


def _pause(ours: Iterable[CommentAnswer]) -> Pause | None:
    """Give the last word about a pause: that of our youngest comment that has one."""
    found = (pause_in(one.number, one.body) for one in ours if one.number is not None)
    return max((one for one in found if one), key=lambda one: one.number, default=None)


def _checks(pull: ShownPull, us: str | None) -> Iterator[Check]:
    for commit in pull.commits.nodes if pull.commits else ():
        if commit.commit.oid != pull.head_sha or commit.commit.suites is None:
            continue
        for suite in commit.commit.suites.nodes:
            is_ours = us is not None and suite.app is not None and suite.app.slug == us
            yield from (_check(one, pull.number, is_ours=is_ours) for one in (suite.runs.nodes if suite.runs else ()))


def _check(answer: CheckAnswer, number: int, *, is_ours: bool) -> Check:
    upshot = upshot_in(answer.summary or "") if is_ours else None
    return Check(
        number=answer.number,
        conclusion=(answer.conclusion or "").lower(),
        external_id=answer.external_id or "",
        title=answer.title or "",
        is_required=answer.is_required,
        upshot=upshot if upshot and upshot.pull == number else None,
        summary=answer.summary or "",
        text=answer.text or "",
    )
