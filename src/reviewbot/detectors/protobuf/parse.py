"""Read protobuf's language, proto2, proto3 and editions, as far as a change of it can break somebody."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reviewbot.detectors.protobuf.definitions import (
    NO_END,
    Call,
    Definitions,
    Enumeration,
    Field,
    Message,
    Reserved,
    Served,
    Value,
    united,
)
from reviewbot.detectors.protobuf.tokens import Statement, SyntaxFaultError, statements

_LABELS = frozenset({"optional", "required", "repeated"})
_NAME = re.compile(r"[A-Za-z_]\w*")
_INTEGER = re.compile(r"0[xX][0-9a-fA-F]{1,16}|\d{1,19}")


def definitions(text: str, path: str) -> Definitions:
    """Read a file; raises SyntaxFaultError with the line of what is no protobuf."""
    top = statements(text)
    package = next((one for one in top if one.first == "package"), None)
    return Definitions(
        path=path,
        syntax=_syntax(top),
        package="".join(package.words[1:]) if package else "",
        package_line=package.line if package else 1,
        all=(*_joined(_messages(top, "")), *_enumerations(top, ""), *_services(top)),
    )


def _syntax(top: Sequence[Statement]) -> str:
    said = next((one for one in top if one.first in {"syntax", "edition"}), None)
    return _unquoted(said.words[-1]) if said else "proto2"


def _messages(block: Iterable[Statement], around: str) -> Iterator[Message]:
    """Give the messages of a block and those within them; the tokens' limit of levels bounds how deep this goes."""
    for one in block:
        head = [word for word in one.words if word not in _LABELS]
        if one.block is None or len(head) < 2:
            continue
        if head[0] in {"message", "group"}:
            name = around + head[1]
            yield _message(name, one, one.block)
            yield from _messages(one.block, f"{name}.")
        elif head[0] == "extend":
            yield _message(f"{around}extend {head[1]}", one, one.block)
        elif head[0] == "oneof":
            yield from _messages(one.block, around)


def _joined(messages: Iterable[Message]) -> Iterator[Message]:
    """Take several `extend` of one message together."""
    found: dict[str, Message] = {}
    for one in messages:
        fields = (*found[one.name].fields, *one.fields) if one.name in found else one.fields
        found[one.name] = replace(found.get(one.name, one), fields=fields)
    yield from found.values()


def _enumerations(block: Iterable[Statement], around: str) -> Iterator[Enumeration]:
    for one in block:
        if one.block is None or len(one.words) < 2:
            continue
        name = around + one.words[1]
        if one.first == "enum":
            values = tuple(_value(inner) for inner in one.block if not _is_other(inner, {"option", "reserved"}))
            yield Enumeration(name, values, _reserved(one.block, "reserved"), _is_deprecated(one.block), one.line)
        elif one.first == "message":
            yield from _enumerations(one.block, f"{name}.")


def _message(name: str, statement: Statement, block: Sequence[Statement]) -> Message:
    return Message(
        name,
        tuple(_fields(block, "")),
        _reserved(block, "reserved"),
        _reserved(block, "extensions"),
        _is_deprecated(block),
        statement.line,
    )


def _fields(block: Iterable[Statement], oneof: str) -> Iterator[Field]:
    for one in block:
        if one.first == "oneof" and one.block is not None:
            yield from _fields(one.block, one.words[1] if len(one.words) > 1 else "")
        elif not _is_other(one, {"message", "enum", "extend", "option", "reserved", "extensions"}):
            yield _field(one, oneof)


def _is_other(one: Statement, words: set[str]) -> bool:
    return one.first in words and one.words[1:2] != ("=",)


def _field(one: Statement, oneof: str) -> Field:
    label = one.first if one.first in _LABELS else ""
    words = one.words[1:] if label else one.words
    at = words.index("=") if "=" in words else 0
    if at < 2 or not _NAME.fullmatch(words[at - 1]):
        raise SyntaxFaultError("this is no field", one.line)
    is_group = words[0] == "group"
    name, options = words[at - 1].lower() if is_group else words[at - 1], _options(words[at + 2 :])
    return Field(
        name=name,
        number=_number(words[at + 1 : at + 2], one.line),
        type=words[1] if is_group else "".join(words[: at - 1]),
        label=label,
        oneof=oneof,
        json_name=_unquoted(options.get("json_name", "")) or _camel(name),
        packed=_packed(options),
        line=one.line,
    )


