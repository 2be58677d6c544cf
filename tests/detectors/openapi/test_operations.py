"""What a change of an operation does to its clients, its schemas left aside."""

from datetime import date

import pytest
from support.description import compared, described, harm, kinds

from reviewbot.domain.contract import Impact
from reviewbot.domain.diff import Side


def operation(text: str, method: str = "get") -> str:
    return described(f"/o/{{id}}:\n  {method}: {text}")


def parameter(text: str) -> str:
    return operation(f"{{parameters: [{text}]}}")


LIMIT = "{name: limit, in: query, schema: {type: integer}}"
REQUIRED = "{name: limit, in: query, required: true, schema: {type: integer}}"
TAGS = "{{name: tags, in: query, {} schema: {{type: array, items: {{type: string}}}}}}"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("", LIMIT, ["parameter-added"], id="it came"),
        pytest.param("", REQUIRED, ["required-parameter-added"], id="it came and must be sent"),
        pytest.param(LIMIT, "", ["parameter-removed"], id="it went"),
        pytest.param(LIMIT.replace("in:", "deprecated: true, in:"), "", ["parameter-retired"], id="it was deprecated"),
        pytest.param(LIMIT, REQUIRED, ["parameter-became-required"], id="it must be sent"),
        pytest.param(REQUIRED, LIMIT, ["parameter-became-optional"], id="it may be left out"),
        pytest.param(LIMIT, LIMIT.replace("query", "header"), ["parameter-moved"], id="it moved"),
        pytest.param(TAGS.format(""), TAGS.format("explode: false,"), ["parameter-style-changed"], id="another style"),
        pytest.param(LIMIT, LIMIT.replace("integer", "boolean"), ["request-type-changed"], id="another type"),
        pytest.param("{name: a, in: path, required: true}", "{name: b, in: path, required: true}",
                     [], id="a name that the path does not have"),
        pytest.param("{name: X-A, in: header}", "{name: x-a, in: header}", [], id="a header in other letters"),
        pytest.param("{name: Accept, in: header}", "", [], id="a header that is no parameter"),
        pytest.param(LIMIT, "{$ref: other.yaml}, " + LIMIT, [], id="one that cannot be read"),
        pytest.param("{name: t, in: query, schema: {type: string}}", TAGS.format("").replace("tags", "t"),
                     ["request-type-widened"], id="one became several"),
        pytest.param("{name: t, in: query, content: {a/json: {schema: {type: string}}}}",
                     "{name: t, in: query, content: {a/json: {schema: {type: object}}}}",
                     ["request-type-changed"], id="described by its content"),
    ],
)  # fmt: skip
def test_a_parameter_is_compared(before: str, after: str, expected: list[str]) -> None:
    assert kinds(parameter(before), parameter(after)) == expected


def test_parameters_of_the_path_item_count_and_those_of_the_operation_win() -> None:
    shared = described(f"/o:\n  parameters: [{REQUIRED}]\n  get: {{}}\n  put: {{parameters: [{LIMIT}]}}")
    moved = described(f"/o:\n  get: {{parameters: [{REQUIRED}]}}\n  put: {{parameters: [{LIMIT}]}}")
    assert kinds(shared, moved) == []


def test_a_parameter_of_the_path_is_known_by_its_place() -> None:
    before = described("/o/{id}:\n  get: {parameters: [{name: id, in: path, schema: {type: string}}]}")
    assert kinds(before, before.replace("id", "order_id")) == []
    assert kinds(before, before.replace("id", "order_id").replace("string", "integer")) == ["request-type-narrowed"]


def test_a_shared_parameter_is_one_change_where_it_stands() -> None:
    def shared(text: str) -> str:
        use = "{parameters: [{$ref: '#/components/schemas/Limit'}]}"
        return described(f"/a: {{get: {use}}}\n/b: {{get: {use}}}", f"Limit: {text}")

    (change,) = compared(shared(LIMIT), shared(REQUIRED))
    assert (change.where, change.inside) == ("GET /a and 1 other operation", "components.schemas.Limit")


