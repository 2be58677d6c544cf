"""What tests of detectors share: an item with the detectors that a test writes."""

from collections.abc import Callable

import pytest

from reviewbot.checklist.load import item
from reviewbot.domain.item import Item

_TEXT = """\
---
id: {id}
title: A fault
severity: high
wording: {{title: "`$F` fails", trigger: "When it runs, it fails.", repair: "Mend it."}}
detectors:
{detectors}
---
"""


@pytest.fixture
def own() -> Callable[..., Item]:
    """Make an item of detectors in YAML; each rule captures `$F`."""

    def making(detectors: str, name: str = "own-item") -> Item:
        return item(_TEXT.format(id=name, detectors=detectors), "own.md", "team", {})

    return making
