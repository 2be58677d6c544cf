"""Load the cases of an evaluation: `<split>/<name>/case.md` with `base/` and `head/` beside it."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from reviewbot.domain.case import Case, Gold, Split, Trap
from reviewbot.errors import ConfigurationError, Place, UsageError
from reviewbot.evaluation.files import files_below, no_link
from reviewbot.evaluation.front import Front, WrittenGold, WrittenTrap, front
from reviewbot.yamlfile import Document, front_matter

_PARTS = frozenset({"case.md", "base", "head"})


def cases(folder: Path, splits: Collection[Split], items: Collection[str]) -> tuple[Case, ...]:
    """Load the cases of some splits, sorted by name; `items` are the ids that a case may name.

    Raises UsageError where there is none, ConfigurationError with file and line for one that is not well-formed.
    """
    found = [case(each, split, items) for split in Split if split in splits for each in _folders(folder / split)]
    if not found:
        raise UsageError(f"There are no cases in `{folder}`.", "Name a folder with `open` and `held` in it.")
    names = [one.name for one in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ConfigurationError(f"There are two cases `{twice}`.", "Rename one.", Place(str(folder)))
    return tuple(sorted(found, key=lambda one: one.name))


def case(folder: Path, split: Split, items: Collection[str]) -> Case:
    """Load one case; raises ConfigurationError with file and line where it is not well-formed."""
    file = no_link(folder / "case.md")
    document, markdown, line = front_matter(_text(file), str(file))
    written = front(document)
    title, _, description = markdown.strip().partition("\n")
    if not title.startswith("# "):
        raise ConfigurationError("The change has no title.", "Write `# …` below the keys.", Place(str(file), line))
    made = Case(
        name=folder.name,
        split=split,
        area=written.area,
        languages=written.languages,
        title=title.removeprefix("# ").strip(),
        description=description.strip(),
        base=files_below(folder / "base"),
        head=files_below(folder / "head"),
        removed=written.removed,
        gold=tuple(_gold(one) for one in written.gold),
        traps=tuple(_trap(one) for one in written.traps),
    )
    _check_parts(folder)
    _check_change(made, document)
    _check_places(made, written, document, items)
    return made


def digest(several: Sequence[Case]) -> str:
    """Give the SHA-256 of all that the cases say."""
    return hashlib.sha256(repr(several).encode("utf-8", "surrogatepass")).hexdigest()


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (no_link(one) for one in sorted(folder.iterdir()) if one.is_dir() or one.is_symlink())


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"It cannot be read: {error}.", "Write it as UTF-8.", Place(str(file))) from error


def _gold(written: WrittenGold) -> Gold:
    also = frozenset(written.also)
    return Gold(written.item, written.path, *written.lines, written.why, also, written.needs or "")


def _trap(written: WrittenTrap) -> Trap:
    return Trap(written.item, written.path, *written.lines, written.why, frozenset(written.also))


def _check_parts(folder: Path) -> None:
    for one in sorted(folder.iterdir()):
        if one.name not in _PARTS:
            raise ConfigurationError("This is no part of a case.", "A case is case.md, base and head.", Place(str(one)))


def _check_change(made: Case, document: Document) -> None:
    for index, path in enumerate(made.removed):
        if path not in made.base or path in made.head:
            hint = "Name a file of `base` that `head` does not have."
            raise ConfigurationError(f"`{path}` cannot be removed.", hint, document.place(("removed", index)))
    same = next((path for path, text in made.head.items() if made.base.get(path) == text), None)
    if same is not None:
        message = f"`{same}` is the same in `base` and `head`."
        raise ConfigurationError(message, "Keep in `head` only what the change adds or edits.", document.place(()))
    if not (made.head or made.removed):
        raise ConfigurationError("Nothing changes.", "Write the changed files into `head`.", document.place(()))


def _check_places(made: Case, written: Front, document: Document, items: Collection[str]) -> None:
    places: Mapping[str, Sequence[WrittenTrap]] = {"gold": written.gold, "traps": written.traps}
    for name, entries in places.items():
        for index, one in enumerate(entries):
            wrong = _wrong(one, made, items)
            if wrong:
                key, message = wrong
                hint = "Items stand in docs/checklist.md, paths and lines count in the head."
                raise ConfigurationError(message, hint, document.place((name, index, key)))


def _wrong(one: WrittenTrap, made: Case, items: Collection[str]) -> tuple[str, str] | None:
    """Say under which key an entry names what is not there."""
    for key, names in (("item", (one.item,)), ("also", one.also)):
        for item in names:
            if item not in items:
                return key, f"There is no item `{item}`."
    # What the change removes has lines in the base alone.
    text = made.head.get(one.path, made.base.get(one.path))
    if text is None:
        return "path", f"There is no file `{one.path}`."
    if not one.lines[0] <= one.lines[1] <= len(text.splitlines()):
        return "lines", f"`{one.path}` has no lines {one.lines[0]} to {one.lines[1]}."
    needs = one.needs if isinstance(one, WrittenGold) else None
    if needs and needs not in made.head and needs not in made.base:
        return "needs", f"There is no file `{needs}`."
    return None