def test_references_to_one_parameter_that_went_are_one_change() -> None:
    def using(text: str) -> str:
        use = f"{{parameters: [{text}]}}"
        return described(f"/a: {{get: {use}}}\n/b: {{get: {use}}}", f"Limit: {LIMIT}")

    (change,) = compared(using("{$ref: '#/components/schemas/Limit'}"), using(""))
    assert (change.kind, change.where) == ("parameter-removed", "GET /a and 1 other operation")
    assert change.inside == "paths./a.get.parameters"


def test_swagger_2_says_the_type_of_the_parameter_itself() -> None:
    def swagger(text: str) -> str:
        return described(f"/o: {{get: {{parameters: [{text}]}}}}", version="swagger: '2.0'")

    before = "{name: a, in: query, type: array, items: {type: string}, collectionFormat: csv}"
    assert kinds(swagger(before), swagger(before.replace("csv", "multi"))) == ["parameter-style-changed"]
    assert kinds(swagger("{name: a, in: formData, type: string}"), swagger("{name: a, in: formData, type: file}")) == [
        "request-type-changed"
    ]
    body = "{name: b, in: body, schema: {type: object, properties: {a: {}}}}"
    assert kinds(swagger(body), swagger(body.replace("properties", "required: [a], properties"))) == [
        "request-field-became-required"
    ]


BODY = "{content: {application/json: {schema: {type: object}}}}"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("{}", f"{{requestBody: {BODY}}}", ["request-body-added"], id="a body came"),
        pytest.param("{}", f"{{requestBody: {{required: true, {BODY[1:]}}}", ["request-body-required"], id="needed"),
        pytest.param(f"{{requestBody: {BODY}}}", "{}", ["request-body-removed"], id="it went"),
        pytest.param(f"{{requestBody: {BODY}}}", "{requestBody: {$ref: x.yaml}}", [], id="it cannot be read"),
        pytest.param("{requestBody: {$ref: x.yaml}}", f"{{requestBody: {BODY}}}", [], id="it could not be read"),
        pytest.param(f"{{requestBody: {{required: true, {BODY[1:]}}}", f"{{requestBody: {BODY}}}",
                     ["request-body-optional"], id="it may be left out"),
        pytest.param(f"{{requestBody: {BODY}}}", f"{{requestBody: {BODY.replace('json', 'xml')}}}",
                     ["request-media-type-added", "request-media-type-removed"], id="another media type"),
        pytest.param(f"{{requestBody: {BODY}}}", f"{{requestBody: {BODY.replace('/json', '/*')}}}",
                     ["request-media-type-added"], id="a wider media type"),
    ],
)  # fmt: skip
def test_a_request_body_is_compared(before: str, after: str, expected: list[str]) -> None:
    assert sorted(kinds(operation(before, "post"), operation(after, "post"))) == expected


def answer(text: str) -> str:
    return operation(f"{{responses: {text}}}")


TYPED = "{{'200': {{headers: {{A: {{schema: {{type: {}}}}}}}}}}}"
JSON = "content: {application/json: {schema: {type: object}}}"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("{'200': {}, '204': {}}", "{'200': {}}", ["response-status-removed"], id="a success went"),
        pytest.param("{'200': {}, '404': {}}", "{'200': {}}", ["error-status-removed"], id="an error went"),
        pytest.param("{'200': {}}", "{'200': {}, '202': {}}", ["response-status-added"], id="a success came"),
        pytest.param("{'200': {}}", "{'200': {}, '429': {}}", ["error-status-added"], id="an error came"),
        pytest.param("{'200': {}}", "{2XX: {}}", ["response-status-added"], id="a range came"),
        pytest.param("{'200': {}, '404': {}}", "{'200': {}, default: {}}", ["error-status-added"], id="default"),
        pytest.param("{'200': {}}", "{}", [], id="nothing is said of answers"),
        pytest.param(f"{{'200': {{{JSON}}}}}", "{'200': {}}", ["response-media-type-removed"], id="a media type went"),
        pytest.param(f"{{'400': {{{JSON}}}}}", "{'400': {}}", [], id="an error's media type went"),
        pytest.param("{'200': {content: {a/b: {}}}}", "{'200': {content: {a/b: {}, c/d: {}}}}",
                     ["response-media-type-added"], id="a media type came"),
        pytest.param("{'200': {headers: {A: {required: true}}}}", "{'200': {}}", ["response-header-removed"],
                     id="a header went"),
        pytest.param("{'200': {headers: {A: {}}}}", "{'200': {}}", ["optional-header-removed"], id="not needed"),
        pytest.param("{'200': {headers: {A: {required: true}}}}", "{'200': {headers: {a: {}}}}",
                     ["response-header-optional"], id="a header became optional"),
        pytest.param("{'200': {}}", "{'200': {headers: {A: {}}}}", ["response-header-added"], id="a header came"),
        pytest.param(TYPED.format("string"), TYPED.format("array"), ["response-type-changed"], id="a header's type"),
    ],
)  # fmt: skip
def test_an_answer_is_compared(before: str, after: str, expected: list[str]) -> None:
    assert kinds(answer(before), answer(after)) == expected


