"""What a constraint lets in: anything, one major version, one archive."""

import re

# A branch is a word, as a tag and a commit are not: they have a digit.
_BRANCH = re.compile(r"[A-Za-z][A-Za-z_-]{0,60}|branch=.{1,200}|[\w./-]{1,60}[./-]x")
_LABEL = re.compile(r"#(?:egg|subdirectory)=.*$")
_FIRST = re.compile(r"(?:~>|==|~=|[\^~=v\s]){0,4}(\d{1,3})(?:[.\s-].*)?$")
_RANGE = re.compile(r",|\||\s-\s|<|>=")
_ANY = frozenset({"*", "x", "latest", "next", ">=0", ">=0.0.0", "*.*.*"})
_REPOSITORY = re.compile(
    r"git\+|git:|git@|ssh:|github:|gitlab:|bitbucket:|https?://[^#\s]{1,500}\.git(?:[#@]|$)|[\w-][\w.-]{0,99}/[\w.-]{1,99}(?:#|$)"
)
_MOVING = re.compile(
    r"/(?:archive|tarball|zipball)/(?:refs/heads/[^/]{1,100}|main|master|develop|HEAD)(?:\.zip|\.tar\.gz)?$"
)


def is_unpinned(wanted: str) -> bool:
    """Tell whether a constraint lets anything in: any version, or the branch of a repository.

    A reference without a digit counts as a branch: hardly a tag or commit has none.
    """
    text = _LABEL.sub("", wanted.strip().removeprefix("@").strip())
    if _REPOSITORY.match(text):
        return _is_branch(_reference(text.partition(" ")[0]))
    if "://" in text:
        return _MOVING.search(text) is not None
    alias = text.rpartition("@")[2] if text.startswith("npm:") else text
    return alias.replace(" ", "").lower() in _ANY


def major(wanted: str) -> int | None:
    """Give the first number of a plain constraint; a range, an address and a version by the year have none."""
    found = _FIRST.match(wanted.strip())
    return int(found[1]) if found and not _RANGE.search(wanted) else None


def _reference(text: str) -> str:
    """Give what stands behind the name of a repository, npm's `#` or pip's `@`."""
    before, mark, behind = text.partition("#")
    return behind if mark else before.rpartition("/")[2].partition("@")[2]


def _is_branch(reference: str) -> bool:
    return not reference or _BRANCH.fullmatch(reference) is not None
