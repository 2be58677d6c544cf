"""What cannot match is left out before anything is parsed."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewbot.detectors.prefilter import may_match, relevant
from reviewbot.domain.item import Item
from reviewbot.domain.source import Source

Own = Callable[..., Item]

_CALL = "- language: python\n  confidence: high\n  rule: {kind: call, has: {field: function, pattern: $F}}\n"


@pytest.mark.parametrize(
    ("requires", "fits"),
    [
        ((("go",),), True),
        ((("gone",),), False),
        ((("go",), ("gone",)), False),
        ((("gone", "go"),), True),
        ((("go",), ("x", "y")), False),
        ((), True),
        ((("/^g.\\(/",),), True),
        ((("/^o/",),), False),
        ((("/",),), False),
        ((("//",),), False),
    ],
)
def test_a_text_must_hold_one_alternative_of_every_entry(requires: tuple[tuple[str, ...], ...], *, fits: bool) -> None:
    assert may_match(requires, "a = 1\ngo(1)\n") is fits


def test_only_detectors_of_the_files_language_that_may_match_are_kept(own: Own) -> None:
    item = own(_CALL + "  requires: [go]\n" + _CALL + "  requires: [gone]\n" + _CALL.replace("python", "java"))
    (kept,) = relevant([item], Source("a.py", "go()\n", "python"))
    assert [one.requires for one in kept.detectors if one in item.detectors] == [(("go",),)]


_TEXT = st.text("ab_é.( \n", max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXT, part=st.text("ab_é.( ", min_size=1, max_size=4))
def test_a_detector_is_kept_where_the_text_holds_what_it_requires(own: Own, text: str, part: str) -> None:
    item = own(f"{_CALL}  requires: ['{part}']\n")
    assert bool(relevant([item], Source("a.py", text, "python"))) is (part in text)


def test_an_item_without_a_detector_that_may_match_is_left_out(own: Own) -> None:
    assert relevant([own(_CALL + "  requires: [gone]\n")], Source("a.py", "go()\n", "python")) == ()
    assert relevant([own(_CALL)], Source("a.txt", "go()\n", None)) == ()


def test_a_contract_is_nothing_that_one_version_shows(own: Own) -> None:
    item = own("- {contract: openapi, confidence: high}\n")
    assert relevant([item], Source("a.yaml", "paths: {}\n", "yaml")) == ()
