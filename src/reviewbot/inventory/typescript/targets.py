"""Say where a call goes, as far as the code states it: a host, or the setting that holds it."""

import re

from reviewbot.syntax.outline.value import Called, Name, Text, Value, Woven, text_of

_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/@\s]*@)?(?P<host>[^/?#\s]+)")
_BARE = re.compile(r"localhost(?::\d+)?|[\w-]+(?:\.[\w-]+)+(?::\d+)?|[\w-]+:\d+")
_ENVIRONMENT = re.compile(r"(?:process|import\.meta)\.env\.(\w+)")
_SETTING = re.compile(
    r"(?:.*\.)?(?:[\w$]*[cC]onfig|[\w$]*[sS]ettings?|env|ENV)\.[\w$.]+|(?:.*\.)?[A-Z][A-Z0-9]*_[A-Z0-9_]+"
)
_GETTERS = frozenset({"get", "getOrThrow"})


def target_of(value: Value | None) -> str:
    """Give the host of an address or the name of a setting; empty where it is computed or relative."""
    match value:
        case Text(text):
            return _host(text)
        case Woven(parts):
            return target_of(_first(parts))
        case Name():
            return setting_of(value)
        case Called() if value.word in _GETTERS:
            return text_of(value.at(0)) or ""
        case _:
            return ""


def _host(text: str) -> str:
    found = _HOST.match(text)
    if found:
        return found["host"]
    return text if _BARE.fullmatch(text) else ""


def _first(parts: tuple[Value, ...]) -> Value | None:
    """Give the part that says where to: `https://` alone says nothing."""
    plain = [one for one in parts if not (isinstance(one, Text) and one.text.rstrip(":/") in {"", "http", "https"})]
    return plain[0] if plain else None


def setting_of(name: Name) -> str:
    """Name the setting that a name stands for; empty where it is none."""
    for one in (*name.names, name.written):
        found = _ENVIRONMENT.fullmatch(one)
        if found:
            return found[1]
    return name.written if _SETTING.fullmatch(name.written) else ""
