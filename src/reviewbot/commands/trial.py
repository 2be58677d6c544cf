"""Try reviewbot on a repository's merged pull requests: nothing is written but one page."""

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence

from reviewbot.commands.hub import Hub, hub_here, repository_name
from reviewbot.commands.pull import Demand, pull_review
from reviewbot.commands.streams import told
from reviewbot.domain.diff import Diff
from reviewbot.domain.item import Item
from reviewbot.domain.pull import Pull
from reviewbot.domain.trial import Trial
from reviewbot.errors import AccessError, PatienceError, PullError, ReviewbotError
from reviewbot.output.trial_page import trial_page
from reviewbot.output.trial_tally import counted_trials, heard, missing, outcome
from reviewbot.output.write import write


def trial(options: argparse.Namespace) -> int:
    """Review the pull requests that were merged last, and write what would have been said as a page."""
    name = repository_name(options.repository)
    items: dict[str, Item] = {}
    with hub_here(needs_token=False) as hub:
        pulls = hub.reader.merged(name, options.last)
        if not pulls:
            raise PullError(f"{name} has no merged pull request.", "Name a repository that works with pull requests.")
        trials = tuple(_tried(hub, pulls, items))
    write(options.output, trial_page(name, trials, items))
    told(f"{_counted(trials, items)}. The page: {options.output}")
    return 0 if any(one.report for one in trials) else 3


def _tried(hub: Hub, pulls: Sequence[Pull], items: dict[str, Item]) -> Iterator[Trial]:
    for number, pull in enumerate(pulls, 1):
        told(f"{number} of {len(pulls)}: {pull.name}")
        started = time.monotonic()
        try:
            with pull_review(hub, pull, hub.reader.compared(pull), Demand("detectors")) as done:
                items |= {one.id: one for one in done.team.checklist.items}
                yield Trial(pull, time.monotonic() - started, done.work.diff, done.report)
        except (AccessError, PatienceError):
            raise
        except ReviewbotError as error:
            # One that cannot be had, such as one whose head is gone, costs no other.
            yield Trial(pull, time.monotonic() - started, Diff(()), None, f"{error.message} {error.hint}")


def _counted(trials: Sequence[Trial], items: Mapping[str, Item]) -> str:
    total = counted_trials([heard(one, items) for one in trials])
    return ", ".join(part for part in (outcome(total), missing(total)) if part)
