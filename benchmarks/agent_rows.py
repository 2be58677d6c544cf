"""The measures of the agent, each a row of the table."""

from collections.abc import Iterator
from statistics import median

from benchmarks.agent import EFFORTS, Talk, Talks, unseen_faults
from benchmarks.model import FIRST, RATE
from benchmarks.process import figure
from benchmarks.row import Row, Unit

_BESIDE_SECONDS = 1.5
_TOKENS = {"23 files": 60_000, "400 files": 900_000}
_AT_ONCE = 8
_MEGABYTES = 300
_MEGABYTE = 1_000_000
_MODEL = f"the model: {FIRST:g} s to the first token, {RATE:g} tokens a second"


def agent_rows(talks: Talks) -> Iterator[Row]:
    """Hold what the agent takes against its limits."""
    yield _beside(talks)
    for name, limit in _TOKENS.items():
        quick = talks.by_effort[name, "quick"]
        yield from _reading(name, quick, limit, talks.scenes[name].diff_bytes)
    yield from _large(talks.by_effort["400 files", "quick"])
    if talks.repeats:
        first, again = talks.repeats
        what = "Agent, GitHub: the same event again, nothing new"
        yield Row(what, Unit.CALLS, figure([again]), 0, f"of the model; {first} at first")
    for name in talks.scenes:
        for effort in EFFORTS:
            yield _dollars(name, effort, talks.by_effort[name, effort])


def _beside(talks: Talks) -> Row:
    imports = median(one.wall_seconds for one in talks.imports)
    beside = [one.cost.wall_seconds - one.told.critical - imports for one in talks.timed]
    note = f"beside {talks.timed[0].told.critical:.1f} s of the model's critical path; standard; {_MODEL}"
    return Row("Agent, 4 files: by the clock, beyond imports", Unit.SECONDS, figure(beside), _BESIDE_SECONDS, note)


def _reading(name: str, quick: Talk, limit: int, diff_bytes: int) -> Iterator[Row]:
    told = quick.told
    shared = f"{told.written:,} written to the cache, {told.sceptic:,} the sceptic's; {told.read:,} read from the cache"
    what = f"Agent, {name}, diff of {diff_bytes / 1_000:,.0f} kB, quick: not from the cache"
    yield Row(what, Unit.TOKENS, figure([told.uncached]), limit, f"{shared}; {told.calls} calls")
    unseen = unseen_faults(quick)
    yield Row("… planted faults that it was not shown", Unit.FAULTS, figure([unseen]), 0, f"of {quick.faults}")


def _large(quick: Talk) -> Iterator[Row]:
    yield Row("… neither shown nor listed as not reviewed", Unit.FILES, figure([len(quick.untold)]), 0)
    yield Row("… at once", Unit.CALLS, figure([quick.told.most_at_once]), _AT_ONCE)
    yield Row("… its largest process", Unit.MEGABYTES, figure([quick.cost.peak_bytes / _MEGABYTE]), _MEGABYTES)


def _dollars(name: str, effort: str, one: Talk) -> Row:
    told = one.told
    note = (
        f"simulated: {told.calls} calls, {told.uncached:,} tokens in, {told.read:,} from the cache, "
        f"{told.output:,} out (assumed)"
    )
    return Row(f"Agent, {name}, {effort}", Unit.DOLLARS, figure([one.usd]), note=note)
