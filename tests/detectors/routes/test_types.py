"""What a type still takes and gives after it was written otherwise."""

import pytest

from reviewbot.detectors.routes.types import is_narrowed, is_other, may_be_null


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("str", "int", True),
        ("str", "uuid.UUID", True),
        ("UUID", "str", False),
        ("float", "int", True),
        ("int", "float", False),
        ("str | None", "str", True),
        ("Optional[int]", "int | None", False),
        ("typing.Optional[int]", "int", True),
        ("int | str", "int", True),
        ("list[int]", "list[str]", True),
        ("List[int]", "list[float]", False),
        ("string[]", "Array<string>", False),
        ("string", "number", True),
        ("int", "Money", False),
        ("Optional[Money]", "int", False),
        ("list[Money]", "int", False),
        ("int", "int | " * 100 + "int", False),
    ],
)
def test_a_body_type_is_narrowed(before: str, after: str, expected: bool) -> None:
    assert is_narrowed(before, after, is_text=False) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("int", "str", False), ("str", "int", True), ("int | None", "int", False), ("int", "bool", True)],
)
def test_in_a_query_everything_is_a_text(before: str, after: str, expected: bool) -> None:
    assert is_narrowed(before, after, is_text=True) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("int", "str", True),
        ("int", "float", False),
        ("UUID", "str", False),
        ("str", "Money", False),
        ("int", "int | None", False),
    ],
)
def test_an_answer_has_another_kind_of_value(before: str, after: str, expected: bool) -> None:
    assert is_other(before, after) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("int", "int | None", True),
        ("int | None", "int", False),
        ("int", "Money", False),
        ("string", "string | null", True),
    ],
)
def test_an_answer_may_be_null(before: str, after: str, expected: bool) -> None:
    assert may_be_null(before, after) is expected
