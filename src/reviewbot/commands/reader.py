"""Bring the agent to a review: its file, its models and its money, its door to Claude.

Imported late, by `run`: what it imports costs two CPU-seconds, and whether an agent takes part is known only when the
configuration was read.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from secrets import token_bytes
from time import monotonic
from typing import assert_never

from reviewbot.agent.agent import Claude, Desk, Models
from reviewbot.agent.allowance import Account, allowance
from reviewbot.agent.budget import Purse
from reviewbot.agent.catalogue import Catalogue
from reviewbot.agent.client import Client
from reviewbot.agent.connect import connected, missing
from reviewbot.agent.definition import Definition, definition, remarks, shipped
from reviewbot.agent.effort import LEVELS
from reviewbot.agent.exchange import Means
from reviewbot.agent.ledger import Event, Ledger
from reviewbot.agent.librarian import Librarian, Limits, Stopwatch
from reviewbot.agent.masking import Masking
from reviewbot.agent.money import dollars, nano_dollars, written
from reviewbot.agent.named import model_named
from reviewbot.agent.patience import Patience
from reviewbot.agent.price import Prices
from reviewbot.agent.prompt import Brief, Fence, Overview, TeamRule, boundary, digest
from reviewbot.agent.rehearse import Rehearsal
from reviewbot.agent.tape import Recording, Replaying
from reviewbot.agent.tools import granted
from reviewbot.commands.keys import SECRETS
from reviewbot.commands.run import Ready, Wish
from reviewbot.commands.streams import told
from reviewbot.commands.tape import Player, Recorder, Tape
from reviewbot.config.keys import Config
from reviewbot.config.values import Language, Provider
from reviewbot.domain.report import Cost
from reviewbot.domain.visible import visible
from reviewbot.errors import ConfigurationError, UsageError
from reviewbot.evaluation.exchange import Response
from reviewbot.library import ChangeLibrary, kept_back
from reviewbot.reading import is_for_an_agent
from reviewbot.review import Reviewable
from reviewbot.secrets_in import finder
from reviewbot.setting import TeamSetting, team_rules

_SECONDS, _AUDIT_SECONDS = 1_200.0, 10_800.0
_LOOK_UP_SECONDS = 300.0
_OF_A_CHANGE = frozenset({"file_diff"})
"""Look-ups that only a change has."""


@contextmanager
def ready(work: Reviewable, team: TeamSetting, wish: Wish) -> Iterator[Ready]:
    """Make an agent for a change; raises ConfigurationError for an agent, a model or a provider that is not there."""
    config = team.loaded.config
    defined = _definition(team)
    models = _models(config, defined, is_audit=wish.is_audit)
    with connected(is_bedrock=config.provider is Provider.BEDROCK, tape=_beneath(wish.tape)) as sdk:
        if wish.prompts_to is None and not isinstance(wish.tape, Player):
            for problem in missing((models.review.name, models.verify.name, models.fallback.name), sdk):
                raise ConfigurationError(problem, "Name another under `models:` in the configuration.")
        with _traced(wish.trace) as trace, closing(_purse(config, wish)) as purse, ExitStack() as at_last:
            means = Means(Client(sdk), purse, Ledger(_telling(trace)), _patience(wish))
            agent = _agent(work, team, wish, (defined, models, means))
            at_last.callback(lambda: wish.spent(_so_far(agent, purse)))
            if wish.prompts_to is None:
                yield Ready(agent, digest(defined), agent, agent)
                told(_paid(agent.cost()))
            else:
                yield Ready(Rehearsal(agent, _into(wish.prompts_to)), digest(defined))


def _beneath(tape: Tape | None) -> Recording | Replaying | None:
    """Put a tape beneath the vendor's client."""
    match tape:
        case Recorder():
            return Recording(
                lambda host, path, asked, heard: tape.keep(
                    host, path, asked, Response(heard.status, heard.headers, heard.body)
                )
            )
        case Player():
            return Replaying(tape.answer)
        case None:
            return None
        case _:
            assert_never(tape)


def _patience(wish: Wish) -> Patience:
    deadline = monotonic() + (_AUDIT_SECONDS if wish.is_audit else _SECONDS)
    if isinstance(wish.tape, Player):
        # What was waited for once has its answer: to wait again would only take time.
        return Patience(deadline, pause=lambda _seconds: None)
    return Patience(deadline)


def _definition(team: TeamSetting) -> Definition:
    """Read the agent that the configuration names, and say what of its wishes is granted."""
    name = team.loaded.config.agent
    text = shipped(name)
    path = f"prompts/agents/{name}.md" if text else name
    if text is None:
        data = team.files.read(name)
        if data is None:
            hint = "Name an agent that reviewbot ships (backend-engineer), or the path of a Markdown file."
            raise ConfigurationError(f"There is no agent `{name}`.", hint, team.loaded.document.place(("agent",)))
        text = data.decode("utf-8-sig", "replace")
    defined = definition(text, path)
    told(" ".join(remarks(defined)) if name == path else f"{defined.name} reads: what it may look up is read-only.")
    return defined


