"""The door to code scanning: one upload, and what GitHub makes of it."""

import base64
import gzip
import time
from collections.abc import Callable

from github import GithubException
from github.Repository import Repository

from reviewbot.domain.plan import Answer as WriteAnswer
from reviewbot.domain.plan import Denied, Refused, Written
from reviewbot.domain.tracker import Scan
from reviewbot.github.answers import Answer
from reviewbot.github.connection import Connection

MOST_BYTES = 10_000_000
"""What GitHub takes: the SARIF file compressed and written in base64."""

_ROUNDS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before GitHub is asked again whether it is done; what takes longer is left to it."""

_OFF = ("advanced security", "not enabled", "code security")


class _Receipt(Answer):
    """The answer to an upload."""

    id: str


class _Status(Answer):
    """What became of an upload."""

    status: str = "pending"
    errors: tuple[str, ...] | None = None


def packed(sarif: str) -> str:
    """Pack a SARIF file as GitHub wants it: the same file gives the same text."""
    return base64.b64encode(gzip.compress(sarif.encode("utf-8"), 9, mtime=0)).decode("ascii")


def scanned(
    connection: Connection,
    repository: str,
    scan: Scan,
    pause: Callable[[float], None] = time.sleep,
    most: int = MOST_BYTES,
) -> WriteAnswer:
    """Upload a scan and wait for what becomes of it; where GitHub has no code scanning, that is Refused.

    An upload takes the place of the one before it, so that doing it twice is as good as once.
    """
    file = packed(scan.sarif)
    if len(file) > most:
        return Refused(f"it takes at most {most:,} bytes, and this is {len(file):,}")
    place = connection.repository(repository)
    sent = connection.write(lambda: _sent(place, repository, scan, file))
    if not isinstance(sent, str):
        return sent
    return _processed(connection, place, f"/repos/{repository}/code-scanning/sarifs/{sent}", pause)


def _sent(place: Repository, repository: str, scan: Scan, file: str) -> str | Refused | Denied:
    body = {"commit_sha": scan.sha, "ref": scan.ref, "sarif": file, "tool_name": "reviewbot"}
    try:
        _, raw = place.requester.requestJsonAndCheck("POST", f"/repos/{repository}/code-scanning/sarifs", input=body)
    except GithubException as error:
        said = str(error.data.get("message", "")) if isinstance(error.data, dict) else str(error.data)
        is_off = error.status == 403 and any(one in said.lower() for one in _OFF)
        # None of these changes by asking again, and none is about the token.
        if is_off or error.status in {404, 413}:
            return Refused(said[:300])
        raise
    return _Receipt.model_validate(raw).id


def _processed(connection: Connection, place: Repository, path: str, pause: Callable[[float], None]) -> WriteAnswer:
    for seconds in _ROUNDS:
        pause(seconds)
        found = connection.read(lambda: _Status.model_validate(_status(place, path)))
        if found.status == "failed":
            return Refused("; ".join(found.errors or ("it could not be processed",))[:500])
        if found.status == "complete":
            break
    return Written()


def _status(place: Repository, path: str) -> object:
    _, raw = place.requester.requestJsonAndCheck("GET", path)
    return {"status": raw.get("processing_status"), "errors": raw.get("errors")} if isinstance(raw, dict) else raw
