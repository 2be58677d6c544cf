"""What a pull request is told in a team's words: its language, its templates, and ours where those fail."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.board import HEAD, PULL, Board

from reviewbot.checklist.load import checklist
from reviewbot.domain.plan import ConcludeCheck, PostComment, PostReview
from reviewbot.errors import ConfigurationError
from reviewbot.output.example import LINKS, REPORT
from reviewbot.publication import Publication
from reviewbot.publish import publish
from reviewbot.setting import TEAM_TEMPLATES, Folder, team_setting
from reviewbot.speak import template_troubles

_ITEMS = {one.id: one for one in checklist({}).items}
_CHANGE = replace(REPORT.change, head_sha=HEAD, base_sha=PULL.base_sha)
_OURS = "Our own template is used: .github/reviewbot/templates/"


def _said(**shown: object) -> tuple[list[str], str, str]:
    """Publish the example; give the comments on lines, the summary and what the check says."""
    board = Board(**shown)  # type: ignore[arg-type]
    publish(Publication(replace(REPORT, change=_CHANGE), _ITEMS, LINKS), board, board)
    bodies = [draft.body for one in board.writes if isinstance(one, PostReview) for draft in one.drafts]
    (summary,) = (one.body for one in board.writes if isinstance(one, PostComment))
    (check,) = (one.text.summary for one in board.writes if isinstance(one, ConcludeCheck))
    return bodies, summary, check


def test_without_a_word_of_the_team_all_is_ours_and_english() -> None:
    bodies, summary, check = _said()
    assert "found by the agent" in bodies[0]
    assert "3 to fix" in summary
    assert "Our own template" not in summary + check


def test_comments_are_in_the_language_of_the_base_and_the_check_is_in_english() -> None:
    bodies, summary, check = _said(setting="language: de\n")
    assert "gefunden vom Agenten" in bodies[0]
    assert "3 zu beheben" in summary
    assert "**Looked at**" in check


def test_a_template_takes_the_place_of_ours_and_the_other_stays() -> None:
    bodies, summary, _ = _said(templates=(("comment.md.j2", "{{ severity }}! {{ title }}"),))
    assert [body.split("\n")[1:] for body in bodies] == [["high! N+1: one query per order"]]
    assert all(body.startswith("<!-- reviewbot:finding 1 ") for body in bodies)
    assert "\n### reviewbot: 3 to fix" in summary


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{{ titel }}", "comment.md.j2:1: There is no value `titel`. Did you mean `title`?"),
        ("\n{{ title < 3 }}", "comment.md.j2:2: The template cannot be filled in: "),
        ("@octocat {{ title }}", "comment.md.j2: The template makes a text that is not sent: it mentions somebody"),
        ("{{ title }} ![x](https://github.com/x.png)", "it loads a picture"),
        ("{{ title }} <!-- reviewbot:summary 1 -->", "it has HTML that is not ours"),
        ("[our page](https://elsewhere.example)", "it leads to `elsewhere.example`"),
    ],
    ids=["unknown", "wrong", "mention", "picture", "mark", "link"],
)
def test_a_template_that_cannot_be_used_costs_nothing_else(text: str, why: str) -> None:
    bodies, summary, check = _said(
        templates=(("comment.md.j2", text), ("summary.md.j2", "{{ headline }}, {{ notes }}"))
    )
    assert "\n**High · N+1: one query per order**\n" in bodies[0]
    assert "\n### reviewbot: 3 to fix" not in summary
    notes = check.replace("\\", "").replace("&#8203;", "")
    assert _OURS in notes
    assert why in notes
    assert notes.count(_OURS) == 1


def test_a_summary_that_cannot_be_used_is_ours() -> None:
    _, summary, check = _said(templates=(("summary.md.j2", "@octocat {{ headline }}"),))
    assert "\n### reviewbot: 3 to fix" in summary
    assert "Our own template is used" in summary
    assert "Our own template is used" in check


def test_publishing_twice_with_templates_writes_nothing_the_second_time() -> None:
    board = Board(setting="language: de\n", templates=(("comment.md.j2", "{{ title }}"), ("summary.md.j2", "{{")))
    publication = Publication(replace(REPORT, change=_CHANGE), _ITEMS, LINKS)
    publish(publication, board, board)
    done = len(board.writes)
    publish(publication, board, board)
    assert board.writes[done:] == []


def test_all_that_is_wrong_with_templates_is_listed(tmp_path: Path) -> None:
    folder = tmp_path / TEAM_TEMPLATES
    folder.mkdir(parents=True)
    (folder / "comment.md.j2").write_text("{{ x }}", encoding="utf-8")
    (folder / "summary.md.j2").write_text("{{ headline }}{{ words.x }}", encoding="utf-8")
    troubles = template_troubles(team_setting(Folder(tmp_path)))
    assert [str(one.place) for one in troubles] == [
        f"{TEAM_TEMPLATES}/comment.md.j2:1",
        f"{TEAM_TEMPLATES}/summary.md.j2:1",
    ]


@pytest.mark.parametrize(("name", "hint"), [("summary.md", "Did you mean `summary.md.j2`?"), ("x", "There are `com")])
def test_a_file_that_is_no_templates_is_told(name: str, hint: str, tmp_path: Path) -> None:
    folder = tmp_path / TEAM_TEMPLATES
    folder.mkdir(parents=True)
    (folder / name).write_text("", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="There is no template of this name") as raised:
        template_troubles(team_setting(Folder(tmp_path)))
    assert hint in raised.value.hint