def secured(text: str, whole: str = "", schemes: str = "{key: {type: apiKey, in: header, name: K}}") -> str:
    return (
        operation(text)
        + (f"security: {whole}\n" if whole else "")
        + f"components: {{securitySchemes: {schemes}}}\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(secured("{}"), secured("{security: [{key: []}]}"), ["security-set"], id="unsaid"),
        pytest.param(secured("{security: []}"), secured("{security: [{key: []}]}"), ["security-tightened"], id="open"),
        pytest.param(secured("{security: [{key: []}]}"), secured("{security: []}"), ["security-loosened"], id="opened"),
        pytest.param(secured("{security: [{key: []}]}"), secured("{security: [{key: [], other: []}]}"),
                     ["security-tightened"], id="one more is asked for"),
        pytest.param(secured("{security: [{key: []}]}"), secured("{security: [{key: []}, {other: []}]}"),
                     ["security-loosened"], id="another way in"),
        pytest.param(secured("{security: [{key: []}, {o: []}]}"), secured("{security: [{key: []}]}"),
                     ["security-tightened"], id="a way in went"),
        pytest.param(secured("{security: [{key: [read]}]}"), secured("{security: [{key: [read, write]}]}"),
                     ["security-tightened"], id="a scope came"),
        pytest.param(secured("{security: [{key: []}]}"), secured("{}", "[{key: []}]"), [], id="said for the whole API"),
        pytest.param(secured("{security: [{key: []}]}"),
                     secured("{security: [{token: []}]}", schemes="{token: {type: apiKey, in: header, name: K}}"),
                     ["security-scheme-removed"], id="the same under another name"),
        pytest.param(secured("{security: [{key: []}]}"),
                     secured("{security: [{key: []}]}", schemes="{key: {type: http, scheme: bearer}}"),
                     ["security-tightened"], id="another scheme under the same name"),
    ],
)  # fmt: skip
def test_security_is_compared_by_the_ways_in(before: str, after: str, expected: list[str]) -> None:
    assert kinds(before, after) == expected


def test_security_of_the_whole_api_is_one_change() -> None:
    paths = described("/a: {get: {}}\n/b: {get: {}}")
    (change,) = compared(paths + "security: []\n", paths + "security: [{key: [read]}]\n")
    assert (change.subject, change.where) == ("security", "GET /a and 1 other operation")
    assert change.detail == "nothing → key (read)"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("[{url: 'https://a.example'}]", "[{url: 'https://b.example'}]",
                     ["server-removed", "server-added"], id="another host"),
        pytest.param("[{url: 'https://a.example/v1'}]", "[{url: 'https://a.example'}]", ["server-added"], id="shorter"),
        pytest.param("[{url: 'https://a.example/v1'}]", "[]", [], id="nothing is said"),
    ],
)  # fmt: skip
def test_servers_are_compared(before: str, after: str, expected: list[str]) -> None:
    paths = described("/a: {get: {}}")
    assert kinds(f"{paths}servers: {before}\n", f"{paths}servers: {after}\n") == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("{}", "{deprecated: true}", ["operation-deprecated"], id="it is deprecated"),
        pytest.param("{operationId: a, tags: [x]}", "{operationId: b, tags: [y]}",
                     ["operation-renamed", "operation-retagged"], id="it has another name"),
        pytest.param("{x-stability-level: beta}", "{x-stability-level: alpha}", ["stability-lowered"], id="level"),
        pytest.param("{deprecated: true, x-sunset: '2030-02-01'}", "{deprecated: true, x-sunset: '2030-01-01'}",
                     ["sunset-brought-forward"], id="its end comes earlier"),
        pytest.param("{deprecated: true, x-sunset: soon}", "{deprecated: true, x-sunset: '2030-01-01'}", [],
                     id="its end was no day"),
    ],
)  # fmt: skip
def test_what_an_operation_announces_is_compared(before: str, after: str, expected: list[str]) -> None:
    assert kinds(operation(before), operation(after)) == expected


