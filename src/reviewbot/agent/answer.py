"""The answer to a person's words: a remark is withdrawn or explained once more, by a line that stands there."""

from collections.abc import Callable, Iterator, Sequence

from reviewbot.agent.conversation import Question
from reviewbot.agent.exchange import Errand
from reviewbot.agent.fan_out import MOST_AT_ONCE, Task, fanned_out
from reviewbot.agent.quote import EITHER, is_telling, line_of
from reviewbot.agent.read import Reader, asked
from reviewbot.agent.reply import Answered, talk_answer
from reviewbot.agent.retold_prompt import talk_text
from reviewbot.agent.verify import Court
from reviewbot.domain.chunk import Gap
from reviewbot.domain.diff import Side
from reviewbot.domain.report import Reply, ReplyKind
from reviewbot.domain.retold import Talk, Unsaid

_FIRST = 2
_LONGEST_QUOTE = 100
_MOST_QUOTED_WORDS = 12


def answers(talks: Sequence[Talk], reader: Reader, court: Court) -> Iterator[Reply | Unsaid]:
    """Answer the last words of every talk, each in a conversation of its own."""
    tasks = [_task(one, reader, court) for one in talks]
    yield from fanned_out(tasks, few=MOST_AT_ONCE)


def _task(talk: Talk, reader: Reader, court: Court) -> Task[Reply | Unsaid]:
    return lambda started: _answer(talk, reader, court, started)


def _answer(talk: Talk, reader: Reader, court: Court, started: Callable[[], None]) -> Reply | Unsaid:
    text = talk_text(talk, court.fine_if.get(talk.about.item, ""), reader.fence)
    errand = Errand(f"what was said about {talk.about.path}", (_FIRST, 1), reader.model, started)
    said = asked(Question(text, reader.form, talk_answer), errand, reader)
    return Unsaid(said, said) if isinstance(said, Gap) else _heard(said, talk.said[-1].number, court)


def _heard(said: Answered, number: int, court: Court) -> Reply | Unsaid:
    """Keep an answer that rests on code; only a line of the head takes a remark back, for that is what is merged."""
    if said.decision == "nothing":
        return Unsaid("nothing had to be said")
    text, quote = " ".join(said.text.split()), court.reveal(said.quote).strip()
    sides = (Side.RIGHT,) if said.decision == "withdraw" else EITHER
    line = line_of(quote, (said.path, said.line), court.read, sides)
    if not line:
        return Unsaid("what the answer quotes does not stand there")
    if not text or not is_telling(quote):
        return Unsaid("the answer shows nothing")
    return Reply(number, ReplyKind(said.decision), f"{text} {_evidence(said, line, quote)}")


def _evidence(said: Answered, line: int, quote: str) -> str:
    """Name the line that an answer rests on, and quote it where it is short and holds no secret."""
    is_short = len(quote) <= _LONGEST_QUOTE and len(quote.split()) <= _MOST_QUOTED_WORDS
    shown = f": `{quote}`" if is_short and quote == said.quote.strip() and "`" not in quote else ""
    return f"(`{said.path.replace('`', '')}:{line}`{shown})"
