"""Split a SQL script into the statements that migrate up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from reviewbot.detectors.sql.tokens import Token, tokens

_MOST = 5_000
_HEAD = 6
_ROUTINES = frozenset({"TRIGGER", "PROCEDURE", "FUNCTION", "EVENT"})
_OPENING = frozenset({"BEGIN", "CASE"})
_ENDED_BY_NAME = frozenset({"IF", "LOOP", "WHILE", "REPEAT"})
_BLOCK_HEADS = frozenset({"BEGIN", "DECLARE", "IF", "ELSE", "ELSIF", "FOR", "WHILE", "LOOP", "EXCEPTION", "WHEN"})
_BLOCK_WORDS = frozenset({"BEGIN", "THEN", "ELSE", "LOOP"})
# Of any other statement, such as one of ten thousand rows, the head says enough.
_READ = _BLOCK_HEADS | {"ALTER", "CLUSTER", "CREATE", "DELETE", "DO", "DROP", "LOCK", "REINDEX", "RENAME", "TRUNCATE",
                        "UPDATE", "VACUUM"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement without its comments; of one that changes neither tables nor rows only the head."""

    tokens: tuple[Token, ...]

    @property
    def line(self) -> int:
        """Give the line it starts on, from 1."""
        return self.tokens[0].line

    @property
    def keys(self) -> tuple[str, ...]:
        """Give its bare words in capitals, with an empty text for everything else."""
        return tuple(one.key for one in self.tokens)


def statements(text: str, line: int = 1, *, has_backslashes: bool = False) -> tuple[Statement, ...]:
    """Split a script whose first line has the number `line`.

    Left out is the part that migrates down (goose, dbmate, sql-migrate, tern, node-pg-migrate); a `DO` block gives the
    statements in it. `has_backslashes` says that a backslash quotes in every string, as in MySQL. What has more than
    five thousand statements is a dump rather than a migration, and the rest of it is left out; so are tokens.
    """
    found: list[Statement] = []
    for one in islice(_split(tokens(text, line, has_backslashes=has_backslashes)), _MOST):
        found.extend(_inner(one) if one.tokens[0].key == "DO" else [one])
    return tuple(found)


def _split(read: Iterable[Token]) -> Iterator[Statement]:
    is_up, is_joined, depth, taken = True, False, 0, list[Token]()
    for token in read:
        is_end = token.text == ";" and depth <= 0 and not is_joined
        if not (token.mark or is_end):
            depth += _opened(token, taken)
            if len(taken) < (_MOST if taken and taken[0].key in _READ else _HEAD):
                taken.append(token)
            continue
        if taken and is_up:
            yield Statement(tuple(taken))
        taken, depth = [], 0
        is_up = token.mark == "UP" if token.mark in ("UP", "DOWN") else is_up
        is_joined = token.mark == "TOGETHER"
    if taken and is_up:
        yield Statement(tuple(taken))


def _opened(token: Token, before: list[Token]) -> int:
    """Count the blocks that a token opens or, below zero, ends: a routine's semicolons are its own."""
    if not before or before[0].key != "CREATE" or not any(one.key in _ROUTINES for one in before[:_HEAD]):
        return 0
    if before[-1].key == "END":
        return int(token.key in _ENDED_BY_NAME)
    return (token.key in _OPENING) - (token.key == "END")


def _inner(block: Statement) -> Iterator[Statement]:
    """Give the statements in the body of a `DO` block, without the words of the block around each."""
    for body in (one for one in block.tokens if one.text.startswith("$") and one.text.count("$") > 1):
        tag = body.text[: body.text.index("$", 1) + 1]
        inside = body.text[len(tag) :].removesuffix(tag)
        for one in islice(_split(tokens(inside, body.line, has_backslashes=False)), _MOST):
            unblocked = _unblocked(one)
            if unblocked:
                yield Statement(unblocked)


def _unblocked(statement: Statement) -> tuple[Token, ...]:
    keys = statement.keys
    if keys[0] not in _BLOCK_HEADS:
        return statement.tokens
    last = max((number for number, key in enumerate(keys) if key in _BLOCK_WORDS), default=len(keys))
    return statement.tokens[last + 1 :]
