"""Read the calls that leave the process, each with its host or setting as far as the code states it."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from reviewbot.domain.inventory import Call, CallKind
from reviewbot.inventory.python.clients import AWS, AWS_KINDS, CLIENTS, Client
from reviewbot.inventory.python.file import PythonFile, argument, plain
from reviewbot.syntax.outline.value import Called, Name, Other, Text, Value, Woven

_SETTING = re.compile(r"(?:\w+\.)*[A-Z][A-Z0-9_]{2,}")
_SETTINGS = re.compile(r"(?:\w+\.)*(?:settings|config|conf|env)\.\w+")
_ENVIRONMENT = frozenset({"os.environ.get", "os.getenv", "os.environ[]", "environ.get", "getenv"})
_LONGEST = 200


def calls(file: PythonFile) -> Iterator[Call]:
    """Give each call of a known client; what the file only defines or hands on is none."""
    for one in file.outline.calls:
        for name in one.names:
            found = _call(one, plain(name), file)
            if found is not None:
                yield found
                break


def _call(one: Called, name: str, file: PythonFile) -> Call | None:
    if name in AWS:
        service = one.at(0)
        text = service.text if isinstance(service, Text) else ""
        return Call(file.site(one.line), AWS_KINDS.get(text, CallKind.HTTP), text, name, one.inside, has_timeout=True)
    client = CLIENTS.get(name)
    if client is None:
        return None
    target = target_of(argument(one, client.target, *client.names))
    return Call(file.site(one.line), client.kind, target, name, one.inside, _has_timeout(one, client))


def _has_timeout(one: Called, client: Client) -> bool | None:
    """Tell whether a call times out: None where an argument that was put together may say so."""
    given = argument(one, client.timeout_at, *client.timeouts)
    if given is not None:
        return not (isinstance(given, Other) and given.text == "None")
    is_open = any(key == "**" for key, _ in one.keywords)
    return None if is_open and not client.default else client.default


def target_of(value: Value | None) -> str:
    """Give the host of an address, or the name of the setting that holds it; empty where it is computed.

    Neither a path nor credentials are kept.
    """
    match value:
        case Text():
            return _host(value.text)
        case Woven(parts=(first, *rest)):
            return _beginning(first, is_whole=not rest)
        case Name():
            is_setting = _SETTING.fullmatch(value.written) or _SETTINGS.fullmatch(value.written)
            return value.written if is_setting else ""
        case Called():
            return _answered(value)
        case _:
            return ""


def _beginning(first: Value, *, is_whole: bool) -> str:
    """Read what an address begins with: a host that ends with this part may go on in the next one."""
    if isinstance(first, Text):
        return _host(first.text) if is_whole or "/" in first.text.partition("://")[2] else ""
    return target_of(first)


def _answered(called: Called) -> str:
    if _ENVIRONMENT & set(called.names):
        return target_name(called.at(0))
    return target_of(called.at(0)) if called.word == "urljoin" else ""


def target_name(value: Value | None) -> str:
    """Give a plain text as a name."""
    return value.text[:_LONGEST] if isinstance(value, Text) else ""


def _host(text: str) -> str:
    if "://" not in text:
        return text[:_LONGEST] if re.fullmatch(r"[\w.-]+(?::\d+)?", text) else ""
    try:
        parts = urlsplit(text)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    host = (parts.hostname or "")[:_LONGEST]
    return "" if "{" in host or "%" in host else f"{host}{port}"
