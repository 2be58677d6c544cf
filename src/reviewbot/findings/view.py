"""What a claim is checked against: its lines, the function around them, the whole file."""

from dataclasses import dataclass
from functools import cached_property

from reviewbot.domain.finding import Candidate
from reviewbot.domain.source import Source
from reviewbot.syntax.around import Head, heads
from reviewbot.syntax.definitions import Definition, definitions_at
from reviewbot.syntax.tame import is_tame
from reviewbot.syntax.tree import Tree, parsed

_NEAR = 10
"""Lines around a claim in no function that stand for one."""


@dataclass(frozen=True)
class View:
    """A claim whose place is settled, and the version of its file that it is about."""

    claim: Candidate
    source: Source

    @property
    def quote(self) -> str:
        """Give the lines that the claim is about."""
        return self.claim.quote

    @cached_property
    def tree(self) -> Tree | None:
        """Give the parsed file, None where there is no grammar or it is too much for one."""
        language = self.source.language
        return parsed(self.source.text, language) if language is not None and is_tame(self.source) else None

    @cached_property
    def function(self) -> Definition | None:
        """Give the outermost function around the claim; a class is none."""
        around = definitions_at(self.tree, self.claim.anchor.start_line) if self.tree else ()
        return next((one for one in around if not one.is_class), None)

    @cached_property
    def lines(self) -> range:
        """Give the numbers of the function's lines, or of some around the claim."""
        anchor, function = self.claim.anchor, self.function
        if function is not None:
            return range(function.first, function.last + 1)
        return range(max(1, anchor.start_line - _NEAR), min(len(self.source.lines), anchor.line + _NEAR) + 1)

    @cached_property
    def text(self) -> str:
        """Give the text of the function with its decorators."""
        return self.text_of(self.lines)

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        """Give what the claim's lines stand in, the outermost first."""
        anchor = self.claim.anchor
        return heads(self.tree, anchor.start_line, anchor.line) if self.tree else ()

    def text_of(self, lines: range) -> str:
        """Give some lines of the file."""
        return "\n".join(self.source.lines[lines.start - 1 : lines.stop - 1])
