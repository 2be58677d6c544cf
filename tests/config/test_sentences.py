"""What a person reads about a configuration that cannot be obeyed."""

from collections.abc import Callable

import pytest

from reviewbot.errors import ConfigurationError

Refused = Callable[[str], ConfigurationError]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("pathz: 1", "There is no key `pathz`.", "Did you mean `paths`? Allowed: `version`, `engine`, "),
        ("zzz: 1", "There is no key `zzz`.", "Allowed: `version`, `engine`, "),
        ("exclude: [a]", "There is no key `exclude`.", "It belongs below `paths`. Allowed: "),
        (
            "paths: {excludes: [a]}",
            "There is no key `excludes` in `paths`.",
            "Did you mean `exclude`? Allowed: `include`, `exclude`, `classes`, `never_send`.",
        ),
        (
            "overrides: [{paths: [a], min_severity: low}]",
            "There is no key `min_severity` in `overrides[0]`.",
            "`min_severity` stands at the beginning of a line, for the whole file. Allowed: `paths`, ",
        ),
        (
            "overrides: [{fail_on: low}]",
            "`overrides[0]` lacks the key `paths`.",
            "The files this override is about. Example: `paths: [scripts/]`.",
        ),
        (
            "items: {sql-injecton: off}",
            "There is no item `sql-injecton`, which `items` names.",
            "Did you mean `sql-injection`? `reviewbot checklist list` shows all items.",
        ),
        (
            "overrides: [{paths: [a], items: {x: off}}]",
            "There is no item `x`, which `overrides[0].items` names.",
            "`reviewbot checklist list` shows all items.",
        ),
        (
            "paths: {classes: {tests: [qa/]}}",
            "There is no key `tests` in `paths.classes`.",
            "Did you mean `test`? Allowed: `vendored`, ",
        ),
        (
            "prices: {x: {input: 1, output: 2, cache_reads: 1}}",
            "There is no key `cache_reads` in `prices.x`.",
            "Did you mean `cache_read`? Allowed: `input`, `output`, ",
        ),
        (
            "prices: {x: {input: 1}}",
            "`prices.x` lacks the key `output`.",
            "",
        ),
        (
            "areas: {securities: off}",
            "There is no area `securities`, which `areas` names.",
            "Did you mean `security`? Allowed: `data-access`, `error-handling`, `security`.",
        ),
        (
            "items: {security: off}",
            "There is no item `security`, which `items` names.",
            "It is one of the areas: write it below `areas`.",
        ),
    ],
    ids=[
        "near", "far", "misplaced", "nested", "whole file", "missing", "item", "item of an override", "class", "price",
        "half price", "area",
        "area as item",
    ],
)  # fmt: skip
def test_a_name_that_nobody_knows_gets_the_nearest_and_all_that_are_allowed(
    refused: Refused, text: str, message: str, hint: str
) -> None:
    error = refused(text)
    assert error.message == message
    assert error.hint.startswith(hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "fail_on: Highh",
            "`fail_on` must be one of `critical`, `high`, `medium`, `low`, `never`, not `Highh`.",
            "Did you mean `high`?",
        ),
        (
            "min_confidence: low",
            "`min_confidence` must be one of `medium`, `high`, not `low`.",
            "Leave out findings less sure than this; what is below medium is never a finding.",
        ),
        (
            "engine: [a]",
            "`engine` must be one of `auto`, `detectors`, `agent`, `all`, not a list.",
            "Who reads the change: ",
        ),
        (
            "effort: {a: b}",
            "`effort` must be one of `quick`, `standard`, `thorough`, not keys with values.",
            "How ",
        ),
        (
            "version: 2",
            "`version` must be `1`, not `2`.",
            "The version of this format: this reviewbot reads 1.",
        ),
        ("version: true", "`version` must be `1`, not `true`.", "The version of this format: "),
        (
            "max_comments: 51",
            "`max_comments` must be a whole number from 0 to 50, not `51`.",
            "The most inline ",
        ),
        (
            "max_comments: '7'",
            '`max_comments` must be a whole number from 0 to 50, not `"7"`.',
            "The most inline ",
        ),
        (
            "max_comments: true",
            "`max_comments` must be a whole number from 0 to 50, not `true`.",
            "The most ",
        ),
        (
            f"max_comments: 0x{'f' * 9000}",
            "`max_comments` must be a whole number from 0 to 50, not a number that long.",
            "The most inline ",
        ),
        (
            "budget: {run_usd: 0}",
            "`budget.run_usd` must be a number above 0 and at most 1000000, not `0`.",
            "The most US dollars one run may cost.",
        ),
        (
            "budget: {pull_usd: .inf}",
            "`budget.pull_usd` must be a number above 0 and at most 1000000, not `inf`.",
            "The most US dollars ",
        ),
        (
            "budget: {pull_usd: .nan}",
            "`budget.pull_usd` must be a number above 0 and at most 1000000, not `nan`.",
            "The most US dollars ",
        ),
        (
            "prices: {x: {input: -1, output: 2}}",
            "`prices.x.input` must be a number above 0 and at most 1000000, not `-1`.",
            "A million tokens of the prompt.",
        ),
        (
            "paths: {classes: {test: 0}}",
            "`paths.classes.test` must be a list, not `0`.",
            "What files are there for, ",
        ),
        (
            "paths: {exclude: src/}",
            "`paths.exclude` must be a list, not `src/`.",
            "Write a list, for a single value too: `[src/]`.",
        ),
        (
            "overrides: [{paths: []}]",
            "`overrides[0].paths` must be a list with at least one entry, not an empty list.",
            "The files this override is about.",
        ),
        (
            "paths: [a]",
            "`paths` must be keys with values, not a list.",
            "Which files are looked at. Example: ",
        ),
        ("paths: {include: [3]}", "`paths.include[0]` must be text, not `3`.", "A glob as in a .gitignore: "),
        ("agent: ''", '`agent` cannot be `""`.', "The agent: a name that reviewbot ships, "),
        (
            "- a",
            "The configuration must be keys with values, not a list.",
            "Write keys with values, such as ",
        ),
        (
            "word",
            "The configuration must be keys with values, not `word`.",
            "Write keys with values, such as ",
        ),
        ("paths:", "`paths` has no value.", "Write keys with values, or remove the key."),
        ("fail_on: ~", "`fail_on` has no value.", "Write one of `critical`, `high`, "),
        ("items:\n  sql-injection:", "`items.sql-injection` has no value.", "Write one of `off`, `low`, "),
        ("paths: {include: [~]}", "`paths.include[0]` has no value.", "Write text, or remove the key."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_wrong_value_is_told_what_is_allowed(refused: Refused, text: str, message: str, hint: str) -> None:
    error = refused(text)
    assert error.message == message
    assert error.hint.startswith(hint)


@pytest.mark.parametrize("word", ["false", "no", "No", "none", "never", "disabled"])
def test_other_words_for_off_are_led_to_it(refused: Refused, word: str) -> None:
    assert refused(f"items: {{sql-injection: {word}}}").hint == "Did you mean `off`?"


@pytest.mark.parametrize("word", ["false", "off", "none"])
def test_other_words_for_never_are_led_to_it(refused: Refused, word: str) -> None:
    assert refused(f"fail_on: {word}").hint == "Did you mean `never`?"


@pytest.mark.parametrize("word", ["true", "yes", "on"])
def test_switching_on_what_is_on_is_answered_with_what_to_do(refused: Refused, word: str) -> None:
    hint = "Name a severity, or remove the line: without it the default holds."
    assert refused(f"areas: {{security: {word}}}").hint == hint


@pytest.mark.parametrize(
    "glob",
    ["", " a", "!a", "./a", "../a", "/", ".", "a\\b", "**/" * 200],
    ids=["empty", "space", "negated", "here", "above", "root", "dot", "backslash", "long"],
)
def test_a_glob_that_is_none_is_refused(refused: Refused, glob: str) -> None:
    error = refused(f"paths: {{exclude: ['{glob}']}}")
    assert error.message.startswith("`paths.exclude[0]` cannot be ")
    assert error.hint.startswith("A glob as in a .gitignore: ")


def test_the_place_is_the_line_of_the_key(refused: Refused) -> None:
    assert str(refused("version: 1\npaths:\n  include: [a]\n  excludes: [b]\n").place) == ".github/reviewbot.yml:4"


def test_what_is_invisible_is_shown_as_an_escape(refused: Refused) -> None:
    error = refused('"\\u202epaths": 1\nagent: "\\u200b"\nfail_on: "\\u202e"')
    assert error.message == "There is no key `\\U0000202epaths`."
    assert '`"\\U0000202e"`' in error.hint


def test_a_long_value_is_cut(refused: Refused) -> None:
    error = refused(f"fail_on: {'x' * 5000}")
    assert len(error.message) < 200
    assert "…" in error.message