def _models(config: Config, defined: Definition, *, is_audit: bool) -> Models:
    """Find the models of the configuration, which wins over the agent's wish."""
    prices = {
        name: Prices(one.input, one.output, one.cache_write, one.cache_read) for name, one in config.prices.items()
    }
    reads = config.models.audit if is_audit else config.models.review
    named = [model_named(name, prices) for name in (reads, config.models.verify, config.models.fallback)]
    if defined.model:
        wish = model_named(defined.model, prices)
        if wish.name != named[0].name:
            told(f"The agent's file names `{defined.model}`; the configuration's {named[0].name} reads.")
    for note in dict.fromkeys(one.note for one in named if one.note):
        told(note)
    return Models(*named)


def _purse(config: Config, wish: Wish) -> Purse:
    grant, budget = wish.grant, config.budget
    account = None if grant is None else Account(max(budget.pull_usd, grant.raised_usd), grant.earlier_usd)
    allowed = allowance(budget.run_usd, wish.max_usd, account)
    told(allowed.sentence)
    if grant is None or nano_dollars(grant.usd) >= allowed.ceiling:
        return Purse(allowed.ceiling)
    told(f"No more than ${grant.usd:.2f} was reserved for it.")
    return Purse(nano_dollars(grant.usd))


def _so_far(agent: Claude, purse: Purse) -> Cost:
    """Say what was spent, also while calls are under way: what settles in between counts twice rather than not."""
    reserved, cost = purse.reserved, agent.cost()
    usd = max(cost.usd, dollars(purse.settled))
    return replace(cost, usd=usd, reserved_usd=max(cost.reserved_usd, dollars(reserved)))


def _agent(work: Reviewable, team: TeamSetting, wish: Wish, made: tuple[Definition, Models, Means]) -> Claude:
    defined, models, means = made
    config, files = team.loaded.config, work.diff.files
    limit = wish.boundary or boundary()
    find = finder(team.checklist.items, [os.environ.get(name, "") for name in SECRETS])
    masking = Masking(find, limit, limit.encode() if wish.boundary else token_bytes())
    fence = Fence(limit, masking.hide)
    rules = tuple(TeamRule(path, text) for path, text in team_rules(team, [one.path for one in files]))
    items = tuple(one for one in team.checklist.items if is_for_an_agent(one))
    language = "" if config.language is Language.EN else config.language.english_name
    brief = Brief(defined, items, rules, Overview(files, wish.title, wish.description), language, wish.is_audit)
    library = ChangeLibrary(work.contents, files)
    catalogue = Catalogue(library, kept_back(config.paths.never_send), fence, masking.reveal)
    stopwatch = Stopwatch(_LOOK_UP_SECONDS)
    look_ups = defined.look_ups - _OF_A_CHANGE if wish.is_audit else defined.look_ups
    desk = Desk(
        granted(look_ups),
        lambda: Librarian(catalogue, look_ups, Limits(), stopwatch),
        library.read,
        fence,
        masking.reveal,
        told,
    )
    return Claude(brief, LEVELS[wish.effort or config.effort], models, desk, means)


def _into(folder: Path) -> Callable[[str, str], None]:
    """Write files into a folder, which is made where it is missing."""

    def write(name: str, text: str) -> None:
        with _written(folder):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8", "surrogatepass")

    return write


@contextmanager
def _traced(file: Path | None) -> Iterator[Callable[[Event], None]]:
    """Write each call as a line of JSON: what it was about and what it cost, nothing of what was said."""
    if file is None:
        yield lambda _event: None
        return
    with _written(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        out = file.open("w", encoding="utf-8")
    with out:
        yield lambda event: print(json.dumps(_line(event)), file=out, flush=True)


@contextmanager
def _written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"`{path}` cannot be written: {error.strerror or error}."
        raise UsageError(message, "Name a place where you may write.") from error


def _telling(trace: Callable[[Event], None]) -> Callable[[Event], None]:
    """Say each trouble once on its way to the trace: no gap of a report tells what the API said."""
    known = set[tuple[str, str]]()

    def tell(event: Event) -> None:
        if event.said and (event.outcome, event.said) not in known:
            known.add((event.outcome, event.said))
            told(f"{visible(event.about)}: {event.outcome}: {visible(event.said)}")
        trace(event)

    return tell


def _paid(cost: Cost) -> str:
    calls = f"{cost.calls:,} {'call' if cost.calls == 1 else 'calls'}"
    return f"The agent cost {written(nano_dollars(cost.usd))} in {calls}."


def _line(event: Event) -> Mapping[str, object]:
    return {**asdict(event), "usd": event.nano_dollars / 1_000_000_000}
