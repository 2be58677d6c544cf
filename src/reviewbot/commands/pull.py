"""Review pull requests that GitHub has: fetched, read and reported, with nothing written."""

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from reviewbot.advisories import Ask
from reviewbot.checklist.fields import nearest
from reviewbot.checklist.load import Checklist
from reviewbot.checkpoint import Anew, gone_on, newest
from reviewbot.commands.hub import Hub, hub_here, pull_name
from reviewbot.commands.keys import has_key
from reviewbot.commands.program import VERSION
from reviewbot.commands.rehearsed import rehearsed
from reviewbot.commands.run import PullTalk, Reviewed, Wish, run
from reviewbot.commands.say import said
from reviewbot.config.values import FailOn, Forks, Provider
from reviewbot.domain.advisory import Unasked, Vulnerable
from reviewbot.domain.finding import Placement
from reviewbot.domain.levels import Engine
from reviewbot.domain.marker import RunMarker
from reviewbot.domain.pull import Grant, Pull, Scope
from reviewbot.domain.report import Cost, Digests, Report
from reviewbot.domain.shown import Comparison, Thread
from reviewbot.domain.visible import visible
from reviewbot.earlier import Earlier
from reviewbot.errors import AccessError, ConfigurationError, GitHubError, PullError, UsageError
from reviewbot.findings.lower import kept_below
from reviewbot.findings.rank import ranked
from reviewbot.findings.same import READER
from reviewbot.output.tally import grouped
from reviewbot.pulled import Pulled, as_github_takes_it, pulled_change
from reviewbot.review import gate
from reviewbot.setting import CONFIG_FILE, TEAM_ITEMS, TEAM_TEMPLATES, TeamSetting, team_setting
from reviewbot.speak import template_troubles

_NOT_ALLOWED = (
    "GitHub does not tell this token. It takes `contents: read`, and in a private repository GitHub Advanced Security."
)
_SPARED = (
    "This change comes from a fork, so the detectors alone read it: "
    "who may write to this repository can have the agent read it with the comment `/review`."
)
_WHOLE = Scope()
_NO_GRAPH = "GitHub has no dependency graph of this repository, or none of these commits."


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked beside a team's configuration: who reads, what fails the check, files of other analyzers.

    The rest is about the agent, as in a `Wish`; `is_asked_for` where a person who may write asked for this review.
    `scope` is what is examined; `checkpoints` and `threads` are what runs before covered and said.
    """

    engine: str | None = None
    fail_on: str | None = None
    sarif: tuple[Path, ...] = ()
    effort: str | None = None
    max_usd: float | None = None
    trace: Path | None = None
    prompts_to: Path | None = None
    grant: Grant | None = None
    spent: Callable[[Cost], None] = lambda _: None
    is_asked_for: bool = False
    scope: Scope = _WHOLE
    checkpoints: tuple[RunMarker, ...] = ()
    threads: tuple[Thread, ...] = ()


def review(options: argparse.Namespace) -> int:
    """Review the pull request that the options name, write and print the report; give the exit code."""
    if options.base or options.head or options.worktree or options.diff or options.config_from:
        hint = "Leave out --base, --head, --worktree, --diff and --config-from with --pull."
        raise UsageError("A pull request brings its own base, head and configuration.", hint)
    with hub_here(needs_token=False) as hub:
        pull = hub.reader.pull(pull_name(options.pull))
        demand = Demand(
            options.engine,
            sarif=tuple(options.sarif),
            effort=options.effort,
            max_usd=options.max_usd,
            trace=options.trace,
            prompts_to=options.dry_run_prompts,
        )
        with pull_review(hub, pull, hub.reader.compared(pull), demand) as done:
            return rehearsed(demand.prompts_to) if demand.prompts_to else said(done, options)


@contextmanager
def pull_review(hub: Hub, pull: Pull, comparison: Comparison, demand: Demand) -> Iterator[Reviewed]:
    """Review a pull request by the setting of its base's tip; its commits are readable until the end.

    Raises ConfigurationError where the setting cannot be used, UsageError for a scope that the checklist does not know,
    and what fetching raises.
    """
    with pulled_change(pull, comparison, hub.remote(pull.name.repository)) as pulled:
        team = _with(team_setting(pulled.base), demand.fail_on)
        _know(demand.scope, team.checklist)
        is_spared = _is_spared(hub, pull, team, demand)
        wish = Wish(
            Engine.DETECTORS if is_spared else demand.engine,
            f"the tip of {pull.base_ref}",
            demand.sarif,
            _asking(hub, pull, comparison),
            effort=demand.effort,
            max_usd=demand.max_usd,
            trace=demand.trace,
            prompts_to=demand.prompts_to,
            grant=demand.grant,
            spent=demand.spent,
            title=pull.title,
            description=pull.description,
            scope=demand.scope,
            earlier=lambda digests: _earlier(pulled, demand, team, digests),
            talk=_talk(hub, pull, demand),
        )
        report = run(pulled.work, team, wish)
        report = _heard(hub, pull, report, team)
        said = {one for thread in demand.threads for one in thread.marker.fingerprints}
        groups = kept_below(grouped(report.findings), set(report.unchanged) - said)
        report = as_github_takes_it(report, team, groups, comparison, lambda: hub.reader.files(pull.name))
        report = _vouched(report)
        notes = (*report.notes, *([_SPARED] if is_spared else ()), *_of_its_own_setting(pulled))
        yield Reviewed(replace(report, notes=notes), pulled.work, team)


def _know(scope: Scope, checklist: Checklist) -> None:
    """Refuse an area or an item that there is none of; the checklist may have changed since somebody asked."""
    topics = {*(one.id for one in checklist.items), *(one.area for one in checklist.items)}
    for word in scope.topics:
        if word not in topics:
            raise UsageError(f"The checklist has neither an area nor an item `{visible(word)}`.", nearest(word, topics))


def _earlier(pulled: Pulled, demand: Demand, team: TeamSetting, digests: Digests) -> Earlier | Anew:
    """Go on from what was reviewed completely by the same digests, unless only a part or all of it is asked for."""
    if demand.scope.is_anew or not demand.scope.is_whole:
        return Anew()
    found = newest(demand.checkpoints, VERSION, digests)
    if isinstance(found, Anew):
        return found
    return gone_on(pulled.work, pulled.head.repository, found, team.loaded.config)


def _talk(hub: Hub, pull: Pull, demand: Demand) -> PullTalk | None:
    """Give what is to be looked at again; whoever asks for a part of a review asks for nothing that stands."""
    if not (demand.threads and demand.scope.is_whole):
        return None
    repository = pull.name.repository
    return PullTalk(
        demand.threads,
        lambda login: hub.reader.may_write(repository, login),
        lambda: not pull.is_fork or hub.reader.may_write(repository, pull.author),
    )


def _is_spared(hub: Hub, pull: Pull, team: TeamSetting, demand: Demand) -> bool:
    """Tell whether the detectors alone read a change: it is a stranger's, and nobody who may write asked for more."""
    config = team.loaded.config
    is_read_by_agent = Engine(demand.engine or config.engine) is not Engine.DETECTORS and has_key(
        os.environ, is_bedrock=config.provider is Provider.BEDROCK
    )
    if not is_read_by_agent or not pull.is_fork or config.forks is Forks.AGENT:
        return False
    if config.forks is Forks.DETECTORS:
        return True
    return not demand.is_asked_for and not hub.reader.may_write(pull.name.repository, pull.author)


