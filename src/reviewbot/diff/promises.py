"""The changed lines that other code relies on: signatures, contracts, schemas, migrations, models."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from reviewbot.domain.diff import ChangedLines, FileDiff, Hunk, Line, LineKind
from reviewbot.domain.paths import PathClass
from reviewbot.domain.source import Source
from reviewbot.syntax.definitions import Definition, definitions
from reviewbot.syntax.tame import is_tame
from reviewbot.syntax.tree import parsed

_CONTRACTS = (
    ".avsc", ".gql", ".graphql", ".graphqls", ".prisma", ".proto", ".sql", ".thrift", ".wsdl", ".xsd",
)  # fmt: skip
_SCHEMAS = frozenset(
    {"asyncapi", "contract", "contracts", "dto", "dtos", "entities", "entity", "model", "models", "openapi", "schema",
     "schemas", "serializer", "serializers", "swagger"}
)  # fmt: skip
_WORD = re.compile(r"[a-z]+")
_WORDS = "abstract|async|default|declare|export|final|internal|override|private|protected|pub|public|static"
_KINDS = "class|def|enum|fn|fun|func|function|interface|message|record|rpc|service|struct|trait|type"
_SIGNATURE = re.compile(rf"\s*(?:@\w|(?:(?:{_WORDS})\s+)*(?:{_KINDS})\s+[\w(])")
_LONGEST_HEAD = 30
"""Lines that the head of a definition, its decorators included, is looked for in."""


def promised(file: FileDiff, head: Source, kind: PathClass) -> ChangedLines:
    """Give the changed lines of a file that other files may rely on.

    Of a contract, a schema, a migration or a model these are all of them; else the decorators and heads of definitions,
    and what stands in a class but in no function of it.
    """
    if is_schema(file.path, kind):
        return ChangedLines(file.added, file.removed)
    relied = _relied_on(head)
    found = [
        line
        for hunk in file.hunks
        for line, number in _numbered(hunk)
        if number in relied or _SIGNATURE.match(line.text)
    ]
    return ChangedLines(
        frozenset(line.head for line in found if line.kind is LineKind.ADDED and line.head),
        frozenset(line.base for line in found if line.kind is LineKind.REMOVED and line.base),
    )


def has_broken(before: Source | None, now: Source) -> bool:
    """Tell whether anything that others may rely on in one version of a file is gone in the next or reads otherwise."""
    return before is not None and bool(_said(before) - _said(now))


def is_schema(path: str, kind: PathClass) -> bool:
    """Tell whether all of a file is something to rely on."""
    lower = path.lower()
    is_named = lower.endswith(_CONTRACTS) or not _SCHEMAS.isdisjoint(_WORD.findall(lower))
    return is_named or kind is PathClass.MIGRATION


def _said(source: Source) -> Counter[str]:
    """Count the lines that are relied on by their texts: where they stand breaks nobody."""
    relied = _relied_on(source)
    lines = enumerate(source.lines, 1)
    return Counter(text.strip() for number, text in lines if number in relied or _SIGNATURE.match(text))


def _numbered(hunk: Hunk) -> Iterator[tuple[Line, int | None]]:
    """Give each line with the number of the head's line there, which for a removed one is the next."""
    number: int | None = None
    for line in reversed(hunk.lines):
        number = number if line.head is None else line.head
        yield line, number


def _relied_on(head: Source) -> frozenset[int]:
    """Give the numbers of the lines of heads of definitions, and of what a class has besides its functions."""
    if head.language is None or not is_tame(head):
        return frozenset()
    around = definitions(parsed(head.text, head.language))
    heads = (_head(head.lines, one) for one in dict.fromkeys(chain.from_iterable(around.values())))
    return frozenset((*chain.from_iterable(heads), *_fields(around)))


def _fields(around: Mapping[int, Sequence[Definition]]) -> Iterator[int]:
    for number, several in around.items():
        if several[-1].is_class:
            yield number


def _head(lines: Sequence[str], one: Definition) -> Iterator[int]:
    """Give the lines of a definition up to where the brackets of its own statement are closed, decorators first."""
    opened, is_decorator = 0, False
    for number in range(one.first, min(one.last, one.first + _LONGEST_HEAD) + 1):
        text = lines[number - 1]
        is_decorator = text.lstrip().startswith("@") if opened <= 0 else is_decorator
        opened = max(0, opened) + sum(map(text.count, "([")) - sum(map(text.count, ")]"))
        yield number
        if opened <= 0 and not is_decorator:
            return
