"""What the comparison of two OpenAPI descriptions calls gone, and what it does not."""

import pytest
from support.description import answering, compared, described

from reviewbot.detectors.openapi.description import changes
from reviewbot.detectors.revisions import alone
from reviewbot.domain.contract import Change
from reviewbot.domain.source import Source, Versions
from reviewbot.yamlfile import load

GONE = {"operation-removed", "response-field-removed"}


def gone(base: str, head: str) -> list[Change]:
    return [one for one in compared(base, head) if one.kind in GONE]


def removed(base: str, head: str) -> list[str]:
    return [one.subject for one in gone(base, head)]


ORDER = "{type: object, properties: {id: {type: integer}, total: {type: string}}}"
SLIM = "{type: object, properties: {id: {type: integer}}}"


def test_a_removed_method_is_named_with_its_path_and_placed_at_its_line() -> None:
    base = described("/orders:\n  get: {}\n  delete: {}")
    head = described("/orders:\n  get: {}")
    (change,) = gone(base, head)
    assert (change.kind, change.subject, change.line) == ("operation-removed", "DELETE /orders", 5)
    assert change.inside == "paths./orders"


def test_a_removed_path_is_one_change_that_names_its_methods() -> None:
    base = described("/orders:\n  parameters: []\n  get: {}\n  post: {}\n/health:\n  get: {}")
    head = described("/health:\n  get: {}")
    (change,) = gone(base, head)
    assert (change.subject, change.where, change.line) == ("GET, POST /orders", "GET, POST /orders", 3)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("/orders/{id}:\n  get: {}", "/orders/{order_id}:\n  get: {}", id="a parameter has a new name"),
        pytest.param("/orders:\n  get: {}", "/orders:\n  get: {}\n  post: {}", id="an operation came"),
        pytest.param("/orders:\n  get: {deprecated: true}", "/orders: {}", id="the operation was deprecated"),
        pytest.param("/orders:\n  get: {deprecated: true}", "/other: {}", id="all of the path was deprecated"),
        pytest.param("x-note: {get: {}}", "/orders: {}", id="the key is no path"),
        pytest.param("/orders:\n  get: {}", "/orders: {$ref: other.yaml}", id="the path stands in another file"),
        pytest.param("/orders: {$ref: other.yaml}", "/other: {}", id="the path stood in another file"),
        pytest.param("/orders:\n  get: nonsense", "/other: {}", id="the operation is none"),
    ],
)
def test_no_operation_is_gone_where(before: str, after: str) -> None:
    assert removed(described(before), described(after)) == []


def test_only_the_methods_that_were_not_deprecated_are_named() -> None:
    base = described("/orders:\n  get: {}\n  put: {deprecated: true}")
    assert removed(base, described("/other: {}")) == ["GET /orders"]


def test_a_path_item_is_found_through_a_local_reference() -> None:
    base = described("/orders:\n  $ref: '#/components/schemas/Paths'", "Paths: {get: {}, post: {}}")
    head = described("/orders:\n  $ref: '#/components/schemas/Paths'", "Paths: {get: {}}")
    assert removed(base, head) == ["POST /orders"]


def test_a_prefix_may_move_between_the_server_and_the_paths() -> None:
    base = "swagger: '2.0'\nbasePath: /v1\npaths:\n  /orders: {get: {}}"
    head = "openapi: 3.0.0\nservers: [{url: 'https://{host}/'}]\npaths:\n  /v1/orders: {get: {}}"
    assert removed(base, head) == []


def test_a_server_address_that_is_none_has_no_prefix() -> None:
    base = "openapi: 3.0.0\nservers: [{url: 'http://[half'}]\npaths:\n  /orders: {get: {}}"
    assert removed(base, described("/other: {}")) == ["GET /orders"]


