"""Collect what a migration creates itself: that is empty, and no old code knows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewbot.detectors.sql.judgement import Judgement
from reviewbot.detectors.sql.phrases import actions, after, has, name_at
from reviewbot.detectors.sql.statements import Statement
from reviewbot.detectors.sql.tokens import Token
from reviewbot.domain.hazard import Hazard

_HEAD = 8
Column = tuple[str, str]
"""A table and one of its columns, in small letters."""


@dataclass(frozen=True, slots=True)
class Created:
    """Tables and views that a script creates, and its new columns with the line that adds or renames them first."""

    tables: frozenset[str]
    columns: Mapping[Column, int]

    def explains(self, judgement: Judgement) -> bool:
        """Tell whether a column is dropped that was new, or renamed only to make room for another of its name."""
        line = self.columns.get((judgement.table.lower(), judgement.subject.lower()))
        if line is None:
            return False
        is_rebuilt = judgement.hazard is Hazard.RENAMED_COLUMN
        return is_rebuilt or (judgement.hazard is Hazard.DROPPED_COLUMN and line < judgement.line)


def created(statements: Sequence[Statement]) -> Created:
    """Read the statements once; a table that gets the name of another is as new as that one was."""
    tables: set[str] = set()
    columns: dict[Column, int] = {}
    for one in statements:
        first = one.tokens[0].key
        if first == "CREATE":
            tables.update(_made(one.tokens))
        elif first == "ALTER" and has(one.tokens[:2], "ALTER", "TABLE"):
            table, start = name_at(one.tokens, 1)
            for action in actions(one.tokens[start:]):
                at = after(action[:2], "RENAME", "TO")
                if at and table.lower() in tables:
                    tables.add(name_at(action, at)[0].lower())
                for column in _columns(action):
                    columns.setdefault((table.lower(), column), action[0].line)
    return Created(frozenset(tables), columns)


def _made(tokens: Sequence[Token]) -> Iterator[str]:
    at = after(tokens[:_HEAD], "TABLE") or after(tokens[:_HEAD], "VIEW")
    if at:
        yield name_at(tokens, at)[0].lower()


def _columns(action: Sequence[Token]) -> Iterator[str]:
    """Name the column that an action adds, or the new name of the one it renames."""
    if has(action[:1], "ADD") and not has(action[1:2], "CONSTRAINT"):
        yield name_at(action, 1)[0].lower()
    elif has(action[:1], "RENAME") and (at := after(action, "TO")) and at > 2:
        yield name_at(action, at)[0].lower()
