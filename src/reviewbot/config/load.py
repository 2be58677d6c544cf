"""From the text of `.github/reviewbot.yml` to a configuration, or one error that names every problem."""

from collections.abc import Collection
from dataclasses import dataclass

from pydantic import ValidationError

from reviewbot import yamlfile
from reviewbot.config.keys import ADAPTER, Config
from reviewbot.config.problems import error, nulls, strangers
from reviewbot.errors import ConfigurationError, Place
from reviewbot.yamlfile import Document, Key

_MOST_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """A configuration and the file it came from."""

    config: Config
    document: Document


def loaded(text: str, file: str, known_items: Collection[str], known_areas: Collection[str]) -> Loaded:
    """Read a configuration; an empty file means the defaults, and so does a file that is not there.

    Raises ConfigurationError for what is no YAML, longer than a million characters, or not allowed: its place
    and message are those of the first problem in the file, its hint lists the others.
    """
    if len(text) > _MOST_CHARACTERS:
        hint = "Name folders with globs instead of listing files."
        raise ConfigurationError("The configuration is longer than a million characters.", hint, Place(file))
    document = yamlfile.load(text, file)
    names = {"items": known_items, "areas": known_areas}
    wrong = [*strangers(document, names), *nulls(document)]
    try:
        config = ADAPTER.validate_python({} if document.value is None else document.value)
    except ValidationError as invalid:
        problems = invalid.errors(include_url=False, include_context=False, include_input=False)
        raise error(document, [*wrong, *(_key(problem["loc"]) for problem in problems)], names) from invalid
    if wrong:
        raise error(document, wrong, names)
    return Loaded(config, document)


def _key(place: Key) -> Key:
    """Give the key that a problem is about; of a name that is none of several pydantic says so behind it."""
    return place[:-1] if place[-1:] == ("[key]",) else place
