"""A case as git's history: two commits, the same bytes every time."""

from collections.abc import Iterator

from reviewbot.domain.case import Case

BASE = "main"
HEAD = "change"
_WHO = b"committer Ada Okafor <ada@shop.example> %d +0000\n"
_BASE_TIME = 1_790_841_600
_HEAD_TIME = _BASE_TIME + 3_600


def history(case: Case) -> bytes:
    """Write what `git fast-import` makes the branches `main` and `change` of."""
    return b"".join(_stream(case))


def _stream(case: Case) -> Iterator[bytes]:
    yield from _commit(BASE, _BASE_TIME, "Before the change")
    yield from (_file(path, text) for path, text in case.base.items())
    yield from _commit(HEAD, _HEAD_TIME, f"{case.title}\n\n{case.description}".strip())
    yield f"from refs/heads/{BASE}\n".encode()
    yield from (f"D {path}\n".encode() for path in case.removed)
    yield from (_file(path, text) for path, text in case.head.items())


def _commit(branch: str, seconds: int, message: str) -> Iterator[bytes]:
    yield f"commit refs/heads/{branch}\n".encode() + _WHO % seconds + _data(message.encode())


def _file(path: str, text: bytes) -> bytes:
    return f"M 100644 inline {path}\n".encode() + _data(text)


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)
