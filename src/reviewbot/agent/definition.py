"""An agent as a file defines it, in the format that Claude Code uses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType

from reviewbot.errors import ConfigurationError
from reviewbot.yamlfile import Document, front_matter

_KNOWN = frozenset({"name", "description", "model", "max_iterations", "tools", "enabled"})
_LOOK_UPS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "Read": frozenset({"read_lines", "file_diff"}),
        "Grep": frozenset({"search", "find_definition"}),
        "Glob": frozenset({"list_files"}),
    }
)
_INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        "Write": "it writes nothing: a repair becomes a suggestion",
        "Edit": "it writes nothing: a repair becomes a suggestion",
        "MultiEdit": "it writes nothing: a repair becomes a suggestion",
        "Task": "one conversation a chunk and one about the whole change take its place",
        "Bash": "nothing of a change is ever run",
    }
)
_ALL = frozenset().union(*_LOOK_UPS.values())
_ITERATIONS = 50
_LARGEST = 200_000


@dataclass(frozen=True, slots=True)
class Definition:
    """Who reads: its instructions, the model it wishes for, and what it asks to be allowed.

    `max_iterations` bounds the turns of a conversation that look something up. `tools` is None where the file names
    none, which asks for all. `others` are the keys that mean nothing to us, kept as they were written.
    """

    name: str
    description: str
    text: str
    model: str = ""
    max_iterations: int = _ITERATIONS
    tools: tuple[str, ...] | None = None
    others: Mapping[str, object] = field(default_factory=dict)

    @property
    def look_ups(self) -> frozenset[str]:
        """Give the look-ups that are granted: reading, searching and listing, as far as the file asks for them."""
        if self.tools is None:
            return _ALL
        return frozenset().union(*(_LOOK_UPS.get(tool, frozenset()) for tool in self.tools))


def definition(text: str, path: str) -> Definition:
    """Read an agent's file.

    Raises ConfigurationError, with file and line, where it is none, where it says nothing, or where it is disabled.
    """
    if len(text) > _LARGEST:
        hint = f"Keep it below {_LARGEST:,} characters: it is part of every prompt."
        raise ConfigurationError("This agent's file is too long.", hint)
    document, body, _ = front_matter(text, path)
    keys = {} if document.value is None else document.value
    if not isinstance(keys, dict):
        hint = "Write keys with their values: `name: backend-engineer`."
        raise ConfigurationError("The front matter holds no keys.", hint, document.place(()))
    if not isinstance(keys.get("enabled", True), bool):
        raise ConfigurationError(
            "`enabled` is neither yes nor no.", "Write `true` or `false`.", document.place(("enabled",))
        )
    if not keys.get("enabled", True):
        hint = "Write `enabled: true`, or name another agent under `agent:`."
        raise ConfigurationError("This agent is disabled.", hint, document.place(("enabled",)))
    if not body.strip():
        hint = "Write below the front matter what the agent should be and do."
        raise ConfigurationError("This agent has no instructions.", hint, document.place(()))
    return Definition(
        name=_text(document, keys, "name"),
        description=_text(document, keys, "description"),
        text=body.strip(),
        model=_text(document, keys, "model"),
        max_iterations=_count(document, keys, "max_iterations"),
        tools=_tools(document, keys),
        others=MappingProxyType({name: value for name, value in keys.items() if name not in _KNOWN}),
    )


def shipped(name: str) -> str | None:
    """Give the text of an agent that comes with reviewbot, None where there is none of that name."""
    folder = files("reviewbot.prompts") / "agents"
    return next((one.read_text("utf-8") for one in folder.iterdir() if one.name == f"{name}.md"), None)


def remarks(agent: Definition) -> Iterator[str]:
    """Say of each tool that the file asks for whether it is granted, and what takes its place."""
    for tool in dict.fromkeys(agent.tools or ()):
        if tool in _LOOK_UPS:
            yield f"The agent may use {tool}: read-only, on the commits of the change."
        else:
            yield f"The agent may not use {tool}: {_INSTEAD.get(tool, 'only Read, Grep and Glob are granted')}."


def _tools(document: Document, keys: Mapping[str, object]) -> tuple[str, ...] | None:
    """Read a list, or the names with commas between them that Claude Code writes; `Read(src/**)` is Read."""
    value = keys.get("tools")
    if value is None:
        return None
    words = value.split(",") if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        hint = "Write their names with commas between: `tools: Read, Grep, Glob`."
        raise ConfigurationError("`tools` is no list of names.", hint, document.place(("tools",)))
    return tuple(name for word in words if (name := str(word).partition("(")[0].strip()))


def _text(document: Document, keys: Mapping[str, object], name: str) -> str:
    value = keys.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ConfigurationError(f"`{name}` is no text.", "Put it in quotes.", document.place((name,)))
    return value.strip()


def _count(document: Document, keys: Mapping[str, object], name: str) -> int:
    value = keys.get(name)
    if value is None:
        return _ITERATIONS
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        hint = "Write a whole number from 0 up: turns that look something up."
        raise ConfigurationError(f"`{name}` is no count.", hint, document.place((name,)))
    return value
