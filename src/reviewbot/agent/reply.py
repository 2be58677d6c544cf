"""The form of an answer: its schema for the model, and what was answered as values, claim by claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, Literal, TypeVar

from anthropic import transform_schema
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError
from pydantic_core import from_json

from reviewbot.agent.call import Json
from reviewbot.agent.conversation import Unreadable
from reviewbot.domain.visible import well_formed

_LONGEST = 20_000
_FARTHEST = 10_000_000
_MOST_CLAIMS = 60
"""Claims of one answer that are read; whoever makes more is not answering the question."""

MOST_WORDS = 60
"""Words of an answer to somebody: with the place that it rests on, it stays below eighty."""

_KINDS = ("technology", "bottlenecks", "threats", "failures", "monitoring")
"""What is judged about a design besides the overview."""

_Entry = TypeVar("_Entry", bound=BaseModel)


def _bearable(value: str | int) -> str | int:
    """Refuse what no code can have: the API holds no answer to lengths and bounds."""
    is_too_much = len(value) > _LONGEST if isinstance(value, str) else abs(value) > _FARTHEST
    if is_too_much:
        raise ValueError("This is too much.")
    return value


_Text = Annotated[str, AfterValidator(_bearable)]
_Number = Annotated[int, AfterValidator(_bearable)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class RelatedPlace(_Strict):
    """Another place that takes part in a claim."""

    path: Annotated[_Text, Field(description="Its file.")]
    line: Annotated[_Number, Field(description="Its line in the head.")]


class Claimed(_Strict):
    """One fault that the reviewer claims."""

    item: Annotated[
        _Text, Field(description="The id of the item it violates; `broken-team-rule` for a rule of the team.")
    ]
    rule: Annotated[_Text, Field(description="For `broken-team-rule`: the rule, word for word. Else empty.")]
    path: Annotated[_Text, Field(description="The file of the lines to change.")]
    side: Annotated[
        Literal["RIGHT", "LEFT"], Field(description="RIGHT for lines of the head, LEFT for removed lines of the base.")
    ]
    line: Annotated[_Number, Field(description="The number of the first quoted line.")]
    quote: Annotated[_Text, Field(description="The lines to change, copied exactly, without numbers and signs.")]
    title: Annotated[_Text, Field(description="The consequence in at most 12 words.")]
    trigger: Annotated[_Text, Field(description="When it happens: `When … , … .`")]
    message: Annotated[_Text, Field(description="What you checked, then the repair, in at most 60 words.")]
    refute: Annotated[
        _Text, Field(description="What in the code would make this claim wrong, and that it is not there.")
    ]
    severity: Annotated[
        Literal["", "low", "medium", "high", "critical"],
        Field(description="Only where the harm here differs from the item's severity, else empty."),
    ]
    related: Annotated[list[RelatedPlace], Field(description="Other places that take part; often none.")]
    replacement: Annotated[
        _Text, Field(description="Text for all lines from replacement_start to replacement_end, or empty.")
    ]
    replacement_start: Annotated[_Number, Field(description="First line of the head to replace, 0 for none.")]
    replacement_end: Annotated[_Number, Field(description="Last line of the head to replace, 0 for none.")]


class _ReviewAnswer(_Strict):
    examined: Annotated[
        list[str], Field(description="The ids of all items asked that you looked for, with or without a fault.")
    ]
    candidates: Annotated[list[Claimed], Field(description="The faults; empty where there is none.")]


class DoubtedClaim(_Strict):
    """What the sceptic says of one claim."""

    claim: Annotated[_Text, Field(description="The claim's number.")]
    verdict: Annotated[
        Literal["confirmed", "refuted", "cannot_tell"],
        Field(description="cannot_tell where the code does not show it."),
    ]
    path: Annotated[_Text, Field(description="The file of your quote.")]
    line: Annotated[_Number, Field(description="The line of your quote.")]
    quote: Annotated[_Text, Field(description="The one line of code that decides, copied exactly.")]
    reason: Annotated[_Text, Field(description="Why, in one sentence.")]


class _VerifyAnswer(_Strict):
    verdicts: Annotated[list[DoubtedClaim], Field(description="One for each claim.")]


class RecheckedClaim(_Strict):
    """What the sceptic says of one earlier remark."""

    remark: Annotated[_Text, Field(description="The remark's number.")]
    verdict: Annotated[
        Literal["gone", "still", "cannot_tell"], Field(description="cannot_tell where the code does not show it.")
    ]
    path: Annotated[_Text, Field(description="The file of your quote.")]
    line: Annotated[_Number, Field(description="The line of your quote.")]
    quote: Annotated[_Text, Field(description="The one line of code that shows it, copied exactly.")]
    reason: Annotated[_Text, Field(description="Why, in one sentence.")]


class _RecheckAnswer(_Strict):
    verdicts: Annotated[list[RecheckedClaim], Field(description="One for each remark.")]


class Answered(_Strict):
    """What the reviewer answers to somebody who replied."""

    decision: Annotated[
        Literal["withdraw", "uphold", "explain", "nothing"],
        Field(description="nothing where the words need no answer."),
    ]
    path: Annotated[_Text, Field(description="The file of your quote.")]
    line: Annotated[_Number, Field(description="The line of your quote.")]
    quote: Annotated[_Text, Field(description="The one line of code that shows it, copied exactly.")]
    text: Annotated[_Text, Field(description=f"Your answer, in at most {MOST_WORDS} words.")]


class _TalkAnswer(_Strict):
    answers: Annotated[list[Answered], Field(description="Exactly one.")]


class Advised(_Strict):
    """One judgement about a design."""

    title: Annotated[_Text, Field(description="At most 12 words.")]
    text: Annotated[_Text, Field(description="At most 80 words.")]
    paths: Annotated[list[_Text], Field(description="The files it rests on, copied exactly; empty where none.")]


class _DesignAnswer(_Strict):
    overview: Annotated[list[_Text], Field(description="Two to four short paragraphs.")]
    technology: Annotated[list[Advised], Field(description="What to add, replace or keep.")]
    bottlenecks: Annotated[list[Advised], Field(description="What gives way first when load grows.")]
    threats: Annotated[list[Advised], Field(description="Who could do what.")]
    failures: Annotated[list[Advised], Field(description="What happens when something fails.")]
    monitoring: Annotated[list[Advised], Field(description="What to measure and to be woken up by.")]


@dataclass(frozen=True, slots=True)
class Designed:
    """What could be read of an answer about a design."""

    overview: tuple[str, ...]
    technology: tuple[Advised, ...]
    bottlenecks: tuple[Advised, ...]
    threats: tuple[Advised, ...]
    failures: tuple[Advised, ...]
    monitoring: tuple[Advised, ...]


@dataclass(frozen=True, slots=True)
class Entries(Generic[_Entry]):
    """The entries of an answer that could be read, the ids it examined, and how many entries could not be read."""

    entries: tuple[_Entry, ...]
    examined: frozenset[str] = frozenset()
    lost: int = 0


def review_schema() -> Json:
    """Give the JSON Schema of a reviewer's answer, in the part of the language that the API takes."""
    return transform_schema(_ReviewAnswer)


