"""Who may post: detectors that were right often enough when their hits were read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.precision.__main__ import PAGE
from benchmarks.precision.fetch import Package
from benchmarks.precision.hits import hits
from benchmarks.precision.page import page
from benchmarks.precision.verdicts import Key, Precision, Verdict, precisions, standing, verdicts
from reviewbot.checklist.load import checklist
from reviewbot.domain.item import ContractDetector, Detector, SecretDetector, SuppressionDetector, TaintDetector
from reviewbot.domain.levels import Confidence

_ITEMS = checklist({}).items
_ROWS = precisions(verdicts())
_TAINTED = frozenset(one.id for one in _ITEMS if any(isinstance(each, TaintDetector) for each in one.detectors))
KEY = Key("one", "python", "high")


def posting() -> Iterator[tuple[str, str, Detector]]:
    """List the detectors that speak without a model, by item and language."""
    for item in _ITEMS:
        for detector in item.detectors:
            if detector.confidence is not Confidence.LOW and not _is_exempt(item.id, detector):
                languages = getattr(detector, "languages", ("any",))
                yield from ((item.id, language, detector) for language in languages)


def _is_exempt(item: str, detector: Detector) -> bool:
    """Leave out what decision 12 lets post without a row."""
    match detector:
        case ContractDetector() | SuppressionDetector():
            return True
        case SecretDetector():
            return detector.confidence is Confidence.HIGH
        case TaintDetector():
            return item in {"sql-injection", "command-injection"}
        case _:
            return False


@pytest.mark.parametrize(
    ("item", "language", "detector"), list(posting()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_detector_that_posts_was_right_often_enough(item: str, language: str, detector: Detector) -> None:
    kin = _TAINTED if isinstance(detector, TaintDetector) else ()
    row = standing(Key(item, language, detector.confidence.value), _ROWS, kin)
    assert row is not None
    assert row.may_post


def test_the_page_is_what_the_verdicts_say() -> None:
    assert PAGE.read_text("utf-8") == page(_ROWS)


@pytest.mark.parametrize("length", [1, 3_000], ids=["a small file", "a large one"])
def test_a_file_has_its_hits_whatever_its_length(length: int, tmp_path: Path) -> None:
    (tmp_path / "client.py").write_text("import requests\n" + "A = 1\n" * length + "requests.get(URL, verify=False)\n")
    found = hits(Package("pypi", "p", "1"), tmp_path, frozenset({"tls-verification-off"}))
    assert [(one.key.item, one.path, one.line) for one in found] == [("tls-verification-off", "client.py", length + 2)]


def verdict(*words: bool) -> Verdict:
    return Verdict(KEY, "p", "1", "a.py", 1, "x", words, "")


def test_a_hit_is_right_if_more_than_half_of_its_readers_say_so() -> None:
    two = [verdict(True, True), verdict(True, False), verdict(False, False)]
    assert precisions(two)[KEY] == Precision(KEY, 3, 1, 2)
    four = [verdict(True, True, True, False), verdict(True, True, False, False)]
    assert precisions(four)[KEY] == Precision(KEY, 2, 1, 0)


@pytest.mark.parametrize(("read", "right", "posts"), [(5, 4, True), (4, 4, False), (8, 6, True), (9, 6, False)])
def test_it_takes_five_hits_and_three_in_four(read: int, right: int, *, posts: bool) -> None:
    assert Precision(KEY, read, right, read).may_post is posts


def test_too_few_hits_are_judged_with_their_nearest_kin() -> None:
    other, kin = Key("one", "go", "high"), Key("two", "python", "high")
    rows = {KEY: Precision(KEY, 2, 2, 2), other: Precision(other, 3, 3, 3), kin: Precision(kin, 9, 1, 9)}
    assert standing(KEY, rows) == Precision(KEY, 5, 5, 5)
    del rows[other]
    assert standing(KEY, rows) is None
    assert standing(KEY, rows, {"one", "two"}) == Precision(KEY, 11, 3, 11)
