"""A repository to review, and what a run of the command said."""

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reviewbot.domain.report import Report
from reviewbot.output.report_file import loaded

_IDENTITY = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on disk whose files a test writes and commits."""

    root: Path

    def git(self, *arguments: str) -> str:
        """Run git there."""
        command = ("git", *_IDENTITY, *arguments)
        return subprocess.run(command, cwd=self.root, check=True, capture_output=True).stdout.decode().strip()

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files, with the folders they need."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, files: Mapping[str, str | bytes], message: str = "change") -> str:
        """Commit files with all else that changed."""
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the command said."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> Report:
        """Read standard output as a JSON report."""
        return loaded(self.out, "standard output")

    @property
    def found(self) -> list[tuple[str, str, int]]:
        """List the unsuppressed findings as item, path and first line."""
        return [(one.item, one.path, one.start_line) for one in self.report.findings if one.suppressed is None]


Run = Callable[..., Ran]
"""Runs the command with arguments in this process."""
