"""A loader that knows a few items and areas, and what goes wrong in it."""

from collections.abc import Callable

import pytest

from reviewbot.config.load import Loaded, loaded
from reviewbot.errors import ConfigurationError

FILE = ".github/reviewbot.yml"
ITEMS = ("sql-injection", "query-in-loop", "call-without-timeout", "unversioned-route", "broad-except")
AREAS = ("security", "data-access", "error-handling")

Load = Callable[[str], Loaded]
Refused = Callable[[str], ConfigurationError]


@pytest.fixture(scope="session")
def load() -> Load:
    return lambda text: loaded(text, FILE, ITEMS, AREAS)


@pytest.fixture(scope="session")
def refused(load: Load) -> Refused:
    def error(text: str) -> ConfigurationError:
        with pytest.raises(ConfigurationError) as caught:
            load(text)
        return caught.value

    return error
