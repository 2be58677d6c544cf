"""Run the review of a change that is ready to be read, the same way for every command."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from reviewbot.advisories import Ask, heard
from reviewbot.auditing import Designer
from reviewbot.checkpoint import Anew
from reviewbot.commands.keys import has_key
from reviewbot.commands.program import TOOL
from reviewbot.commands.streams import progress
from reviewbot.commands.tape import Player, Tape
from reviewbot.config.values import Provider
from reviewbot.config.write import digest
from reviewbot.detectors.dependencies.vulnerable import ITEM
from reviewbot.detectors.run import Detectors
from reviewbot.detectors.sarif import Result, results
from reviewbot.detectors.sql.squawk import SOURCE, installed
from reviewbot.domain.advisory import Unasked
from reviewbot.domain.levels import Engine
from reviewbot.domain.pull import Grant, Scope
from reviewbot.domain.report import Cost, Digests, Problem, Report, Run
from reviewbot.domain.shown import Thread
from reviewbot.earlier import Earlier
from reviewbot.errors import UsageError
from reviewbot.reading import Agent
from reviewbot.rereading import Ground, Reread, Rereader, reread, with_reread
from reviewbot.review import Reviewable, Setting
from reviewbot.review import review as reviewed
from reviewbot.setting import CONFIG_FILE, TeamSetting

_WHOLE = Scope()
_MANY_FILES = 60
_MOST_JOBS = 8
_LOCAL = "only a review of a pull request asks GitHub for them."
_NO_AGENT = "No agent took part: the detectors alone read this change."


@dataclass(frozen=True, slots=True)
class PullTalk:
    """What earlier runs said on a pull request and people answered, and who may write.

    `trusts_comments` tells whether what a comment of the change itself says no to is to be heeded.
    """

    threads: tuple[Thread, ...]
    may_write: Callable[[str], bool]
    trusts_comments: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a command asks of a review: who reads, and where the team's configuration was read, in words.

    `sarif` are files of other analyzers, `advisories` asks whoever knows the vulnerabilities of dependencies. `effort`
    and `max_usd` go before the configuration's, `trace` is where calls to the model are noted, `prompts_to` where they
    are written instead of sent. `grant` is what may be spent of the money of a pull request, None where there is none;
    `spent` is told what the agent cost, however its run ends. `title` and `description` are what a pull request says
    of itself. `boundary` is drawn where it is empty. `tape` hears all that a model says, or says it in its place.
    `scope` is what is examined; `earlier` gives the complete review that went by the same digests, to go on from.
    `talk` is what was said on a pull request, None where nothing was or only a part is examined. `is_audit` where
    there is no change: then `title` names the repository.
    """

    engine: str | None
    source: str
    sarif: tuple[Path, ...] = ()
    advisories: Ask = lambda: Unasked(_LOCAL)
    effort: str | None = None
    max_usd: float | None = None
    trace: Path | None = None
    prompts_to: Path | None = None
    grant: Grant | None = None
    spent: Callable[[Cost], None] = lambda _: None
    title: str = ""
    description: str = ""
    boundary: str = ""
    tape: Tape | None = None
    scope: Scope = _WHOLE
    earlier: Callable[[Digests], Earlier | Anew] = lambda _: Anew()
    talk: PullTalk | None = None
    is_audit: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """An agent that can begin, and the digest of what it is told.

    In a rehearsal it looks at nothing again, and judges no design.
    """

    agent: Agent
    prompts: str
    rereader: Rereader | None = None
    designer: Designer | None = None


