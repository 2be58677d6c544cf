"""Where the team's files are read from: the working tree, or the revision that was named."""

import argparse

from reviewbot.errors import RevisionError
from reviewbot.git.repository import Repository, open_repository
from reviewbot.git.revisions import resolve
from reviewbot.git.snapshot import Snapshot
from reviewbot.setting import Files, Folder, NoFiles, TeamSetting, team_setting


def setting_for(options: argparse.Namespace) -> TeamSetting:
    """Read the configuration and the checklist that a command goes by; outside a repository, those of the folder."""
    try:
        repository = open_repository(options.repo)
    except RevisionError:
        if options.config_from or not options.repo.is_dir():
            raise
        return team_setting(Folder(options.repo))
    return team_setting(files_of(repository, options.config_from))


def files_of(repository: Repository | None, revision: str | None) -> Files:
    """Choose a snapshot of the revision, else the working tree, else (in a bare repository) the newest commit."""
    if repository is None:
        return NoFiles()
    if revision is None and repository.root is not None:
        return Folder(repository.root)
    return Snapshot(repository, resolve(repository, revision or "HEAD"))
