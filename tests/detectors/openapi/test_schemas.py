"""What a change of a schema does to those who send it, and to those who read it."""

import pytest
from support.description import answering, asking, compared, described, kinds

from reviewbot.detectors.openapi.kind import Kind
from reviewbot.domain.diff import Side

_OBJECT = "type: object, properties: {id: {type: integer}}"
_CAT = "{title: Cat, type: object, properties: {lives: {type: integer}}}"
_DOG = "{title: Dog, type: object, properties: {breed: {type: string}}}"
_TOLD_BY = "{{discriminator: {{propertyName: {}}}}}"

CHANGED = [
    ("{type: string}", "{type: integer}", "type-changed", "type-changed"),
    ("{type: number}", "{type: integer}", "type-narrowed", "type-narrowed"),
    ("{type: integer}", "{type: [integer, string]}", "type-widened", "type-widened"),
    ("{type: string}", "{}", "type-widened", "type-widened"),
    ("{}", "{type: string}", "type-set", "type-set"),
    ("{type: string}", "{anyOf: [{type: string}, {type: integer}]}", "type-widened", "type-widened"),
    ("{type: string, nullable: true}", "{type: string}", "null-removed", "null-removed"),
    ("{type: string}", "{type: [string, 'null']}", "null-added", "null-added"),
    ("{type: string}", "{oneOf: [{type: 'null'}, {type: string}]}", "null-added", "null-added"),
    ("{enum: [a, b]}", "{enum: [a]}", "enum-shrunk", "enum-shrunk"),
    ("{enum: [a]}", "{enum: [a, b]}", "enum-grown", "enum-grown"),
    ("{enum: [a]}", "{enum: [b]}", "enum-replaced", "enum-replaced"),
    ("{enum: [1]}", "{enum: ['1']}", "type-changed", "type-changed"),
    ("{const: a}", "{const: b}", "enum-replaced", "enum-replaced"),
    ("{type: string}", "{type: string, enum: [a]}", "enum-shrunk", "enum-shrunk"),
    ("{type: string, enum: [a]}", "{type: string}", "enum-grown", "enum-grown"),
    ("{oneOf: [{const: a}, {const: b}]}", "{oneOf: [{const: a}]}", "enum-shrunk", "enum-shrunk"),
    ("{type: string}", "{type: string, maxLength: 5}", "limit-set", "limit-set"),
    ("{type: string, maxLength: 5}", "{type: string, maxLength: 4}", "limit-tightened", "limit-tightened"),
    ("{type: string, maxLength: 5}", "{type: string}", "limit-loosened", "limit-loosened"),
    ("{minimum: 1}", "{minimum: 2}", "limit-tightened", "limit-tightened"),
    ("{minimum: 2, exclusiveMinimum: true}", "{minimum: 2}", "limit-loosened", "limit-loosened"),
    ("{multipleOf: 2}", "{multipleOf: 4}", "limit-tightened", "limit-tightened"),
    ("{multipleOf: 4}", "{multipleOf: 2}", "limit-loosened", "limit-loosened"),
    ("{type: integer}", "{type: integer, multipleOf: 2}", "limit-set", "limit-set"),
    ("{type: array, items: {}}", "{type: array, items: {}, uniqueItems: true}", "limit-tightened", "limit-tightened"),
    ("{type: string}", "{type: string, pattern: '^a'}", "pattern-added", "pattern-added"),
    ("{type: string, pattern: '^a'}", "{type: string, pattern: '.*'}", "pattern-removed", "pattern-removed"),
    ("{type: string, pattern: '^a'}", "{type: string, pattern: '^b'}", "pattern-changed", "pattern-changed"),
    ("{type: string}", "{type: string, format: uuid}", "format-set", "format-set"),
    ("{type: string, format: uuid}", "{type: string}", "format-removed", "format-removed"),
    ("{type: integer, format: int64}", "{type: integer, format: int32}", "format-narrowed", "format-narrowed"),
    ("{type: integer, format: int32}", "{type: integer, format: int64}", "format-widened", "format-widened"),
    ("{type: string, format: date}", "{type: string, format: date-time}", "format-changed", "format-changed"),
    ("{contentEncoding: base64}", "{contentEncoding: base32}", "format-changed", "format-changed"),
    ("{default: 1}", "{default: 2}", "default-changed", "default-changed"),
    ("{type: string}", "{type: string, default: a}", "default-added", "default-added"),
    ("{type: string, default: a}", "{type: string}", "default-removed", "default-removed"),
    (f"{{{_OBJECT}}}", f"{{{_OBJECT[:-1]}, name: {{}}}}}}", "field-added", "field-added"),
    (f"{{{_OBJECT}}}", f"{{{_OBJECT[:-1]}, name: {{}}}}, required: [name]}}", "required-field-added", "field-added"),
    (f"{{{_OBJECT}}}", f"{{{_OBJECT}, required: [id]}}", "field-became-required", "field-became-required"),
    (f"{{{_OBJECT}, required: [id]}}", f"{{{_OBJECT}}}", "field-became-optional", "field-became-optional"),
    (f"{{{_OBJECT}}}", "{type: object, properties: {}}", "field-removed", "field-removed"),
    (f"{{{_OBJECT}}}", f"{{{_OBJECT}, additionalProperties: false}}", "object-closed", "object-closed"),
    (f"{{{_OBJECT}, additionalProperties: false}}", f"{{{_OBJECT}}}", "object-opened", "object-opened"),
    ("{additionalProperties: {type: string}}", "{type: object}", "condition-removed", "condition-removed"),
    ("{additionalProperties: {type: string}}", "{additionalProperties: {type: array}}", "type-changed", "type-changed"),
    ("{items: {type: string}}", "{items: {type: integer}}", "type-changed", "type-changed"),
    ("{items: {type: string}}", "{items: {type: string}, prefixItems: [{const: 1}]}", "type-changed", "type-changed"),
    ("{type: array, items: {type: string}}", "{type: array}", "type-widened", "type-widened"),
    ("{type: object}", "{type: object, not: {required: [a]}}", "condition-added", "condition-added"),
    ("{not: {required: [a]}}", "{not: {required: [b]}}", "condition-changed", "condition-changed"),
    ("{then: {required: [a]}}", "{then: {required: []}}", "field-became-optional", "field-became-optional"),
    ("{type: object}", "{type: object, dependentRequired: {a: [b]}}", "condition-added", "condition-added"),
    ("{type: object, dependentRequired: {a: [b]}}", "{type: object}", "condition-removed", "condition-removed"),
    ("{patternProperties: {a: {}}}", "{patternProperties: {}}", "condition-removed", "condition-removed"),
    (f"{{oneOf: [{_CAT}, {_DOG}]}}", f"{{oneOf: [{_CAT}, {_CAT}]}}", "variant-removed", "variant-removed"),
    (f"{{oneOf: [{_CAT}, {_CAT}]}}", f"{{oneOf: [{_CAT}, {_DOG}]}}", "variant-added", "variant-added"),
    (f"{{anyOf: [{_CAT}, {_CAT}]}}", f"{{anyOf: [{_CAT}, {_DOG}]}}", "alternative-added", "alternative-added"),
    (_CAT, f"{{oneOf: [{_CAT}, {_DOG}]}}", "variant-added", "variant-added"),
    (f"{{oneOf: [{_CAT}, {_DOG}]}}", _CAT, "variant-removed", "variant-removed"),
    (_TOLD_BY.format("a"), _TOLD_BY.format("b"), "discriminator-changed", "discriminator-changed"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "asked", "answered"), CHANGED, ids=lambda one: str(one)[:40])
