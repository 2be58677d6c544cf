"""Every kind of change has a word, an impact, and an item that asks for it unless it is safe."""

from reviewbot.checklist.load import checklist
from reviewbot.detectors.openapi.kind import Direction, Kind, kind_of
from reviewbot.domain.contract import Impact
from reviewbot.domain.item import ContractDetector


def _asked() -> list[str]:
    return [
        change
        for item in checklist({}).items
        for detector in item.detectors
        if isinstance(detector, ContractDetector) and detector.contract == "openapi"
        for change in detector.changes
    ]


def test_every_harmful_kind_is_asked_for_by_one_detector() -> None:
    assert sorted(_asked()) == sorted(one for one in Kind if one.impact is not Impact.SAFE)


def test_a_direction_and_a_word_make_a_kind() -> None:
    assert kind_of(Direction.REQUEST, "type-narrowed") is Kind.REQUEST_TYPE_NARROWED
    assert Kind.REQUEST_TYPE_NARROWED.impact is Impact.BREAKING
    assert kind_of(Direction.RESPONSE, "type-narrowed").impact is Impact.SAFE
