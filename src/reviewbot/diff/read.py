"""A diff from a file or standard input, git's or any unified one, split into its files."""

from collections.abc import Iterator
from dataclasses import replace

from reviewbot.diff.header import Header, binary_header, git_header, is_marked, plain_header
from reviewbot.diff.lines import Lines, combined, hunks_end, is_hunk, split
from reviewbot.domain.diff import FileKind, FileStatus, RawFileDiff

_GIT = b"diff --git "
_COMBINED = (b"diff --cc ", b"diff --combined ", b"@@@ ")


def read(data: bytes, name: str = "the diff") -> tuple[RawFileDiff, ...]:
    """Split a diff into its files, in their order; `name` is what errors call the input.

    Text before, between and behind the files is skipped: mail headers, commit messages, signatures. Names
    are data, wherever they point to. Raises DiffError with the line for what is no diff, a combined diff, a
    hunk that does not fit its header, a hunk without a file, and a file that is changed twice.
    """
    diff = split(data, name)
    files = _joined(diff, list(_files(diff)))
    if not files and data.strip():
        raise diff.error(0, "This is no unified diff.", _hint(data))
    return files


def _files(diff: Lines) -> Iterator[tuple[int, RawFileDiff]]:
    index = 0
    while index < len(diff.lines):
        header = _header(diff, index)
        end = hunks_end(diff, header.end) if header else index + 1
        if header:
            yield index, _file(diff, header, index, end)
        index = end


def _header(diff: Lines, index: int) -> Header | None:
    line = diff.head(index)
    if line.startswith(_GIT):
        return git_header(diff, index)
    if is_marked(diff, index):
        return plain_header(diff, index)
    if line.startswith(_COMBINED):
        raise combined(diff, index)
    if is_hunk(line):
        hint = "Put the file's `--- ` and `+++ ` lines above its hunks."
        raise diff.error(index, "This hunk does not say which file it belongs to.", hint)
    return binary_header(diff, index)


def _file(diff: Lines, header: Header, start: int, end: int) -> RawFileDiff:
    if not header.path:
        raise diff.error(start, "This header names no file.", "Give both versions a name in the diff.")
    section = diff.section(start, end)
    return RawFileDiff(header.path, header.base_path, header.status, header.kind, None, None, section)


def _joined(diff: Lines, files: list[tuple[int, RawFileDiff]]) -> tuple[RawFileDiff, ...]:
    seen: dict[str, RawFileDiff] = {}
    for index, file in files:
        earlier = seen.get(file.path)
        if earlier and not _is_type_change(earlier, file):
            hint = "Give one diff of the whole change, such as `git diff BASE...HEAD`."
            raise diff.error(index, f"This diff changes {file.path!r} twice.", hint)
        seen[file.path] = _retyped(file) if earlier else file
    return tuple(seen.values())


def _is_type_change(earlier: RawFileDiff, later: RawFileDiff) -> bool:
    # A file that becomes a link or a submodule, or the other way round, is written as two.
    return (earlier.status, later.status) == (FileStatus.REMOVED, FileStatus.ADDED)


def _retyped(file: RawFileDiff) -> RawFileDiff:
    return file if file.kind is FileKind.FILE else replace(file, status=FileStatus.MODIFIED, section=b"")


def _hint(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "It is written in UTF-16; let git write the file itself: `git diff --output=FILE`."
    if b"\x1b[" in data:
        return "It holds colours; make it without: `git diff --no-color`."
    return "Give what `git diff` or `diff -u` prints."
