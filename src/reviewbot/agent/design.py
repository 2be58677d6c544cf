"""Have the design of a repository judged: one conversation, of whose answer only that is kept which may be shown."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.agent.conversation import Question
from reviewbot.agent.design_prompt import design_text
from reviewbot.agent.exchange import Errand
from reviewbot.agent.read import Reader, asked
from reviewbot.agent.reply import Advised, design_answer
from reviewbot.domain.audit import Advice, Design, Sketch
from reviewbot.domain.chunk import Gap

_MOST = 6
"""Pieces of advice of one kind."""

_MOST_PATHS = 8
_TITLE, _TEXT, _OVERVIEW = 160, 1_000, 4_000


@dataclass(frozen=True, slots=True)
class Bench:
    """What an answer is held against: the names of files as they were shown, which files there are, what may leave.

    `is_fit` tells whether a text may be shown to people.
    """

    named: Mapping[str, str]
    is_there: Callable[[str], bool]
    is_fit: Callable[[str], bool]


def designed(sketch: Sketch, reader: Reader, bench: Bench) -> Design | Gap:
    """Judge a design by facts; what cannot be shown is left out, and without an overview there is no design."""
    question = Question(design_text(sketch, reader.fence), reader.form, design_answer)
    said = asked(question, Errand("the design", (1, 0), reader.model), reader)
    if isinstance(said, Gap):
        return said
    overview = "\n\n".join(_fit(said.overview, _OVERVIEW, reader, bench))
    if not overview:
        return Gap.MALFORMED
    return Design(
        overview=overview[:_OVERVIEW],
        technology=tuple(_advice(said.technology, reader, bench)),
        bottlenecks=tuple(_advice(said.bottlenecks, reader, bench)),
        threats=tuple(_advice(said.threats, reader, bench)),
        failures=tuple(_advice(said.failures, reader, bench)),
        monitoring=tuple(_advice(said.monitoring, reader, bench)),
    )


def _advice(several: Sequence[Advised], reader: Reader, bench: Bench) -> Iterator[Advice]:
    for one in several[:_MOST]:
        title, text = (next(_fit([words], longest, reader, bench), "") for words, longest in _texts(one))
        if title and text:
            paths = dict.fromkeys(bench.named.get(path, path) for path in one.paths[:_MOST_PATHS])
            yield Advice(title, text, tuple(path for path in paths if bench.is_there(path)))


def _texts(one: Advised) -> tuple[tuple[str, int], tuple[str, int]]:
    return (one.title, _TITLE), (one.text, _TEXT)


def _fit(texts: Sequence[str], longest: int, reader: Reader, bench: Bench) -> Iterator[str]:
    """Give texts on one line each, without those that hold a secret or what must not be shown."""
    for text in texts:
        folded = " ".join(text.split())
        short = folded if len(folded) <= longest else f"{folded[: longest - 1].rstrip()}…"
        if short and reader.fence.hide(short) == short and bench.is_fit(short):
            yield short
