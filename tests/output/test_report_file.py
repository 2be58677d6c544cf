"""A report survives its file, and a file that is none is refused in a sentence."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reviewbot.domain.report import Cost, Report
from reviewbot.errors import UsageError
from reviewbot.output.report_file import dumped, loaded, schema

_AMOUNTS = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(
    Cost,
    st.builds(Cost, usd=_AMOUNTS, reserved_usd=_AMOUNTS, ceiling_usd=_AMOUNTS, calls=st.integers()),
)
_REPORTS = st.builds(Report, version=st.just(1))


@given(_REPORTS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_any_report_survives_its_file(report: Report) -> None:
    assert loaded(dumped(report), "report.json") == report


@given(_REPORTS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_any_report_fulfils_its_schema(report: Report) -> None:
    Draft202012Validator(schema()).validate(json.loads(dumped(report)))


def test_the_schema_is_one_itself() -> None:
    Draft202012Validator.check_schema(schema())


def test_every_field_is_in_the_file_and_version_comes_first(report: Report) -> None:
    keys = list(json.loads(dumped(report)))
    assert keys[0] == "version"
    assert set(keys) == {field.name for field in fields(Report)}


def test_a_lone_surrogate_becomes_the_replacement_character(report: Report) -> None:
    odd = replace(report, notes=("a\ud800b",))
    assert loaded(dumped(odd), "report.json").notes == ("a\ufffdb",)


def _tampered(report: Report, *way: str | int, value: object) -> str:
    whole: Any = json.loads(dumped(report))
    inner = whole
    for key in way[:-1]:
        inner = inner[key]
    inner[way[-1]] = value
    return json.dumps(whole)


@pytest.mark.parametrize(
    ("way", "value", "said"),
    [
        pytest.param(("version",), 2, "its version is 2, and this program reads version 1", id="later version"),
        pytest.param(("version",), True, "its version is True", id="version as a flag"),
        pytest.param(("version",), "1", "its version is 1", id="version as text"),
        pytest.param(("status",), "fine", "`status`: Input should be 'complete'", id="unknown word"),
        pytest.param(("findings", 0, "line"), "37", "`findings[0].line`: Input should be", id="number as text"),
        pytest.param(("findings", 0, "title"), 1, "`findings[0].title`", id="text as number"),
        pytest.param(("coverage", "files"), {}, "`coverage.files`", id="mapping for a list"),
        pytest.param(("extra",), 1, "`extra` is unknown", id="key that nobody knows"),
        pytest.param(("run", "\x1b[2J"), 1, "`run.␛[2J` is unknown", id="key that steers a terminal"),
        pytest.param(("cost", "usd"), float("nan"), "it is no JSON", id="not a number"),
        pytest.param(("cost", "x" * 200), 1, "…` is unknown", id="long key"),
    ],
)
def test_a_file_that_was_tampered_with_is_refused(
    way: tuple[str | int, ...], value: object, said: str, report: Report
) -> None:
    with pytest.raises(UsageError) as raised:
        loaded(_tampered(report, *way, value=value), "report.json")
    assert said in raised.value.message
    assert str(raised.value.place) == "report.json"


@pytest.mark.parametrize("key", ["version", "cost", "findings"])
def test_a_missing_key_is_named(key: str, report: Report) -> None:
    value = json.loads(dumped(report))
    del value[key]
    with pytest.raises(UsageError, match="version is not there" if key == "version" else f"`{key}`"):
        loaded(json.dumps(value), "report.json")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "[" * 100_000, '{"version": 1}', "\ud800"],
    ids=["empty", "cut off", "list", "null", "deep", "version alone", "surrogate"],
)
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="This is no report that can be read"):
        loaded(text, "report.json")
