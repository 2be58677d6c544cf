"""Read the texts of a JSON document with their ways and lines, however it is laid out or broken off."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

# A text that is not closed ends with its line, so that nothing is read twice.
_TOKEN = re.compile(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?|[{}\[\]:,\n]')
_DEEPEST = 100
_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Value:
    """A text in an object or a list: the names that lead to it, a list's elements without any, and its line."""

    way: tuple[str, ...]
    text: str
    line: int


def values(text: str) -> Iterator[Value]:
    """Give every text that is a value, in its order; what is nested more than 100 deep ends it."""
    way: list[str] = []
    is_list: list[bool] = []
    name, line, is_value = "", 1, False
    for found in _TOKEN.finditer(text):
        match found[0]:
            case "\n":
                line += 1
            case "{" | "[":
                if len(way) == _DEEPEST:
                    return
                way.append(name)
                is_list.append(found[0] == "[")
                name, is_value = "", is_list[-1]
            case "}" | "]":
                if way:
                    way.pop()
                    is_list.pop()
                name, is_value = "", bool(is_list) and is_list[-1]
            case ":":
                is_value = True
            case ",":
                is_value = bool(is_list) and is_list[-1]
            case token if is_value:
                yield Value((*way[1:], name), _plain(token), line)
            case token:
                name = _plain(token)


def _plain(token: str) -> str:
    inner = token.removeprefix('"').removesuffix('"')[:_LONGEST]
    if "\\" not in inner:
        return inner
    try:
        return str(json.loads(f'"{inner}"'))
    except ValueError:
        return inner
