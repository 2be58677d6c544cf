"""What a comment asks for, and what only looks like it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.checklist.load import topics
from reviewbot.domain.pull import Scope
from reviewbot.github.command import KNOWN, Command, Unknown, commands, nearest, scope_of

_FENCES = st.sampled_from("`~").flatmap(lambda mark: st.integers(3, 9).map(lambda count: mark * count))
_LINES = st.text(st.characters(exclude_characters="\r\n`~"))
_BODIES = st.lists(
    st.sampled_from(["/review", "```", "~~~~", "> a", "- ", "1. ```", "<!--", "-->", "", "    ", "\t", "text"])
    | st.text(max_size=9)
).map("\n".join)


@pytest.mark.parametrize(
    ("body", "word", "argument"),
    [
        ("/review", "", ""),
        ("   /review  ", "", ""),
        ("/review\r\n", "", ""),
        ("/review full", "full", ""),
        ("/review\tFULL", "full", ""),
        ("/review  dismiss  a good  reason ", "dismiss", "a good  reason"),
        ("/review full.", "full", ""),
        ("/review src/App.PY,", "src/App.PY", ""),
        ("/review Security", "security", ""),
        ("/review ...", "", ""),
        ("/review, please\n/review src/**", "src/**", ""),
        ("Thanks!\n\n/review help", "help", ""),
        ("<details><summary>more</summary>\n\n/review\n\n</details>", "", ""),
        ("/review\u00a0full", "full", ""),
        ("/review fu\u200bll", "fu\u200bll", ""),
    ],
    ids=repr,
)
def test_a_command_is_read(body: str, word: str, argument: str) -> None:
    assert commands(body) == (Command(word, argument),)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "review",
        "/Review",
        "/reviewer",
        "/review-full",
        "/review.",
        "please /review",
        "    /review",
        "text\n    /review",
        "\t/review",
        "\u200b/review",
        "\ufeff/review",
        "\u202e/review",
        "/review\u200b",
        "/\u200dreview",
        "/r\u0435view",
        "\uff0freview",
        "`/review`",
        "- /review",
        "> /review",
        "> text\n/review",
        "```\n/review\n```",
        "<!--\n/review\n-->",
        "text\x0b/review",
        "text\u2028/review",
    ],
    ids=ascii,
)
def test_what_only_looks_like_a_command_asks_for_nothing(body: str) -> None:
    assert commands(body) == ()


def test_several_commands_are_read_in_their_order() -> None:
    body = "/review help\r\n```\r\n/review full\r\n```\r\n/review full now\r\n\r\n/review"
    assert commands(body) == (Command("help", ""), Command("full", "now"), Command("", ""))


def scope(text: str) -> Scope | Unknown:
    (command,) = commands(f"/review {text}")
    return scope_of(command, {"security", "data-access", "query-in-loop"}.__contains__)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("", Scope()),
        ("full", Scope(is_anew=True)),
        ("Security, query-in-loop.", Scope(("security", "query-in-loop"))),
        ("security security", Scope(("security",))),
        ("src/** Makefile.am /docs", Scope((), ("src/**", "Makefile.am", "/docs"))),
        ("SRC/App.py", Scope((), ("SRC/App.py",))),
        ("full security src/", Scope(("security",), ("src/",), is_anew=True)),
    ],
    ids=repr,
)
def test_what_follows_says_which_part_is_reviewed(text: str, asked: Scope) -> None:
    assert scope(text) == asked


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("performance", "performance"),
        ("security please", "please"),
        ("security !src/x.py", "!src/x.py"),
        ("src\\x.py", "src\\x.py"),
        ("src/\u202e.py", "src/\u202e.py"),
        ("src/" + "x" * 200, "src/" + "x" * 200),
        (" ".join(["security"] * 21), "security"),
    ],
    ids=["no topic", "no topic further on", "exclusion", "backslash", "bidirectional", "long", "many"],
)
def test_a_word_that_means_nothing_is_told(text: str, word: str) -> None:
    assert scope(text) == Unknown(word)


def test_no_item_and_no_area_is_named_like_a_command() -> None:
    assert topics().isdisjoint(KNOWN)


@given(_BODIES | st.text())
def test_any_comment_is_read_and_a_command_is_a_line_of_it(body: str) -> None:
    assert len(commands(body)) <= body.count("/review")


@given(_FENCES, st.lists(_LINES), st.lists(_LINES))
def test_a_command_in_a_fence_is_never_seen(fence: str, before: list[str], after: list[str]) -> None:
    assert commands("\n".join([fence, *before, "/review", *after, fence])) == ()


@given(_FENCES, st.lists(_LINES))
def test_a_command_below_a_fence_is_seen(fence: str, code: list[str]) -> None:
    assert commands("\n".join([fence, *code, fence, "/review"])) == (Command("", ""),)


@given(st.lists(st.sampled_from(["/review", "/review full", "text"])), _LINES)
def test_a_command_in_a_quote_is_never_seen(lines: list[str], lazy: str) -> None:
    quote = "\n".join(f"> {line}" for line in [*lines, "text"])
    assert commands(f"{quote}\n/review{lazy}") == ()


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("fully", "full"),
        ("helper", "help"),
        ("fu\u200bll", "full"),
        ("", ""),
        ("deploy", None),
        ("full" * 250_000, None),
    ],
    ids=["adverb", "noun", "invisible", "bare", "strange", "huge"],
)
def test_the_nearest_word_is_what_somebody_may_have_meant(word: str, meant: str | None) -> None:
    assert nearest(word) == meant


@pytest.mark.parametrize("word", KNOWN)
def test_a_known_word_is_its_own_nearest(word: str) -> None:
    assert nearest(word) == word


@pytest.mark.parametrize(
    "part",
    ["\r", "/review\n", "> a\nb\n", "- ", "`", "```x", "- ```\n", "<!--", " "],
    ids=ascii,
)
def test_a_long_hostile_comment_is_read_quickly(part: str) -> None:
    body = part * (300_000 // len(part)) + "`<!-- \n/review"
    began = time.process_time()
    commands(body)
    assert time.process_time() - began < 5