def test_a_change_is_named_for_either_direction(before: str, after: str, asked: str, answered: str) -> None:
    inner = "{{type: object, properties: {{it: {}}}}}".format
    assert f"request-{asked}" in kinds(asking(inner(before)), asking(inner(after)))
    assert f"response-{answered}" in kinds(answering(inner(before)), answering(inner(after)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("{type: string}", "{allOf: [{type: string}]}", id="wrapped in allOf"),
        pytest.param("{type: integer}", "{allOf: [{type: number}, {type: integer}]}", id="the stricter type counts"),
        pytest.param("{type: string, maxLength: 5}", "{allOf: [{type: string, maxLength: 9}, {maxLength: 5}]}",
                     id="the stricter limit counts"),
        pytest.param("{type: string, nullable: true}", "{type: [string, 'null']}", id="null in the words of 3.1"),
        pytest.param("{type: string}", "{type: string, description: new, example: a}", id="annotations"),
        pytest.param("{properties: {a: {}}}", "{type: object, properties: {a: {}}}", id="the type was implied"),
        pytest.param("{const: a}", "{enum: [a]}", id="const and enum"),
        pytest.param(f"{{oneOf: [{_CAT}, {_DOG}]}}", f"{{oneOf: [{_DOG}, {_CAT}]}}", id="another order"),
        pytest.param("{oneOf: [{type: string}, {type: integer}]}", "{type: [integer, string]}", id="a list of types"),
        pytest.param("{maximum: .nan}", "{maximum: .inf}", id="no number"),
        pytest.param("{$ref: '#/nowhere'}", "{type: string}", id="a reference that leads nowhere"),
    ],
)  # fmt: skip
def test_the_same_in_other_words_is_no_change(before: str, after: str) -> None:
    assert kinds(answering(before), answering(after)) == []
    assert kinds(asking(before), asking(after)) == []


def test_a_request_does_not_carry_what_only_answers_do() -> None:
    both = "{{type: object, properties: {{id: {{type: integer, readOnly: true}}, key: {{writeOnly: true{}}}}}}}".format
    assert kinds(asking(both("")), asking("{type: object, properties: {}}")) == ["request-field-removed"]
    assert kinds(answering(both("")), answering("{type: object, properties: {}}")) == ["response-field-removed"]


