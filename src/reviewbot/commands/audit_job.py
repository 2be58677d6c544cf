"""Run a phase of an audit inside GitHub Actions: plan, look, publish, or all in one job."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from reviewbot.audit import settled
from reviewbot.branch import auditable
from reviewbot.commands.audit_handover import WITHHELD, leave, taken
from reviewbot.commands.audit_publish import said, sentence, tracked
from reviewbot.commands.audit_run import AuditWish, Chosen, asks_an_agent, audited_with
from reviewbot.commands.audit_shards import matrix
from reviewbot.commands.hub import Hub
from reviewbot.commands.job import Job, give, summarise
from reviewbot.commands.streams import told
from reviewbot.domain.audit import AuditReport, AuditRequest, SeenSlice
from reviewbot.domain.diff import Sha
from reviewbot.domain.event import AuditEvent, CommentEvent, Event
from reviewbot.domain.levels import Engine
from reviewbot.domain.plan import Denied
from reviewbot.domain.tracker import Tracker
from reviewbot.errors import PullError, UsageError
from reviewbot.findings.root import joined
from reviewbot.findings.veil import SECURITY
from reviewbot.git.fetch import bare_repository, fetch, fetch_history
from reviewbot.git.revisions import Revision, resolve
from reviewbot.git.snapshot import Snapshot
from reviewbot.github.acceptance import words_in
from reviewbot.github.handover import audit_handed_over, audit_taken_over
from reviewbot.github.seal import check
from reviewbot.github.track import AuditReader, AuditWriter
from reviewbot.listening import listen
from reviewbot.output.audit_format import AuditFormat
from reviewbot.output.memory import decoded
from reviewbot.output.write import write
from reviewbot.setting import team_setting
from reviewbot.shards import part, worth

_HEADS = "refs/heads/"
_REF = "audited"
_NO_COMMIT = Sha("0" * 40)
"""Stands where GitHub wants the name of a commit, and nothing of it is wanted."""

_EMPTY = "{} is not there, or nothing was pushed to it yet: nothing is audited."


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an audit takes place: the job, GitHub, and what is asked for; an empty SHA stands for the branch's tip."""

    job: Job
    hub: Hub
    request: AuditRequest

    @property
    def tracker(self) -> Tracker:
        """Ask what the repository shows of its audits."""
        return AuditReader(self.hub.connection).tracker(self.request.repository, self.request.sha)


def is_audit(event: Event) -> bool:
    """Tell whether an event asks for an audit, or accepts a risk below the tracking issue."""
    match event:
        case AuditEvent():
            return True
        case CommentEvent(is_pull=False, body=body):
            return bool(words_in(body))
        case _:
            return False


def planned(job: Job, hub: Hub) -> int:
    """Say how many jobs look at which commit of the branch; obey at once who accepts a risk."""
    if isinstance(job.event, CommentEvent):
        return _heard(job, hub)
    request = _asked(job)
    with _fetched(_Place(job, hub, request)) as chosen:
        if chosen is None:
            return _nothing(job, request)
        of = job.shards or worth(chosen.work.entries)
        usd = job.max_usd or chosen.team.loaded.config.budget.run_usd
        request = replace(request, sha=chosen.work.snapshot.sha, shards=of)
    give(job, {"run": "true", "request": audit_handed_over(request), "matrix": matrix(of, usd)})
    told(f"{request.branch} at {request.sha[:10]} is audited by {of} {'job' if of == 1 else 'jobs'}.")
    return 0


def looked(job: Job, hub: Hub) -> int:
    """Audit a commit, or a shard of it, and leave the report for whoever publishes it."""
    place = _taken_over(job, hub)
    with _fetched(place) as chosen:
        if chosen is None:
            raise _gone(place.request)
        tracker = place.tracker
        if tracker.is_public:
            check(job.hand_over_key)
        mine = replace(chosen, work=part(chosen.work, job.shard)) if job.shard else chosen
        _with_history(mine, _wish(place))
        report = audited_with(mine, _wish(place), _before(tracker))
    leave(job, report, is_public=tracker.is_public)
    give(job, {"report": str(job.report), "status": report.status})
    return 0


def published(job: Job, hub: Hub) -> int:
    """Join what the jobs left, and publish it."""
    place = _taken_over(job, hub)
    with _fetched(place) as chosen:
        if chosen is None:
            raise _gone(place.request)
        report = taken(job, place.request, chosen.work)
        if WITHHELD in report.notes:
            report = _with_security(report, chosen)
        return _said(place, chosen, report)


def at_once(job: Job, hub: Hub) -> int:
    """Audit and publish in one job."""
    if isinstance(job.event, CommentEvent):
        return _heard(job, hub)
    request = _asked(job)
    place = _Place(job, hub, request)
    with _fetched(place) as chosen:
        if chosen is None:
            return _nothing(job, request)
        place = replace(place, request=replace(request, sha=chosen.work.snapshot.sha))
        _with_history(chosen, _wish(place))
        return _said(place, chosen, audited_with(chosen, _wish(place), _before(place.tracker)))


