"""Test which lines show something, and which stand in any file."""

import pytest

from reviewbot.agent.quote import is_comment, is_telling


@pytest.mark.parametrize(
    "line",
    [")", "pass", "", "  ", "});", "else:", "} else {", "return None", "return;", "try:", "end", "x", "{}", "1, 2, 3",
     "return x", "if not x:", '"""', "# the caller checks this", "// validated upstream", "/* safe */", "* safe",
     "*", "-- safe", "--", "<!-- safe -->", '"""Validated upstream."""', "return True"],
    ids=repr,
)  # fmt: skip
def test_a_line_that_stands_in_any_file_shows_nothing(line: str) -> None:
    assert not is_telling(line)


@pytest.mark.parametrize(
    "line",
    ["for order in shop.orders.all():", "except:", "except Exception:", "} catch (error) {", "verify=False,",
     "db.commit()", "return order", "*owner = nil", "--count;", "#include <stdio.h>", "#[derive(Debug)]",
     "#define MAX 3", "größe += 1", "timeout = None", "SELECT * FROM orders"],
    ids=repr,
)  # fmt: skip
def test_a_line_that_names_something_shows_it(line: str) -> None:
    assert is_telling(line)
    assert not is_comment(line)


@pytest.mark.parametrize("line", ["# safe", "  // safe", "/** safe", "* safe", "-- safe", "<!-- safe"], ids=repr)
def test_a_comment_is_one_by_its_beginning(line: str) -> None:
    assert is_comment(line)
    assert not is_comment(f"check(order)  {line}")
