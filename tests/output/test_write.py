"""Files are whole or as they were."""

import os
import sys
from pathlib import Path

import pytest

from reviewbot.errors import UsageError
from reviewbot.output.write import write


def test_a_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "review.md"
    write(path, "é\n")
    assert path.read_bytes() == b"\xc3\xa9\n"


def test_nothing_but_the_file_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "review.md").write_text("old", encoding="utf-8")
    write(tmp_path / "review.md", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["review.md"]
    assert (tmp_path / "review.md").read_text(encoding="utf-8") == "new"


def test_a_text_that_cannot_be_encoded_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "review.md").write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write(tmp_path / "review.md", "\ud800")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]


def test_a_folder_in_the_way_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written: Is a directory") as raised:
        write(tmp_path, "x")
    assert raised.value.hint


def test_a_file_where_a_folder_should_be_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        write(tmp_path / "a" / "review.md", "x")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no symbolic links for everybody")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("real.md")
    write(tmp_path / "link.md", "new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_device_is_written_to_and_not_replaced() -> None:
    write(Path(os.devnull), "x")
    assert not Path(os.devnull).is_file()