def _asked(job: Job) -> AuditRequest:
    """Ask for the branch that the event is about, which must be the default one: the issue remembers no other."""
    event = job.event
    if not isinstance(event, AuditEvent):
        raise UsageError("This event asks for no audit.", "Run it on `schedule` or `workflow_dispatch`.")
    branch, default = event.ref.removeprefix(_HEADS), event.default_branch
    if default and branch != default:
        message = f"An audit is about `{default}`, the default branch, and this run is about `{branch}`."
        raise UsageError(message, f"Run it on `{default}`; `reviewbot audit run --rev` looks at anything else.")
    return AuditRequest(event.repository, branch, Sha(""))


def _taken_over(job: Job, hub: Hub) -> _Place:
    request = audit_taken_over(job.request)
    if request.repository.lower() != job.repository.lower():
        message = f"The request is about {request.repository}, and this job is one of {job.repository}."
        raise UsageError(message, "Give the output `request` of this run's own request phase.")
    return _Place(job, hub, request)


def _gone(request: AuditRequest) -> PullError:
    message = f"`{request.sha[:10]}`, which was to be audited, is not there any more."
    return PullError(message, "It was pushed away: the next audit takes its place.")


def _heard(job: Job, hub: Hub) -> int:
    """Obey what was said below the tracking issue; who may not is answered there."""
    writer = AuditWriter(hub.connection, job.repository)
    left = listen(job.repository, hub.addresses.server, _NO_COMMIT, AuditReader(hub.connection), writer)
    for one in left:
        told(one.message if isinstance(one, Denied) else one.reason)
    give(job, {"run": "false"})
    return 0


def _nothing(job: Job, request: AuditRequest) -> int:
    told(_EMPTY.format(f"`{request.branch}`"))
    give(job, {"run": "false"})
    return 0


def _wish(place: _Place) -> AuditWish:
    return AuditWish(place.job.engine, max_usd=place.job.max_usd)


def _with_history(chosen: Chosen, wish: AuditWish) -> None:
    """Fetch how files changed where an agent reads: that decides what it reads first."""
    snapshot = chosen.work.snapshot
    if snapshot.day and asks_an_agent(wish, chosen.team.loaded.config):
        fetch_history(chosen.repository, snapshot.sha, snapshot.day)


def _before(tracker: Tracker) -> tuple[SeenSlice, ...]:
    """Say when slices were last read, as far as the tracking issue remembers."""
    comments = tracker.issues[0].comments if tracker.issues else ()
    memory = decoded([one.body for one in comments if one.is_ours])
    return memory.slices if memory else ()


@contextmanager
def _fetched(place: _Place) -> Iterator[Chosen | None]:
    """Fetch what is asked for into a repository that is thrown away; None where there is no such commit or branch."""
    request = place.request
    # Windows keeps a pack open a moment longer than git runs.
    with TemporaryDirectory(prefix="reviewbot-", ignore_cleanup_errors=True) as folder:
        bare = bare_repository(Path(folder) / "audit.git", place.hub.remote(request.repository))
        try:
            fetch(bare, {_REF: request.sha or f"{_HEADS}{request.branch}"})
        except PullError:
            yield None
            return
        revision = Revision(request.branch, resolve(bare, f"refs/reviewbot/{_REF}"))
        work = auditable(bare, revision)
        named = replace(work.snapshot, repository=request.repository, branch=request.branch)
        team = team_setting(Snapshot(bare, revision.sha))
        yield Chosen(bare, revision, team, replace(work, snapshot=named))


def _with_security(report: AuditReport, chosen: Chosen) -> AuditReport:
    """Find again what no job of a public repository may hand over: by the detectors, with the items of security."""
    checklist = chosen.team.checklist
    items = tuple(one for one in checklist.items if one.area == SECURITY)
    team = replace(chosen.team, checklist=replace(checklist, items=items))
    again = audited_with(replace(chosen, team=team), AuditWish(Engine.DETECTORS))
    causes = settled(joined((*report.causes, *again.causes)), report.baseline, report.coverage.files)
    return replace(report, causes=causes, notes=tuple(one for one in report.notes if one != WITHHELD))


def _said(place: _Place, chosen: Chosen, report: AuditReport) -> int:
    """Publish, leave the page and the report as everybody may see them, and give the outputs."""
    job, hub = place.job, place.hub
    items = {one.id: one for one in chosen.team.checklist.items}
    done = tracked(hub, report, items, AuditWriter(hub.connection, report.snapshot.repository))
    stem = job.report.with_suffix("")
    for form, suffix in ((AuditFormat.HTML, ".html"), (AuditFormat.JSON, ".json")):
        write(stem.with_name(stem.name + suffix), said(done, form, items, hub.addresses.server))
    summarise(job, "\n\n".join((done.text, *done.remarks)))
    for remark in done.remarks:
        told(remark)
    told(sentence(done))
    give(job, {"findings": str(len(done.lived.open)), "status": report.status, "report": f"{stem}.json"})
    return 0 if done.is_published else 3
