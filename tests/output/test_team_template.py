"""A team's template: what it may hold, and that nothing in it can take long, grow or reach out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewbot.errors import ConfigurationError
from reviewbot.output.team_template import Values, rendered, team_template

_FILE = "comment.md.j2"
_VALUES: Values = {"title": "It breaks", "lines": ("one", "two"), "none": (), "words": {"minor": "Minor"}}
_PIECES = (
    "{{", "}}", "{%", "%}", "{#", "#}", " for ", " in ", " if ", " endif ", " endfor ", " else ", " set ", " macro ",
    "title", "lines", "words.minor", "loop", "loop.index", "|join", "|first", "|upper", "(", ")", "[0]", "[::0]", "~",
    "*", "**", "9999999", "-", "==", "<", "and", "not", "'", '"', "range(9)", ".__class__", "recursive", "raw", "\n",
    ",", "{{ title }}", "{% for line in lines %}{{ line }}{% endfor %}", "{% if title %}", "{% endif %}", "\ud800",
)  # fmt: skip


def _given(text: str) -> str:
    return rendered(team_template(text, _FILE, _VALUES), _VALUES)


def _trouble(text: str) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as raised:
        _given(text)
    assert raised.value.place
    assert raised.value.place.file == _FILE
    return raised.value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**{{ title | upper }}**\n", "**IT BREAKS**"),
        ("{% for line in lines %}\n- {{ loop.index }} {{ line }}\n{% endfor %}", "- 1 one\n- 2 two"),
        ("{{ lines | join(', ') }} {{ lines | length }} {{ lines[1:] | first }}", "one, two 2 two"),
        ("{% if none %}a{% elif lines == none %}b{% else %}{{ words.minor ~ '!' }}{% endif %}", "Minor!"),
        ("{{ title if lines and not none else 'no' }}{# said #}", "It breaks"),
        ("{% raw %}{{ title }}{% endraw %}", "{{ title }}"),
    ],
    ids=["value", "loop", "list", "choice", "expression", "raw"],
)
def test_a_template_prints_chooses_and_repeats(text: str, said: str) -> None:
    assert _given(text) == said


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("\n{{ titel }}", 2, "There is no value `titel`.", "Did you mean `title`?"),
        ("\n\n{{ zzzz }}", 3, "There is no value `zzzz`.", "There are `lines`, `none`, `title`, `words`."),
        ("{{ title | uper }}", 1, "There is no filter `uper`.", "Did you mean `upper`?"),
        ("a\n{% if title %}", 2, "This is no template: ", "reviewbot config templates"),
        ("{{ title() }}", 1, "`call` is more", "It may hold values"),
        ("{% for a in lines %}\n{% for b in lines %}{% endfor %}{% endfor %}", 2, "`for` is more", "without another"),
        ("{% for a in lines recursive %}{% endfor %}", 1, "`for` is more", ""),
        ("{% set a = title %}", 1, "`assign` is more", ""),
        ("{{ title * 999999999 }}", 1, "`mul` is more", ""),
        ("{{ 9 ** 9 }}", 1, "`pow` is more", ""),
        ("{% include 'x' %}", 1, "`include` is more", ""),
        ("{% macro a() %}{% endmacro %}", 1, "`macro` is more", ""),
        ("{{ title.__class__ }}", 1, "The template cannot be filled in: ", ""),
        ("\n{{ words.minro }}", 2, "The template cannot be filled in: ", ""),
        ("\n{{ title < 3 }}", 2, "The template cannot be filled in: ", ""),
        ("{{ title | join('x') }}", 1, "only a list can be joined", ""),
        ("{{ lines | join('x') | join('x') }}", 1, "only a list can be joined", ""),
        ("{{ lines[::0] }}", 1, "The template cannot be filled in: ", ""),
        ("{% for a in lines %}{% endfor %}" * 51, 1, "too many loops", ""),
        ("{{ title" + ".a" * 40 + " }}", 1, "nested too deeply", ""),
        ("{{ " + "(" * 9000 + "1" + ")" * 9000 + " }}", 0, "nested too deeply", ""),
        ("{{ " + "9" * 9000 + " }}", 0, "a number that is too long", ""),
        ("x" * 20_001, 0, "longer than 20,000 characters", ""),
        ("{% if none %}x{% endif %}\n", 0, "The template gives no text.", "Print at least one value."),
        ("\n<!-- reviewbot:summary 1 -->\n{{ title }}", 0, "begins with a hidden comment", "Remove it."),
    ],
    ids=[
        "name", "far-name", "filter", "syntax", "call", "loop-in-loop", "recursion", "assignment", "product", "power",
        "include", "macro", "inside", "word", "comparison", "joined-text", "joined-twice", "slice", "loops", "deep",
        "parentheses", "number", "length", "nothing", "mark",
    ],
)  # fmt: skip
def test_what_it_may_not_hold_is_told_with_its_line(text: str, line: int, message: str, hint: str) -> None:
    trouble = _trouble(text)
    assert trouble.place
    assert trouble.place.line == line
    assert message in trouble.message
    assert hint in trouble.hint


def test_what_it_gives_is_bounded() -> None:
    values: Values = {**_VALUES, "title": "x" * 60_000}
    with pytest.raises(ConfigurationError, match="gives more than 1,000,000 characters"):
        rendered(team_template("{{ title }}" * 20, _FILE, values), values)


@given(pieces=st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=14))
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_there_it_gives_a_text_or_says_why(pieces: list[str]) -> None:
    try:
        said = _given("".join(pieces))
    except ConfigurationError as error:
        said = error.message
    assert said.strip()