def _asking(hub: Hub, pull: Pull, comparison: Comparison) -> Ask:
    """Ask GitHub for the vulnerable dependencies of a pull request; that it cannot tell stops no review."""

    def ask() -> tuple[Vulnerable, ...] | Unasked:
        if not hub.token:
            return Unasked("there is no token for GitHub.")
        try:
            return hub.reader.vulnerable(pull.name.repository, comparison.merge_base_sha, pull.head_sha)
        except AccessError:
            return Unasked(_NOT_ALLOWED)
        except PullError:
            return Unasked(_NO_GRAPH)
        except GitHubError as error:
            return Unasked(error.message)

    return ask


def _heard(hub: Hub, pull: Pull, report: Report, team: TeamSetting) -> Report:
    """Keep the findings that a stranger said no to: a comment in a fork's own change must not turn the check green."""
    suppressed = [one for one in report.findings if one.suppressed]
    if not (suppressed and pull.is_fork and hub.token) or hub.reader.may_write(pull.name.repository, pull.author):
        return report
    findings = ranked(replace(one, suppressed=None) for one in report.findings)
    note = f"{pull.author} may not push to this repository: what comments of this change say no to counts all the same."
    failing = (*gate(findings, team.loaded.config).fails, *report.gate.fails)
    held = replace(report.gate, fails=tuple(dict.fromkeys(failing)))
    return replace(report, findings=findings, gate=held, notes=(*report.notes, note))


def _vouched(report: Report) -> Report:
    """Let no later run go on from what an agent said where nothing but the summary says it.

    Only what has a thread is looked at again: a push that leaves such a finding alone must not turn the check green.
    """
    is_lost = any(
        one.source == READER and one.placement is Placement.SUMMARY and one.fingerprint in report.gate.fails
        for one in report.findings
    )
    return replace(report, digests=replace(report.digests, prompts="")) if is_lost else report


def _with(team: TeamSetting, fail_on: str | None) -> TeamSetting:
    if not fail_on:
        return team
    config = replace(team.loaded.config, fail_on=FailOn(fail_on))
    return replace(team, loaded=replace(team.loaded, config=config))


def _of_its_own_setting(pulled: Pulled) -> Iterator[str]:
    """Say of a change that edits the team's setting whether it is valid: it is read, and obeyed after the merge."""
    folders = (f"{TEAM_ITEMS}/", f"{TEAM_TEMPLATES}/")
    if not any(one.path == CONFIG_FILE or one.path.startswith(folders) for one in pulled.work.diff.files):
        return
    try:
        troubles = template_troubles(team_setting(pulled.head))
    except ConfigurationError as error:
        troubles = (error,)
    for trouble in troubles:
        yield f"This change makes the configuration invalid: {trouble.place}: {trouble.message} {trouble.hint}"
    if not troubles:
        yield "This change edits the configuration: it is valid, and takes effect after the merge."
