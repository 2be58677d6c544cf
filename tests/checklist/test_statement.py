"""Statement detectors: what is read, and what is refused where."""

from collections.abc import Callable

import pytest

from reviewbot.domain.hazard import Hazard
from reviewbot.domain.item import Item, StatementDetector, Wording
from reviewbot.domain.levels import Confidence

Read = Callable[..., Item]
Refused = Callable[..., tuple[str, str, str]]

_HEAD = "detectors:\n- confidence: medium\n"


def test_hazards_become_a_detector(read: Read) -> None:
    more = "  statement: [index, check]\n  requires: [a]\n  paths: [b/]\n  wording: {title: '$SUBJECT $TABLE $LOCK'}\n"
    (made,) = read(_HEAD + more).detectors
    assert isinstance(made, StatementDetector)
    assert (made.hazards, made.confidence) == (frozenset({Hazard.INDEX, Hazard.CHECK}), Confidence.MEDIUM)
    assert (made.requires, made.paths) == ((("a",),), ("b/",))
    assert made.wording == Wording("$SUBJECT $TABLE $LOCK", "When it runs, it fails.", "Mend it.")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("  statement: [index, indx]\n", "No statement is judged by `indx`."),
        ("  statement: []\n", "This detector finds nothing."),
        ("  statement: index\n  rules: a\n", "`rules` is no key here."),
        ("  statement: index\n  wording: {title: $NAME}\n", "A statement has no `$NAME`."),
    ],
)
def test_what_cannot_be_used_is_refused(refused: Refused, more: str, message: str) -> None:
    assert message in refused(_HEAD + more)