def test_a_removed_field_is_placed_at_its_own_line() -> None:
    base = answering(
        "{$ref: '#/components/schemas/Order'}",
        f"Order:\n  {ORDER[1:-1].split(', ', 1)[0]}\n  properties:\n    id: {{}}\n    total: {{}}",
    )
    head = answering("{$ref: '#/components/schemas/Order'}", f"Order: {SLIM}")
    (change,) = gone(base, head)
    assert (change.kind, change.subject, change.where) == ("response-field-removed", "total", "GET /orders")
    assert change.inside == "components.schemas.Order.properties"
    assert change.line == load(base, "openapi.yaml").line(("components", "schemas", "Order", "properties", "total"))


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "GET /p0"), (2, "GET /p0 and 1 other operation"), (3, "GET /p0 and 2 other operations")],
)
def test_a_field_of_a_shared_schema_is_one_change_that_counts_the_operations(count: int, said: str) -> None:
    def shared(schema: str) -> str:
        use = "{responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}}"
        return described("\n".join(f"/p{n}: {{get: {use}}}" for n in range(count)), f"Order: {schema}")

    assert [(one.subject, one.where) for one in gone(shared(ORDER), shared(SLIM))] == [("total", said)]


def test_one_operation_with_two_answers_of_a_schema_is_counted_once() -> None:
    def twice(schema: str) -> str:
        answer = f"{{content: {{application/json: {{schema: {schema}}}}}}}"
        return described(f"/orders:\n  get: {{responses: {{'200': {answer}, '201': {answer}}}}}")

    assert [one.where for one in gone(twice(ORDER), twice(SLIM))] == ["GET /orders", "GET /orders"]


@pytest.mark.parametrize(
    "around",
    [
        pytest.param("{{type: array, items: {}}}", id="items"),
        pytest.param("{{type: array, items: {{type: array, items: {}}}}}", id="items of items"),
        pytest.param("{{type: object, properties: {{data: {}}}}}", id="a property"),
        pytest.param("{{type: object, additionalProperties: {}}}", id="a map"),
        pytest.param("{{allOf: [{{type: object}}, {}]}}", id="allOf"),
        pytest.param("{{oneOf: [{}, {{type: 'null'}}]}}", id="oneOf with null"),
        pytest.param("{{anyOf: [{}, {{type: string}}]}}", id="anyOf"),
    ],
)
def test_a_field_is_missed_inside(around: str) -> None:
    assert removed(answering(around.format(ORDER)), answering(around.format(SLIM))) == ["total"]


@pytest.mark.parametrize("status", ["200", "404", "default", "4XX"])
def test_answers_of_every_status_are_compared(status: str) -> None:
    assert removed(answering(ORDER, status=status), answering(SLIM, status=status)) == ["total"]


@pytest.mark.parametrize("media", ["application/json; charset=utf-8", "application/problem+json", "'*/*'", "text/xml"])
def test_answers_of_every_media_type_are_compared(media: str) -> None:
    assert removed(answering(ORDER, media=media), answering(SLIM, media=media)) == ["total"]


def test_swagger_2_is_compared() -> None:
    def swagger(schema: str) -> str:
        return f"swagger: '2.0'\npaths:\n  /o: {{get: {{responses: {{200: {{schema: {schema}}}}}}}}}"

    assert removed(swagger(ORDER), swagger(SLIM)) == ["total"]


def test_an_answer_that_stands_in_another_file_is_not_compared() -> None:
    elsewhere = described("/orders: {get: {responses: {'200': {$ref: answers.yaml}}}}")
    assert removed(answering(ORDER), elsewhere) == []


