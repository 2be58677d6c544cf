"""Where a no to a finding can stand, and what the configuration's line for it is worth."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reviewbot.config.load import loaded
from reviewbot.config.resolve import for_path
from reviewbot.domain.finding import Finding
from reviewbot.output.objection import CONFIGURATION, can_hold_comment, override


@pytest.mark.parametrize(
    "path",
    [
        "package.json", "web/composer.json", "analysis.ipynb", "rows.csv", "uv.lock", "Gemfile.lock",
        "src/packages.lock.json", "gradle.lockfile", "go.sum", "pnpm-lock.yaml", "Package.resolved",
    ],
)  # fmt: skip
def test_some_files_hold_no_comments_or_do_not_keep_them(path: str) -> None:
    assert not can_hold_comment(path)


@pytest.mark.parametrize(
    "path", ["a.py", "web/tsconfig.build.json", "Gemfile", "go.mod", "pyproject.toml", "Makefile", "lock", "a.json.ts"]
)
def test_most_files_hold_comments(path: str) -> None:
    assert can_hold_comment(path)


_NAMES = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="/"), min_size=1, max_size=12)
_PATHS = st.lists(_NAMES, min_size=1, max_size=3).map("/".join)


@given(path=_PATHS)
@example(path="package.json")
@example(path="app/[id]/{a,b}/*.json")
@example(path="a \"b'`\\.json")
@example(path="@s/on.json")
@example(path="!")
@example(path=".! a/b.json")
@example(path="é/\U0001f600: # .json")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_override_switches_off_the_item_for_its_file(path: str, finding: Finding) -> None:
    line = override(replace(finding, path=path))
    known = {finding.item: finding.area}
    config = loaded(f"version: 1\n{line}\n", CONFIGURATION, known, known.values()).config
    assert for_path(config, path).items == {finding.item: None}


def test_an_override_says_nothing_of_files_of_the_same_name_elsewhere(finding: Finding) -> None:
    line = override(replace(finding, path="package.json"))
    config = loaded(f"version: 1\n{line}\n", CONFIGURATION, [finding.item], []).config
    assert for_path(config, "web/package.json").items == {}
