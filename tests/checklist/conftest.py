"""What tests of the checklist share: an item's file with parts exchanged, and the error it gives."""

from collections.abc import Callable

import pytest

from reviewbot.checklist.load import item
from reviewbot.domain.item import Item
from reviewbot.errors import ConfigurationError

_FRONT = """\
id: own-item
title: A fault
severity: high
wording:
  title: "It fails"
  trigger: "When it runs, it fails."
  repair: "Mend it."
"""
_BODY = "It hurts.\n"


@pytest.fixture
def read() -> Callable[..., Item]:
    """Read an item's file: the smallest front matter with more lines behind it, and a body."""

    def reading(more: str = "", body: str = _BODY, front: str = _FRONT) -> Item:
        return item(f"---\n{front}{more}---\n{body}", "own.md", "team", {"http-call": ("requests.get", "httpx.get")})

    return reading


@pytest.fixture
def refused(read: Callable[..., Item]) -> Callable[..., tuple[str, str, str]]:
    """Read an item's file that cannot be used; give message, hint and place."""

    def refusing(more: str = "", body: str = _BODY, front: str = _FRONT) -> tuple[str, str, str]:
        with pytest.raises(ConfigurationError) as caught:
            read(more, body, front)
        assert caught.value.exit_code == 2
        return caught.value.message, caught.value.hint, str(caught.value.place)

    return refusing
