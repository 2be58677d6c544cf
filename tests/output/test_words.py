"""The fixed words of comments: every language says all of it, with the same values in it."""

from pathlib import Path
from string import Formatter

import pytest

from reviewbot.config.values import Language
from reviewbot.output.words import ENGLISH, Words, amount, enumerated, languages, number, said, words_of

_SOURCES = Path(__file__).resolve().parents[2] / "src" / "reviewbot" / "output"
_GERMAN = words_of("de")


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_languages_to_choose_from_are_those_that_ship() -> None:
    assert set(languages()) == {language.value for language in Language}
    assert all(language.english_name.isalpha() for language in Language)


@pytest.mark.parametrize("tag", languages())
def test_a_language_has_every_text_with_the_same_values(tag: str) -> None:
    theirs, ours = words_of(tag).texts, ENGLISH.texts
    assert theirs.keys() == ours.keys()
    assert {key: _names(text) for key, text in theirs.items()} == {key: _names(text) for key, text in ours.items()}
    assert all(theirs.values())


def test_german_is_no_english() -> None:
    same = {key for key, text in ENGLISH.texts.items() if _GERMAN.texts[key] == text}
    assert not same


def test_every_text_is_said_somewhere() -> None:
    sources = "".join(path.read_text("utf-8") for path in _SOURCES.rglob("*") if path.suffix in {".py", ".j2"})
    keys = {key.partition(".")[0] for key in ENGLISH.texts}
    assert {key for key in keys if f'"{key}"' not in sources and f"'{key}'" not in sources} <= {
        "confidence", "part", "minor", "suppressed", "worth_a_look", "commands_help",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "count", "text"),
    [
        (ENGLISH, 1, "1 file"),
        (ENGLISH, 0, "0 files"),
        (ENGLISH, 1200, "1,200 files"),
        (_GERMAN, 1, "1 Datei"),
        (_GERMAN, 1200, "1.200 Dateien"),
    ],
    ids=["one", "none", "thousands", "one-german", "thousands-german"],
)
def test_a_count_has_the_form_of_its_language(words: Words, count: int, text: str) -> None:
    assert amount(words, "files", count) == text
    assert text.startswith(number(words, count))


def test_names_are_joined_and_the_others_counted() -> None:
    assert enumerated(_GERMAN, ["a", "b", "c"], 2) == "a, b und 1 weitere"
    assert enumerated(ENGLISH, ["a", "b"], 2) == "a, b"


def test_a_value_with_braces_stays_as_it_is() -> None:
    assert said(ENGLISH, "path", steps="{links} {0} {") == "Path: {links} {0} {"
