"""How the figures of an evaluation are written, the same in every format."""

from collections.abc import Iterator, Mapping, Sequence

from reviewbot.domain.case import Split
from reviewbot.domain.levels import Engine
from reviewbot.domain.score import Counts, Measure, Outcome, Row, Scoreboard, Traffic
from reviewbot.output.wording import counted

NONE = "\N{EN DASH}"
_READERS: Mapping[Engine, str] = {
    Engine.DETECTORS: "the detectors alone",
    Engine.AGENT: "the agent alone",
    Engine.ALL: "the agent with the detectors",
}
_MEASURED: Mapping[Traffic, str] = {
    Traffic.NONE: "measured here; no model takes part",
    Traffic.LIVE: "measured here, live",
    Traffic.SIMULATED: "simulated: no answer came from api.anthropic.com, so this tells nothing of a model",
    Traffic.REPLAYED: "measured here, on recorded answers of the model",
}
_HOW = """\
A finding is right if it names a fault's item, or one that the case lists beside it, in the same file, at most five
lines off. Each finding and each fault counts once: the same fault said twice is once right and once wrong.

What is only worth a look is evidence: it counts neither as a finding nor as found. A fault in a file that a review
did not get to counts as missed. What falls for a trap is wrong like everything else, and counted once more.

F1 weighs precision and recall alike; F0.5 weighs what is wrong more heavily than what is missed, as readers do.

Behind a figure stands the interval that holds 95 % of it: cases drawn anew a thousand times with a fixed seed, of each
case any one of its runs; for shares also Wilson's score interval, the wider of both. A few cases say little.

Nobody looks at the held cases while detectors or prompts are changed: of them only sums are shown.
"""


def share(measure: Measure | None) -> str:
    """Write a share in per cent with its interval: `73 % (61 to 84)`."""
    if measure is None:
        return NONE
    return f"{measure.value:.0%} ({100 * measure.low:.0f} to {100 * measure.high:.0f})".replace("%", " %")


def ratio(measure: Measure | None) -> str:
    """Write a number that may be above one with its interval: `0.12 (0.00 to 0.31)`; none where all draws agree."""
    if measure is None:
        return NONE
    interval = f" ({measure.low:.2f} to {measure.high:.2f})" if measure.low < measure.high else ""
    return f"{measure.value:.2f}{interval}"


def score(measure: Measure | None) -> str:
    """Write an F score with its interval: `.73 (.61 to .84)`."""
    return ratio(measure).replace("0.", ".")


def scope(row: Row) -> str:
    """Name the cases of a row."""
    return row.area or (f"{row.split} cases" if row.split else "all cases")


def headline(board: Scoreboard) -> str:
    """Say the outcome in one sentence."""
    all_of = board.rows[0].counts
    faults = counted(all_of.found + all_of.missed, "fault")
    return f"{all_of.found:,} of {faults} found, {counted(all_of.wrong, 'wrong finding')}"


def about(board: Scoreboard) -> str:
    """Say who read how many changes how often."""
    made = board.conditions
    changes = counted(board.rows[0].counts.reviews // made.runs, "change")
    often = "once" if made.runs == 1 else f"{made.runs} times"
    return f"{_READERS[made.engine]}, on {changes} whose faults are known, {often} each"


def standing(board: Scoreboard) -> Sequence[tuple[str, str]]:
    """Say of each engine whether it was measured; what waits for a key says so."""
    return tuple((_READERS[engine], _state(engine, board)) for engine in _READERS)


def how() -> Sequence[str]:
    """Say how the figures are made."""
    return tuple(" ".join(paragraph.split()) for paragraph in _HOW.split("\n\n"))


def totals(board: Scoreboard) -> tuple[Row, ...]:
    """Give the rows of whole splits, the one over both first."""
    return tuple(row for row in board.rows if not row.area)


def areas(board: Scoreboard, split: Split) -> tuple[Row, ...]:
    """Give the rows of a split's areas."""
    return tuple(row for row in board.rows if row.area and row.split is split)


def seconds(counts: Counts) -> str:
    """Write how long a review took on average."""
    return f"{counts.seconds / counts.reviews:.1f} s"


def dollars(counts: Counts) -> str:
    """Write what a review cost on average; nothing where no model was called."""
    return f"${counts.usd / counts.reviews:.3f}" if counts.calls else "nothing"


def placements(counts: Counts) -> str:
    """Write where findings were said, as shares of all of them."""
    whole = counts.inline + counts.file + counts.summary
    places = (("inline", counts.inline), ("on the file", counts.file), ("in the summary", counts.summary))
    return ", ".join(f"{count / whole:.0%} {name}".replace("%", " %") for name, count in places if count) or NONE


def by_case(board: Scoreboard) -> Sequence[tuple[str, Sequence[Outcome]]]:
    """Bring the runs of each case together, by its name."""
    runs: dict[str, list[Outcome]] = {}
    for one in board.outcomes:
        runs.setdefault(one.case.name, []).append(one)
    return tuple(runs.items())


def said(outcomes: Sequence[Outcome]) -> str:
    """Say what became of a case: `1 found, 2 missed`, added up over its runs."""
    return ", ".join(_parts(outcomes)) or "silent, as it should be"


def _parts(outcomes: Sequence[Outcome]) -> Iterator[str]:
    sums = {
        "found": sum(len(one.found) for one in outcomes),
        "missed": sum(len(one.missed) for one in outcomes),
        "wrong": sum(len(one.wrong) for one in outcomes),
        "incomplete": sum(1 for one in outcomes if one.gap),
    }
    yield from (f"{count:,} {word}" for word, count in sums.items() if count)


def _state(engine: Engine, board: Scoreboard) -> str:
    made = board.conditions
    if engine is made.engine:
        return _MEASURED[made.traffic]
    if made.traffic is Traffic.NONE:
        return "no live row yet: it waits for a model key"
    return "not part of this evaluation"
