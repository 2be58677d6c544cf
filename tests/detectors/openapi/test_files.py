"""Descriptions that are spread over several files."""

import json

import pytest
from support.description import answering, described, of_files

from reviewbot.detectors.openapi.description import changes
from reviewbot.detectors.revisions import alone
from reviewbot.domain.contract import Change
from reviewbot.domain.diff import Side
from reviewbot.domain.source import Source, Versions

ORDER = "type: object\nproperties:\n  id: {type: integer}\n  total: {type: string}\n"
SLIM = "type: object\nproperties:\n  id: {type: integer}\n"
ROOT = answering("{$ref: 'schemas/order.yaml'}")


def only(found: tuple[Change, ...]) -> Change:
    (change,) = found
    return change


def test_a_schema_in_another_file_is_compared_through_the_description_that_refers_to_it() -> None:
    found = of_files({"api/schemas/order.yaml": (ORDER, SLIM)}, {"api/openapi.yaml": ROOT})
    change = only(found.changes)
    assert (change.kind, change.path, change.line) == ("response-field-removed", "api/schemas/order.yaml", 4)
    assert (change.side, change.where, change.inside) == (Side.LEFT, "GET /orders", "properties")


@pytest.mark.parametrize(
    "reference",
    ["./schemas/../schemas/order.yaml", "schemas/order.yaml#", "schemas/order%2Eyaml", "all.yaml#/Order"],
)
def test_a_reference_may_take_a_way_of_its_own(reference: str) -> None:
    beside = {"openapi.yaml": answering(f"{{$ref: '{reference}'}}"), "all.yaml": "Order: {$ref: schemas/order.yaml}"}
    assert only(of_files({"schemas/order.yaml": (ORDER, SLIM)}, beside).changes).subject == "total"


@pytest.mark.parametrize(
    "reference",
    [
        "../schemas/order.yaml",
        "/schemas/order.yaml",
        "https://a.example/schemas/order.yaml",
        "schemas/order.txt",
        "x\\0.yaml",
    ],
)
def test_a_reference_out_of_the_repository_is_not_followed(reference: str) -> None:
    beside = {"openapi.yaml": answering(f'{{$ref: "{reference}"}}')}
    assert of_files({"schemas/order.yaml": (ORDER, SLIM)}, beside).changes == ()


def test_a_schema_that_moved_to_a_file_of_its_own_is_not_gone() -> None:
    inline = answering("{type: object, properties: {id: {type: integer}, total: {type: string}}}")
    found = of_files({"openapi.yaml": (inline, ROOT), "schemas/order.yaml": (None, ORDER)}, {})
    assert found.changes == ()


def test_a_part_that_two_descriptions_share_is_one_change() -> None:
    beside = {
        "a/openapi.yaml": answering("{$ref: ../order.yaml}"),
        "b/openapi.yaml": answering("{$ref: ../order.yaml}"),
    }
    change = only(of_files({"order.yaml": (ORDER, SLIM)}, beside).changes)
    assert change.where == "GET /orders and 1 other operation"


def test_a_path_may_stand_in_a_file_of_its_own() -> None:
    root = described("/orders: {$ref: orders.yaml}")
    change = only(of_files({"orders.yaml": ("get: {}\nput: {}\n", "get: {}\n")}, {"openapi.yaml": root}).changes)
    assert (change.kind, change.subject, change.path) == ("operation-removed", "PUT /orders", "orders.yaml")


def test_files_may_refer_to_each_other_in_circles() -> None:
    one, two = "properties: {two: {$ref: two.yaml}, a: {}}", "properties: {one: {$ref: one.yaml}}"
    beside = {"openapi.yaml": answering("{$ref: one.yaml}"), "two.yaml": two}
    assert only(of_files({"one.yaml": (one, one.replace(", a: {}", ""))}, beside).changes).subject == "a"


def test_a_file_that_nobody_refers_to_is_left_alone() -> None:
    assert of_files({"other.yaml": (ORDER, SLIM)}, {"openapi.yaml": ROOT, "notes.md": "openapi: 3"}).changes == ()


def test_a_part_that_cannot_be_read_is_a_failure_with_its_line() -> None:
    found = of_files({"schemas/order.yaml": (ORDER, "type: [")}, {"openapi.yaml": ROOT})
    assert found.changes == ()
    ((path, reason),) = found.failures
    assert path == "schemas/order.yaml"
    assert "cannot be compared" in reason
    assert "(line " in reason


def test_a_part_that_went_is_not_compared() -> None:
    assert of_files({"schemas/order.yaml": (ORDER, None)}, {"openapi.yaml": ROOT}).changes == ()


def test_fragments_are_not_compared() -> None:
    base, head = (Source("openapi.yaml", text, "yaml", is_fragment=True) for text in (ROOT, described("/a: {}")))
    assert changes(alone(Versions(base, head))).changes == ()


def test_yaml_may_refer_to_json() -> None:
    before = {"type": "object", "properties": {"id": {}, "total": {"description": "\t\ud83d\ude00"}}}
    after = {"type": "object", "properties": {"id": {}}}
    texts = tuple(json.dumps(one, indent="\t") for one in (before, after))
    beside = {"openapi.yaml": answering("{$ref: order.json}")}
    change = only(of_files({"order.json": (texts[0], texts[1])}, beside).changes)
    assert (change.subject, change.path) == ("total", "order.json")
