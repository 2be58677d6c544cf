"""JSON from our values."""

import json

import pytest

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor
from reviewbot.output.encode import encoded, plain


def test_a_value_becomes_a_mapping_of_its_fields() -> None:
    assert plain(Anchor("a.py", Side.LEFT, 1, 2)) == {"path": "a.py", "side": "LEFT", "start_line": 1, "line": 2}


def test_what_json_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        plain(object())


def test_keys_keep_their_order_and_every_character_its_meaning() -> None:
    text = encoded({"b": "é\u202e\x1b", "a\ud800": [1, None]}, indent=None)
    assert text.isascii()
    assert json.loads(text) == {"b": "é\u202e\x1b", "a\ufffd": [1, None]}
    assert text.index('"b"') < text.index('"a')
