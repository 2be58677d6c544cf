"""What an exception of a client library means: wait, try again, stop, or GitHub's no to one write."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx
import requests
from github import GithubException

from reviewbot.domain.plan import Denied, Refused
from reviewbot.errors import AccessError, GitHubError, LostAnswerError, PullError, ReviewbotError

SECONDARY_SECONDS = 60.0
"""GitHub asks for at least a minute after a secondary limit that names no time."""

_DOWN = "Nothing was lost: run it again later. https://www.githubstatus.com says whether GitHub is down."


@dataclass(frozen=True, slots=True)
class Wait:
    """GitHub did nothing and asks to come back after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Again:
    """A read failed in a way that may not last."""

    error: GitHubError


@dataclass(frozen=True, slots=True)
class Stop:
    """Nothing will change by asking again."""

    error: ReviewbotError


@dataclass(frozen=True, slots=True)
class No:
    """GitHub understood a request and will not do it; `error` is for whoever cannot go on without it."""

    answer: Refused | Denied
    error: ReviewbotError


Trouble = Wait | Again | Stop | No


class GraphqlError(Exception):
    """GraphQL answered with status 200 and an error; `kind` is its type, empty where it has none."""

    def __init__(self, kind: str, said: str) -> None:
        super().__init__(said)
        self.kind = kind
        self.said = said


FORESEEN = (GithubException, GraphqlError, requests.RequestException, httpx.HTTPError, httpx.InvalidURL, ValueError)


def trouble(error: Exception, *, is_write: bool) -> Trouble:
    """Read an exception of PyGithub, requests or httpx."""
    match error:
        case GithubException():
            headers = {str(key).lower(): str(value) for key, value in (error.headers or {}).items()}
            return answered(error.status, headers, _said(error.data), is_write=is_write)
        case httpx.HTTPStatusError():
            headers = {key.lower(): value for key, value in error.response.headers.items()}
            return answered(error.response.status_code, headers, error.response.text[:500], is_write=is_write)
        case GraphqlError():
            return _graphql(error, is_write=is_write)
        case httpx.InvalidURL() | httpx.UnsupportedProtocol() | requests.exceptions.InvalidURL():
            return Stop(AccessError("GitHub's address is none.", "Set GITHUB_API_URL to an https address."))
        case _:
            return _silent(type(error).__name__, is_write=is_write)


def answered(status: int, headers: Mapping[str, str], said: str, *, is_write: bool) -> Trouble:
    """Read an answer of GitHub that is no success; header names are in lower case."""
    if status in {403, 429} and _is_limit(headers, said):
        return Wait(_seconds(headers))
    if status == 401:
        hint = "Set GITHUB_TOKEN to a token that is valid; in a workflow that is `${{ github.token }}`."
        return Stop(AccessError("GitHub does not accept the token: it is wrong, expired or revoked.", hint))
    if status == 403:
        return denied(_permission(headers), said)
    if status == 404:
        return Stop(_missing())
    if status in {400, 410, 422}:
        return _refused(said)
    return _silent(f"status {status}", is_write=is_write)


def denied(permission: str, said: str) -> No:
    """Say which permission a token lacks; where GitHub does not tell, say what it said."""
    if permission:
        hint = f"Add `{permission}` to the job's `permissions:`, or to the App or token that is used."
        message = f"The token may not do this: it lacks `{permission}`."
    else:
        hint = "Compare the job's `permissions:` with those in docs/github.md."
        message = f"The token may not do this: {said}"
    return No(Denied(permission, message, hint), AccessError(message, hint))


def _graphql(error: GraphqlError, *, is_write: bool) -> Trouble:
    match error.kind:
        case "RATE_LIMITED":
            return Wait(SECONDARY_SECONDS)
        case "FORBIDDEN" | "INSUFFICIENT_SCOPES":
            return denied("", error.said)
        case "NOT_FOUND":
            return Stop(_missing())
        case "":
            # Such as "Something went wrong while executing your query", which is a server's failure.
            return _silent(error.said, is_write=is_write)
        case _:
            return _refused(error.said)


def _missing() -> PullError:
    hint = "Check its name; what is private needs a token that may read it."
    return PullError("GitHub shows nothing of that name.", hint)


def _refused(said: str) -> No:
    return No(Refused(said), GitHubError(f"GitHub refuses what was asked: {said}", "Please report this."))


def _silent(what: str, *, is_write: bool) -> Again | Stop:
    if is_write:
        return Stop(LostAnswerError(f"GitHub's answer to a write got lost ({what}).", _DOWN))
    return Again(GitHubError(f"GitHub does not answer ({what}).", _DOWN))


def _said(data: object) -> str:
    """Put GitHub's sentence and its list of errors on one line."""
    if not isinstance(data, Mapping):
        return str(data)[:500]
    errors = data.get("errors")
    listed = "; ".join(_one(error) for error in errors) if isinstance(errors, list) else ""
    return ": ".join(part for part in (str(data.get("message") or ""), listed) if part)[:500]


def _one(error: object) -> str:
    return str(error.get("message") or error.get("field") or error) if isinstance(error, Mapping) else str(error)


def _is_limit(headers: Mapping[str, str], said: str) -> bool:
    is_told = "rate limit" in said.lower() or "abuse detection" in said.lower()
    return is_told or "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0"


def _seconds(headers: Mapping[str, str]) -> float:
    after = headers.get("retry-after", "")
    if after.isdecimal():
        return float(after)
    reset = headers.get("x-ratelimit-reset", "")
    if headers.get("x-ratelimit-remaining") == "0" and reset.isdecimal():
        # Nobody knows when within that second it comes.
        return max(float(reset) - time.time(), 0) + 1
    return SECONDARY_SECONDS


def _permission(headers: Mapping[str, str]) -> str:
    """Write `checks=write` as a workflow does; of several that would do, the one that a pull request is about."""
    ways = [way.strip() for way in headers.get("x-accepted-github-permissions", "").split(";")]
    best = next((way for way in ways if "pull_requests" in way), ways[0])
    return ", ".join(part.strip().replace("_", "-").replace("=", ": ") for part in best.split(",") if "=" in part)
