"""Items from their files: what is read, and what is refused where."""

from collections.abc import Callable, Mapping

import pytest

from reviewbot.checklist.load import checklist, topics
from reviewbot.domain.item import TEAM_AREA, Applies, Item, Post
from reviewbot.domain.levels import Severity
from reviewbot.errors import ConfigurationError

Read = Callable[..., Item]
Refused = Callable[..., tuple[str, str, str]]

_WORDING = "wording: {title: a, trigger: b, repair: c}\n"


def _text(id_: str, more: str = "") -> str:
    return f"---\nid: {id_}\ntitle: t\nseverity: low\n{_WORDING}{more}---\nWhy.\n"


def test_a_file_becomes_an_item(read: Read) -> None:
    more = (
        "serves: [database-3]\napplies: {languages: [python], paths: {not: [test, a/*.py]}}\nreferences: [CWE-1, 404]\n"
        "refute: it is fine\nsubsumes: [other]\npost: summary\n"
    )
    item = read(more, "It hurts.\n\n## Look for\n- this\n")
    assert (item.id, item.title, item.area, item.origin) == ("own-item", "A fault", "team", "own.md")
    assert (item.severity, item.post, item.refute) == (Severity.HIGH, Post.SUMMARY, "it is fine")
    assert item.applies == Applies(frozenset({"python"}), ("test", "a/*.py"))
    assert (item.serves, item.references) == (("database-3",), ("CWE-1", "404"))
    assert item.subsumes == {"other"}
    assert (item.why, item.look_for, item.detectors) == ("It hurts.", "- this", ())


def test_what_a_file_must_mention_is_read_in_small_letters_and_each_word_once(read: Read) -> None:
    item = read("mentions: [LDAP, [Queue, '@http-call', queue, Requests.GET]]\n")
    assert item.mentions == (("ldap",), ("queue", "requests.get", "httpx.get"))


def test_what_is_left_out_has_its_default(read: Read) -> None:
    item = read()
    assert (item.post, item.refute, item.applies) == (Post.INLINE, "", Applies(frozenset(), ()))
    assert (item.serves, item.references, item.subsumes, item.bad, item.good) == ((), (), frozenset(), (), ())
    assert item.mentions == ()


@pytest.mark.parametrize(
    ("more", "message", "hint", "line"),
    [
        ("sevrity: low\n", "`sevrity` is no key here.", "Did you mean `severity`? ", 9),
        ("zzz: low\n", "`zzz` is no key here.", "Allowed: applies, detectors, ", 9),
        ("serves: {a: b}\n", "`serves` must be a list of texts.", "Write `serves: [one, two]`.", 9),
        ("serves: [true]\n", "`serves` must be a list of texts.", "Write `serves: [one, two]`.", 9),
        ("references: [a, '']\n", "`references` must be a list of texts.", "Write ", 9),
        ("refute: [a]\n", "`refute` must be a text.", "Write `refute: …` on one line.", 9),
        ("mentions: {a: b}\n", "`mentions` must be a list.", "Write `mentions: [one, [this, or this]]`.", 9),
        ("mentions: sql\n", "`mentions` must be a list.", "Write `mentions: [one, [this, or this]]`.", 9),
        ("mentions: [a, [b, 429]]\n", "`mentions` holds something that is no text.", "Put each text in quotes.", 9),
        ("mentions: [a, []]\n", "`mentions` holds something that is no text.", "Put each text in quotes.", 9),
        ("mentions: [a, ['']]\n", "`mentions` holds something that is no text.", "Put each text in quotes.", 9),
        ("mentions: ['@http-cal']\n", "There is no list `@http-cal`.", "Did you mean `@http-call`? ", 9),
        ("mentions: [sql, [a, '@']]\n", "There is no list `@`.", "Allowed: @http-call.", 9),
        ("post: inlin\n", "`post` cannot be `inlin`.", "Did you mean `inline`? ", 9),
        ("post: {a: 1}\n", "`post` cannot be `{'a': 1}`.", "Allowed: audit, inline, summary.", 9),
        ("applies: [python]\n", "`applies` must be a mapping.", "Write keys below it, indented.", 9),
        ("applies:\n  langages: [python]\n", "`langages` is no key here.", "Did you mean `languages`? ", 10),
        ("applies:\n  paths:\n    no: [a]\n", "`no` is no key here.", "Did you mean `not`? ", 11),
        ("detectors: 3\n", "`detectors` must be a list.", "Start each entry with `- `.", 9),
        ("detectors:\n- a\n", "Entry 1 of `detectors` must be a mapping.", "Write keys behind `- `.", 9),
    ],
)
def test_what_is_written_wrong_is_said_with_its_line(
    refused: Refused, more: str, message: str, hint: str, line: int
) -> None:
    said, advised, place = refused(more)
    assert (said, place) == (message, f"own.md:{line}")
    assert advised.startswith(hint)


