"""What a repository's own `.gitattributes` say about files: generated, vendored, documentation."""

import re
from collections.abc import Iterator, Mapping

from reviewbot.domain.paths import PathClass, names

FILE = ".gitattributes"
# As GitHub's linguist reads them: https://github.com/github-linguist/linguist/blob/main/docs/overrides.md
_CLASSES: Mapping[str, PathClass] = {
    "linguist-vendored": PathClass.VENDORED,
    "linguist-generated": PathClass.GENERATED,
    "linguist-documentation": PathClass.EXAMPLE,
}
_LINE = re.compile(r'"((?:[^"\\]|\\.)*)"(.*)|(\S+)(.*)')
_MOST_LINES = 2_000


def attribute_files(path: str) -> Iterator[str]:
    """Name the attribute files that may speak of a path, the nearest first."""
    folder = path
    while folder:
        folder = folder.rpartition("/")[0]
        yield f"{folder}/{FILE}" if folder else FILE


def attributed(path: str, files: Mapping[str, str]) -> PathClass | None:
    """Give the class that attributes set for a path, None where they say nothing.

    `files` maps paths of attribute files to their texts. The nearest file decides, in it the last line that matches;
    `-linguist-generated` and `linguist-generated=false` make production code of what a name alone would not be.
    """
    for name in attribute_files(path):
        folder = name.removesuffix(FILE)
        said = [one for line in files.get(name, "").split("\n")[:_MOST_LINES] if (one := _said(line, path, folder))]
        if said:
            return said[-1]
    return None


def _said(line: str, path: str, folder: str) -> PathClass | None:
    found = _LINE.match(line.strip())
    if found is None or line.lstrip().startswith(("#", "[attr]")):
        return None
    glob, attributes = found[1] or found[3], found[2] if found[1] else found[4]
    # A pattern that ends in a slash means folders, and attributes are of files.
    if glob.endswith("/") or not names(glob, path.removeprefix(folder)):
        return None
    return next((_class(word) for word in reversed(attributes.split()) if _class(word)), None)


def _class(word: str) -> PathClass | None:
    name, _, value = word.lstrip("-!").partition("=")
    if name not in _CLASSES:
        return None
    is_off = word.startswith(("-", "!")) or value.lower() == "false"
    return PathClass.PRODUCTION if is_off else _CLASSES[name]
