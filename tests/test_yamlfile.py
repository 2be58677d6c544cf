"""YAML and front matter: values, lines, and what is refused."""

import math

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reviewbot.errors import ConfigurationError
from reviewbot.yamlfile import Document, front_matter, load


def refused(text: str) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as caught:
        load(text, "a.yml")
    return caught.value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("off", "off"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("y", "y"),
        ("true", True),
        ("FALSE", False),
        ("", None),
        ("~", None),
        ("Null", None),
        ("12:30", "12:30"),
        ("2026-11-23", "2026-11-23"),
        ("012", 12),
        ("-7", -7),
        ("0o17", 15),
        ("0x1F", 31),
        ("0b1", "0b1"),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        ("1.", 1.0),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("-.INF", -math.inf),
        ("1.2.3", "1.2.3"),
        ("'true'", "true"),
        ('"012"', "012"),
        ("!!str 7", "7"),
        ("!custom 7", 7),
        ("=", "="),
    ],
)
def test_a_scalar_is_read_as_version_1_2_has_it(written: str, value: object) -> None:
    read = load(f"key: {written}\n", "a.yml").value
    assert read == {"key": value}
    assert isinstance(read, dict)
    assert type(read["key"]) is type(value)


def test_nan_is_a_number() -> None:
    read = load(".nan", "a.yml").value
    assert isinstance(read, float)
    assert math.isnan(read)


@pytest.mark.parametrize("digits", [4_000, 5_000, 100_000])
def test_a_number_of_any_length_is_no_error(digits: int) -> None:
    assert isinstance(load("9" * digits, "a.yml").value, int | float)


def test_keys_are_always_text() -> None:
    text = "200: a\noff: b\n1.5: c\n~: d\n"
    assert load(text, "a.yml").value == {"200": "a", "off": "b", "1.5": "c", "~": "d"}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n"], ids=repr)
def test_a_document_that_says_nothing_is_none(text: str) -> None:
    assert load(text, "a.yml").value is None


def test_json_is_yaml() -> None:
    assert load('{"a": [1, {"b": null}],\n\t"c": "\\u00e9"}', "a.json").value == {"a": [1, {"b": None}], "c": "é"}


