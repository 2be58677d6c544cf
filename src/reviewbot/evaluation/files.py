"""Read the files of a case: regular ones below its folder, and nothing that leads out of it."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from reviewbot.errors import ConfigurationError, Place

_MOST_FILES = 500
_MOST_BYTES = 1_000_000


def files_below(folder: Path) -> Mapping[str, bytes]:
    """Give the contents of all files below a folder by their paths there, sorted; none where there is no folder.

    Raises ConfigurationError for a link, a file of more than a megabyte, more than 500 files, or a name that git
    does not take.
    """
    found = dict(_files(folder))
    if len(found) > _MOST_FILES:
        raise _refused(folder, f"There are more than {_MOST_FILES} files.", "Keep what a reader of the change needs.")
    return dict(sorted(found.items()))


def no_link(path: Path) -> Path:
    """Give a path back; raises ConfigurationError where it is a link, which may lead anywhere."""
    if path.is_symlink():
        raise _refused(path, "A case holds no links.", "Write the file itself.")
    return path


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for here, folders, names in os.walk(no_link(folder)):
        for name in folders:
            no_link(Path(here, name))
        for name in names:
            file = no_link(Path(here, name))
            yield _path(file, folder), _contents(file)


def _path(file: Path, folder: Path) -> str:
    path = file.relative_to(folder).as_posix()
    if not path.isprintable() or path.startswith('"') or ".git" in path.lower().split("/"):
        raise _refused(file, "This is no name for a file of a case.", "Use plain names, and none of git's own.")
    return path


def _contents(file: Path) -> bytes:
    if not file.is_file() or file.stat().st_size > _MOST_BYTES:
        raise _refused(file, "This is no file of at most a megabyte.", "Keep what a reader of the change needs.")
    return file.read_bytes()


def _refused(path: Path, message: str, hint: str) -> ConfigurationError:
    return ConfigurationError(message, hint, Place(str(path)))