def _packed(options: dict[str, str]) -> bool | None:
    said = options.get("packed") or options.get("features.repeated_field_encoding")
    return None if said is None else said in {"true", "PACKED"}


def _camel(name: str) -> str:
    """Write a name as JSON has it: `order_id` is `orderId`."""
    return re.sub(r"_+(\w?)", lambda found: found[1].upper(), name)


def _value(one: Statement) -> Value:
    if len(one.words) < 3 or one.words[1] != "=":
        raise SyntaxFaultError("this is no value of an enumeration", one.line)
    return Value(one.first, _number(one.words[2:4], one.line), one.line)


def _number(words: Sequence[str], line: int) -> int:
    sign, digits = (-1, words[1:2]) if words[:1] == ("-",) else (1, words[:1])
    if not digits or not _INTEGER.fullmatch(digits[0]):
        raise SyntaxFaultError("a number is missing", line)
    text = digits[0]
    is_octal = text.startswith("0") and text.isdecimal() and not set(text) & set("89")
    return sign * int(text, 8 if is_octal else 16 if text[1:2] in {"x", "X"} else 10)


def _services(top: Iterable[Statement]) -> Iterator[Served]:
    for one in top:
        if one.first == "service" and one.block is not None and len(one.words) > 1:
            calls = tuple(_call(inner) for inner in one.block if inner.first == "rpc")
            yield Served(one.words[1], calls, _is_deprecated(one.block), one.line)


def _call(one: Statement) -> Call:
    """Read `rpc Name (stream Request) returns (Response)`."""
    try:
        open_, close = one.words.index("("), one.words.index(")")
        second = one.words.index("(", close)
        request, response = one.words[open_ + 1 : close], one.words[second + 1 : one.words.index(")", second)]
    except ValueError as error:
        raise SyntaxFaultError("this method does not say what goes in and out", one.line) from error
    streams = (request[:1] == ("stream",) and len(request) > 1, response[:1] == ("stream",) and len(response) > 1)
    request_type, response_type = "".join(request[streams[0] :]), "".join(response[streams[1] :])
    return Call(one.words[1], request_type, response_type, *streams, _is_deprecated(one.block or ()), one.line)


def _reserved(block: Iterable[Statement], word: str) -> Reserved:
    """Read `reserved` or `extensions`: numbers, `9 to 11`, `40 to max`, and names with or without quotes."""
    ranges: list[tuple[int, int]] = []
    names: list[str] = []
    for one in block:
        if _is_other(one, {word}):
            for part in _parts(one.words[1:]):
                if _NAME.fullmatch(_unquoted(part[0])):
                    names.append(_unquoted(part[0]))
                else:
                    ranges.append(_range(part, one.line))
    return Reserved(united(ranges), frozenset(names))


def _parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Split at commas, up to the options in brackets."""
    end = words.index("[") if "[" in words else len(words)
    commas = [-1, *(index for index in range(end) if words[index] == ","), end]
    for before, after in pairwise(commas):
        if after > before + 1:
            yield words[before + 1 : after]


def _range(part: Sequence[str], line: int) -> tuple[int, int]:
    if "to" not in part:
        return _number(part, line), _number(part, line)
    at = part.index("to")
    return _number(part[:at], line), NO_END if part[at + 1 : at + 2] == ("max",) else _number(part[at + 1 :], line)


def _is_deprecated(block: Iterable[Statement]) -> bool:
    return any(one.words == ("option", "deprecated", "=", "true") for one in block)


def _options(words: Sequence[str]) -> dict[str, str]:
    """Read the plain options of a field, `[packed = true, json_name = "id"]`; values in braces do not matter here."""
    triples = zip(words, words[1:], words[2:], strict=False)
    return {name: value for name, sign, value in triples if sign == "="}


def _unquoted(word: str) -> str:
    return word.strip("\"'")
