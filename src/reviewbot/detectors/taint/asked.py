"""What a call proves of the values it is asked about, by its name."""

import re

from reviewbot.detectors.taint.frame import Frame
from reviewbot.detectors.taint.proof import origins
from reviewbot.detectors.taint.value import Cleared, Origin, Value

_CHECK = re.compile(
    r"(?:^|[._])(?:is|has|can|check|valid|validate|allowed|allow|safe|verify|ensure|assert|match|matches|fullmatch|whitelisted|"
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
_REQUEST = re.compile(r"(?:^|\.)req(?:uest)?$")

Proof = tuple[Cleared, Cleared]


def asked(name: str, receiver: Value | None, given: list[Value], frame: Frame, types: str) -> Proof:
    """Say what a call proves where it answers yes, and where no; `types` is how its second argument is written."""
    if any(map(_is_request, given)) and (kinds := frame.around.words.of(name).guards):
        # All of a request is proven, as by its signature: who has the key is no stranger.
        return {(): kinds}, {}
    return _of_values(name, receiver, given, frame, types)


def _of_values(name: str, receiver: Value | None, given: list[Value], frame: Frame, types: str) -> Proof:
    own = origins(receiver, frame) if receiver is not None else {}
    about = given if receiver is None else [receiver, *given]
    if not own and not any(one.taints or one.items or any(one.proves) for one in about):
        return {}, {}
    match name.rpartition(".")[2]:
        case "isinstance":
            return (origins(given[0], frame), {}) if given and _NUMBERS.fullmatch(types) else ({}, {})
        case "all" | "every":
            return (_of_all(given[0].proves[0]), {}) if given else ({}, {})
        case "any" | "some":
            return ({}, _of_all(given[0].proves[1])) if given else ({}, {})
        case last if last in _ANSWERS:
            return own, {}
    values = {origin: kinds for one in given for origin, kinds in origins(one, frame).items()} | own
    # Where a signature is compared: what it is the signature of.
    values |= {origin: kinds for one in about for origin, kinds in one.proves[0].items()}
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


def _of_all(proof: Cleared) -> Cleared:
    """Say of a collection what was shown of each of its elements."""
    return {origin[:-1] if origin[-1:] == ("[]",) else origin: kinds for origin, kinds in proof.items()}


def _is_request(value: Value) -> bool:
    return any(_REQUEST.search(one) for one in value.names)
