"""Examples of end points: made from what the code states, and never showing a secret."""

import pytest

from reviewbot.domain.inventory import Column, Entity, Parameter, Route, Site
from reviewbot.output.endpoint import endpoint

_SITE = Site("a/b.py", 1)
_USER = Entity(
    _SITE,
    "django",
    "User",
    "",
    (
        Column("id", "bigint"),
        Column("email", "CharField"),
        Column("password_hash", "CharField"),
        Column("born", "date"),
        Column("is_admin", "Boolean"),
        Column("score", "Float"),
        Column("settings", "JSONField"),
        Column("tags", "string[]"),
    ),
)


def _route(method: str, path: str, *parameters: Parameter, request: str = "", answer: str = "") -> Route:
    return Route(_SITE, "flask", method, path, "x", parameters, (), request, answer, 201 if method == "POST" else None)


@pytest.mark.parametrize(
    ("route", "request_text"),
    [
        pytest.param(_route("GET", "/a"), "GET /a", id="plain"),
        pytest.param(_route("ANY", "/a"), "GET /a", id="any"),
        pytest.param(
            _route("GET", "/a/{id}", Parameter("id", "path", "int"), Parameter("q", "query"), Parameter("X", "header")),
            "GET /a/1?q=text\nX: text",
            id="parameters",
        ),
        pytest.param(
            _route("POST", "/a", Parameter("email", "body")),
            'POST /a\nContent-Type: application/json\n\n{\n  "email": "jane@example.com"\n}',
            id="body",
        ),
        pytest.param(_route("DELETE", "/a", request="User"), "DELETE /a", id="no body"),
        pytest.param(_route("GET", "/a\r\nX: y"), "GET /a␍␊X: y", id="line feed"),
    ],
)
def test_a_request_is_made_from_its_parameters(route: Route, request_text: str) -> None:
    assert endpoint(route, {"User": _USER}).request == request_text


def test_an_answer_shows_the_model_without_its_secrets() -> None:
    said = endpoint(_route("POST", "/a", answer="User"), {"User": _USER}).answer
    assert said.splitlines() == [
        "201 Created",
        "",
        "{",
        '  "id": 1,',
        '  "email": "jane@example.com",',
        '  "born": "2026-01-31",',
        '  "is_admin": true,',
        '  "score": 12.5,',
        '  "settings": {},',
        '  "tags": []',
        "}",
    ]


def test_a_status_that_nobody_knows_has_no_words() -> None:
    assert endpoint(Route(_SITE, "x", "GET", "/", "x", status=799), {}).answer == "799"
