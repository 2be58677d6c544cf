"""Which grammar reads a file, by its name."""

from collections.abc import Mapping
from pathlib import PurePosixPath

# ast-grep panics on a name it does not know, so only names of this table ever reach it.
_SUFFIXES: Mapping[str, str] = {
    ".py": "python",
    ".pyi": "python",
    ".ts": "typescript",
    ".mts": "typescript",
    ".cts": "typescript",
    ".tsx": "tsx",
    ".js": "javascript",
    ".mjs": "javascript",
    ".cjs": "javascript",
    ".jsx": "javascript",
    ".go": "go",
    ".java": "java",
    ".kt": "kotlin",
    ".kts": "kotlin",
    ".rb": "ruby",
    ".rs": "rust",
    ".php": "php",
    ".cs": "csharp",
    ".scala": "scala",
    ".swift": "swift",
    ".c": "c",
    ".h": "c",
    ".cc": "cpp",
    ".cpp": "cpp",
    ".hpp": "cpp",
    ".ex": "elixir",
    ".exs": "elixir",
    ".lua": "lua",
    ".sh": "bash",
    ".bash": "bash",
    ".tf": "hcl",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".html": "html",
    ".css": "css",
}

GRAMMARS = frozenset(_SUFFIXES.values())

# Languages that an item may ask about though no grammar reads them.
_WITHOUT_GRAMMAR: Mapping[str, str] = {".sql": "sql"}

LANGUAGES_WITHOUT_GRAMMAR = frozenset(_WITHOUT_GRAMMAR.values())

# One item language may stand for several grammars: `typescript` rules do not run on `.tsx` by themselves.
_FAMILIES: Mapping[str, str] = {"tsx": "typescript", "javascript": "typescript"}


def grammar_of(path: str) -> str | None:
    """Name the grammar for a path, or None where there is none."""
    return _SUFFIXES.get(PurePosixPath(path).suffix.lower())


def language_of(path: str) -> str | None:
    """Give the language an item names for a path, with or without a grammar; None for one nobody knows."""
    grammar = grammar_of(path)
    return family(grammar) if grammar else _WITHOUT_GRAMMAR.get(PurePosixPath(path).suffix.lower())


def family(grammar: str) -> str:
    """Give the language an item names for a grammar: JavaScript and TSX are read as `typescript`."""
    return _FAMILIES.get(grammar, grammar)


def grammars(language: str) -> tuple[str, ...]:
    """List the grammars that an item's language stands for; empty for a language nobody knows."""
    return tuple(sorted(name for name in GRAMMARS if family(name) == language))
