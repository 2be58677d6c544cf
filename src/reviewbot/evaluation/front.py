"""What the front matter of a case may say, and the error that points at what it may not."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from reviewbot.errors import ConfigurationError
from reviewbot.yamlfile import Document

_FORMAT = ConfigDict(extra="forbid")
_MOST = 50
_HINT = "The keys are explained in evals/README.md."

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Number = Annotated[int, Field(ge=1, strict=True)]


@dataclass(frozen=True, slots=True, config=_FORMAT)
class WrittenTrap:
    """One entry of `traps`."""

    item: Word
    path: Word
    lines: tuple[Number, Number]
    why: Word
    also: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, config=_FORMAT)
class WrittenGold(WrittenTrap):
    """One entry of `gold`."""

    needs: Word | None = None


@dataclass(frozen=True, slots=True, config=_FORMAT)
class Front:
    """The front matter of a case's file."""

    area: Word
    languages: Annotated[tuple[Word, ...], Field(min_length=1)]
    gold: Annotated[tuple[WrittenGold, ...], Field(max_length=_MOST)]
    traps: Annotated[tuple[WrittenTrap, ...], Field(max_length=_MOST)] = ()
    removed: tuple[Word, ...] = ()


_ADAPTER = TypeAdapter(Front)


def front(document: Document) -> Front:
    """Read the front matter; raises ConfigurationError at the first value that cannot be obeyed."""
    try:
        return _ADAPTER.validate_python(document.value)
    except ValidationError as invalid:
        problems = invalid.errors(include_url=False, include_context=False, include_input=False)
        first = min(problems, key=lambda one: document.line(one["loc"]))
        name = ".".join(map(str, first["loc"])) or "the front matter"
        raise ConfigurationError(f"`{name}`: {first['msg']}.", _HINT, document.place(first["loc"])) from invalid
