"""The configuration as it holds, with its origins."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.config.keys import Config, Override, Paths, default
from reviewbot.config.load import Loaded, loaded
from reviewbot.config.show import shown
from reviewbot.config.values import FailOn
from reviewbot.domain.levels import Engine, Severity

Load = Callable[[str], Loaded]
TEXT = """
paths:
  exclude: [legacy/]
  never_send: [customers/]
items:
  query-in-loop: high
overrides:
  - paths: [scripts/]
    items: {query-in-loop: off}
    max_comments: 0
  - paths: ["*.py"]
    fail_on: low
"""


def line(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.strip().startswith(start))


@pytest.mark.parametrize(
    ("start", "says"),
    [
        ("engine:", "engine: auto # default"),
        ("exclude:", "exclude: [legacy/] # .github/reviewbot.yml:3"),
        ("query-in-loop:", "query-in-loop: high # .github/reviewbot.yml:6"),
        ("fail_on: critical", "fail_on: critical # default"),
        ("- paths: [scripts/]", "- paths: [scripts/] # .github/reviewbot.yml:8, overrides[0]"),
        ("fail_on: low", "fail_on: low # .github/reviewbot.yml:12, overrides[1]"),
    ],
    ids=["default", "list", "item", "not set", "override", "key of an override"],
)
def test_every_value_says_where_it_comes_from(load: Load, start: str, says: str) -> None:
    assert " ".join(line(shown(load(TEXT)), start).split()) == says


def test_what_is_never_sent_comes_from_both(load: Load) -> None:
    assert line(shown(load(TEXT)), "never_send:").endswith("customers/]  # default and .github/reviewbot.yml:4")


@pytest.mark.parametrize(
    ("path", "start", "says"),
    [
        ("scripts/a.py", "query-in-loop", "query-in-loop: off # .github/reviewbot.yml:9, overrides[0]"),
        ("scripts/a.py", "max_comments", "max_comments: 0 # .github/reviewbot.yml:10, overrides[0]"),
        ("scripts/a.py", "fail_on", "fail_on: low # .github/reviewbot.yml:12, overrides[1]"),
        ("scripts/a.sh", "fail_on", "fail_on: critical # default"),
        ("src/a.go", "query-in-loop", "query-in-loop: high # .github/reviewbot.yml:6"),
    ],
    ids=["item", "zero", "later override", "default", "no override"],
)
def test_for_a_path_the_overrides_are_applied(load: Load, path: str, start: str, says: str) -> None:
    text = shown(load(TEXT), path)
    assert " ".join(line(text, start).split()) == says
    assert "\noverrides:" not in text


@pytest.mark.parametrize(
    ("text", "path", "title"),
    [
        (TEXT, "src/a.py", "# .github/reviewbot.yml for src/a.py"),
        (TEXT, "legacy/a.py", "# .github/reviewbot.yml for legacy/a.py, which paths.exclude leaves out"),
        (
            "paths: {include: [a/]}",
            "b.py",
            "# .github/reviewbot.yml for b.py, which paths.include does not name",
        ),
        ("", "a\n\u202eb", "# .github/reviewbot.yml for a\\U0000000a\\U0000202eb"),
    ],
    ids=["reviewed", "excluded", "not included", "hostile name"],
)
def test_the_title_says_for_which_path_and_whether_it_is_reviewed(load: Load, text: str, path: str, title: str) -> None:
    assert shown(load(text), path).splitlines()[0] == title


_GLOBS = st.from_regex(r"/?\.?[a-zü*][^\\\[]{0,8}", fullmatch=True).map(str)
_SEVERITIES = st.none() | st.sampled_from(Severity)
_ITEMS = st.dictionaries(st.sampled_from(["sql-injection", "null", "1", "a: b"]), _SEVERITIES, max_size=3)
_OVERRIDES = st.builds(
    Override,
    paths=st.lists(_GLOBS, min_size=1, max_size=3).map(tuple),
    items=_ITEMS,
    fail_on=st.none() | st.sampled_from(FailOn),
    max_comments=st.none() | st.integers(0, 50),
)
_CONFIGS = st.builds(
    Config,
    engine=st.sampled_from(Engine),
    agent=st.text(min_size=1).filter(lambda text: not text.startswith(" ")),
    paths=st.builds(Paths, include=st.lists(_GLOBS).map(tuple), never_send=st.lists(_GLOBS).map(tuple)),
    items=_ITEMS,
    overrides=st.lists(_OVERRIDES, max_size=3).map(tuple),
    fail_on=st.sampled_from(FailOn),
)


@given(_CONFIGS)
def test_what_is_shown_loads_to_the_same_again(config: Config) -> None:
    nothing = loaded("", "config.yml", [], [])
    text = shown(Loaded(config, nothing.document))
    assert loaded(text, "config.yml", ["sql-injection", "null", "1", "a: b"], []).config == config


def test_the_defaults_are_shown_whole(load: Load) -> None:
    assert load(shown(load(""))).config == default()
