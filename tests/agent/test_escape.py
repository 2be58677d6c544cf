"""Look-ups that try to get out: to the file system, the environment, the network."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from support.contents import git, made

KEY = "sk-ant-of-ours-0123456789abcdef"
OUTSIDE = (
    "/etc/passwd", "/etc/hostname", "/proc/self/environ", "/proc/self/cmdline", "/dev/stdin", "../outside.txt",
    "../../outside.txt", "src/../../outside.txt", "src/../src/pay.py", ".git/config", ".git/HEAD", "x/.git/config",
    "link-to-passwd", "link-to-environ", "link-to-outside", "link-to-folder/outside.txt", "link-to-folder",
    "uncommitted.py", "ignored.env", "~/.netrc", "$HOME/.netrc", "$(cat /etc/passwd)", "`id`", "|id", "a\0b",
    "file:///etc/passwd", "http://127.0.0.1:9/", "HEAD:src/pay.py", "main:src/pay.py", ":/src/pay.py",
    ":(top)src/pay.py",
    "--output=/tmp/written", "-O", "C:\\Windows\\win.ini", "\\\\127.0.0.1\\share\\x", "src\\pay.py",
)  # fmt: skip
SEARCHED = (
    "root:", "OUTSIDE-MARK", "UNCOMMITTED-MARK", KEY, "ANTHROPIC_API_KEY=", "--no-index", "-f/etc/passwd",
    "--open-files-in-pager=id", "-Oid", "--ext-grep", "-e", "[core]", "repositoryformatversion",
)  # fmt: skip
MARKS = ("root:", "OUTSIDE-MARK", "UNCOMMITTED-MARK", "repositoryformatversion", KEY)


@dataclass(frozen=True, slots=True)
class Watched:
    """What look-ups answered, and the events of the process they were answered in."""

    answers: Sequence[str]
    events: Sequence[tuple[str, Sequence[object]]]


def questions() -> list[tuple[str, Mapping[str, object]]]:
    asked: list[tuple[str, Mapping[str, object]]] = []
    for path in OUTSIDE:
        asked += [("read_lines", {"path": path, "side": side, "first": 0, "last": 0}) for side in ("RIGHT", "LEFT")]
        asked += [("list_files", {"under": path}), ("file_diff", {"path": path}), ("find_definition", {"name": path})]
        asked += [("search", {"text": ".", "is_expression": True, "under": path})]
    for text in SEARCHED:
        asked += [("search", {"text": text, "is_expression": kind, "under": ""}) for kind in (False, True)]
    # Last of all what is allowed, one of each: a process that answers nothing would pass.
    return [
        *asked,
        ("list_files", {"under": ""}),
        ("search", {"text": "x = 2", "is_expression": False, "under": ""}),
        ("find_definition", {"name": "refund"}),
        ("file_diff", {"path": "src/pay.py"}),
        ("read_lines", {"path": "src/pay.py", "side": "RIGHT", "first": 0, "last": 0}),
    ]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    folder = tmp_path_factory.mktemp("escape")
    (folder / "outside.txt").write_text("OUTSIDE-MARK\n")
    repository = made(
        folder / "repository",
        {"src/pay.py": "def charge():\n    return 1\n"},
        {"src/pay.py": "def refund():\n    x = 2\n"},
    )
    for name, target in (
        ("link-to-passwd", "/etc/passwd"),
        ("link-to-environ", "/proc/self/environ"),
        ("link-to-outside", "../outside.txt"),
        ("link-to-folder", ".."),
    ):
        (repository / name).symlink_to(target)
    (repository / ".gitignore").write_text("ignored.env\n")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "links")
    git(repository, "config", "core.fsmonitor", f"touch {folder}/ran; false")
    git(repository, "config", "diff.external", f"touch {folder}/ran; false")
    git(repository, "config", "core.pager", f"touch {folder}/ran; false")
    (repository / "uncommitted.py").write_text("UNCOMMITTED-MARK\n")
    (repository / "src" / "pay.py").write_text("UNCOMMITTED-MARK\n")
    (repository / "ignored.env").write_text("UNCOMMITTED-MARK\n")
    (folder / "asked.json").write_text(json.dumps(questions()))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"ANTHROPIC_API_KEY": KEY, "GITHUB_TOKEN": KEY, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = (sys.executable, "-m", "support.watched", str(repository), str(folder / "asked.json"))
    done = subprocess.run(command, env=environment, cwd=repository, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert "ANTHROPIC_API_KEY" in said["environment"]
    assert not (folder / "ran").exists()
    return Watched(said["answers"], said["events"])


def test_no_answer_holds_what_stands_outside_of_the_commit(watched: Watched) -> None:
    assert len(watched.answers) == len(questions())
    found = [(text, mark) for text in watched.answers for mark in MARKS if mark in text]
    assert found == []
    assert [text.split("\n")[1] for text in watched.answers[-5:-1]] == [
        ".gitignore",
        "src/pay.py:2: x = 2",
        "`src/pay.py`, lines 1 to 2:",
        "`src/pay.py` (modified)",
    ]
    assert "2      x = 2" in watched.answers[-1]


def test_only_git_is_started_and_is_told_no_secret(watched: Watched) -> None:
    started = [arguments for event, arguments in watched.events if event == "subprocess.Popen"]
    assert {program for program, *_ in started} == {"git"}
    assert {_command(words) for _, words, *_ in started} == {"ls-tree", "cat-file", "grep"}
    environments = [environment for *_, environment in started if isinstance(environment, dict)]
    assert len(environments) == len(started)
    assert not [one for one in environments if KEY in one.values() or KEY in repr(sorted(one))]
    assert not {name for one in environments for name in one if name.startswith(("ANTHROPIC", "GITHUB", "PYTHON"))}
    assert {one["GIT_ALLOW_PROTOCOL"] for one in environments} == {"none"}


def _command(words: object) -> str:
    """Give git's command: what stands first behind its own options."""
    assert isinstance(words, list)
    return next(str(word) for before, word in pairwise(words) if before != "-c" and not str(word).startswith("-"))


def test_no_file_is_opened_and_nothing_else_is_asked_of_the_system(watched: Watched) -> None:
    # A number stands for an open pipe to git.
    opened = {arguments[0] for event, arguments in watched.events if event == "open"}
    assert {name for name in opened if not isinstance(name, int)} <= {os.devnull}
    assert {event for event, _ in watched.events} <= {"open", "subprocess.Popen"}
