"""One sentence for one problem: what is wrong, what is allowed, and the nearest right word."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from reviewbot.config.document import names_in, value_at
from reviewbot.config.schema import allowed, expected, node, properties
from reviewbot.config.words import dotted, flow, visible
from reviewbot.yamlfile import Document, Key

Names = Mapping[str, Collection[str]]
"""The names that may stand below `items` and below `areas`."""

_LONGEST = 60
_COLLECTIONS = {
    (list, True): "a list",
    (list, False): "an empty list",
    (dict, True): "keys with values",
    (dict, False): "empty",
}
_MEANS_OFF = frozenset({"off", "never", "false", "no", "none", "disable", "disabled", "ignore", "skip"})
_MEANS_ON = frozenset({"true", "yes", "on", "enable", "enabled"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Say what is wrong, what to do about it, and, where that takes long, all that is allowed."""

    message: str
    advice: str
    allowed: str = ""


def sentence(document: Document, key: Key, names: Names) -> Sentence:
    """Say what is wrong at a key: an unknown one, one that is missing, or one with a wrong value."""
    *parents, last = key or ("",)
    if not node(key):
        return _unknown_key(tuple(parents), str(last))
    if key and last not in names_in(value_at(document, tuple(parents))) and isinstance(last, str):
        return Sentence(f"`{dotted(tuple(parents))}` lacks the key `{last}`.", _meaning(key))
    kind = str(parents[-1]) if parents else ""
    if kind in names and last not in names[kind]:
        return _unknown_name(key, kind, names)
    return _wrong_value(key, value_at(document, key))


def _unknown_key(parents: Key, name: str) -> Sentence:
    known = properties(node(parents))
    where = f" in `{dotted(parents)}`" if parents else ""
    advice = _home(name) or _nearest(name, known)
    return Sentence(f"There is no key `{visible(name)}`{where}.", advice, f"Allowed: {_choice(known)}.")


def _home(name: str) -> str:
    root = properties(node(()))
    if name in root:
        return f"`{name}` stands at the beginning of a line, for the whole file."
    home = next((parent for parent, child in root.items() if name in properties(child)), "")
    return f"It belongs below `{home}`." if home else ""


def _unknown_name(key: Key, kind: str, names: Names) -> Sentence:
    name = str(key[-1])
    message = f"There is no {kind.removesuffix('s')} `{visible(name)}`, which `{dotted(key[:-1])}` names."
    other = next((other for other, known in names.items() if name in known), "")
    if other:
        return Sentence(message, f"It is one of the {other}: write it below `{other}`.")
    more = f"Allowed: {_choice(sorted(names[kind]))}."
    if kind == "items":
        more = "`reviewbot checklist list` shows all items."
    return Sentence(message, _nearest(name, names[kind]), more)


def _wrong_value(key: Key, value: object) -> Sentence:
    here = node(key)
    subject = f"`{dotted(key)}`" if key else "The configuration"
    if value is None:
        return Sentence(f"{subject} has no value.", f"Write {expected(here)}, or remove the key.")
    if "pattern" in here and isinstance(value, str):
        return Sentence(f"{subject} cannot be {_shown(value)}.", _meaning(key))
    return Sentence(f"{subject} must be {expected(here)}, not {_shown(value)}.", _advice(key, value))


def _advice(key: Key, value: object) -> str:
    here = node(key)
    if here.get("type") == "array" and isinstance(value, str):
        return f"Write a list, for a single value too: `[{_shown(value).strip('`')}]`."
    return _word_advice(value, allowed(here)) or _meaning(key)


def _word_advice(value: object, words: Collection[str]) -> str:
    word = str(value).lower() if isinstance(value, str | bool) else ""
    none = next((choice for choice in ("off", "never") if choice in words), "")
    if none and word in _MEANS_OFF:
        return f"Did you mean `{none}`?"
    if none and word in _MEANS_ON:
        return "Name a severity, or remove the line: without it the default holds."
    return _nearest(word, words)


def _meaning(key: Key) -> str:
    here = node(key)
    if key and "description" not in here:
        # A name that the team chose means what its mapping does.
        return _meaning(key[:-1])
    examples = here.get("examples")
    example = f" Example: `{key[-1]}: {flow(examples[0])}`." if isinstance(examples, list) else ""
    return f"{here['description']}{example}" if key else "Write keys with values, such as `engine: auto`."


def _nearest(word: str, words: Iterable[str]) -> str:
    near = get_close_matches(word[:_LONGEST].lower(), list(words), n=1)
    return f"Did you mean `{near[0]}`?" if near else ""


def _choice(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _shown(value: object) -> str:
    if isinstance(value, list | dict):
        return _COLLECTIONS[type(value), bool(value)]
    # A number of thousands of digits cannot even be written in decimal.
    if isinstance(value, int) and abs(value) >= 10**_LONGEST:
        return "a number that long"
    if isinstance(value, str) and len(value) > _LONGEST:
        value = value[:_LONGEST] + "…"
    return f"`{flow(value)}`"
