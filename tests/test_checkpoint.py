"""What a complete review covered of a change, as its branch and its target move on in real repositories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

import pytest
from support.contents import git, written

from reviewbot.checkpoint import Anew, gone_on, newest
from reviewbot.config.keys import Config
from reviewbot.config.load import loaded
from reviewbot.domain.diff import ChangedLines, Line, LineKind, Sha
from reviewbot.domain.marker import RunMarker, kept
from reviewbot.domain.report import Change, Checkpoint, Digests
from reviewbot.earlier import Earlier
from reviewbot.git.fetch import fetch
from reviewbot.git.repository import Repository, make_bare, open_repository, run
from reviewbot.git.revisions import merge_base, resolve
from reviewbot.local import compared
from reviewbot.review import Reviewable

_FILE = "shop.py"
_LINES = [f"line_{number} = {number}" for number in range(30)]
_TEXT = "\n".join(_LINES) + "\n"
_OURS = _TEXT.replace("line_3 = 3", "line_3 = 33").replace("line_20 = 20\n", "line_20 = 20\nours = 1\n")
_DIGESTS = Digests("c" * 64, "d" * 64, "e" * 64)
_SHA = Sha("a" * 40)


@dataclass(slots=True)
class Branches:
    """A repository whose branch `change` is reviewed against `main`, and what the last review covered."""

    folder: Path

    def commit(self, files: Mapping[str, str], branch: str = "change") -> None:
        """Write files, an empty one to remove it, and commit them on a branch."""
        git(self.folder, "checkout", "--quiet", branch)
        written(self.folder, files)
        for name in (name for name, text in files.items() if not text):
            (self.folder / name).unlink()
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "-m", "more")

    def git(self, *arguments: str) -> None:
        """Run git."""
        git(self.folder, *arguments)

    @property
    def change(self) -> Change:
        """Give the change as it is now."""
        here = open_repository(self.folder)
        base, head = resolve(here, "main"), resolve(here, "change")
        return Change("acme/shop", 7, base, merge_base(here, base, head), head)

    @property
    def checkpoint(self) -> Checkpoint:
        """Call the change as it is now reviewed."""
        return Checkpoint(self.change.merge_base_sha, self.change.head_sha, _DIGESTS)


@pytest.fixture
def branches(tmp_path: Path) -> Branches:
    folder = tmp_path / "shop"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    written(folder, {_FILE: _TEXT, "README.md": "The shop.\n"})
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "base")
    git(folder, "checkout", "--quiet", "-b", "change")
    made = Branches(folder)
    made.commit({_FILE: _OURS})
    return made


def _fetched(branches: Branches) -> tuple[Reviewable, Repository]:
    """Fetch the change into a repository of its own, as a job does."""
    change = branches.change
    here = make_bare(Path(mkdtemp(dir=branches.folder.parent)) / "bare")
    run(here, "config", "remote.origin.url", str(branches.folder))
    fetch(here, {"merge-base": change.merge_base_sha, "head": change.head_sha, "base": change.base_sha})
    return compared(here, change), here


def _unseen(branches: Branches, checkpoint: Checkpoint, config: Config | None = None) -> dict[str, list[str]]:
    """Give the text of the lines that are unseen, by path, with their signs."""
    now, here = _fetched(branches)
    earlier = gone_on(now, here, checkpoint, config or Config())
    assert isinstance(earlier, Earlier)
    files = {file.path: file for file in now.diff.files}
    assert files.keys() == earlier.unseen.keys()
    return {path: _said(files[path].lines, lines) for path, lines in earlier.unseen.items() if lines != ChangedLines()}


def _said(lines: Sequence[Line], unseen: ChangedLines) -> list[str]:
    return [
        f"{line.kind}{line.text}"
        for line in lines
        if (line.kind is LineKind.ADDED and line.head in unseen.added)
        or (line.kind is LineKind.REMOVED and line.base in unseen.removed)
    ]


def test_where_nothing_was_pushed_nothing_is_unseen(branches: Branches) -> None:
    assert _unseen(branches, branches.checkpoint) == {}


def test_a_push_leaves_its_own_lines_unseen(branches: Branches) -> None:
    seen = branches.checkpoint
    branches.commit({_FILE: _OURS.replace("line_7 = 7", "line_7 = 77") + "more = 1\n", "new.py": "x = 1\n"})
    assert _unseen(branches, seen) == {_FILE: ["-line_7 = 7", "+line_7 = 77", "+more = 1"], "new.py": ["+x = 1"]}


def test_a_branch_that_was_updated_from_its_target_shows_nothing_new(branches: Branches) -> None:
    seen = branches.checkpoint
    branches.commit({_FILE: f"main = 1\n{_TEXT}", "README.md": "The big shop.\n", "other.py": "x = 1\n"}, "main")
    branches.git("checkout", "--quiet", "change")
    branches.git("merge", "--quiet", "--no-edit", "main")
    assert _unseen(branches, seen) == {}


def test_a_rebased_branch_shows_nothing_new(branches: Branches) -> None:
    seen = branches.checkpoint
    branches.commit({_FILE: f"main = 1\n{_TEXT}"}, "main")
    branches.git("rebase", "--quiet", "main", "change")
    assert _unseen(branches, seen) == {}


def test_a_forced_push_shows_what_it_changed(branches: Branches) -> None:
    seen = branches.checkpoint
    branches.git("reset", "--quiet", "--hard", "main")
    branches.commit({_FILE: _OURS.replace("ours = 1", "ours = 2")})
    assert _unseen(branches, seen) == {_FILE: ["+ours = 2"]}


def test_a_change_for_another_branch_shows_what_it_did_not_before(branches: Branches) -> None:
    branches.git("branch", "release", "main")
    branches.commit({_FILE: _TEXT.replace("line_3 = 3", "line_3 = 33")}, "main")
    branches.git("rebase", "--quiet", "-X", "ours", "main", "change")
    seen = branches.checkpoint
    branches.git("branch", "--force", "main", "release")
    assert _unseen(branches, seen) == {_FILE: ["-line_3 = 3", "+line_3 = 33"]}


def test_what_the_target_took_back_and_the_branch_keeps_is_unseen(branches: Branches) -> None:
    seen = branches.checkpoint
    branches.commit({_FILE: _TEXT.replace("line_12 = 12\n", "")}, "main")
    branches.git("checkout", "--quiet", "change")
    branches.git("merge", "--quiet", "--strategy", "ours", "--no-edit", "main")
    assert _unseen(branches, seen) == {_FILE: ["+line_12 = 12"]}


def test_a_file_under_another_name_is_unseen(branches: Branches) -> None:
    seen = branches.checkpoint
    branches.git("mv", _FILE, "store.py")
    branches.git("commit", "--quiet", "-m", "rename")
    changed = ["-line_3 = 3", "+line_3 = 33", "+ours = 1"]
    assert _unseen(branches, seen) == {"store.py": changed}


def test_a_file_that_was_left_out_as_generated_is_unseen_when_it_is_not_any_more(branches: Branches) -> None:
    branches.commit({_FILE: f"# Code generated by x. DO NOT EDIT.\n{_OURS}"})
    seen = branches.checkpoint
    branches.commit({_FILE: _OURS})
    assert _unseen(branches, seen) == {_FILE: ["-line_3 = 3", "+line_3 = 33", "+ours = 1"]}


def test_a_file_that_was_left_out_as_generated_by_the_bases_word_is_unseen_when_it_is_not_any_more(
    branches: Branches,
) -> None:
    branches.commit({".gitattributes": "shop.py linguist-generated\n"}, "main")
    branches.git("rebase", "--quiet", "main", "change")
    seen = branches.checkpoint
    branches.commit({".gitattributes": "# nothing\n"}, "main")
    branches.git("rebase", "--quiet", "main", "change")
    assert _unseen(branches, seen) == {_FILE: ["-line_3 = 3", "+line_3 = 33", "+ours = 1"]}


def test_a_file_that_was_too_large_to_compare_is_unseen_when_it_is_not_any_more(branches: Branches) -> None:
    branches.commit({"new.py": "x = 1\n" * 200_000})
    seen = branches.checkpoint
    branches.commit({"new.py": "x = 1\n"})
    assert _unseen(branches, seen) == {"new.py": ["+x = 1"]}


def test_a_file_that_stays_removed_is_covered(branches: Branches) -> None:
    branches.commit({"README.md": ""})
    seen = branches.checkpoint
    branches.commit({_FILE: _OURS + "more = 1\n"})
    assert _unseen(branches, seen) == {_FILE: ["+more = 1"]}


def test_a_file_that_comes_back_is_unseen(branches: Branches) -> None:
    branches.commit({_FILE: ""})
    seen = branches.checkpoint
    branches.commit({_FILE: _TEXT.replace("line_3 = 3\n", "")})
    assert _unseen(branches, seen) == {_FILE: ["-line_3 = 3"]}


def test_more_files_than_one_command_takes_are_unseen(branches: Branches) -> None:
    names = [f"{'deep/' * 30}{number:03}.py" for number in range(140)]
    branches.commit(dict.fromkeys(names, "x = 1\n"))
    seen = branches.checkpoint
    branches.commit(dict.fromkeys(names, "x = 1\ny = 2\n"))
    unseen = _unseen(branches, seen)
    assert unseen[names[0]] == ["+y = 2"]
    assert unseen[names[-1]] == ["+x = 1", "+y = 2"]


def test_where_the_commits_cannot_be_had_any_more_all_is_read_again(branches: Branches) -> None:
    went = gone_on(*_fetched(branches), replace(branches.checkpoint, head_sha=_SHA), Config())
    assert isinstance(went, Anew)
    assert "cannot be fetched any more" in went.note


def _marker(**fields: str) -> RunMarker:
    digests = replace(
        Digests(*map(kept, ("c" * 64, "d" * 64, "e" * 64))), **{k: v for k, v in fields.items() if k != "tool"}
    )
    return RunMarker("1" * 16, fields.get("tool", "1.0"), 7, _SHA, Checkpoint(_SHA, _SHA, digests), is_complete=True)


@pytest.mark.parametrize(
    "other",
    [{"tool": "0.9"}, {"config": "0" * 16}, {"checklist": "0" * 16}, {"prompts": "0" * 16}, {"prompts": ""}],
    ids=["version", "configuration", "checklist", "prompts", "no agent"],
)
def test_a_run_that_went_by_something_else_counts_for_nothing(other: Mapping[str, str]) -> None:
    found = newest([_marker(**other)], "1.0", _DIGESTS)
    assert isinstance(found, Anew)
    assert "All of the change was read again" in found.note


def test_the_newest_run_that_went_by_the_same_counts() -> None:
    first, second = _marker(), replace(_marker(), run="2" * 16)
    second = replace(second, checkpoint=replace(second.checkpoint, head_sha=Sha("b" * 40)))
    assert newest([first, second, _marker(tool="0.9")], "1.0", _DIGESTS) == second.checkpoint


def test_where_nothing_was_reviewed_there_is_nothing_to_say() -> None:
    assert newest([], "1.0", _DIGESTS) == Anew()


def test_what_the_team_leaves_out_now_and_then_is_no_matter(branches: Branches) -> None:
    config = loaded("paths: {exclude: [shop.py]}", "c.yml", [], []).config
    seen = branches.checkpoint
    branches.commit({_FILE: _OURS + "more = 1\n"})
    assert _unseen(branches, seen, config) == {_FILE: ["+more = 1"]}
