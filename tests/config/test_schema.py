"""The JSON Schema says what the loader does."""

from collections.abc import Callable, Mapping
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.config.keys import ADAPTER
from reviewbot.config.load import Loaded, loaded
from reviewbot.config.schema import allowed, node, properties, schema
from reviewbot.config.write import written
from reviewbot.errors import ConfigurationError

Load = Callable[[str], Loaded]
NAMES = ("sql-injection", "query-in-loop")
SCHEMA: Any = schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def is_loaded(value: object) -> bool:
    try:
        loaded(yaml.safe_dump(value, allow_unicode=True), "config.yml", NAMES, NAMES)
    except ConfigurationError:
        return False
    return True


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:reviewbot:config:1"


def test_it_stands_alone() -> None:
    assert "$ref" not in repr(schema())


def test_every_key_has_a_description_and_a_default() -> None:
    for name, child in properties(node(())).items():
        assert str(child["description"]).endswith("."), name
        leaves = properties(child) or {name: child}
        assert all("default" in leaf and "description" in leaf for leaf in leaves.values()), name


def test_its_defaults_are_the_loaders(load: Load) -> None:
    plain: Any = written(load("").config)
    for name, child in properties(node(())).items():
        for key, leaf in properties(child).items():
            assert leaf["default"] == plain[name][key]
        assert properties(child) or child["default"] == plain[name]


def test_every_example_is_a_configuration() -> None:
    for name, child in properties(node(())).items():
        examples: Any = child.get("examples", [])
        for example in examples:
            if name != "areas":
                assert is_loaded({name: example})
            assert VALIDATOR.is_valid({name: example})


@pytest.mark.parametrize("key", [("nope",), ("paths", "nope"), ("engine", "x"), ("paths", 0)], ids=str)
def test_there_is_no_schema_where_there_is_no_key(key: tuple[str | int, ...]) -> None:
    assert not node(key)


# What no schema can know is left out: names that are no item, ranges in globs, and 7.0, an integer to JSON.
_WORDS = st.text("ab ./!*\\ü", max_size=5) | st.sampled_from(
    ["x" * 500, "x" * 501, "ü" * 500]
) | st.sampled_from(
    ["off", "never", "auto", "agent", "low", "high", "quick", "fail", "src/**", "/a", ".env*", "./a"]
)  # fmt: skip
_NUMBERS = st.integers(-2, 60) | st.floats(-2, 60, allow_nan=False).filter(lambda number: not number.is_integer())
_SCALARS = _WORDS | _NUMBERS | st.booleans() | st.none() | st.sampled_from([1, 10**9, float("inf")])
_VALUES = _SCALARS | st.lists(_SCALARS, max_size=3) | st.dictionaries(st.sampled_from(NAMES), _SCALARS, max_size=2)


def _near(child: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Draw values that mostly keep to a schema."""
    kind = str(child.get("type"))
    if properties(child):
        fields = {name: _near(inner) | _VALUES for name, inner in properties(child).items()}
        return st.fixed_dictionaries({}, optional=fields)
    if kind == "object":
        return st.dictionaries(st.sampled_from(NAMES), st.just("off") | _SCALARS, max_size=2)
    if kind == "array":
        return st.lists(_near(child["items"]), max_size=3)
    if allowed(child):
        return st.sampled_from(allowed(child))
    return {"string": _WORDS, "integer": st.integers(-1, 51)}.get(kind, _NUMBERS)


@given(_near(SCHEMA) | _VALUES | st.dictionaries(st.sampled_from(["pathz", *SCHEMA["properties"]]), _VALUES))
def test_the_schema_and_the_loader_agree(value: object) -> None:
    assert VALIDATOR.is_valid(value) == is_loaded(value)


@given(st.data())
def test_one_key_by_itself_is_judged_alike(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SCHEMA["properties"])))
    value = {name: data.draw(_near(SCHEMA["properties"][name]) | _VALUES)}
    assert VALIDATOR.is_valid(value) == is_loaded(value)


def test_the_adapter_reads_what_it_writes(load: Load) -> None:
    config = load("items: {sql-injection: off}\noverrides: [{paths: [a], fail_on: never}]").config
    assert ADAPTER.validate_python(written(config)) == config
