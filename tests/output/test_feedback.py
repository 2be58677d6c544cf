"""The sums of what people made of comments, as text and as JSON."""

import json

from reviewbot.domain.feedback import Feedback, Opinion
from reviewbot.output.feedback import feedback_json, feedback_text

_UNWANTED = Opinion("query-in-loop", 1_200, 3, 1, 1, 9, 700, is_unwanted=True)
_FEEDBACK = Feedback("acme/shop", 50, 0, (_UNWANTED, Opinion("sql-injection", 2, likes=2)))
_TEXT = """\
acme/shop: 1,202 comments on 50 pull requests

item           posted  dismissed  resolved unfixed  thumbs up  thumbs down
query-in-loop   1,200          3                 1          1            9
sql-injection       2          0                 0          2            0

Rejected again and again; a line in .github/reviewbot.yml switches an item off:
  items: {query-in-loop: off}  # 700 of 1,200 rejected
"""


def test_the_sums_stand_in_columns_and_what_is_unwanted_below_them() -> None:
    assert feedback_text(_FEEDBACK) == _TEXT


def test_where_nothing_was_said_there_is_no_table() -> None:
    assert feedback_text(Feedback("acme/shop", 1, 0, ())) == "acme/shop: 0 comments on 1 pull request\n"


def test_what_was_not_read_is_said() -> None:
    assert "Only the first 100 threads were read of 2 pull requests." in feedback_text(Feedback("acme/shop", 9, 2, ()))


def test_json_has_the_line_of_configuration_only_where_an_item_is_unwanted() -> None:
    items = json.loads(feedback_json(_FEEDBACK))["items"]
    assert [one["off"] for one in items] == ["items: {query-in-loop: off}", ""]
