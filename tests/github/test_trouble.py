"""What the exceptions of the client libraries mean."""

import time

import httpx
import pytest
import requests
from github import GithubException

from reviewbot.domain.plan import Denied, Refused
from reviewbot.errors import AccessError, GitHubError, LostAnswerError, PullError
from reviewbot.github.trouble import Again, GraphqlError, No, Stop, Wait, answered, trouble


def rest(status: int, message: object = "no", headers: dict[str, str] | None = None) -> GithubException:
    return GithubException(status, {"message": message}, headers or {})


@pytest.mark.parametrize("is_write", [False, True])
def test_a_token_that_github_does_not_know_is_said_to_be_wrong(is_write: bool) -> None:
    match trouble(rest(401, "Bad credentials"), is_write=is_write):
        case Stop(AccessError() as error):
            assert "GITHUB_TOKEN" in error.hint
        case other:
            pytest.fail(repr(other))


def test_what_is_not_there_stops() -> None:
    found = trouble(rest(404, "Not Found"), is_write=True)
    assert isinstance(found, Stop)
    assert isinstance(found.error, PullError)


def test_a_missing_permission_is_named_as_a_workflow_writes_it() -> None:
    headers: dict[str, str] = {"X-Accepted-GitHub-Permissions": "pull_requests=write; issues=write"}
    found = trouble(rest(403, "Resource not accessible by integration", headers), is_write=True)
    assert isinstance(found, No)
    assert isinstance(found.answer, Denied)
    assert found.answer.permission == "pull-requests: write"
    assert "`pull-requests: write`" in found.error.hint


def test_a_missing_permission_that_nobody_names_is_said_in_githubs_words() -> None:
    found = trouble(rest(403, "Must have admin rights"), is_write=True)
    assert isinstance(found, No)
    assert "Must have admin rights" in found.error.message


@pytest.mark.parametrize(
    ("status", "headers", "said", "seconds"),
    [
        (403, {"retry-after": "7"}, "no", 7),
        (429, {}, "You have exceeded a secondary rate limit", 60),
        (403, {}, "You have triggered an abuse detection mechanism", 60),
        (403, {"x-ratelimit-remaining": "0"}, "no", 60),
        (429, {"retry-after": "soon"}, "no", 60),
    ],
    ids=["retry-after", "secondary", "abuse", "used up without a reset", "no number"],
)
def test_a_limit_is_waited_for(status: int, headers: dict[str, str], said: str, seconds: float) -> None:
    assert answered(status, headers, said, is_write=True) == Wait(seconds)


def test_the_primary_limit_is_waited_for_until_its_reset() -> None:
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(time.time()) + 30)}
    found = answered(403, headers, "API rate limit exceeded", is_write=False)
    assert isinstance(found, Wait)
    assert 29 <= found.seconds <= 31


def test_a_reset_in_the_past_waits_a_second() -> None:
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000"}
    assert answered(403, headers, "API rate limit exceeded", is_write=False) == Wait(1)


def test_a_refusal_says_what_github_said() -> None:
    error = GithubException(422, {"message": "Unprocessable Entity", "errors": ["Line could not be resolved"]}, {})
    found = trouble(error, is_write=True)
    assert isinstance(found, No)
    assert found.answer == Refused("Unprocessable Entity: Line could not be resolved")


def test_errors_in_the_form_of_objects_are_said_too() -> None:
    error = GithubException(
        422, {"message": "Validation Failed", "errors": [{"message": "too long"}, {"field": "body"}]}, {}
    )
    found = trouble(error, is_write=True)
    assert isinstance(found, No)
    assert found.answer == Refused("Validation Failed: too long; body")


@pytest.mark.parametrize(
    "error",
    [
        rest(502),
        requests.ConnectionError("gone"),
        requests.Timeout("late"),
        httpx.ReadTimeout("late"),
        ValueError("no JSON"),
        GraphqlError("", "Something went wrong"),
    ],
    ids=["502", "connection", "timeout", "httpx", "broken JSON", "GraphQL"],
)
def test_silence_is_tried_again_by_a_read_and_leaves_a_write_open(error: Exception) -> None:
    assert isinstance(trouble(error, is_write=False), Again)
    found = trouble(error, is_write=True)
    assert isinstance(found, Stop)
    assert isinstance(found.error, LostAnswerError)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("RATE_LIMITED", Wait), ("FORBIDDEN", No), ("NOT_FOUND", Stop), ("UNPROCESSABLE", No)],
)
def test_an_error_of_graphql_goes_by_its_type(kind: str, expected: type) -> None:
    assert isinstance(trouble(GraphqlError(kind, "no"), is_write=True), expected)


@pytest.mark.parametrize(
    "error", [httpx.UnsupportedProtocol("x"), httpx.InvalidURL("x"), requests.exceptions.InvalidURL()]
)
def test_an_address_that_is_none_is_the_users_to_mend(error: Exception) -> None:
    found = trouble(error, is_write=False)
    assert isinstance(found, Stop)
    assert "GITHUB_API_URL" in found.error.hint


def test_an_answer_of_http_is_read_like_any_other() -> None:
    request = httpx.Request("POST", "https://example.org")
    response = httpx.Response(401, request=request, text="Bad credentials")
    found = trouble(httpx.HTTPStatusError("no", request=request, response=response), is_write=False)
    assert isinstance(found, Stop)
    assert isinstance(found.error, AccessError)


def test_a_page_in_place_of_an_answer_is_cut_short() -> None:
    found = trouble(GithubException(422, "<html>" * 1000, {}), is_write=False)
    assert isinstance(found, No)
    assert isinstance(found.error, GitHubError)
    assert len(found.error.message) < 600
