"""How comments sound: in German as committed below `golden/`, and by templates that a team copied or wrote."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from reviewbot.domain.item import Item
from reviewbot.domain.plan import Conclusion
from reviewbot.errors import ConfigurationError
from reviewbot.output import comment as comments
from reviewbot.output import overview
from reviewbot.output.comment import comment
from reviewbot.output.example import LINKS, REPORT
from reviewbot.output.headline import Outcome
from reviewbot.output.outgoing import hosts, leak
from reviewbot.output.summary import Standing, summary
from reviewbot.output.team_template import team_template
from reviewbot.output.template import source
from reviewbot.output.voice import COMMENT, OURS, SUMMARY, Voice
from reviewbot.output.words import words_of

_GOLDEN = Path(__file__).parent / "golden"
_GERMAN = Voice(words_of("de"))
_STANDING = Standing(Outcome(Conclusion.NEUTRAL), fixed=1, new=1, carried=1)
_MARK = "<!-- reviewbot:finding 1 -->"
Items = Mapping[str, Item]


def _with(name: str, text: str, voice: Voice = OURS) -> Voice:
    values = {COMMENT: comments.VALUES, SUMMARY: overview.VALUES}[name]
    return replace(voice, templates={name: team_template(text, name, values)})


def _comments(items: Items, voice: Voice) -> str:
    return "\n\n".join(comment((one,), items.get(one.item), LINKS, _MARK, voice) for one in REPORT.findings)


def _compared(name: str, said: str) -> None:
    if os.environ.get("REVIEWBOT_GOLDEN") == "write":
        (_GOLDEN / name).write_text(said, encoding="utf-8", newline="\n")
    assert said == (_GOLDEN / name).read_text(encoding="utf-8")


def test_comments_in_german_are_the_committed_ones(items: Items) -> None:
    said = comment(REPORT.findings[:1], items["query-in-loop"], LINKS, _MARK, _GERMAN)
    assert leak(said, hosts(LINKS, items)) is None
    _compared("comment-german.md", said)


def test_a_summary_in_german_is_the_committed_one(items: Items) -> None:
    said = summary(REPORT, items, LINKS, _STANDING, _MARK, _GERMAN)
    assert leak(said, hosts(LINKS, items)) is None
    _compared("summary-german.md", said)


@pytest.mark.parametrize("voice", [OURS, _GERMAN], ids=["english", "german"])
def test_a_copy_of_our_templates_says_the_same(voice: Voice, items: Items) -> None:
    assert _comments(items, _with(COMMENT, source(COMMENT), voice)) == _comments(items, voice)
    theirs = summary(REPORT, items, LINKS, _STANDING, _MARK, _with(SUMMARY, source(SUMMARY), voice))
    assert theirs == summary(REPORT, items, LINKS, _STANDING, _MARK, voice)


@pytest.mark.parametrize("name", [COMMENT, SUMMARY])
def test_every_value_that_is_named_is_there(name: str, items: Items) -> None:
    values = {COMMENT: comments.VALUES, SUMMARY: overview.VALUES}[name]
    text = "x" + "".join(f"{{% if {value} %}}{{% endif %}}" for value in values)
    voice = _with(name, text)
    said = _comments(items, voice) if name == COMMENT else summary(REPORT, items, LINKS, _STANDING, _MARK, voice)
    assert set(said.split()) == {*_MARK.split(), "x"}


def test_the_mark_stands_before_whatever_a_template_gives(items: Items) -> None:
    said = summary(REPORT, items, LINKS, _STANDING, _MARK, _with(SUMMARY, "\n\n{{ headline }}"))
    assert said.split("\n")[0] == _MARK
    assert len(said.split("\n")) == 2


def test_a_template_may_show_the_parts_in_an_order_of_its_own(items: Items) -> None:
    voice = _with(COMMENT, "{{ severity }}: {{ title }}\n{{ suggestion }}\n{{ repair }}")
    said = comment(REPORT.findings[:1], None, LINKS, _MARK, voice)
    assert said.split("\n")[1] == "high: N+1: one query per order"
    assert said.endswith(".")


def test_what_is_too_long_for_a_template_is_left_out(items: Items) -> None:
    crowded = _with(COMMENT, "x" * 19_000 + "{{ title }}" * 5)
    finding = replace(REPORT.findings[0], title="y" * 20_000)
    said = comment((finding,), None, LINKS, _MARK, crowded)
    assert said == f"{_MARK}\n{'x' * 19_000}"


def test_a_template_that_leaves_no_room_is_told() -> None:
    endless = _with(COMMENT, "{% for letter in severity %}" + "x" * 18_000 + "{% endfor %}")
    with pytest.raises(ConfigurationError, match="more than the 65,536 characters of a comment"):
        comment(REPORT.findings[:1], None, LINKS, _MARK, endless)
