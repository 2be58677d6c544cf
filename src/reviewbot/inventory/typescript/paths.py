"""Write the paths of routes in one way, whichever framework they come from."""

import re
from collections.abc import Iterator

from reviewbot.domain.inventory import Parameter
from reviewbot.syntax.endpoints.endpoint import COMPUTED
from reviewbot.syntax.outline.value import Text, Value, Woven

_PLACE = re.compile(r":(\w+)(?:\((?:[^()]|\([^()]*\))*\))?[?*+]?")
_OPTIONAL = re.compile(r"\{([^{}]*[:/.*][^{}]*)\}")
_NAMED = re.compile(r"\{(\w+)\}")
_SLASHES = re.compile(r"/{2,}")
_LONGEST = 500


def path_of(text: str) -> str:
    """Write `:id`, with or without an expression or `?` behind it, as `{id}`; one slash before and none behind."""
    plain = _PLACE.sub(r"{\1}", _OPTIONAL.sub(r"\1", text[:_LONGEST]))
    return "/" + _SLASHES.sub("/", plain).strip("/")


def written_path(value: Value | None) -> str | None:
    """Read a path; what the code computes is written `…`, None for what is no path at all."""
    match value:
        case Text(text):
            return text
        case Woven(parts):
            return "".join(one.text if isinstance(one, Text) else COMPUTED for one in parts)
        case _:
            return None


def in_path(path: str) -> Iterator[Parameter]:
    """Give the parameters that a path has."""
    for name in dict.fromkeys(_NAMED.findall(path)):
        yield Parameter(name, "path", is_required=True)
