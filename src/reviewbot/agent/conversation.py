"""One conversation: a question, look-ups as often as allowed, an answer that can be read, or why there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, assert_never

from reviewbot.agent.call import Answer, Asked, Call, Effort, Json, Result, Stop, Told, Tool, Trouble, Turn
from reviewbot.agent.exchange import Errand, Means, exchanged
from reviewbot.agent.prompt import enough, repair
from reviewbot.domain.chunk import Gap

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why an answer cannot be read, in words that help to write it anew."""

    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up gave."""

    text: str
    is_error: bool = False


class LookUps(Protocol):
    """Whoever answers what the model wants to look up."""

    def answer(self, name: str, arguments: object) -> Found:
        """Answer one look-up; what cannot be answered is an answer too."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the requests of one kind have in common: prefix, tools, schema and limits."""

    system: str
    tools: tuple[Tool, ...]
    schema: Json
    effort: Effort
    max_tokens: int
    turns: int


@dataclass(frozen=True, slots=True)
class Question(Generic[_Read]):
    """A text to ask, the form it is asked in, and how its answer is read."""

    text: str
    form: Form
    read: Callable[[str], _Read | Unreadable]


def conversed(question: Question[_Read], errand: Errand, means: Means, look_ups: LookUps) -> _Read | Gap:
    """Hold a conversation to its end."""
    turns: tuple[Turn, ...] = (Asked(question.text),)
    looked, is_repaired = 0, False
    while True:
        call = _call(question.form, errand, turns, may_look_up=looked < question.form.turns)
        answer = exchanged(call, _later(errand) if len(turns) > 1 else errand, means)
        if isinstance(answer, Trouble):
            return answer.gap
        match answer.stop:
            case Stop.LOOK_UP if call.may_look_up:
                looked += 1
                turns = (*turns, answer.said, _told(answer, look_ups, is_last=looked >= question.form.turns))
                continue
            case Stop.REFUSED:
                return Gap.REFUSED
            case Stop.CUT_OFF:
                return Gap.CUT_OFF
            case Stop.TOO_LONG:
                return Gap.TOO_LONG
            case Stop.DONE | Stop.LOOK_UP:
                read = question.read(answer.text)
            case _:
                assert_never(answer.stop)
        if not isinstance(read, Unreadable):
            return read
        if is_repaired:
            return Gap.MALFORMED
        is_repaired = True
        # Without a word there is nothing to repeat: the API takes no empty turn, and no look-up that is not answered.
        said = (answer.said,) if answer.text.strip() and answer.stop is Stop.DONE else ()
        turns = (*turns, *said, Asked(repair(read.reason)))


def _call(form: Form, errand: Errand, turns: tuple[Turn, ...], *, may_look_up: bool) -> Call:
    return Call(
        errand.model.name,
        form.system,
        form.tools,
        turns,
        form.schema,
        form.effort,
        form.max_tokens,
        may_look_up=may_look_up,
    )


def _later(errand: Errand) -> Errand:
    """Let a conversation that has begun go before those that have not: what it cost must not be for nothing."""
    first, *others = errand.rank
    return Errand(errand.about, (first + 1, *others), errand.model)


def _told(answer: Answer, look_ups: LookUps, *, is_last: bool) -> Told:
    results = []
    for one in answer.look_ups:
        found = look_ups.answer(one.name, one.arguments)
        results.append(Result(one.id, found.text, found.is_error))
    return Told(tuple(results), enough() if is_last else "")
