"""Find names, phrases and lists in the tokens of a statement."""

from collections.abc import Iterator, Sequence

from reviewbot.detectors.sql.tokens import Token

_OPTIONAL = frozenset({"IF", "NOT", "EXISTS", "ONLY", "COLUMN", "TABLE"})


def keys(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Give bare words in capitals, with an empty text for everything else."""
    return tuple(one.key for one in tokens)


def has(tokens: Sequence[Token], *words: str) -> bool:
    """Tell whether the words stand side by side somewhere."""
    return after(tokens, *words) is not None


def after(tokens: Sequence[Token], *words: str) -> int | None:
    """Give the index behind the first place where the words stand side by side."""
    found, size = keys(tokens), len(words)
    return next((at + size for at in range(len(found) - size + 1) if found[at : at + size] == words), None)


def name_at(tokens: Sequence[Token], start: int) -> tuple[str, int]:
    """Read a name behind words like `IF NOT EXISTS`, without its schema and quotes, and say where it ends.

    Where there is none, the name is empty.
    """
    at = start
    while at < len(tokens) and tokens[at].key in _OPTIONAL:
        at += 1
    if at >= len(tokens):
        return "", at
    while at + 2 < len(tokens) and tokens[at + 1].text == ".":
        at += 2
    return unquoted(tokens[at].text), at + 1


def unquoted(text: str) -> str:
    """Take the quotes off a name; what is no name is empty."""
    inner = text[1:-1] if text[:1] in '"`[' else text
    return inner if inner[:1].isalpha() or inner[:1] == "_" or text != inner else ""


def top_level(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Leave out what stands in parentheses, and these themselves."""
    return tuple(token for token, depth in _with_depths(tokens) if depth == 0 and token.text != ")")


def actions(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Split at the commas outside parentheses."""
    taken: list[Token] = []
    for token, depth in _with_depths(tokens):
        if token.text == "," and depth == 0:
            yield tuple(taken)
            taken = []
        else:
            taken.append(token)
    yield tuple(taken)


def in_parentheses(tokens: Sequence[Token], start: int) -> tuple[str, ...]:
    """Give the names of the first list in parentheses behind an index."""
    inside: list[str] = []
    for token, depth in _with_depths(tokens[start:]):
        if depth == 0 and inside:
            break
        if depth == 1 and token.text not in "(,":
            inside.append(unquoted(token.text).lower())
    return tuple(inside)


def _with_depths(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Give each token with the number of parentheses around it; they themselves stand inside and outside."""
    depth = 0
    for token in tokens:
        depth += token.text == "("
        depth -= token.text == ")"
        yield token, depth
