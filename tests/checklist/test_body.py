"""The Markdown of an item: reason, what to look for, examples."""

from collections.abc import Callable

import pytest

from reviewbot.checklist.body import marked_lines
from reviewbot.domain.item import Example, Item

Read = Callable[..., Item]
Refused = Callable[..., tuple[str, str, str]]

_PAGE = """\
Why it hurts.

## Look for
- this

## Bad
Prose between examples says nothing.
```python path=app/a.py
x = 1  # finding
```
~~~typescript
const x = `
```
` // finding
~~~
````
plain
````

## Good
```yaml base
a: 1
b: 2
```
```yaml
a: 1
```
"""


def test_a_page_is_parted_into_reason_hints_and_examples(read: Read) -> None:
    item = read(body=_PAGE)
    assert (item.why, item.look_for) == ("Why it hurts.", "- this")
    assert item.bad == (
        Example("python", "app/a.py", "x = 1  # finding\n", 18),
        Example("typescript", "", "const x = `\n```\n` // finding\n", 21),
        Example("", "", "plain\n", 26),
    )
    assert item.good == (Example("yaml", "", "a: 1\n", 35, base="a: 1\nb: 2\n", base_line=31),)


def test_lines_may_end_with_carriage_returns(read: Read) -> None:
    item = read(body=_PAGE.replace("\n", "\r\n"))
    assert [example.line for example in item.bad] == [18, 21, 26]
    assert item.bad[0].text == "x = 1  # finding\r\n"


def test_a_heading_within_a_fence_is_code(read: Read) -> None:
    (example,) = read(body="## Bad\n```markdown\n## Nothing\n```\n").bad
    assert example.text == "## Nothing\n"


def test_code_between_three_ticks_on_one_line_is_no_fence(read: Read) -> None:
    assert read(body="```x``` is code.\n").why == "```x``` is code."


@pytest.mark.parametrize(
    ("body", "message", "hint", "line"),
    [
        ("a\n## Bade\n", "There is no place for a section `Bade`.", "Sections, once each: Look for, Bad, Good.", 11),
        ("## Bad\n## Bad\n", "There is no place for a section `Bad`.", "Sections, once each: ", 11),
        ("## Bad\n```python\nx\n\n## Good\n", "A code fence does not end.", "Close it with `", 11),
        ("## Bad\n```yaml base\nx\n```\n", "An example has a base and no head.", "Write the version ", 12),
    ],
    ids=["section", "twice", "fence", "base"],
)
def test_what_is_written_wrong_is_said_with_its_line(
    refused: Refused, body: str, message: str, hint: str, line: int
) -> None:
    said, advised, place = refused(body=body)
    assert (said, place) == (message, f"own.md:{line}")
    assert advised.startswith(hint)


def test_a_comment_marks_a_line_in_every_language() -> None:
    text = (
        "# finding\n// finding: why\n-- finding\n/* finding */\n<!--finding-->\nfindings = 1  # findings\n'finding'\n"
    )
    assert marked_lines(text) == {1, 2, 3, 4, 5}
