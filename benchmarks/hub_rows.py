"""The measures of a review on GitHub, each a row of the table."""

from collections.abc import Iterator

from benchmarks.hub import Trip, Trips
from benchmarks.process import figure
from benchmarks.row import Row, Unit
from reviewbot.commands.action import Phase

_CALLS = {4: 8, 25: 10, 400: 16}
_FOR_A_COMMAND = 3
_FOR_THREE_JOBS = 2
_PHASE_SECONDS = 1
_SMALL = 25
"""Files up to which a phase has its limit; the review of more files is measured by itself."""


def hub_rows(trips: tuple[Trips, ...]) -> Iterator[Row]:
    """Hold calls, writes and seconds against their limits."""
    for one in trips:
        what, limit = f"GitHub, {one.files} files", _CALLS[one.files]
        yield _calls(f"{what}: one job", one.whole.calls, limit)
        yield _calls("… by a command", one.command.calls, limit + _FOR_A_COMMAND)
        yield _calls("… in three jobs", sum(trip.calls for trip in one.phases.values()), limit + _FOR_THREE_JOBS)
        yield Row("… the same event again", Unit.WRITES, figure([one.again.writes]), 0, f"{one.again.calls} call")
        for phase, trip in one.phases.items():
            yield _seconds(one.files, phase, trip)


def _calls(what: str, calls: int, limit: int) -> Row:
    return Row(what, Unit.CALLS, figure([calls]), limit)


def _seconds(files: int, phase: Phase, trip: Trip) -> Row:
    limit = _PHASE_SECONDS if files <= _SMALL or phase is not Phase.REVIEW else None
    note = (
        f"beside {trip.server_seconds:.2f} s of the server and {trip.pause_seconds:.0f} s of pauses; {trip.calls} calls"
    )
    return Row(f"… phase {phase}, beyond imports", Unit.SECONDS, figure([trip.own_seconds]), limit, note)
