"""Compare changed OpenAPI descriptions file by file."""

import re

from reviewbot.detectors import openapi
from reviewbot.detectors.revisions import Revisions
from reviewbot.domain.contract import Change, Compared, Impact
from reviewbot.domain.diff import Side
from reviewbot.domain.source import Source, Versions
from reviewbot.errors import ConfigurationError
from reviewbot.yamlfile import Document, load

# A template that merely mentions OpenAPI is no description, and often no YAML either.
_YAML_SIGN = re.compile(r"""^["']?(?:openapi|swagger)["']?[ \t]*:""", re.MULTILINE)
_JSON_SIGN = re.compile(r'"(?:openapi|swagger)"\s*:')
_JSON_ESCAPE = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\.")


def changes(revisions: Revisions) -> Compared:
    """Compare each changed description with itself."""
    found: list[Change] = []
    failures: list[tuple[str, str]] = []
    for versions in revisions.changed:
        try:
            found.extend(_changes(versions))
        except ConfigurationError as error:
            path = versions.head.path if versions.head else ""
            failures.append(
                (path, f"its contract cannot be compared: {error.message} (line {error.place and error.place.line})")
            )
    return Compared(tuple(found), tuple(failures))


def _changes(versions: Versions) -> list[Change]:
    base, head = versions.base, versions.head
    if base is None or head is None or not _looks_like_a_description(base.text):
        return []
    return [
        Change(one.kind, Impact.BREAKING, base.path, Side.LEFT, one.line, one.inside, one.subject, one.where)
        for one in openapi.changes(_document(base), _document(head))
    ]


def _looks_like_a_description(text: str) -> bool:
    return bool((_JSON_SIGN if text.lstrip().startswith("{") else _YAML_SIGN).search(text))


def _document(source: Source) -> Document:
    return load(_as_yaml(source.text) if source.language == "json" else source.text, source.path)


def _as_yaml(text: str) -> str:
    """Mend, line by line, what JSON may say and YAML may not: tabs, and characters escaped in two halves."""
    return _JSON_ESCAPE.sub(_joined, text.replace("\t", " "))


def _joined(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[0]
    return bytes.fromhex(escape[1] + escape[2]).decode("utf-16-be")
