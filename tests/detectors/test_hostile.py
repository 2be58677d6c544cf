"""All detectors of the checklist over texts that no author wrote: none crashes, and nothing else is lost for one."""

from collections.abc import Callable, Iterator
from itertools import chain, zip_longest

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewbot.checklist.load import checklist
from reviewbot.checklist.select import selected
from reviewbot.detectors.contract import compare
from reviewbot.detectors.revisions import alone
from reviewbot.detectors.run import Detectors
from reviewbot.domain.finding import Detected
from reviewbot.domain.item import Item
from reviewbot.domain.paths import path_class
from reviewbot.domain.source import Source, Versions
from reviewbot.syntax.languages import GRAMMARS, grammar_of, language_of
from reviewbot.syntax.tame import is_tame

SUFFIXES = (
    "py", "ts", "tsx", "js", "go", "java", "kt", "rb", "rs", "php", "cs", "scala", "swift", "c", "cpp", "ex", "lua",
    "sh", "tf", "json", "yaml", "html", "css", "sql", "graphql", "proto", "toml", "txt",
)  # fmt: skip
READ = ("py", "ts", "go", "java", "sql", "yaml", "txt")
PATHS = {"python": "app/a.py", "typescript": "src/a.ts", "go": "a.go", "java": "A.java", "sql": "migrations/1.sql"}
ODD = (
    "\0",
    "\ufeff",
    "\u202e",
    "\u2028",
    "\x85",
    "\x0c",
    "\r",
    "\ud7ff",
    "\U0010ffff",
    "\u0130",
    "\u017f",
    "e\u0301",
    "\u0663",
    "\U0001d521",
)
CALLS = "import requests\nfrom flask import request\nrequests.get(request.args['a'], verify=False)\n"
DEEP = Source("app/deep.py", CALLS + "f(" * 20_000 + ")" * 20_000, "python")
# Each call looks for a lambda around it up to the top, so the time grows with the square of the depth.
SLOW = """\
- language: python
  confidence: high
  rule: {kind: call, has: {field: function, pattern: $F}, inside: {kind: lambda, stopBy: end}}
"""
PLAIN = Source("app/plain.py", CALLS, "python")
LONG = Source("app/long.py", CALLS + "# long\n" * 2_500, "python")


@pytest.fixture(scope="module")
def items() -> tuple[Item, ...]:
    """Load the checklist once."""
    return checklist({}).items


@pytest.fixture(scope="module")
def detectors(items: tuple[Item, ...]) -> Iterator[Detectors]:
    """Run them as a review does."""
    with Detectors(items) as made:
        yield made


def examples() -> list[tuple[str, str]]:
    """Give the code of all items, with a path for each: between them they make every detector look."""
    several = (one for item in checklist({}).items for one in (*item.bad, *item.good))
    found = ((one.path or PATHS.get(one.language, f"a.{one.language}"), one.text) for one in several)
    return sorted(set(found))


def asked(items: tuple[Item, ...], source: Source) -> tuple[Item, ...]:
    return selected(items, source.path, path_class(source.path), language_of(source.path))


def is_sound(found: Detected, source: Source) -> bool:
    lines = range(1, len(source.lines) + 1)
    return all(one.anchor.start_line in lines and one.anchor.line in lines for one in found.candidates)


@st.composite
def spoilt(draw: st.DrawFn) -> Source:
    """Cut code off, mix it with another language's, put odd characters into it, or name it wrongly."""
    code = st.sampled_from(EXAMPLES)
    path, text = draw(code)
    match draw(st.sampled_from(("cut", "mixed", "odd", "renamed"))):
        case "cut":
            start = draw(st.integers(0, len(text)))
            text = text[start : draw(st.integers(start, len(text)))]
        case "mixed":
            pairs = zip_longest(text.split("\n"), draw(code)[1].split("\n"), fillvalue="")
            text = "\n".join(chain.from_iterable(pairs))
        case "odd":
            for place in draw(st.lists(st.integers(0, len(text)), min_size=1, max_size=8)):
                text = text[:place] + draw(st.sampled_from(ODD)) + text[place:]
        case _:
            path = f"{path.rpartition('.')[0]}.{draw(st.sampled_from(SUFFIXES))}"
    return Source(path, text, grammar_of(path))


EXAMPLES = examples()


@given(source=spoilt())
@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_spoilt_code_is_looked_at(source: Source, items: tuple[Item, ...], detectors: Detectors) -> None:
    found = detectors.detect(source, asked(items, source))
    assert found.failure == ""
    assert is_sound(found, source)


@given(before=spoilt(), after=spoilt())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_spoilt_contracts_are_compared_or_named(before: Source, after: Source, items: tuple[Item, ...]) -> None:
    # GraphQL is compared in a process of its own, whose start is not what is tried here.
    ours = [one for one in items if not one.id.startswith("graphql")]
    head = Source(before.path, after.text, before.language)
    broken = compare(alone(Versions(before, head)), ours)
    assert set(broken.failures) <= {before.path}
    assert all(one.anchor.path == before.path for one in broken.candidates)


def test_every_grammar_is_tried() -> None:
    assert {grammar_of(f"a.{suffix}") for suffix in SUFFIXES} >= GRAMMARS


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        *(pytest.param(one, "f({[" * 3_000 + "\n" + CALLS, id=f"{one} nests deep") for one in SUFFIXES),
        *(pytest.param(one, CALLS + "a" * 1_000_000, id=f"{one} has a line of a megabyte") for one in READ),
        *(pytest.param(one, CALLS + "\0\n" * 3_000, id=f"{one} is mostly NUL") for one in READ),
    ],
)
def test_a_monster_costs_no_other_file_anything(
    items: tuple[Item, ...], detectors: Detectors, suffix: str, text: str
) -> None:
    source = Source(f"app/monster.{suffix}", text, grammar_of(f"a.{suffix}"))
    assert not is_tame(source)
    assert is_sound(detectors.detect(source, asked(items, source)), source)
    assert len(detectors.detect(PLAIN, asked(items, PLAIN)).candidates) > 1


def test_a_file_that_takes_too_long_fails_and_the_others_say_what_they_said(
    items: tuple[Item, ...], own: Callable[..., Item]
) -> None:
    several = (*items, own(SLOW, "slow"))
    with Detectors(several, seconds=3) as detectors:
        before = [detectors.detect(one, asked(several, one)) for one in (PLAIN, LONG)]
        slow = detectors.detect(DEEP, asked(several, DEEP))
        after = [detectors.detect(one, asked(several, one)) for one in (PLAIN, LONG)]
    assert slow == Detected((), "the detectors took more than 3 s on this file")
    assert [(len(one.candidates) > 1, one.failure) for one in before] == [(True, ""), (True, "")]
    assert after == before