def test_a_field_that_clients_may_no_longer_send_is_gone_from_requests() -> None:
    before, after = (
        f"{{type: object, properties: {{id: {{type: integer{one}}}}}}}" for one in ("", ", readOnly: true")
    )
    assert kinds(asking(before), asking(after)) == ["request-field-removed"]
    assert kinds(answering(before), answering(after)) == []


def test_a_closed_object_refuses_the_field_that_went() -> None:
    closed = "{{type: object, properties: {}, additionalProperties: false}}".format
    assert kinds(asking(closed("{id: {}}")), asking(closed("{}"))) == ["request-field-refused"]


def test_what_breaks_both_directions_is_said_once() -> None:
    def shared(kind: str) -> str:
        use = "{content: {application/json: {schema: {$ref: '#/components/schemas/Id'}}}}"
        return described(f"/o:\n  post: {{requestBody: {use}, responses: {{'200': {use}}}}}", f"Id: {{type: {kind}}}")

    (change,) = compared(shared("string"), shared("integer"))
    assert (change.kind, change.subject, change.detail) == ("response-type-changed", "Id", "string → integer")


def test_values_are_pointed_at_where_they_are_written() -> None:
    before, after = (asking(f"{{\n  enum: [\n    {one},\n    {two},\n  ]}}") for one, two in (("a", "b"), ("b", "c")))
    gone, new = compared(before, after)
    assert (gone.kind, gone.side, before.splitlines()[gone.line - 1].strip()) == (
        "request-enum-shrunk",
        Side.LEFT,
        "a,",
    )
    assert (new.kind, new.side, after.splitlines()[new.line - 1].strip()) == ("request-enum-grown", Side.RIGHT, "c,")


def test_an_extensible_list_may_grow_in_answers() -> None:
    before, after = "{x-extensible-enum: [a]}", "{x-extensible-enum: [a, b]}"
    assert kinds(answering(before), answering(after)) == []
    assert kinds(answering(after), answering(before)) == ["response-enum-shrunk"]


def test_a_number_that_travels_as_text_may_become_a_text() -> None:
    def queried(kind: str) -> str:
        return described(f"/o:\n  get: {{parameters: [{{name: q, in: query, schema: {{type: {kind}}}}}]}}")

    assert kinds(queried("integer"), queried("string")) == ["request-type-widened"]
    assert kinds(asking("{type: integer}"), asking("{type: string}")) == ["request-type-changed"]
    assert kinds(asking("{type: object}", media="text/xml"), asking("{type: string}", media="text/xml")) == [
        "request-type-widened"
    ]


def test_a_request_that_fits_two_branches_of_a_choice_is_refused() -> None:
    fields = "type: object, properties: {a: {type: string}}"
    before, after = f"{{{fields}, required: [a]}}", f"{{oneOf: [{{{fields}}}, {{{fields}, required: [a]}}]}}"
    assert "request-choice-ambiguous" in kinds(asking(before), asking(after))
    assert "request-choice-ambiguous" not in kinds(asking(before), asking(after.replace("oneOf", "anyOf")))


def test_a_choice_beside_fields_is_compared_together_with_them() -> None:
    before = "{type: object, properties: {a: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}"
    after = before.replace("a: {type: string}", "a: {type: integer}")
    assert kinds(asking(before), asking(after)) == ["request-type-changed"]
    assert kinds(answering(before), answering(before)) == []


def test_two_choices_are_compared_one_by_one() -> None:
    one, two = f"oneOf: [{_CAT}, {_DOG}]", "anyOf: [{required: [a]}, {required: [b]}]"
    assert kinds(asking(f"{{{one}, {two}}}"), asking(f"{{{two}, {one}}}")) == []
    assert kinds(asking(f"{{{one}, {two}}}"), asking(f"{{{one}}}")) == ["request-condition-removed"]
    assert kinds(asking(f"{{{one}}}"), asking(f"{{{one}, {two}}}")) == ["request-condition-added"]


def test_members_of_a_composition_are_named() -> None:
    components = "A: {properties: {a: {}}}\nB: {properties: {b: {}}}"
    one, both = (
        "{allOf: [{$ref: '#/components/schemas/A'}]}",
        ("{allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}"),
    )
    assert set(kinds(asking(one, components), asking(both, components))) == {
        "request-field-added",
        "request-member-added",
    }
    assert "request-member-removed" in kinds(asking(both, components), asking(one, components))


def test_every_kind_of_a_schema_is_there_for_both_directions_or_meant_for_one() -> None:
    asked = {one.removeprefix("request-") for one in Kind if one.startswith("request-")}
    answered = {one.removeprefix("response-") for one in Kind if one.startswith("response-")}
    assert {one for one in asked ^ answered if "field" in one} == {
        "required-field-added", "field-refused", "field-removed-early",
    }  # fmt: skip
