"""What the model may look up, described to it."""

from collections.abc import Collection, Mapping
from typing import cast

from reviewbot.agent.call import Json, Tool

_SIDE: Json = {
    "type": "string",
    "enum": ["RIGHT", "LEFT"],
    "description": "RIGHT for the head, with the change; LEFT for the base, before it.",
}
_UNDER: Json = {"type": "string", "description": "A folder or file to keep to, such as `src/orders`; empty for all."}


def _takes(**arguments: Json) -> Json:
    # The API wants every argument required and no other allowed; "" and 0 stand for none.
    return {
        "type": "object",
        "properties": arguments,
        "required": list(arguments),
        "additionalProperties": False,
    }


def _text(description: str) -> Json:
    return {"type": "string", "description": description}


def _number(description: str) -> Json:
    return {"type": "integer", "description": description}


TOOLS = (
    Tool(
        "read_lines",
        "Read lines of any file of the repository, numbered. Use it for what the code under review relies on: the "
        "function it calls, the model, the schema, the settings. At most 250 lines an answer.",
        _takes(
            path=_text("The file, from the top of the repository, such as `src/orders/api.py`."),
            side=_SIDE,
            first=_number("The first line to read, from 1; 0 for the beginning."),
            last=_number("The last line to read; 0 for as many as an answer holds."),
        ),
    ),
    Tool(
        "search",
        "Find the lines of the head that contain a text: callers of a function, uses of a setting, another place that "
        "does the same. Answers `path:line: text`, at most 60. Case counts.",
        _takes(
            text=_text("What to look for, on one line."),
            is_expression={
                "type": "boolean",
                "description": r"Whether the text is a POSIX extended expression: `(a|b)+[0-9]`, no `\d`, no `(?:`.",
            },
            under=_UNDER,
        ),
    ),
    Tool(
        "list_files",
        "List the files of the head, at most 200. Use it to learn how the repository is laid out.",
        _takes(under=_UNDER),
    ),
    Tool(
        "find_definition",
        "Find where a function, class, method or type is defined in the head, and read it. Better than a search when "
        "the name is known.",
        _takes(name=_text("Its name, such as `charge`, or with its class, such as `Payment.charge`.")),
    ),
    Tool(
        "file_diff",
        "Read what the change does to another one of its files: `12+` is an added line, `12-` a removed one.",
        _takes(path=_text("A file of the change.")),
    ),
)
"""All look-ups, in the order in which every request gives them."""

_TYPES: Mapping[str, tuple[type, str]] = {
    "string": (str, "a text"),
    "integer": (int, "a whole number"),
    "boolean": (bool, "true or false"),
}


def granted(names: Collection[str]) -> tuple[Tool, ...]:
    """Give the tools of those names."""
    return tuple(tool for tool in TOOLS if tool.name in names)


def misfit(arguments: object, tool: Tool) -> str:
    """Say how arguments differ from what a tool takes, empty where they fit; what is there besides does no harm."""
    if not isinstance(arguments, Mapping):
        return f"`{tool.name}` takes a JSON object."
    properties = cast("Mapping[str, Json]", tool.arguments["properties"])
    return next(filter(None, (_wrong(arguments, name, one) for name, one in properties.items())), "")


def _wrong(arguments: Mapping[str, object], name: str, wanted: Json) -> str:
    if name not in arguments:
        return f"`{name}` is missing."
    value = arguments[name]
    kind, said = _TYPES[str(wanted["type"])]
    # To Python a truth value is a number.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        return f"`{name}` is not {said}."
    choices = wanted.get("enum")
    if isinstance(choices, list) and value not in choices:
        return f"`{name}` is none of {', '.join(choices)}."
    return ""
