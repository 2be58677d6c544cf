"""One comment on the change: what is seen, what is folded, what can be applied by a click."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Evidence, Finding, Placement, Step, Suggestion
from reviewbot.domain.item import TEAM_AREA, Item
from reviewbot.domain.levels import Confidence
from reviewbot.output.comment import MOST_WORDS, comment
from reviewbot.output.links import Links
from reviewbot.output.seen import visible_words

_MARK = "<!-- reviewbot:finding 1 -->"
_LONG = " ".join(["word"] * 60) + "."


@pytest.fixture
def item(items: Mapping[str, Item]) -> Item:
    return items["call-without-timeout"]


def _fences(body: str) -> list[Token]:
    return [token for token in MarkdownIt("commonmark").parse(body) if token.type == "fence"]


def _split(body: str) -> tuple[str, str]:
    """Give what is seen and what is folded."""
    before, _, rest = body.partition("<details>")
    folded, _, after = rest.partition("</details>")
    return before + after, folded


def test_it_begins_with_its_mark_and_the_consequence(finding: Finding, item: Item, links: Links) -> None:
    mark, title, trigger, *_ = comment([finding], item, links, _MARK).split("\n")
    assert mark == _MARK
    assert title == "**Medium · A slow peer holds this worker for ever**"
    assert trigger.startswith("When the peer accepts the connection")


def test_a_suggestion_on_lines_of_the_head_can_be_applied(finding: Finding, item: Item, links: Links) -> None:
    (fence,) = _fences(comment([finding], item, links, _MARK))
    assert finding.suggestion
    assert (fence.info, fence.content) == ("suggestion", finding.suggestion.text + "\n")


@pytest.mark.parametrize("text", ["a\n```\n~~~~\n", "    ````", "", "\tx = 1\n\ty = 2", "x = 1\r\ny = 2\r"])
def test_a_suggestion_is_offered_letter_by_letter(text: str, finding: Finding, item: Item, links: Links) -> None:
    body = comment([replace(finding, suggestion=Suggestion(text, "applies"))], item, links, _MARK)
    (fence,) = _fences(body.replace("\r", ""))
    assert fence.info == "suggestion"
    assert fence.content == (text.replace("\r", "") + "\n" if text else "")
    assert text in body


@pytest.mark.parametrize("text", ["x = '\u202e'", "x = '\u200b'", "x = '\x1b'", "x = 1\ry = 2", "x = '\ud800'"])
def test_a_suggestion_that_hides_something_is_shown_and_not_offered(
    text: str, finding: Finding, item: Item, links: Links
) -> None:
    body = comment([replace(finding, suggestion=Suggestion(text, "applies"))], item, links, _MARK)
    (fence,) = _fences(body)
    assert fence.info == "diff"
    assert text not in body


@pytest.mark.parametrize(
    "changed", [{"placement": Placement.FILE, "placement_reason": "the line is folded"}, {"side": Side.LEFT}]
)
def test_a_suggestion_that_no_click_can_apply_is_a_change(
    changed: dict[str, str], finding: Finding, item: Item, links: Links
) -> None:
    (fence,) = _fences(comment([replace(finding, **changed)], item, links, _MARK))  # type: ignore[arg-type]
    assert fence.info == "diff"
    assert fence.content.startswith("-     response")


def test_a_comment_on_a_file_names_its_lines(finding: Finding, item: Item, links: Links) -> None:
    on_file = replace(finding, start_line=7, placement=Placement.FILE, placement_reason="GitHub shows no diff of it")
    _, _, where, *_ = comment([on_file], item, links, _MARK).split("\n")
    assert where == (
        f"On [lines 7 to 8](https://github.com/acme/shop/blob/{links.head_sha}/app/client.py#L7-L8): "
        "GitHub shows no diff of it."
    )


def test_a_comment_on_a_file_says_where_lines_of_the_base_are(finding: Finding, item: Item, links: Links) -> None:
    on_file = replace(finding, side=Side.LEFT, placement=Placement.FILE, placement_reason="it is renamed")
    assert f"/blob/{links.merge_base_sha}/app/client.py#L8) of the base: it is renamed." in comment(
        [on_file], item, links, _MARK
    )


def test_a_proof_names_the_commit_that_it_was_made_on(finding: Finding, item: Item, links: Links) -> None:
    assert "<sub>Proven on 9d8e7f6: applies, parses, " in comment([finding], item, links, _MARK)
    unknown = replace(links, head_sha="")
    assert "<sub>Proven: applies, parses, " in comment([finding], item, unknown, _MARK)
    unproven = replace(finding, suggestion=Suggestion("x", ""))
    assert "Proven" not in comment([unproven], item, links, _MARK)


def test_the_same_cause_is_linked_five_times_and_then_counted(finding: Finding, item: Item, links: Links) -> None:
    others = [replace(finding, start_line=line, line=line) for line in range(20, 27)]
    related = (Anchor("app/other.py", Side.RIGHT, 3, 3), Anchor(finding.path, Side.RIGHT, 20, 20), finding.anchor)
    body = comment([replace(finding, related=related), *others], item, links, _MARK)
    said = body[body.index("same cause: ") :]
    assert said.startswith(f"same cause: [app/other.py:3](https://github.com/acme/shop/blob/{links.head_sha}/app/other")
    assert f"[L20]({links.server}/acme/shop/pull/7/files#diff-" in said
    assert "[L23](" in said
    assert "[L24](" not in said
    assert "and 3 more" in said


def test_a_path_leads_from_step_to_step(finding: Finding, item: Item, links: Links) -> None:
    steps = (Step("app/urls.py", 3, "path(…)"), Step(finding.path, 2, ""), Step(finding.path, 8, "get(url)"))
    there = replace(finding, evidence=replace(finding.evidence, path=steps))
    head = f"https://github.com/acme/shop/blob/{links.head_sha}"
    path = f"Path: `path(…)` [app/urls.py:3]({head}/app/urls.py#L3) → [L2]({head}/app/client.py#L2) → `get(url)` L8"
    assert path in _split(comment([there], item, links, _MARK))[0]


def test_a_path_that_is_seen_above_the_comment_is_folded(finding: Finding, item: Item, links: Links) -> None:
    steps = (Step(finding.path, 5, "for one in all:"), Step(finding.path, 8, "get(one)"))
    there = replace(finding, evidence=replace(finding.evidence, path=steps))
    seen, folded = _split(comment([there], item, links, _MARK))
    assert "Path: " not in seen
    assert folded.startswith("<summary>path · why</summary>")
    assert "Path: `for one in all:` [L5](" in folded


def test_who_is_less_sure_says_so(finding: Finding, item: Item, links: Links) -> None:
    unsure = replace(finding, confidence=Confidence.MEDIUM)
    assert " · medium confidence · " in comment([unsure], item, links, _MARK)
    assert "confidence" not in comment([finding], item, links, _MARK)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("sarif:gosec", "found by gosec"),
        ("sarif:GitHub's advisory database", "found by GitHub's advisory database"),
        ("agent", "found by the agent"),
    ],
)
def test_what_another_found_names_who(source: str, said: str, finding: Finding, item: Item, links: Links) -> None:
    assert f" · {said} · " in comment([replace(finding, source=source)], item, links, _MARK)


@pytest.mark.parametrize("source", ["detector", "contract", "", " "])
def test_what_we_found_names_nobody(source: str, finding: Finding, item: Item, links: Links) -> None:
    assert "found by" not in comment([replace(finding, source=source)], item, links, _MARK)


def test_it_says_how_to_disagree(finding: Finding, item: Item, links: Links) -> None:
    comment_of_code = "comment `reviewbot: ignore[call-without-timeout] reason` beside the line"
    said = f"wrong? `/review dismiss REASON`, or {comment_of_code}</sub>"
    assert comment([finding], item, links, _MARK).endswith(said)


def test_a_file_without_comments_is_left_out_in_the_configuration(finding: Finding, item: Item, links: Links) -> None:
    override = "overrides: [{paths: [/package.json], items: {call-without-timeout: off}}]"
    said = f"wrong? `/review dismiss REASON`, or set `{override}` in `.github/reviewbot.yml`</sub>"
    assert comment([replace(finding, path="package.json")], item, links, _MARK).endswith(said)


def test_a_line_that_is_gone_cannot_be_commented_in_the_source(finding: Finding, item: Item, links: Links) -> None:
    said = comment([replace(finding, side=Side.LEFT)], item, links, _MARK)
    assert said.endswith("wrong? `/review dismiss REASON`</sub>")


def test_the_reason_is_folded_with_the_page_and_the_references(
    finding: Finding, items: Mapping[str, Item], links: Links
) -> None:
    item = items["openapi-removal"]
    _, folded = _split(comment([finding], item, links, _MARK))
    assert folded == (
        "<summary>why</summary>\n\nA published contract is a promise to people whom you cannot ask.\n\n"
        "More: [openapi-removal](https://github.com/OWNER/reviewbot/blob/v1/docs/checklist.md#openapi-removal), "
        "[www&#8203;.rfc-editor.org/rfc/rfc8594](https://www.rfc-editor.org/rfc/rfc8594)\n\n"
    )


def test_our_own_reason_is_markdown_without_hard_breaks(finding: Finding, item: Item, links: Links) -> None:
    ours = replace(item, why="One **slow** peer\ntakes all.\n\nSee:\n- [this](https://a.example)\n- that")
    assert "One **slow** peer takes all.\n\nSee:\n- [this](https://a.example)\n- that\n" in comment(
        [finding], ours, links, _MARK
    )


def test_the_reason_of_a_team_reads_as_it_stands(finding: Finding, item: Item, links: Links) -> None:
    theirs = replace(item, area=TEAM_AREA, why="Ask @acme/core, <b>see</b> ![x](https://evil.example/x)\n- or `not`")
    _, folded = _split(comment([finding], theirs, links, _MARK))
    assert "Ask @&#8203;acme/core, \\<b\\>see\\</b\\> \\!\\[x\\](https&#8203;://evil.example/x)\n- or `not`" in folded


def test_a_question_that_nobody_knows_has_no_page(finding: Finding, links: Links) -> None:
    body = comment([replace(finding, item="their-own")], None, links, _MARK)
    assert "<details>" not in body
    assert " · `their-own` · wrong? `/review dismiss REASON`, or comment `reviewbot: ignore[their-own] reason`" in body
    odd = comment([replace(finding, item="](https://evil.example)")], None, links, _MARK)
    assert "evil" not in odd
    assert odd.endswith("wrong? `/review dismiss REASON`</sub>")


def test_a_repair_is_folded_before_its_code_is(finding: Finding, item: Item, links: Links) -> None:
    seen, folded = _split(comment([replace(finding, message=_LONG)], item, links, _MARK))
    assert _LONG not in seen
    assert folded.startswith("<summary>repair · why</summary>")
    assert _LONG in folded
    assert "```suggestion" in seen


def test_a_path_is_folded_before_a_repair_without_code(finding: Finding, item: Item, links: Links) -> None:
    steps = (Step("app/urls.py", 3, " ".join(["x"] * 40)),)
    there = replace(finding, suggestion=None, evidence=replace(finding.evidence, path=steps))
    seen, folded = _split(comment([there], item, links, _MARK))
    assert finding.message in seen
    assert "Path: " in folded


def test_a_title_that_is_too_long_gives_way_to_the_item_s(finding: Finding, item: Item, links: Links) -> None:
    body = comment([replace(finding, title=_LONG * 2)], item, links, _MARK)
    seen, folded = _split(body)
    assert "**Medium · No timeout**" in seen
    assert _LONG * 2 in folded
    assert visible_words(body) <= MOST_WORDS
    without = comment([replace(finding, title=_LONG * 2)], replace(item, title=_LONG), links, _MARK)
    assert "\n**Medium**\n" in without


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"message": "x" * 70_000}, id="repair"),
        pytest.param({"evidence": Evidence("", "x" * 70_000)}, id="trigger"),
        pytest.param({"title": "x" * 70_000}, id="title"),
        pytest.param({"suggestion": Suggestion("x" * 70_000, "applies")}, id="suggestion"),
        pytest.param({"suggestion": Suggestion("x", "y" * 70_000)}, id="proof"),
        pytest.param({"path": "ü" * 11_000, "placement": Placement.FILE}, id="path of the file"),
    ],
)
def test_what_no_comment_holds_is_left_out_whole_and_named(
    changed: dict[str, str], finding: Finding, item: Item, links: Links
) -> None:
    body = comment([replace(finding, **changed)], item, links, _MARK)  # type: ignore[arg-type]
    assert len(body.encode()) <= 65_536
    assert "x" * 70_000 not in body
    assert "Too long for a comment and left out: " in body
    assert body.endswith("</sub>")


def test_where_nothing_fits_the_severity_is_said(finding: Finding, item: Item, links: Links) -> None:
    mark = f"<!-- {'x' * 65_500} -->"
    assert comment([finding], item, links, mark) == f"{mark}\n**Medium**"


def test_the_order_of_the_parts_is_that_of_reading(finding: Finding, item: Item, links: Links) -> None:
    body = comment([finding], item, links, _MARK)
    parts = ["**Medium", "When the peer", "Pass `timeout", "```suggestion", "<details>", "<sub>Proven"]
    places = [body.index(part) for part in parts]
    assert places == sorted(places)


def test_only_what_is_long_is_folded(finding: Finding, item: Item, links: Links) -> None:
    seen, folded = _split(comment([replace(finding, title=_LONG * 2)], item, links, _MARK))
    assert folded.startswith("<summary>title · why</summary>")
    assert finding.message in seen
