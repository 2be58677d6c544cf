"""Load the items: ours from the package, a team's from the revision that the configuration is read from."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from reviewbot.checklist.body import body
from reviewbot.checklist.detector import detector, worded
from reviewbot.checklist.fields import Fields, nearest
from reviewbot.checklist.lists import NameLists, small_words
from reviewbot.checklist.ready import ReadyRules
from reviewbot.domain.item import TEAM_AREA, Applies, Item, Post, Wording
from reviewbot.domain.levels import Severity
from reviewbot.errors import ChecklistError, Place
from reviewbot.yamlfile import front_matter, load

_KEYS = frozenset(
    {
        "id",
        "title",
        "serves",
        "severity",
        "applies",
        "mentions",
        "references",
        "detectors",
        "refute",
        "subsumes",
        "post",
        "wording",
    }
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FOLDER = "prompts/checklist"
_NAMES = f"{_FOLDER}/names.yml"


@dataclass(frozen=True, slots=True)
class Checklist:
    """All items, sorted by area and id, and the SHA-256 of the files they were read from."""

    items: tuple[Item, ...]
    digest: str


def checklist(team: Mapping[str, str]) -> Checklist:
    """Load the whole checklist; `team` maps paths to the texts of a team's own items.

    Raises ConfigurationError, with file and line, for an item that cannot be used, an id that is taken twice, a
    `subsumes` that names no item, or items that subsume each other.
    """
    texts = {**_shipped(), **team}
    items = [*_ours(), *(item(text, path, TEAM_AREA, shared_names()) for path, text in team.items())]
    _check_ids(items, texts)
    return Checklist(tuple(sorted(items, key=lambda one: (one.area, one.id))), _digest(texts))


def item(text: str, path: str, area: str, lists: NameLists) -> Item:
    """Read one item's file."""
    document, markdown, first_line = front_matter(text, path)
    if not isinstance(document.value, dict):
        raise ChecklistError("The front matter has no keys.", "Start with `id: …`.", document.place(()))
    fields = Fields(document, (), document.value)
    fields.only(_KEYS)
    # A question to the agent needs no wording: the agent finds its own.
    wording = worded(fields) if {"detectors", "wording"} & fields.values.keys() else Wording("", "", "")
    parts = body(markdown, path, first_line)
    ready = ReadyRules()
    return Item(
        id=_id(fields),
        area=area,
        title=fields.text("title"),
        serves=fields.texts("serves"),
        severity=fields.word("severity", Severity),
        applies=_applies(fields.mapping("applies")),
        references=fields.texts("references"),
        detectors=tuple(detector(one, wording, lists, ready) for one in fields.each("detectors")),
        refute=fields.text("refute", ""),
        subsumes=frozenset(fields.texts("subsumes")),
        post=fields.word("post", Post, Post.INLINE),
        why=parts.why,
        look_for=parts.look_for,
        bad=parts.bad,
        good=parts.good,
        origin=path,
        mentions=small_words(fields, "mentions", lists),
    )


def topics() -> frozenset[str]:
    """List the areas and the ids of our items, by the names of their files alone; a team's area is among them."""
    parts = (path.removesuffix(".md").split("/")[-2:] for path in _shipped() if path != _NAMES)
    return frozenset((TEAM_AREA, *(name for both in parts for name in both)))


def shared_names() -> NameLists:
    """Load the lists of dotted names and of words that items name with `@`."""
    document = load(_shipped()[_NAMES], _NAMES)
    values = document.value if isinstance(document.value, dict) else {}
    fields = Fields(document, (), values)
    return {name: fields.texts(name) for name in values}


def template() -> str:
    """Give an item to start from, commented; `ITEM-ID` stands for its id."""
    return (_root() / "new.md").read_text("utf-8")


def is_id(text: str) -> bool:
    """Tell whether an item may have this id."""
    return _ID.fullmatch(text) is not None


def lines_to_serve() -> Mapping[str, str]:
    """Load the lines of the agent's definition that items serve: a few words by `<section>-<number>`."""
    document = load((_root() / "serves.yml").read_text("utf-8"), f"{_FOLDER}/serves.yml")
    values = document.value if isinstance(document.value, dict) else {}
    fields = Fields(document, (), values)
    return {name: fields.text(name) for name in values}


@cache
def _shipped() -> Mapping[str, str]:
    """Read our own files by path: `prompts/checklist/<area>/<id>.md` and the shared names."""
    texts = {_NAMES: (_root() / "names.yml").read_text("utf-8")}
    for area in (one for one in _root().iterdir() if one.is_dir()):
        markdown = (one for one in area.iterdir() if one.name.endswith(".md"))
        texts |= {f"{_FOLDER}/{area.name}/{one.name}": one.read_text("utf-8") for one in markdown}
    return texts


@cache
def _ours() -> tuple[Item, ...]:
    lists = shared_names()
    pages = ((path, text) for path, text in _shipped().items() if path != _NAMES)
    return tuple(item(text, path, path.split("/")[-2], lists) for path, text in pages)


def _digest(texts: Mapping[str, str]) -> str:
    parts = (part for path in sorted(texts) for part in (path, texts[path]))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _root() -> Traversable:
    return files("reviewbot.prompts") / "checklist"


def _id(fields: Fields) -> str:
    name = fields.text("id")
    if not is_id(name):
        raise fields.error("id", f"`{name}` is no id.", "Use small letters and digits, with single hyphens between.")
    return name


def _applies(fields: Fields) -> Applies:
    fields.only({"languages", "paths"})
    paths = fields.mapping("paths")
    paths.only({"not"})
    return Applies(frozenset(fields.texts("languages")), paths.texts("not"))


def _check_ids(items: Iterable[Item], texts: Mapping[str, str]) -> None:
    seen: dict[str, Item] = {}
    for one in items:
        if one.id in seen:
            hint = f"Choose another; {seen[one.id].origin} has it."
            raise ChecklistError(f"The id `{one.id}` is taken.", hint, _place(one, texts, "id"))
        seen[one.id] = one
    for one in seen.values():
        for name in sorted(one.subsumes - seen.keys()):
            message = f"`subsumes` names `{name}`, which is no item."
            raise ChecklistError(message, nearest(name, seen), _place(one, texts, "subsumes"))
    for one in seen.values():
        if one.id in _below(one, seen):
            hint = "Leave it out of one of them: of items that subsume each other none would be said."
            raise ChecklistError(f"`{one.id}` subsumes itself.", hint, _place(one, texts, "subsumes"))


def _below(item: Item, items: Mapping[str, Item]) -> set[str]:
    """Collect what an item subsumes, directly or through others."""
    found, pending = set[str](), list(item.subsumes)
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending.extend(items[name].subsumes)
    return found


def _place(item: Item, texts: Mapping[str, str], key: str) -> Place:
    return front_matter(texts[item.origin], item.origin)[0].place((key,))