def test_an_answer_is_found_through_a_local_reference() -> None:
    def referring(schema: str) -> str:
        answer = f"One: {{content: {{application/json: {{schema: {schema}}}}}}}"
        return described("/o: {get: {responses: {'200': {$ref: '#/components/schemas/One'}}}}", answer)

    assert removed(referring(ORDER), referring(SLIM)) == ["total"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(ORDER, f"{{allOf: [{SLIM}, {{properties: {{total: {{}}}}}}]}}", id="it moved into allOf"),
        pytest.param(ORDER, f"{{oneOf: [{SLIM}, {ORDER}]}}", id="one of the branches has it"),
        pytest.param(ORDER, f"{{anyOf: [{{oneOf: [{ORDER}]}}]}}", id="a branch of a branch has it"),
        pytest.param(f"{{anyOf: [{ORDER}, {{type: 'null'}}]}}", ORDER, id="the answer is never null now"),
        pytest.param(ORDER, "{$ref: 'other.yaml#/Order'}", id="the schema moved to another file"),
        pytest.param(ORDER, "{$ref: '#/nowhere'}", id="the reference leads nowhere"),
        pytest.param(ORDER, "{description: anything}", id="anything is allowed"),
        pytest.param(ORDER, "true", id="everything is allowed"),
        pytest.param(ORDER, f"{{type: array, items: {ORDER}}}", id="the type changed to a list"),
        pytest.param(ORDER, f"{{items: {ORDER}}}", id="it is a list without saying so"),
        pytest.param(ORDER, "{type: [string, 'null']}", id="the type changed to a text"),
        pytest.param(f"{{type: array, items: {ORDER}}}", ORDER, id="the type changed from a list"),
        pytest.param(
            "{properties: {id: {}, total: {writeOnly: true}}}", SLIM, id="no client could read it"
        ),
        pytest.param("{properties: {id: {}, total: {deprecated: true}}}", SLIM, id="it was deprecated"),
        pytest.param(f"{{oneOf: [{ORDER}, {SLIM}]}}", f"{{oneOf: [{SLIM}]}}", id="a branch went as a whole"),
        pytest.param("nonsense", SLIM, id="the schema was none"),
        pytest.param(ORDER, "null", id="the answer has no schema any more"),
    ],
)  # fmt: skip
def test_no_field_is_gone_where(before: str, after: str) -> None:
    assert removed(answering(before), answering(after)) == []


def test_a_branch_is_compared_with_the_one_that_refers_to_the_same_schema() -> None:
    both = "{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}"
    cat = "Cat: {properties: {name: {}, lives: {}}}\n"
    base = answering(both, cat + "Dog: {properties: {name: {}, breed: {}}}")
    head = answering(both, cat + "Dog: {properties: {breed: {}}}")
    assert removed(base, head) == ["name"]


def test_what_all_branches_share_belongs_to_each() -> None:
    base = answering(f"{{oneOf: [{ORDER}, {{type: string}}]}}")
    head = answering(f"{{properties: {{total: {{}}}}, oneOf: [{SLIM}, {{type: string}}]}}")
    assert removed(base, head) == []


def test_a_branch_that_became_the_whole_schema_is_compared_with_it() -> None:
    reference = "{$ref: '#/components/schemas/Order'}"
    base = answering(f"{{oneOf: [{reference}, {{type: string}}]}}", f"Order: {ORDER}")
    assert removed(base, answering(reference, f"Order: {SLIM}")) == ["total"]


def test_a_deprecated_schema_takes_its_fields_along() -> None:
    base = answering("{properties: {id: {}, owner: {$ref: '#/components/schemas/Owner'}}}", "Owner: {deprecated: true}")
    assert removed(base, answering(SLIM)) == []


def test_where_another_schema_is_used_the_reference_is_the_place() -> None:
    components = f"Order: {ORDER}\nSlim: {SLIM}"
    base = answering("{$ref: '#/components/schemas/Order'}", components)
    head = answering("{$ref: '#/components/schemas/Slim'}", components)
    (change,) = gone(base, head)
    key = ("paths", "/orders", "get", "responses", "200", "content", "application/json", "schema", "$ref")
    assert (change.subject, change.line) == ("total", load(base, "openapi.yaml").line(key))


def test_where_an_inline_schema_is_still_there_under_another_method_it_is_the_place() -> None:
    base = answering(ORDER)
    wrapped = answering(f"{{allOf: [{SLIM}], not: {{properties: {{total: {{}}}}}}, properties: {{total: null}}}}")
    assert removed(base, wrapped) == ["total"]


