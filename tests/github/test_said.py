"""Which lines of a comment are its author's own words."""

import pytest

from reviewbot.github.said import said

_WORD = "mine"


@pytest.mark.parametrize(
    "body",
    [
        "mine",
        "mine\n",
        "text\r\nmine\r\nmore",
        "text\rmine",
        "```\ncode\n```\nmine",
        "```python title=x\ncode\n`````\nmine",
        "~~~ `x`\ncode\n~~~~\nmine",
        "  ```\ncode\n   ```  \nmine",
        "```inline``` code\nmine",
        "``\nmine",
        "- ```\n  code\n  ```\nmine",
        "- ```\n  code\nmine",
        "10. ~~~\n    code\n       ~~~\nmine",
        "> quote\n\nmine",
        "> <!-- quote\n\nmine",
        "> quote\n```\ncode\n```\nmine",
        "> quote\n<!-- hidden -->\n\nmine",
        "> quote\n<!--\n\n-->\nmine",
        "<!-- hidden -->\nmine",
        "<!-->\nmine",
        "<!--\nhidden\n-->\nmine",
        "<!--\nhidden\n--> text\nmine",
        "text <!-- hidden\n-->\nmine",
        "text <!-- never closed\n\nmine",
        "text <!-- never closed\n```\ncode\n```\nmine",
        "--> <!-- a -->\nmine",
        "<details><summary>x</summary>\n\nmine\n</details>",
        "    code\n\nmine",
        "a > b\nmine",
    ],
    ids=repr,
)
def test_a_line_of_the_author_is_said(body: str) -> None:
    assert _WORD in list(said(body))


@pytest.mark.parametrize(
    "body",
    [
        "```\nmine\n```",
        "```\nmine",
        "```\n\nmine",
        "~~~\nmine\n~~~",
        "~~~\n```\nmine",
        "`````\n```\nmine",
        "```\n``` not closed\nmine",
        "```\n    ```\nmine",
        "```\n\t```\nmine",
        "```\r\nmine\r\n```",
        "```\rmine\r```",
        "  ~~~~ text\nmine\n~~~",
        "- ```\n```\nmine",
        "1. - ~~~\nout\n~~~\nmine",
        "> quote\n```\nmine",
        "> quote\nmine",
        "   > quote\nmine",
        "> quote\nmore\nmine",
        "> > quote\nmine",
        "- > quote\nmine",
        "> text <!-- hidden\nmine",
        "<!--\nmine\n-->",
        "<!--\n\nmine",
        "<!-- a --> <!--\nmine",
        "<!--\n--> <!--\nmine",
        "- <!--\n\nmine",
        "text <!-- hidden\nmine\n-->",
        "text <!-- hidden\n<!--\n\nmine",
    ],
    ids=repr,
)
def test_code_quotes_and_what_is_hidden_are_not_said(body: str) -> None:
    assert _WORD not in list(said(body))
