"""Write the paths of Python's frameworks alike: parameters in braces, regular expressions as far as they are plain."""

import re

from reviewbot.domain.inventory import Parameter

_CONVERTED = re.compile(r"<(?:(?P<type>\w+)(?:\([^()]*\))?:)?(?P<name>\w+)>|\{(?P<named>\w+)(?::(?P<kind>\w+))?\}")
_GROUP = re.compile(r"\((?:\?P<(?P<name>\w+)>|\?:)?(?P<inside>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)[?*+]?")
_ENDS = re.compile(r"^\^|\$$|\\[ZAz]$")
_ESCAPED = re.compile(r"\\([./\-])")
_SLASHES = re.compile(r"/{2,}")
_LONGEST = 500


def braced(path: str) -> str:
    """Write a path with `{name}` for each parameter: `/orders/<int:pk>` and `/orders/{pk:int}` are `/orders/{pk}`."""
    plain = _CONVERTED.sub(lambda found: f"{{{found['name'] or found['named']}}}", path[:_LONGEST])
    return _SLASHES.sub("/", f"/{plain}")


def unexpressed(pattern: str) -> str:
    """Write a regular expression as a path, its named groups as parameters and the others as `{number}`."""
    number = 0

    def named(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"{{{found['name'] or number}}}"

    plain = _ENDS.sub("", _ENDS.sub("", pattern[:_LONGEST]))
    return _SLASHES.sub("/", "/" + _ESCAPED.sub(r"\1", _GROUP.sub(named, plain)).replace("/?", "/"))


def in_path(path: str) -> tuple[Parameter, ...]:
    """Give the parameters of a path as its framework writes it, with the types that it names."""
    found = tuple(
        Parameter(one["name"] or one["named"], "path", one["type"] or one["kind"] or "", is_required=True)
        for one in _CONVERTED.finditer(path[:_LONGEST])
    )
    groups = tuple(
        Parameter(one["name"], "path", "", is_required=True) for one in _GROUP.finditer(path[:_LONGEST]) if one["name"]
    )
    return tuple(dict.fromkeys((*found, *groups)))
