"""From a team's files to what a review goes by: configuration and checklist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Protocol

from reviewbot.checklist.load import Checklist, checklist
from reviewbot.config.load import Loaded, loaded
from reviewbot.detectors.check import check
from reviewbot.domain.item import TEAM_AREA
from reviewbot.errors import ConfigurationError, Place
from reviewbot.output.voice import NAMES

CONFIG_FILE = ".github/reviewbot.yml"
TEAM_ITEMS = ".github/reviewbot/checklist"
TEAM_TEMPLATES = ".github/reviewbot/templates"
_LARGEST = 1_000_000
_LONGEST_NAME = 60
_MOST_FOLDERS = 200
_MOST_RULES = 12


class Files(Protocol):
    """Where a team's files are read: a snapshot, or the working tree."""

    def read(self, path: str) -> bytes | None:
        """Give a regular file's contents, None where there is none."""

    def paths(self, folder: str) -> Sequence[str]:
        """List the regular files below a folder."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a folder on disk; a link is as good as missing, so that nothing outside is read."""

    root: Path

    def read(self, path: str) -> bytes | None:
        """Give a regular file's contents, None where there is none."""
        file = self.root / path
        return file.read_bytes() if self._is_ours(file) and file.stat().st_size <= _LARGEST else None

    def paths(self, folder: str) -> Sequence[str]:
        """List the regular files below a folder."""
        found = sorted((self.root / folder).glob("*"))
        return [file.relative_to(self.root).as_posix() for file in found if self._is_ours(file)]

    def _is_ours(self, file: Path) -> bool:
        return file.is_file() and file.resolve() == self.root.resolve() / file.relative_to(self.root)


class NoFiles:
    """No files at all: a diff was given without a repository."""

    def read(self, path: str) -> bytes | None:  # noqa: ARG002 - the Protocol's word
        """Give nothing."""
        return None

    def paths(self, folder: str) -> Sequence[str]:  # noqa: ARG002 - the Protocol's word
        """List nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class TeamSetting:
    """What a team decided, with its own items in the checklist, and where its other files are."""

    loaded: Loaded
    checklist: Checklist
    team_items: frozenset[str]
    files: Files


def team_setting(files: Files) -> TeamSetting:
    """Read the configuration and the team's items; raises ConfigurationError that names file and line."""
    asked = checklist(_team_items(files))
    items = [one.id for one in asked.items]
    areas = sorted({one.area for one in asked.items})
    config = loaded(_text(files.read(CONFIG_FILE) or b"", CONFIG_FILE), CONFIG_FILE, items, areas)
    theirs = [one for one in asked.items if one.area == TEAM_AREA]
    check(theirs)
    return TeamSetting(config, asked, frozenset(one.id for one in theirs), files)


def team_rules(team: TeamSetting, paths: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Read the files with the team's rules, path and text, those nearest to any of the changed files first.

    Bytes that are no UTF-8 are shown as such.
    """
    folders = {folder for path in paths for folder in PurePosixPath(path).parents}
    nearest = sorted(folders, key=lambda folder: (-len(folder.parts), str(folder)))[:_MOST_FOLDERS]
    wanted = [str(folder / name) for folder in nearest for name in team.loaded.config.team_rules]
    read = ((path, team.files.read(path)) for path in dict.fromkeys(wanted))
    texts = ((path, data.decode("utf-8-sig", "replace").strip()) for path, data in read if data)
    return tuple((path, text) for path, text in texts if text)[:_MOST_RULES]


def team_templates(files: Files) -> Mapping[str, str]:
    """Read the team's templates, by name; raises ConfigurationError for a file that is none of those that there are."""
    templates: dict[str, str] = {}
    for path in files.paths(TEAM_TEMPLATES):
        name = path.removeprefix(f"{TEAM_TEMPLATES}/")
        if name not in NAMES:
            near = get_close_matches(name[:_LONGEST_NAME], NAMES, n=1)
            hint = f"Did you mean `{near[0]}`?" if near else f"There are {' and '.join(f'`{one}`' for one in NAMES)}."
            raise ConfigurationError("There is no template of this name.", hint, Place(path))
        templates[name] = _text(files.read(path) or b"", path)
    return templates


def _team_items(files: Files) -> Mapping[str, str]:
    paths = [path for path in files.paths(TEAM_ITEMS) if path.endswith(".md")]
    return {path: _text(files.read(path) or b"", path) for path in paths}


def _text(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError("This is no UTF-8.", "Save the file as UTF-8.", Place(path, line)) from error