class Reader(Protocol):
    """The module that makes an agent."""

    def ready(self, work: Reviewable, team: TeamSetting, wish: Wish) -> AbstractContextManager[Ready]:
        """Make an agent for a change, until the end of the block."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a review is done with: how many processes, and which programs that are no part of it."""

    jobs: int
    helpers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A report, the change it is about, and the setting it was made by."""

    report: Report
    work: Reviewable
    team: TeamSetting


def run(work: Reviewable, team: TeamSetting, wish: Wish) -> Report:
    """Review a change with the detectors, on as many processors as it is worth, and with the agent if it is wanted."""
    jobs, squawk = _jobs(len(work.diff.files)), installed()
    with agent_for(work, team, wish) as ready:
        # A program that helps is an input: without it the report may say less.
        setting = _setting(work, team, wish, ready, Means(jobs, (SOURCE,) if squawk else ()))
        with Detectors(team.checklist.items, team.team_items, jobs=jobs, squawk=squawk) as detectors:
            # First, while there is money: what stands already matters more than what may be new.
            again = _reread(work, team, wish, ready)
            report = reviewed(work, setting, detectors, progress(), ready.agent if ready else None)
            return with_reread(report, again)


def _reread(work: Reviewable, team: TeamSetting, wish: Wish, ready: Ready | None) -> Reread:
    """Look again at what was said on a pull request."""
    talk = wish.talk
    if talk is None:
        return Reread()
    ground = Ground(work.diff, work.contents, team.loaded.config, team.checklist.items)
    again = reread(talk.threads, ground, ready.rereader if ready else None, talk.may_write)
    is_hushed = not again.suppressed or talk.trusts_comments()
    return again if is_hushed else replace(again, fails=(*again.fails, *again.suppressed))


@contextmanager
def agent_for(work: Reviewable, team: TeamSetting, wish: Wish) -> Iterator[Ready | None]:
    """Make the agent ready where one is wanted and there is a key for it."""
    config = team.loaded.config
    engine = Engine(wish.engine or config.engine)
    is_bedrock = config.provider is Provider.BEDROCK
    can_ask = isinstance(wish.tape, Player) or has_key(os.environ, is_bedrock=is_bedrock)
    if not wish.prompts_to and (engine is Engine.DETECTORS or not can_ask):
        yield None
        return
    # Late: with the vendor's client it costs two CPU-seconds, and without a key none of it is needed.
    reader = cast(Reader, import_module("reviewbot.commands.reader"))
    with reader.ready(work, team, wish) as ready:
        yield ready


def _said_by_others(files: Sequence[Path]) -> Iterator[tuple[str, tuple[Result, ...]]]:
    for file in files:
        try:
            text = file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"`{file}` cannot be read: {error}.", "Name a SARIF file of an analyzer.") from error
        yield text, results(text, str(file))


def run_id(work: Reviewable, team: TeamSetting, others: Sequence[str] = ()) -> str:
    """Give the digest of all that decides the report: the same inputs, the same id."""
    # Two versions that git names tell their diff; a diff that came alone has to speak for itself.
    is_named = work.change.merge_base_sha and work.change.head_sha
    diff = "" if is_named else repr(work.diff)
    known = (TOOL, repr(work.change), diff, str(work.day), digest(team.loaded.config), team.checklist.digest)
    return hashlib.sha256("\0".join((*known, *others)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _jobs(files: int) -> int:
    """Use the processors for a large change; to start a process for a small one costs more than it saves.

    One more than there are processors: while a worker waits for its next file, another one works.
    """
    return min((os.cpu_count() or 1) + 1, _MOST_JOBS) if files >= _MANY_FILES else 1


def _setting(work: Reviewable, team: TeamSetting, wish: Wish, ready: Ready | None, means: Means) -> Setting:
    config = team.loaded.config
    others = dict(_said_by_others(wish.sarif))
    known = heard(work.diff, work.contents, team.checklist.items, config, wish.advisories)
    prompts = ready.prompts if ready else ""
    before = wish.earlier(Digests(digest(config), team.checklist.digest, prompts))
    earlier, anew = (before, "") if isinstance(before, Earlier) else (None, before.note)
    inputs = (*means.helpers, *others, *map(repr, known.claims), *known.notes, *filter(None, [prompts]))
    wanted = Engine(wish.engine or config.engine)
    engine = engine_of(wanted) if ready else Engine.DETECTORS
    return Setting(
        tool=TOOL,
        run=Run(run_id(work, team, (*inputs, *_of_scope(wish.scope, earlier))), engine, str(wish.scope)),
        config=config,
        checklist=team.checklist,
        notes=(*_notes(work, team, wish, ready), *known.notes, *filter(None, [anew])),
        problem=None if ready else _problem(wanted),
        jobs=means.jobs,
        others=(*(one for several in others.values() for one in several), *known.claims),
        answered=frozenset({ITEM}) if known.is_answered else frozenset(),
        prompts=prompts,
        scope=wish.scope,
        earlier=earlier,
    )


def engine_of(wanted: Engine) -> Engine:
    """Say who reads where there is an agent."""
    return Engine.ALL if wanted is Engine.AUTO else wanted


def _of_scope(scope: Scope, earlier: Earlier | None) -> Iterator[str]:
    """Name what a run leaves out: the same change reviewed by half is another run."""
    if not scope.is_whole:
        yield str(scope)
    if earlier is not None:
        yield repr(earlier.checkpoint)


def _notes(work: Reviewable, team: TeamSetting, wish: Wish, ready: Ready | None) -> Iterator[str]:
    if ready is None:
        yield _NO_AGENT
    if team.loaded.document.value is not None:
        yield f"The configuration is {CONFIG_FILE} of {wish.source}."
    if work.is_fragment:
        yield "Only a diff was given: what lies between its hunks was not seen."


def _problem(wanted: Engine) -> Problem | None:
    if wanted not in {Engine.AGENT, Engine.ALL}:
        return None
    hint = f"`--engine {wanted}` needs a model key: set ANTHROPIC_API_KEY, or review with `--engine detectors`."
    return Problem("no-key", "", 0, hint)
