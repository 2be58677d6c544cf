"""From the file's text to a configuration."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.config.keys import Config, default
from reviewbot.config.load import Loaded, loaded
from reviewbot.config.schema import node, properties
from reviewbot.config.values import NEVER_SEND, FailOn
from reviewbot.domain.levels import Confidence, Engine, Severity
from reviewbot.errors import ConfigurationError

Load = Callable[[str], Loaded]
Refused = Callable[[str], ConfigurationError]
PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "{}", "---\n", "~"], ids=repr)
def test_a_file_that_says_nothing_means_the_defaults(load: Load, text: str) -> None:
    assert load(text).config == default()


def test_the_defaults_are_those_of_the_design() -> None:
    config = default()
    assert (config.engine, config.fail_on, config.max_comments) == (Engine.AUTO, FailOn.CRITICAL, 7)
    assert (config.budget.run_usd, config.budget.pull_usd) == (1, 5)
    assert (config.min_severity, config.min_confidence) == (Severity.LOW, Confidence.MEDIUM)


def test_off_is_no_severity_and_a_severity_is_the_vocabularys_own(load: Load) -> None:
    items = load("items: {sql-injection: off, query-in-loop: high}").config.items
    assert items == {"sql-injection": None, "query-in-loop": Severity.HIGH}


def test_words_become_members_and_lists_become_tuples(load: Load) -> None:
    config = load("{engine: all, min_confidence: high, paths: {include: [src/, a.py]}}").config
    assert isinstance(config.engine, Engine)
    assert isinstance(config.min_confidence, Confidence)
    assert config.paths.include == ("src/", "a.py")


def test_a_whole_number_is_a_number_of_dollars(load: Load) -> None:
    assert load("budget: {run_usd: 2}").config.budget.run_usd == 2.0


def test_never_send_adds_to_what_is_never_sent(load: Load) -> None:
    assert load("paths: {never_send: [customers/, .env*]}").config.paths.never_send == (
        *NEVER_SEND,
        "customers/",
    )


def test_never_fails_on_no_severity_and_the_rest_on_their_own(load: Load) -> None:
    assert load("fail_on: never").config.fail_on.severity is None
    assert load("fail_on: high").config.fail_on.severity is Severity.HIGH


def test_aliases_and_merges_are_read_as_what_they_stand_for(load: Load) -> None:
    first = "overrides:\n- &one\n  paths: &globs [a/]\n  max_comments: 1\n"
    config = load(first + "- <<: *one\n  fail_on: low\npaths: {exclude: *globs}").config
    assert config.overrides[1].paths == config.paths.exclude == ("a/",)
    assert config.overrides[1].max_comments == 1


def test_a_configuration_of_more_than_a_million_characters_is_not_read(refused: Refused) -> None:
    error = refused("#" * 1_000_001)
    assert "longer than a million characters" in error.message
    assert str(error.place) == ".github/reviewbot.yml"


def test_the_example_of_the_documentation_is_a_configuration(load: Load) -> None:
    example = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
    config = load(example).config
    assert config.items["unversioned-route"] is None
    assert config.overrides[1].fail_on is FailOn.HIGH


def test_the_documentation_shows_every_key() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = "\n".join(line for line in page.splitlines() if line.startswith("| `"))
    example = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0])
    for key, child in properties(node(())).items():
        assert f"`{key}" in rows
        assert key in example
        for name in properties(child):
            assert f"`{key}.{name}`" in rows or f"`.{name}`" in rows


def outcome(text: str) -> Config | ConfigurationError:
    try:
        return loaded(text, "config.yml", ["sql-injection"], ["security"]).config
    except ConfigurationError as error:
        return error


_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["off", "never", "high", "auto", "agent", "src/**", "yes", 7, 10**400])
)  # fmt: skip
_KEYS = st.sampled_from([*properties(node(())), "include", "exclude", "run_usd", "review", "sql-injection"]) | st.text()
_ANYTHING = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=12,
)


@given(_ANYTHING | st.dictionaries(_KEYS, _ANYTHING, max_size=8))
def test_whatever_is_written_is_a_configuration_or_a_configuration_error(value: object) -> None:
    said = outcome(yaml.safe_dump(value, allow_unicode=True))
    assert isinstance(said, Config) or (said.message and said.hint and said.place)
    assert "nput should" not in str(said)


@given(st.text("abk:-&*[]{}'\"|>#%!,?\\ \n\t\r\x00\x85\u202e\U0001f600") | st.text())
def test_any_text_is_a_configuration_or_a_configuration_error(text: str) -> None:
    assert isinstance(outcome(text), Config | ConfigurationError)
