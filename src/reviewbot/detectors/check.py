"""Refuse an item whose pattern no grammar takes, before a review relies on it."""

from collections.abc import Iterable
from difflib import get_close_matches

from reviewbot.domain.item import Item, PatternDetector
from reviewbot.errors import ChecklistError, Place
from reviewbot.syntax.languages import GRAMMARS, LANGUAGES_WITHOUT_GRAMMAR, family, grammars
from reviewbot.syntax.tree import PatternError, matches, parsed

_LANGUAGES = sorted({family(grammar) for grammar in GRAMMARS})


def check(items: Iterable[Item]) -> None:
    """Compile the rules of items under every grammar of their languages.

    Raises ChecklistError with the detector's line for a rule that ast-grep refuses or a language nobody knows. Meant
    for a team's items: ours are compiled by the tests, so that a review does not pay for it.
    """
    for item in items:
        for language in sorted(item.applies.languages - LANGUAGES_WITHOUT_GRAMMAR):
            _check_language(language, Place(item.origin))
        for detector in item.detectors:
            if isinstance(detector, PatternDetector):
                _check_rule(detector, Place(item.origin, detector.line))


def _check_rule(detector: PatternDetector, place: Place) -> None:
    for language in detector.languages:
        _check_language(language, place)
        for grammar in grammars(language):
            empty = parsed("", grammar)
            try:
                list(matches(empty, detector.rule, detector.constraints, detector.utils, frozenset()))
            except PatternError as error:
                message = f"This rule cannot be used for {grammar}: {error}"
                raise ChecklistError(message, "Try it in the playground of ast-grep.github.io.", place) from error


def _check_language(language: str, place: Place) -> None:
    if not grammars(language):
        close = get_close_matches(language, _LANGUAGES, 1)
        hint = f"Did you mean `{close[0]}`? " if close else ""
        message = f"`{language}` is no language that is read here."
        raise ChecklistError(message, f"{hint}Allowed: {', '.join(_LANGUAGES)}.", place)
