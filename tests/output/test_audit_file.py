"""The report of an audit as a file."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator
from support.audited import REPORT

from reviewbot.domain.audit import Shard
from reviewbot.errors import UsageError
from reviewbot.output.audit_file import dumped, loaded, schema

Value = dict[str, object]


def edited(edit: Callable[..., object]) -> str:
    """Give the report's JSON after an edit."""
    value = json.loads(dumped(REPORT))
    edit(value)
    return json.dumps(value)


@pytest.mark.parametrize("report", [REPORT, replace(REPORT, shard=Shard(3, 8), design=None)], ids=["whole", "a shard"])
def test_a_report_survives_its_file(report: object) -> None:
    assert loaded(dumped(report), "a.json") == report  # type: ignore[arg-type]


def test_the_file_fulfils_its_schema() -> None:
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(json.loads(dumped(REPORT)))


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda one: one.pop("shard"), "`shard`: Field required"),
        (lambda one: one["causes"][0].pop("acceptance"), "`causes[0].acceptance`: Field required"),
        (lambda one: one.update(extra=1), "`extra`: Unexpected"),
        (lambda one: one["causes"][0]["findings"][0].update(extra=1), "`causes[0].findings[0].extra`: Unexpected"),
        (lambda one: one.update(version=2), "its version is 2"),
        (lambda one: one.update(version=True), "its version is True"),
        (lambda one: one.update(unsure="3"), "`unsure`: Input should be a valid integer"),
        (lambda one: one["causes"][0].update(findings=[]), "`causes[0].findings` must be one or more"),
        (lambda one: one["causes"][0].update(id="<img>"), "`causes[0].id` is no id"),
        (lambda one: one["causes"].append(one["causes"][0]), "the same id"),
        (lambda one: one.update(shard={"number": 9, "of": 8}), "there is no shard 9 of 8"),
    ],
    ids=[
        "a missing key", "a missing key that has a default", "an unknown key", "an unknown key far inside",
        "another version", "a version that is no number", "a wrong type", "a cause without a place", "a hostile id",
        "an id twice", "an impossible shard",
    ],
)  # fmt: skip
def test_what_we_did_not_write_is_refused(edit: Callable[..., object], says: str) -> None:
    with pytest.raises(UsageError) as refused:
        loaded(edited(edit), "a.json")
    assert says in refused.value.message


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"version": 1}'])
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        loaded(text, "a.json")
