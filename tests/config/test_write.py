"""The digest of a configuration."""

from collections.abc import Callable

import pytest

from reviewbot.config.keys import default
from reviewbot.config.load import Loaded
from reviewbot.config.write import digest

Load = Callable[[str], Loaded]


def test_the_digest_is_a_sha256_that_depends_on_nothing_but_the_values(load: Load) -> None:
    one = digest(load("# a comment\nitems: {sql-injection: off, query-in-loop: low}\nengine: auto\n").config)
    assert one == digest(load("items:\n  query-in-loop: low\n  sql-injection: off\n").config)
    assert len(bytes.fromhex(one)) == 32


@pytest.mark.parametrize(
    "text",
    [
        "engine: detectors",
        "agent: x",
        "effort: quick",
        "paths: {include: [a]}",
        "paths: {exclude: [a]}",
        "paths: {never_send: [a]}",
        "items: {sql-injection: off}",
        "areas: {security: off}",
        "overrides: [{paths: [a], items: {sql-injection: off}}]",
        "min_severity: high",
        "min_confidence: high",
        "models: {review: x}",
        "forks: agent",
        "team_rules: []",
    ],
)
def test_what_decides_the_findings_changes_the_digest(load: Load, text: str) -> None:
    assert digest(load(text).config) != digest(default())


@pytest.mark.parametrize(
    "text",
    [
        "budget: {run_usd: 3}",
        "fail_on: low",
        "max_comments: 3",
        "on_incomplete: fail",
        "overrides: [{paths: [a], fail_on: low, max_comments: 2}]",
    ],
)
def test_what_only_shows_judges_or_pays_leaves_the_digest(load: Load, text: str) -> None:
    assert digest(load(text).config) == digest(default())
