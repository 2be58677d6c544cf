"""Read a configuration where only its numbers and words matter: no item and no area of it is looked up."""

from pydantic import ValidationError

from reviewbot import yamlfile
from reviewbot.config.keys import ADAPTER, Config, default
from reviewbot.errors import ConfigurationError

_MOST_CHARACTERS = 1_000_000


def peeked(text: str) -> Config:
    """Read a configuration as far as it has the right form; one that has not means the defaults.

    The review that follows reads it in full, and says what is wrong with it before anything is paid for.
    """
    if len(text) > _MOST_CHARACTERS:
        return default()
    try:
        value = yamlfile.load(text, "").value
        return ADAPTER.validate_python({} if value is None else value)
    except (ConfigurationError, ValidationError):
        return default()
