"""The agent: reads a change, and doubts what it read, with one purse for both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from reviewbot.agent.answer import answers
from reviewbot.agent.call import Tool
from reviewbot.agent.claim import TEAM_RULE, Accepted
from reviewbot.agent.conversation import Form, LookUps
from reviewbot.agent.design import Bench, designed
from reviewbot.agent.design_prompt import design_system, paths_of
from reviewbot.agent.effort import Level, Role
from reviewbot.agent.estimate import Outlook, estimate, told
from reviewbot.agent.exchange import Means
from reviewbot.agent.model import Model
from reviewbot.agent.prompt import (
    Brief,
    Fence,
    chunk_text,
    outlined,
    review_system,
    shortened,
    verify_system,
    whole_text,
)
from reviewbot.agent.read import Reader, Subject, read
from reviewbot.agent.recheck import reheard
from reviewbot.agent.reply import design_schema, recheck_schema, review_schema, talk_schema, verify_schema
from reviewbot.agent.retold_prompt import answer_system, recheck_system
from reviewbot.agent.verify import Court, doubted
from reviewbot.domain.audit import Design, Sketch
from reviewbot.domain.chunk import Chunk, Doubted, Gap, Piece, Reading
from reviewbot.domain.diff import Hunk, Side
from reviewbot.domain.finding import Candidate
from reviewbot.domain.report import Cost, Reply
from reviewbot.domain.retold import Reheard, Retold, Talk, Unsaid
from reviewbot.domain.source import Source

_OUTLINE = 24_000
"""Characters of the outline by which the change is read as a whole."""

_NANO = 1_000_000_000
_NOTHING: Mapping[str, Sequence[Hunk]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Models:
    """The model for each role."""

    review: Model
    verify: Model
    fallback: Model


@dataclass(frozen=True, slots=True)
class Desk:
    """What the agent works with: its tools and who answers them, any file's text, what hides and reveals secrets.

    `say` tells a log.
    """

    tools: tuple[Tool, ...]
    look_ups: Callable[[], LookUps]
    read: Callable[[str, Side], Source | None]
    fence: Fence
    reveal: Callable[[str], str]
    say: Callable[[str], None] = lambda _sentence: None


class Claude:
    """Reads and doubts by asking Claude, at the level of effort given."""

    def __init__(self, brief: Brief, level: Level, models: Models, desk: Desk, means: Means) -> None:
        self._brief = brief
        self._level = level
        self._models = models
        self._desk = desk
        self._means = means

    @property
    def chunk_bytes(self) -> int:
        """Give how much code one conversation is about at most."""
        return self._level.chunk_bytes

    def read(self, chunks: Sequence[Chunk], whole: Sequence[Piece] | None = None) -> tuple[Reading, ...]:
        """Read chunks of a change and, where the effort asks for it, the change as a whole.

        The reading of the whole comes last, with a chunk that has no pieces. It goes by `whole` where that is given:
        it may show more than the chunks, and where it shows nothing, nobody reads it.
        """
        chunks = self._to_ask(chunks)
        subjects = self.subjects(chunks, whole)
        shown = (*chunks, *self._to_ask([Chunk(tuple(whole or ()))]))
        asked = {path: _asked(shown, path) for chunk in shown for path in chunk.paths}
        accepted = Accepted(asked, self._brief.rules, self._desk.reveal, self._names(shown))
        self._desk.say(self.outlook(chunks, subjects))
        return tuple(read(subjects, self._reader(chunks), accepted, self._level.samples))

    def doubt(self, claims: Sequence[Candidate], around: Mapping[str, Sequence[Hunk]]) -> tuple[Doubted, ...]:
        """Take a second look at claims, without the reasoning that led to them."""
        system = verify_system(
            has_tools=self._may_doubt_by_looking, fence=self._desk.fence, is_audit=self._brief.is_audit
        )
        court = self._court([one.anchor.path for one in claims], around)
        return tuple(doubted(claims, self._sceptic(system, verify_schema()), court))

    def recheck(self, claims: Sequence[Retold]) -> tuple[Reheard, ...]:
        """Ask of what earlier runs said whether it still holds."""
        system = recheck_system(self._brief.language, self._desk.fence, has_tools=self._may_doubt_by_looking)
        court = self._court([one.path for one in claims])
        return tuple(reheard(claims, self._sceptic(system, recheck_schema()), court))

    def answer(self, talks: Sequence[Talk]) -> tuple[Reply | Unsaid, ...]:
        """Answer what people said about earlier findings."""
        system = answer_system(self._brief.language, self._desk.fence, has_tools=self._may_doubt_by_looking)
        court = self._court([one.about.path for one in talks])
        return tuple(answers(talks, self._sceptic(system, talk_schema()), court))

    def design(self, sketch: Sketch, is_fit: Callable[[str], bool]) -> Design | Gap:
        """Judge the design of a repository; `is_fit` tells which texts may be shown to people."""
        brief, desk, role = self._brief, self._desk, self._role(self._level.review)
        system = design_system(brief.agent, brief.language, desk.fence, has_look_ups=role.turns > 0)
        reader = self._whoever(self._form(system, role, design_schema()), self._models.review)
        named = {desk.fence.line(path): path for path in paths_of(sketch.inventory)}
        return designed(sketch, reader, Bench(named, lambda path: desk.read(path, Side.RIGHT) is not None, is_fit))

    def cost(self) -> Cost:
        """Give what all calls came to, in dollars and tokens."""
        spent, purse = self._means.ledger.spent, self._means.purse
        return Cost(
            usd=spent.nano_dollars / _NANO,
            reserved_usd=purse.reserved / _NANO,
            ceiling_usd=purse.ceiling / _NANO,
            calls=spent.calls,
            input_tokens=spent.usage.input,
            output_tokens=spent.usage.output,
            cache_read_tokens=spent.usage.cache_read,
            cache_write_tokens=spent.usage.cache_write,
        )

    def subjects(self, chunks: Sequence[Chunk], whole: Sequence[Piece] | None = None) -> tuple[Subject, ...]:
        """Give what the conversations of a review are about, and the texts that begin them."""
        chunks = self._to_ask(chunks)
        each = tuple(
            Subject(chunk, chunk_text(chunk, self._desk.fence, is_audit=self._brief.is_audit)) for chunk in chunks
        )
        read_as_one = chunks if whole is None else self._to_ask([Chunk(tuple(whole))])
        pieces = [piece for chunk in read_as_one for piece in chunk.pieces]
        if not self._level.reads_whole or len({piece.file.path for piece in pieces}) < 2:
            return each
        items = sorted({item for piece in pieces for item in piece.items})
        text = whole_text(
            outlined(pieces, _OUTLINE, self._desk.fence), items, self._desk.fence, is_known=whole is not None
        )
        return (*each, Subject(Chunk((), risk=0), text, has_halves=False))

    def review_form(self, chunks: Sequence[Chunk]) -> Form:
        """Give what all calls of the reviewer share: of the checklist, the items that any chunk is asked."""
        role = self._role(self._level.review)
        asked = {item for chunk in self._to_ask(chunks) for item in chunk.items}
        items = (one for one in self._brief.items if one.id in asked)
        brief = replace(self._brief, items=tuple(map(shortened, items) if self._level.is_brief else items))
        return self._form(review_system(brief, self._desk.fence, has_look_ups=role.turns > 0), role, review_schema())

    def outlook(self, chunks: Sequence[Chunk], subjects: Sequence[Subject]) -> str:
        """Say before anything is spent what the reading is expected to cost, and what at most."""
        form, models = self.review_form(chunks), self._models
        expected = Outlook(
            reader=models.review,
            sceptic=models.review if self._level.is_verified_by_reviewer else models.verify,
            effort=self._level.name,
            prefix=_bytes(form.system),
            chunks=tuple(_bytes(one.text) for one in subjects),
            max_tokens=form.max_tokens,
            samples=self._level.samples,
            turns=form.turns + 1,
        )
        return told(estimate(expected), self._means.purse.ceiling)

    def _to_ask(self, chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
        """Leave out the question whether a rule of the team is broken where the team has none."""
        if self._brief.rules:
            return tuple(chunks)
        return tuple(asked for chunk in chunks if (asked := _without_rules(chunk)).pieces)

    def _names(self, chunks: Sequence[Chunk]) -> Mapping[str, str]:
        """Give the path for each name that a file of a chunk is shown under."""
        files = [piece.file for chunk in chunks for piece in chunk.pieces]
        line = self._desk.fence.line
        before = {line(file.base_path): file.path for file in files}
        # Another file may have the name now that one of them had before.
        return {**before, **{line(file.path): file.path for file in files}}

    def _reader(self, chunks: Sequence[Chunk]) -> Reader:
        return self._whoever(self.review_form(chunks), self._models.review)

    def _court(self, paths: Sequence[str], around: Mapping[str, Sequence[Hunk]] = _NOTHING) -> Court:
        fine_if = {one.id: one.refute for one in self._brief.items}
        named = {self._desk.fence.line(path): path for path in paths}
        return Court(
            around, fine_if, lambda path, side: self._desk.read(named.get(path, path), side), self._desk.reveal
        )

    @property
    def _may_doubt_by_looking(self) -> bool:
        return self._role(self._level.verify).turns > 0

    def _sceptic(self, system: str, schema: Mapping[str, object]) -> Reader:
        form = self._form(system, self._role(self._level.verify), schema)
        model = self._models.review if self._level.is_verified_by_reviewer else self._models.verify
        return self._whoever(form, model)

    def _whoever(self, form: Form, model: Model) -> Reader:
        desk, is_audit = self._desk, self._brief.is_audit
        return Reader(form, model, self._models.fallback, self._means, desk.fence, desk.look_ups, is_audit)

    def _role(self, role: Role) -> Role:
        turns = min(role.turns, self._brief.agent.max_iterations) if self._desk.tools else 0
        return Role(role.effort, role.max_tokens, turns)

    def _form(self, system: str, role: Role, schema: Mapping[str, object]) -> Form:
        return Form(system, self._desk.tools if role.turns else (), schema, role.effort, role.max_tokens, role.turns)


def _asked(chunks: Sequence[Chunk], path: str) -> frozenset[str]:
    return frozenset(
        item for chunk in chunks for piece in chunk.pieces if piece.file.path == path for item in piece.items
    )


def _without_rules(chunk: Chunk) -> Chunk:
    pieces = (replace(piece, items=tuple(item for item in piece.items if item != TEAM_RULE)) for piece in chunk.pieces)
    return replace(chunk, pieces=tuple(piece for piece in pieces if piece.items))


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
