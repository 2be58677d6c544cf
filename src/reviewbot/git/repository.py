"""A repository on disk, and git commands that see nothing of their surroundings."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from reviewbot.errors import GitError, RevisionError

Environment = tuple[tuple[str, str], ...]
"""Environment variables beside the few that every git command gets."""

NO_FETCH: Environment = (("GIT_NO_LAZY_FETCH", "1"),)
"""Keeps a partial clone from asking its remote again; git before 2.44 asks all the same."""

_OFFLINE: Environment = (*NO_FETCH, ("GIT_ALLOW_PROTOCOL", "none"))
"""Any version of git obeys the second one, after it has tried in vain for each missing object."""

# A hook's GIT_DIR and GIT_INDEX_FILE must not leak in. What tells git where its configuration stands may:
# it decides which repositories are safe.
_PASSED = frozenset(
    {
        "PATH", "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
        "TMPDIR", "SSH_AUTH_SOCK", "APPDATA", "COMSPEC", "HOMEDRIVE", "HOMEPATH", "LOCALAPPDATA", "PATHEXT",
        "PROGRAMDATA", "PROGRAMFILES", "SYSTEMDRIVE", "SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "WINDIR",
    }
)  # fmt: skip
_FIXED = {
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
# A split index would write its shared part into the repository, wherever the index itself is.
_SETTINGS = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.splitIndex=false")
_GIT = ("git", *(word for setting in _SETTINGS for word in ("-c", setting)))
_INSTALL = "Install git 2.30 or later and make sure that it is on the PATH."


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository: its git folder, and the top of its working tree, None for a bare one.

    `environment` goes to every command: such as where objects beside its own are kept.
    """

    git_dir: Path
    root: Path | None
    environment: Environment = ()


def open_repository(path: Path) -> Repository:
    """Find the repository that a folder belongs to.

    Raises RevisionError where there is none, where git is missing, or where git does not trust the owner.
    """
    if not path.is_dir():
        raise RevisionError(f"There is no folder {path}.", "Give the folder of a git repository with `--repo`.")
    found = _call(("rev-parse", "--absolute-git-dir"), path, _clean())
    if found.returncode:
        raise _unopened(path, found)
    top = _call(("rev-parse", "--show-toplevel"), path, _clean())
    return Repository(_path(found.stdout), _path(top.stdout) if not top.returncode and top.stdout else None)


def make_bare(folder: Path, environment: Environment = ()) -> Repository:
    """Make an empty bare repository in a new folder; raises GitError where git cannot."""
    folder.mkdir(parents=True)
    made = _call(("init", "--quiet", "--bare", "--template=", "."), folder, _clean())
    if made.returncode:
        raise failure(made)
    return Repository(folder, None, environment)


def offline(repository: Repository) -> Repository:
    """Give the same repository without a way to its remotes: what it does not hold is missing."""
    return replace(repository, environment=(*repository.environment, *_OFFLINE))


def run(repository: Repository, *arguments: str, stdin: bytes = b"", environment: Environment = ()) -> bytes:
    """Run a git command and give its output; raises GitError with git's last line where it fails."""
    result = attempt(repository, *arguments, stdin=stdin, environment=environment)
    if result.returncode:
        raise failure(result)
    return result.stdout


def attempt(
    repository: Repository, *arguments: str, stdin: bytes = b"", environment: Environment = ()
) -> subprocess.CompletedProcess[bytes]:
    """Run a git command that may fail.

    The command is told that the git folder is its working tree and that there is no index: so no
    `.gitattributes` of the change can call a source file binary and hide it from the diff.
    """
    variables = _isolated(repository, environment)
    return _call(arguments, Path(variables["GIT_WORK_TREE"]), variables, stdin)


def started(repository: Repository, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a git command as `attempt` runs it, whose output is read while it comes; it is given no input."""
    variables = _isolated(repository)
    folder = Path(variables["GIT_WORK_TREE"])
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with _startable(folder):
        return subprocess.Popen((*_GIT, *arguments), cwd=folder, env=variables, stdin=nowhere, stdout=pipe, stderr=pipe)


def failure(result: subprocess.CompletedProcess[bytes]) -> GitError:
    """Turn a failed command into an error that says what git said."""
    return GitError(f"git failed: {last_line(result)}", "Run the same with git itself, to see more.")


def last_line(result: subprocess.CompletedProcess[bytes]) -> str:
    """Give what git said last, without its `fatal: `."""
    lines = result.stderr.decode("utf-8", "backslashreplace").strip().splitlines()
    last = lines[-1] if lines else f"exit code {result.returncode}"
    return last.removeprefix("fatal: ").removeprefix("error: ")


def line(output: bytes) -> str:
    """Decode a one-line answer; bytes that are no text survive the way back to a command."""
    return os.fsdecode(output.removesuffix(b"\n").removesuffix(b"\r"))


def _call(
    arguments: tuple[str, ...], folder: Path, variables: dict[str, str], stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    with _startable(folder):
        return subprocess.run(
            (*_GIT, *arguments), cwd=folder, env=variables, input=stdin, capture_output=True, check=False
        )


@contextmanager
def _startable(folder: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise RevisionError("The command `git` was not found.", _INSTALL) from error
    except OSError as error:
        raise RevisionError(f"git could not be started in {folder}: {error.strerror}.", _INSTALL) from error


def _isolated(repository: Repository, environment: Environment = ()) -> dict[str, str]:
    isolated = {
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_DIR": str(repository.git_dir),
        "GIT_WORK_TREE": str(repository.git_dir),
        "GIT_INDEX_FILE": str(repository.git_dir / "reviewbot-has-no-index"),
    }
    return _clean() | isolated | dict(repository.environment) | dict(environment)


def _clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.upper() in _PASSED} | _FIXED


def _path(output: bytes) -> Path:
    return Path(line(output))


def _unopened(path: Path, result: subprocess.CompletedProcess[bytes]) -> RevisionError | GitError:
    said = result.stderr
    if b"not a git repository" in said:
        hint = "Give the folder of a git repository with `--repo`, or only a diff with `--diff`."
        return RevisionError(f"{path} is not in a git repository.", hint)
    if b"dubious ownership" in said or b"unsafe repository" in said:
        hint = f"If you trust it: `git config --global --add safe.directory {path.resolve()}`."
        return RevisionError(f"The repository {path} belongs to another user, so git does not open it.", hint)
    return failure(result)
