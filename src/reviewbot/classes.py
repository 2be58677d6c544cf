"""Say what each file of a change is there for: the team knows best, then the repository, then the name."""

from collections.abc import Callable, Sequence
from functools import cache

from reviewbot.config.keys import Config
from reviewbot.detectors.revisions import Files
from reviewbot.diff.attributes import attribute_files, attributed
from reviewbot.domain.paths import PathClass, matches, path_class

ClassOf = Callable[[str], PathClass]
"""Gives the class of a changed file's path."""


def class_of(paths: Sequence[str], base: Files, config: Config) -> ClassOf:
    """Read the attributes of the base once: those of the head are the author's, who must not hide a file from us."""
    wanted = frozenset(name for path in paths for name in attribute_files(path))
    texts = {one.path: one.text for one in base.read_all(wanted)}

    # A file is asked for its class by whoever reads it.
    @cache
    def known(path: str) -> PathClass:
        by_team = next((kind for kind, globs in config.paths.classes.items() if matches(path, globs)), None)
        return by_team or attributed(path, texts) or path_class(path)

    return known