def test_several_fields_with_one_place_are_one_change() -> None:
    components = "Order: {properties: {id: {}, a: {}, b: {}}}\nSlim: {properties: {id: {}}}"
    base = answering("{$ref: '#/components/schemas/Order'}", components)
    head = answering("{$ref: '#/components/schemas/Slim'}", components)
    assert removed(base, head) == ["a, b"]


def test_schemas_may_form_circles() -> None:
    def tree(fields: str) -> str:
        return answering(
            "{$ref: '#/components/schemas/Node'}",
            f"""
            Node:
              type: object
              properties:
                children: {{type: array, items: {{$ref: '#/components/schemas/Node'}}}}
                {fields}
            Loop: {{$ref: '#/components/schemas/Loop'}}
            """,
        )

    assert removed(tree("name: {}"), tree("label: {}")) == ["name"]


def test_a_reference_to_itself_ends() -> None:
    loop = answering("{$ref: '#/components/schemas/Loop'}", "Loop: {$ref: '#/components/schemas/Loop'}")
    assert compared(loop, loop) == ()


def test_branches_may_lead_back_to_their_schema() -> None:
    def knot(last: str) -> str:
        inner = f"{{oneOf: [{{allOf: [{{$ref: '#/components/schemas/A'}}, {{type: object}}]}}, {last}]}}"
        return answering("{$ref: '#/components/schemas/A'}", f"A: {{oneOf: [{inner}, {{type: string}}]}}")

    assert compared(knot(ORDER), knot(ORDER)) == ()
    assert removed(knot(ORDER), knot(SLIM)) == ["total"]


def test_a_pointer_may_escape_its_words_and_count() -> None:
    base = answering("{$ref: '#/components/schemas/A~1B%20C/allOf/0'}", f"'A/B C': {{allOf: [{ORDER}]}}")
    head = answering("{$ref: '#/components/schemas/A~1B%20C/allOf/0'}", f"'A/B C': {{allOf: [{SLIM}]}}")
    assert removed(base, head) == ["total"]


def test_a_long_chain_of_references_does_not_exhaust_the_stack() -> None:
    def chained(last: str) -> str:
        links = "\n".join(f"S{n}: {{allOf: [{{$ref: '#/components/schemas/S{n + 1}'}}]}}" for n in range(3_000))
        return answering("{$ref: '#/components/schemas/S0'}", f"{links}\nS3000: {last}")

    assert removed(chained(ORDER), chained(SLIM)) == ["total"]


@pytest.mark.slow
def test_too_much_to_compare_is_an_error_that_says_so() -> None:
    wide = "\n".join(f"S{n}: {{$ref: '#/components/schemas/All'}}" for n in range(250))
    everything = "{allOf: [" + ", ".join(f"{{$ref: '#/components/schemas/S{n}'}}" for n in range(250)) + "]}"
    fields = ", ".join(f"f{n}: {{$ref: '#/components/schemas/All'}}" for n in range(250))
    components = f"{wide}\nAll: {everything}"
    big = answering(f"{{properties: {{{fields}}}}}", components)
    other = big.replace("S0: {", "S0: {type: string, ")
    found = changes(alone(Versions(Source("openapi.yaml", big, "yaml"), Source("openapi.yaml", other, "yaml"))))
    assert found.changes == ()
    ((path, reason),) = found.failures
    assert path == "openapi.yaml"
    assert "too large to compare" in reason


@pytest.mark.parametrize(
    "text",
    ["openapi: 3.1.0", "paths: {/orders: {get: {}}}", "openapi: 3.1.0\npaths: []", "[]", ""],
    ids=["no paths", "no version", "paths are a list", "a list", "empty"],
)
def test_what_is_no_description_is_not_compared(text: str) -> None:
    whole = described("/orders:\n  get: {}")
    assert compared(text, whole) == ()
    assert compared(whole, text) == ()
