"""Find the SQL that a migration written in Python, Ruby or TypeScript runs on the way up."""

import re
from collections.abc import Iterator

from reviewbot.syntax.literals import Around, Literal, literals
from reviewbot.syntax.tree import Tree

_EXECUTES = re.compile(
    r"(?:^|\.)(?:RunSQL|execute|executescript|exec_driver_sql|exec_query|exec_update|select_value|query|raw|sql|addSql"
    r"|runSql|unsafe|\$executeRaw|\$executeRawUnsafe|\$queryRawUnsafe)$"
)
_WRAPS = re.compile(
    r"(?:^|\.)(?:text|DDL|SQL|dedent|cleandoc|strip|strip_heredoc|squish|chomp|format|replace|join|trim|literal|Identifier)$"
)
_DOWN = re.compile(
    r"(?i)(?:^|[._])(?:down|downgrade|reverse|reversed|backwards?|rollback|revert|undo)(?:_?sql)?(?=$|[._])"
)
_DOWN_CAMEL = re.compile(r"(?:[a-z](?:Down|Reverse|Rollback|Revert|Undo)|^(?:down|reverse|rollback|revert|undo)[A-Z])")
_SQL = re.compile(
    r"(?i)(?:\s++|--[^\n]*+|/\*[^*]*+\*/)*+(?:create|alter|drop|rename|update|delete|truncate|lock|vacuum|cluster|reindex"
    r"|begin|start|commit|set|insert|do)\b"
)
_CREATES = re.compile(
    r"""(?:create_?table(?:_?if_?not_?exists)?|CreateModel|create_join_table|new\s+Table|has_table)\s*+\(?\s*+
        (?:\{\s*+)?(?:name\s*+[=:]\s*+)?[rfu]?(?P<quote>["'`:])(?P<name>[\w.]+)""",
    re.VERBOSE | re.IGNORECASE,
)


def scripts(tree: Tree) -> Iterator[tuple[str, int]]:
    """Give the texts that are run as SQL and do not undo the migration, each with the line it starts on."""
    for one in literals(tree):
        if _SQL.match(one.text) and _is_run(one) and not any(_is_down(around) for around in one.around):
            yield one.text, one.line


def created_tables(code: str) -> frozenset[str]:
    """Name, in small letters, the tables that a migration creates without SQL."""
    return frozenset(found["name"].lower().rpartition(".")[2] for found in _CREATES.finditer(code))


def _is_run(literal: Literal) -> bool:
    """Tell whether a text is handed to what runs it, or kept under a name for that."""
    for one in literal.around:
        if one.kind == "call" and not _WRAPS.search(one.name):
            return bool(_EXECUTES.search(one.name.removesuffix("''")))
    return any(one.kind == "name" for one in literal.around)


def _is_down(around: Around) -> bool:
    if around.kind == "call" and around.name.endswith(("RunSQL", "Migration")):
        return around.position > 0
    return bool(_DOWN.search(around.name) or _DOWN_CAMEL.search(around.name))