@pytest.mark.parametrize(
    ("front", "message", "line"),
    [
        ("", "The front matter has no keys.", 1),
        ("- a\n", "The front matter has no keys.", 2),
        ("id: a\ndetectors: [{}]\n", "`wording` is missing.", 2),
        ("id: a\nwording:\n  title: b\n", "`trigger` must be a text.", 3),
        (f"title: a\nseverity: low\n{_WORDING}", "`id` must be a text.", 2),
        (f"id: a\ntitle: ' '\nseverity: low\n{_WORDING}", "`title` must be a text.", 3),
        (f"id: a\ntitle: b\n{_WORDING}", "`severity` is missing.", 2),
        (f"id: a\ntitle: b\nseverity: grave\n{_WORDING}", "`severity` cannot be `grave`.", 4),
        (f"id: 7\ntitle: b\nseverity: low\n{_WORDING}", "`id` must be a text.", 2),
        (f"id: Own_Item\ntitle: b\nseverity: low\n{_WORDING}", "`Own_Item` is no id.", 2),
        (f"id: '-'\ntitle: b\nseverity: low\n{_WORDING}", "`-` is no id.", 2),
        ("id: a\nid: b\n", "The key `id` is written twice.", 3),
        ("id: a\ntitle: *b\n", "The alias `*b` has no anchor before it.", 3),
        ("id: a\nwording:\n  tite: x\n", "`tite` is no key here.", 4),
    ],
    ids=["empty", "list", "no-wording", "no-trigger", "no-id", "blank-title", "no-severity", "wrong-severity",
         "number", "capitals", "hyphen", "twice", "alias", "wording-key"],
)  # fmt: skip
def test_an_item_needs_its_id_title_severity_and_wording(refused: Refused, front: str, message: str, line: int) -> None:
    said, _, place = refused(front=front)
    assert (said, place) == (message, f"own.md:{line}")


def test_a_question_to_the_agent_needs_no_wording() -> None:
    text = "---\nid: a\ntitle: b\nseverity: low\n---\nWhy.\n"
    (question,) = (one for one in checklist({"a.md": text}).items if one.id == "a")
    assert (question.title, question.detectors, question.why) == ("b", (), "Why.")


def test_a_file_without_front_matter_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="There is no front matter") as caught:
        checklist({".github/reviewbot/checklist/a.md": "# Title\n"})
    assert str(caught.value.place) == ".github/reviewbot/checklist/a.md:1"


def test_a_teams_items_stand_beside_ours_in_an_area_of_their_own() -> None:
    ours, both = checklist({}), checklist({"a.md": _text("own-item")})
    assert [one for one in both.items if one.area == "team"] == [one for one in both.items if one.id == "own-item"]
    assert {one.id for one in both.items} == {one.id for one in ours.items} | {"own-item"}
    assert [(one.area, one.id) for one in both.items] == sorted((one.area, one.id) for one in both.items)


def test_the_digest_tells_every_other_text_and_place() -> None:
    texts: list[Mapping[str, str]] = [
        {},
        {"a.md": _text("own-item")},
        {"b.md": _text("own-item")},
        {"a.md": _text("own-item") + " "},
    ]
    assert len({checklist(team).digest for team in texts}) == len(texts)
    assert checklist(texts[1]).digest == checklist(texts[1]).digest


@pytest.mark.parametrize(
    ("team", "message", "hint", "place"),
    [
        (
            {"a.md": _text("query-in-loop")},
            "The id `query-in-loop` is taken.",
            "Choose another; prompts/checklist/data-access/query-in-loop.md has it.",
            "a.md:2",
        ),
        ({"a.md": _text("x"), "b.md": _text("x")}, "The id `x` is taken.", "Choose another; a.md has it.", "b.md:2"),
        (
            {"a.md": _text("x", "subsumes: [query-in-lop]\n")},
            "`subsumes` names `query-in-lop`, which is no item.",
            "Did you mean `query-in-loop`? Allowed: ",
            "a.md:6",
        ),
        (
            {"a.md": _text("x", "subsumes: [y]\n"), "b.md": _text("y", "subsumes: [x]\n")},
            "`x` subsumes itself.",
            "Leave it out of one of them: ",
            "a.md:6",
        ),
        ({"a.md": _text("x", "subsumes: [x]\n")}, "`x` subsumes itself.", "Leave it out of one of them: ", "a.md:6"),
        (
            {
                "a.md": _text("x", "subsumes: [y]\n"),
                "b.md": _text("y", "subsumes: [z]\n"),
                "c.md": _text("z", "subsumes: [x]\n"),
            },
            "`x` subsumes itself.",
            "Leave it out of one of them: ",
            "a.md:6",
        ),
    ],
    ids=["ours", "twice", "unknown", "mutual", "itself", "circle"],
)
def test_what_items_say_of_each_other_must_hold(team: Mapping[str, str], message: str, hint: str, place: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        checklist(team)
    assert (caught.value.message, str(caught.value.place)) == (message, place)
    assert caught.value.hint.startswith(hint)


def test_the_topics_are_the_areas_and_ids_of_our_items_without_reading_them() -> None:
    items = checklist({}).items
    assert topics() == {*(one.id for one in items), *(one.area for one in items), TEAM_AREA}