@pytest.mark.parametrize(
    ("announced", "today", "expected"),
    [
        ("", date(2026, 1, 1), "operation-removed"),
        ("deprecated: true", date(2026, 1, 1), "operation-retired"),
        ("deprecated: true, x-sunset: '2026-01-02'", date(2026, 1, 1), "operation-removed-early"),
        ("deprecated: true, x-sunset: '2026-01-01T10:00:00Z'", date(2026, 1, 1), "operation-retired"),
        ("x-sunset: '2020-01-01'", date(2026, 1, 1), "operation-removed"),
        ("deprecated: true, x-sunset: '2999-01-02'", None, "operation-retired"),
        ("responses: {'200': {headers: {Sunset: {}}}}", date(2026, 1, 1), "operation-retired"),
    ],
)
def test_an_operation_may_go_once_its_sunset_is_past(announced: str, today: date | None, expected: str) -> None:
    before = described(f"/a: {{get: {{{announced}}}, put: {{}}}}")
    assert kinds(before, described("/a: {put: {}}"), today) == [expected]


def test_a_field_may_go_once_its_sunset_is_past() -> None:
    fields = "{{type: object, properties: {{a: {{}}{}}}}}".format
    before = answer(
        f"{{'200': {{content: {{a/json: {{schema: {fields(', b: {deprecated: true, x-sunset: 2026-05-01}')}}}}}}}}}"
    )
    after = answer(f"{{'200': {{content: {{a/json: {{schema: {fields('')}}}}}}}}}")
    assert kinds(before, after, date(2026, 4, 30)) == ["response-field-removed-early"]
    assert kinds(before, after, date(2026, 5, 1)) == ["response-field-retired"]


HOOK = "paths: {{}}\nwebhooks: {{{}: {{post: {{requestBody: {{content: {{a/json: {{schema: {}}}}}}}}}}}}}\n"


def test_a_webhook_is_turned_round() -> None:
    before = "openapi: 3.1.0\n" + HOOK.format("paid", "{type: object, properties: {id: {}}, required: [id]}")
    after = before.replace(", required: [id]", "")
    (change,) = compared(before, after)
    assert (change.kind, change.where) == ("response-field-became-optional", "webhook paid")
    assert kinds(after, before) == ["response-field-became-required"]


def test_webhooks_come_and_go() -> None:
    before, after = ("openapi: 3.1.0\n" + HOOK.format(name, "{}") for name in ("paid", "refunded"))
    gone, new = compared(before, after)
    assert (gone.kind, gone.subject, gone.side) == ("webhook-removed", "webhook paid", Side.LEFT)
    assert (new.kind, new.impact) == ("webhook-added", Impact.SAFE)


def test_callbacks_are_compared_like_webhooks() -> None:
    def calling(schema: str) -> str:
        body = f"{{requestBody: {{content: {{a/json: {{schema: {schema}}}}}}}}}"
        return operation(f"{{callbacks: {{done: {{'{{$request.body#/url}}': {{post: {body}}}}}}}}}", "post")

    before, after = calling("{type: string}"), calling("{type: string, nullable: true}")
    assert harm(before, after) == ["response-null-added"]
    assert harm(after, before) == []


def test_new_operations_are_named() -> None:
    before = described("/a: {get: {}}")
    after = described("/a: {get: {}, put: {}}\n/b: {get: {}, post: {}}")
    assert [one.subject for one in compared(before, after)] == ["PUT /a", "GET, POST /b"]