def verify_schema() -> Json:
    """Give the JSON Schema of a sceptic's answer."""
    return transform_schema(_VerifyAnswer)


def recheck_schema() -> Json:
    """Give the JSON Schema of a sceptic's answer about earlier remarks."""
    return transform_schema(_RecheckAnswer)


def talk_schema() -> Json:
    """Give the JSON Schema of an answer to somebody who replied."""
    return transform_schema(_TalkAnswer)


def design_schema() -> Json:
    """Give the JSON Schema of a judgement about a design."""
    return transform_schema(_DesignAnswer)


def review_answer(text: str) -> Entries[Claimed] | Unreadable:
    """Read a reviewer's answer; a claim that cannot be read costs no other."""
    value = _object(text, ("examined", "candidates"))
    if isinstance(value, Unreadable):
        return value
    claims, lost = _sorted(value["candidates"], Claimed)
    # An item that was found and got lost on the way must not count as clean.
    found = [one.get("item") for one in lost if isinstance(one, dict)]
    examined = frozenset(one for one in value["examined"] if isinstance(one, str) and one not in found)
    return Entries(claims, examined, len(lost))


def verify_answer(text: str) -> Entries[DoubtedClaim] | Unreadable:
    """Read a sceptic's answer; a verdict that cannot be read is none."""
    value = _object(text, ("verdicts",))
    if isinstance(value, Unreadable):
        return value
    verdicts, lost = _sorted(value["verdicts"], DoubtedClaim)
    return Entries(verdicts, lost=len(lost))


def recheck_answer(text: str) -> Entries[RecheckedClaim] | Unreadable:
    """Read a sceptic's answer about earlier remarks; a verdict that cannot be read is none."""
    value = _object(text, ("verdicts",))
    if isinstance(value, Unreadable):
        return value
    verdicts, lost = _sorted(value["verdicts"], RecheckedClaim)
    return Entries(verdicts, lost=len(lost))


def talk_answer(text: str) -> Answered | Unreadable:
    """Read an answer to somebody who replied: one, and short enough to be read."""
    value = _object(text, ("answers",))
    if isinstance(value, Unreadable):
        return value
    answers, lost = _sorted(value["answers"], Answered)
    if len(answers) != 1 or lost:
        return Unreadable("There is not exactly one answer of the given form.")
    words = len(answers[0].text.split())
    return answers[0] if words <= MOST_WORDS else Unreadable(f"Its text has {words:,} words, at most {MOST_WORDS} do.")


def design_answer(text: str) -> Designed | Unreadable:
    """Read a judgement about a design; advice that cannot be read costs no other."""
    value = _object(text, ("overview", *_KINDS))
    if isinstance(value, Unreadable):
        return value
    overview = tuple(one for one in value["overview"] if isinstance(one, str))
    return Designed(overview, *(_sorted(value[kind], Advised)[0] for kind in _KINDS))


def _object(text: str, lists: Sequence[str]) -> Mapping[str, list[JsonValue]] | Unreadable:
    try:
        value = TypeAdapter(JsonValue).validate_python(from_json(_bare(text), allow_inf_nan=False))
    except (ValueError, RecursionError) as error:
        return Unreadable(f"It is no JSON: {str(error)[:200]}")
    if not isinstance(value, dict):
        return Unreadable("It is no JSON object.")
    found = {name: entry for name in lists if isinstance(entry := value.get(name), list)}
    missing = [name for name in lists if name not in found]
    return Unreadable(f"`{missing[0]}` is missing, or no list.") if missing else found


def _bare(text: str) -> str:
    """Take off the fence that some models put around JSON all the same."""
    text = well_formed(text).strip()
    if text.startswith("```"):
        text = text.partition("\n")[2].rpartition("```")[0]
    return text


def _sorted(entries: Sequence[JsonValue], kind: type[_Entry]) -> tuple[tuple[_Entry, ...], list[JsonValue]]:
    """Part the entries that can be read from those that cannot, or are too many."""
    read, lost = list[_Entry](), list(entries[_MOST_CLAIMS:])
    for entry in entries[:_MOST_CLAIMS]:
        try:
            read.append(kind.model_validate(entry, strict=True))
        except ValidationError:
            lost.append(entry)
    return tuple(read), lost
