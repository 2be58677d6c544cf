"""Read which settings code takes from the environment."""

from collections.abc import Iterator

from reviewbot.domain.inventory import Site, Variable
from reviewbot.inventory.secret import is_secret
from reviewbot.syntax.outline.typescript import Outline
from reviewbot.syntax.outline.value import text_of

WORDS = frozenset({"get", "getOrThrow"})
_SERVICES = ("@nestjs/config.ConfigService().", "env-var.")


def variables(path: str, outline: Outline) -> Iterator[Variable]:
    """Give what is read of `process.env`, and what Nest's ConfigService is asked for."""
    for read in outline.reads:
        yield Variable(Site(path, read.line), read.name, read.has_default, is_secret(read.name))
    for called in outline.calls:
        name = text_of(called.at(0))
        if name and called.word in WORDS and any(one.startswith(_SERVICES) for one in called.names):
            yield Variable(Site(path, called.line), name, len(called.given) > 1, is_secret(name))
