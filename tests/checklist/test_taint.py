"""The taint detectors of an item: what is read, and what is refused where."""

from collections.abc import Callable

import pytest

from reviewbot.domain.item import Flows, Item, Sink, TaintDetector
from reviewbot.domain.levels import Confidence

Read = Callable[..., Item]
Refused = Callable[..., tuple[str, str, str]]

_HEAD = "detectors:\n- language: python\n  confidence: high\n"
_SMALL = "  taint:\n    sources: a.b\n    sinks: [{call: c}]\n"


def test_taint_becomes_a_detector(read: Read) -> None:
    more = """\
  requires: [a]
  wording: {title: 'From `$SOURCE` to `$SINK`'}
  taint:
    sources: [a.b, '@http-call']
    sinks:
    - {call: [c, d.e], argument: [0, name], text: x, when: {shell: 'True'}, unless: {'1': Safe}}
    - {returned: flask}
    passes: f
    sanitisers: [g]
    guards: [h]
    refused: ['..']
    fixed: ^/
    anchor: text
"""
    (made,) = read(_HEAD + more).detectors
    assert isinstance(made, TaintDetector)
    assert (made.languages, made.confidence, made.requires, made.line) == (("python",), Confidence.HIGH, (("a",),), 10)
    assert made.flows == Flows(
        sources=("a.b", "requests.get", "httpx.get"),
        sinks=(
            Sink(("c", "d.e"), ("0", "name"), "x", (("shell", "True"),), (("1", "Safe"),), ()),
            Sink((), (), "", (), (), ("flask",)),
        ),
        passes=("f",),
        sanitisers=("g",),
        guards=("h",),
        refused=("..",),
        fixed="^/",
    )
    assert made.at_text
    assert made.wording.title == "From `$SOURCE` to `$SINK`"


def test_the_sink_is_the_anchor_if_nothing_else_is_said(read: Read) -> None:
    (made,) = read(_HEAD + _SMALL).detectors
    assert isinstance(made, TaintDetector)
    assert not made.at_text


@pytest.mark.parametrize(
    ("more", "message", "line"),
    [
        ("detectors:\n- confidence: high\n" + _SMALL, "Taint needs its language.", 10),
        (_HEAD + _SMALL + "  rule: {kind: call}\n", "`taint` is no key here.", 12),
        (_HEAD + "  taint:\n    sinks: [{call: c}]\n", "Taint without sources finds nothing.", 12),
        (_HEAD + "  taint:\n    sources: a\n", "Taint without sinks finds nothing.", 12),
        (_HEAD + "  taint:\n    sources: a\n    sinks: [{text: c}]\n", "This sink names nothing.", 14),
        (
            _HEAD + _SMALL + "    fixed: '('\n",
            "`(` is no regular expression: missing ), unterminated subpattern at position 0.",
            15,
        ),
        (_HEAD + _SMALL + "    anchor: line\n", "`anchor` cannot be `line`.", 15),
        (_HEAD + _SMALL + "    sourcs: a\n", "`sourcs` is no key here.", 15),
        (_HEAD + "  taint:\n    sources: '@nowhere'\n    sinks: [{call: c}]\n", "There is no list `@nowhere`.", 13),
        (_HEAD + "  wording: {title: 'By `$F`'}\n" + _SMALL, "Taint has no `$F`.", 12),
    ],
    ids=["language", "rule", "sources", "sinks", "empty sink", "expression", "anchor", "key", "list", "capture"],
)
def test_what_cannot_be_used_is_refused(refused: Refused, more: str, message: str, line: int) -> None:
    said, _, place = refused(more)
    assert (said, place) == (message, f"own.md:{line}")