_LINED = """\
# a comment

one: 1
list:
  - a
  -
    deep: x
flow: {left: 1,
  right: [2,
    3]}
text: |
  two
  lines
last: 4
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ((), 3),
        (("one",), 3),
        (("list",), 4),
        (("list", 0), 5),
        (("list", 1), 7),
        (("list", 1, "deep"), 7),
        (("flow", "right"), 9),
        (("flow", "right", 1), 10),
        (("last",), 14),
    ],
    ids=str,
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_every_key_and_value_knows_its_line(key: tuple[str | int, ...], line: int, end: str) -> None:
    assert load(_LINED.replace("\n", end), "a.yml").line(key) == line


def test_the_line_of_something_missing_is_that_of_what_is_around_it() -> None:
    document = load(_LINED, "a.yml")
    assert document.line(("list", 1, "missing", 7)) == 7
    assert document.line(("missing",)) == 3
    assert load("", "a.yml").line(("missing",)) == 1
    assert str(document.place(("last",))) == "a.yml:14"


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\r"], ids=ascii)
def test_lines_are_counted_as_editors_count_them(character: str) -> None:
    assert load(f'a: "x{character} y"\nb: 1\n', "a.yml").line(("b",)) == 2


def test_lines_start_where_the_document_starts_in_its_file() -> None:
    assert load("a: 1\nb: 2\n", "a.md", 5).line(("b",)) == 6


def test_a_merge_key_gives_what_is_not_written() -> None:
    text = "one: &one {a: 1, b: 1}\ntwo: &two {b: 2, c: 2}\nboth:\n  <<: [*one, *two]\n  a: 3\n"
    value = load(text, "a.yml").value
    assert isinstance(value, dict)
    assert value["both"] == {"a": 3, "b": 1, "c": 2}


def test_of_two_merge_keys_the_first_wins() -> None:
    value = load("x: &x {a: 1}\ny: &y {a: 2}\nz:\n  <<: *x\n  <<: *y\n", "a.yml").value
    assert isinstance(value, dict)
    assert value["z"] == {"a": 1}


def test_a_quoted_merge_key_is_a_key() -> None:
    assert load('"<<": 1', "a.yml").value == {"<<": 1}


def test_an_alias_stands_for_its_value_and_an_anchor_can_be_set_anew() -> None:
    assert load("[&a 1, *a, &a 2, *a]", "a.yml").value == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a: 1\na: 2\n", "The key `a` is written twice.", 2),
        ("a: 1\n---\nb: 2\n", "There is more than one document.", 2),
        ("a: 1\n? [b]\n: 2\n", "A key must be a plain word.", 2),
        ("a: 1\n<<: 3\n", "`<<` merges a mapping.", 2),
        ("a: 1\nb: *c\n", "The alias `*c` has no anchor before it.", 2),
        ("a: &a [*a]\n", "The alias `*a` has no anchor before it.", 1),
        ("a: 1\nb: [1,\n", "This is no YAML: did not find expected node content.", 3),
        ("a: 1\n\tb: 2\n", "This is no YAML: found a tab character that violates indentation.", 2),
        ("a: 1\n b: 2\n", "This is no YAML: mapping values are not allowed in this context.", 2),
        ("a: 1\nb: \x07\n", "This is no YAML: it holds the character U+0007.", 2),
        ("a: 1\nb: \ud800\n", "This is no YAML: it holds the character U+D800.", 2),
        ("a: 1\nb: \x00\n", "This is no YAML: it holds the character U+0000.", 2),
        ("a: 1\nb: \ufffe\n", "This is no YAML: it holds the character U+FFFE.", 2),
        ('a: "\u2028"\nb: *c\n', "The alias `*c` has no anchor before it.", 2),
    ],
    ids=repr,
)
def test_what_is_wrong_is_said_with_its_line(text: str, message: str, line: int) -> None:
    error = refused(text)
    assert error.message == message
    assert str(error.place) == f"a.yml:{line}"
    assert error.hint
    assert error.exit_code == 2


def _laughs(levels: int) -> str:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, levels)]
    return "\n".join(lines)


def _merges(levels: int) -> str:
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{level}: &a{level} {{<<: *a{level - 1}, k{level}: *a{level - 1}}}" for level in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 102 + "]" * 102,
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        _laughs(9),
        _merges(60),
        "\n".join([f"a0: &a0 {'[' * 60}{']' * 60}", f"a1: {'[' * 60}*a0{']' * 60}"]),
    ],
    ids=["nested", "brackets", "braces", "dashes", "questions", "laughs", "merges", "deep-alias"],
)
def test_a_document_that_would_blow_up_is_refused(text: str) -> None:
    message = refused(text).message
    assert message in {"This document is nested too deeply or too large.", "A key must be a plain word."}


def test_a_hundred_levels_below_the_first_are_allowed() -> None:
    value = load("[" * 101 + "]" * 101, "a.yml").value
    for _ in range(100):
        assert isinstance(value, list)
        (value,) = value
    assert value == []


_TEXTS = st.text(st.sampled_from("ab:-?[]{},&*!|>'\"#%@\t \n\r\ud800\x00\x85\u2028\ufeff<1.0"), max_size=60)


@given(_TEXTS | st.text(max_size=30))
@example("%YAML 9.9\n---\na")
@example("%TAG ! !!\n--- !x")
@example("- &a\n- *a")
@example("!<")
@example("--- |9\n")
@example("&a *a")
def test_no_text_gives_anything_but_a_document_or_an_error_with_its_place(text: str) -> None:
    try:
        read: Document | ConfigurationError = load(text, "a.yml")
    except ConfigurationError as error:
        read = error
    line = read.line(()) if isinstance(read, Document) else read.place and read.place.line
    assert line in range(1, text.count("\n") + 2)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text("ab: \n#'\"é", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab1: ", max_size=4), inner, max_size=3),
    max_leaves=10,
)


@given(_VALUES)
def test_what_another_writer_writes_is_read_back(value: object) -> None:
    assert load(yaml.safe_dump(value), "a.yml").value == value


def test_front_matter_is_parted_from_the_body() -> None:
    document, body, line = front_matter("---\nid: a\n---\nText\n---\nmore\n", "a.md")
    assert document.value == {"id": "a"}
    assert document.line(("id",)) == 2
    assert (body, line) == ("Text\n---\nmore\n", 4)


def test_front_matter_may_end_its_lines_with_carriage_returns() -> None:
    document, body, line = front_matter("---\r\nid: a\r\n---\r\nText\r\n", "a.md")
    assert document.value == {"id": "a"}
    assert (body, line) == ("Text\r\n", 4)


@pytest.mark.parametrize("text", ["", "id: a\n", "---\nid: a\n", "# Title\n---\nid: a\n---\n", "---"], ids=repr)
def test_a_file_without_front_matter_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="There is no front matter") as caught:
        front_matter(text, "a.md")
    assert str(caught.value.place) == "a.md:1"


def test_an_error_in_front_matter_counts_in_the_file() -> None:
    with pytest.raises(ConfigurationError) as caught:
        front_matter("---\nid: a\nid: b\n---\n", "a.md")
    assert str(caught.value.place) == "a.md:3"
