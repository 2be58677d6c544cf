"""A file's text as detectors and provers see it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One version of one file, decoded.

    `language` is a name of the table in `syntax.languages`, None where there is no grammar. A `fragment` was put
    together from the hunks of a diff: its line numbers are right, what lies between the hunks is blank.
    """

    path: str
    text: str
    language: str | None
    is_fragment: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """Split at line feeds alone, as git counts lines; a carriage return before one is dropped."""
        return tuple(line.removesuffix("\r") for line in self.text.removesuffix("\n").split("\n"))


@dataclass(frozen=True, slots=True)
class Versions:
    """A changed file before and after: None where it does not exist."""

    base: Source | None
    head: Source | None
