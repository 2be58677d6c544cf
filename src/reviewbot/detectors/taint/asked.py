"""What a call proves of the values it is asked about, by its name."""

import re

from reviewbot.detectors.taint.frame import Frame
from reviewbot.detectors.taint.proof import origins
from reviewbot.detectors.taint.value import Cleared, Origin, Value

_CHECK = re.compile(
    r"(?:^|[._])(?:is|has|can|check|valid|validate|allowed|allow|safe|verify|ensure|assert|match|fullmatch|whitelisted|"
    r"permitted)(?:_|[A-Z]|$|e?d?_)|(?:valid|allowed|safe|whitelist|authori[sz]ed)\w*$",
    re.ASCII,
)
_REFUSAL = re.compile(r"(?i)(?:^|[._]|is|has)_?(?:un|in)(?:safe|valid|allowed)|malicious|dangerous|forbidden|blocked|"
                      r"blacklist|denied|traversal|suspicious|search$", re.ASCII)  # fmt: skip
_ANSWERS = frozenset(
    {"isdigit", "isalnum", "isalpha", "isnumeric", "isdecimal", "isidentifier", "is_relative_to", "is_integer"}
)
_NUMBERS = re.compile(r"\(?(?:\s*\b(?:int|float|bool|complex|Decimal|UUID|uuid\.UUID|datetime|date)\b\s*[,|)]?)+\)?")
_STARTS = frozenset({"startswith", "startsWith"})

Proof = tuple[Cleared, Cleared]


def asked(name: str, receiver: Value | None, given: list[Value], frame: Frame, types: str) -> Proof:
    """Say what a call proves where it answers yes, and where no; `types` is how its second argument is written."""
    own = origins(receiver, frame) if receiver is not None else {}
    if not own and not any(one.taints or one.items or any(one.proves) for one in given):
        return {}, {}
    match name.rpartition(".")[2]:
        case "isinstance":
            return (origins(given[0], frame), {}) if given and _NUMBERS.fullmatch(types) else ({}, {})
        case "all" | "every":
            return (given[0].proves[0], {}) if given else ({}, {})
        case "any" | "some":
            return ({}, given[0].proves[1]) if given else ({}, {})
        case last if last in _ANSWERS:
            return own, {}
    values = {origin: kinds for one in given for origin, kinds in origins(one, frame).items()} | own
    return _named(name, values, given, frame)


def _named(name: str, values: dict[Origin, frozenset[int]], given: list[Value], frame: Frame) -> Proof:
    """Read the name: one that allows, one that refuses, or a guard of some kinds."""
    last = name.rpartition(".")[2]
    if _REFUSAL.search(name):
        return {}, values
    if _CHECK.search(name):
        return values, {}
    if last == "test":
        # Of an expression by its name nobody knows whether it lists what is allowed, or what is not.
        return values, values
    words = frame.around.words
    kinds = words.of(name).guards
    if last in _STARTS and given:
        refusing = words.refusing(given[0].shape)
        if refusing:
            return {}, dict.fromkeys(values, refusing)
        kinds |= words.fixed(given[0].shape)
    return (dict.fromkeys(values, kinds), {}) if kinds else ({}, {})
