"""Read files as OpenAPI descriptions: YAML, or JSON with what YAML may not say mended."""

import re

from reviewbot.domain.source import Source
from reviewbot.yamlfile import Document, load

# A template that merely mentions OpenAPI is no description, and often no YAML either.
_YAML_SIGN = re.compile(r"""^["']?(?:openapi|swagger)["']?[ \t]*:""", re.MULTILINE)
_JSON_SIGN = re.compile(r'"(?:openapi|swagger)"\s*:')
_JSON_ESCAPE = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\.")
SUFFIXES = (".yaml", ".yml", ".json")


def looks_like_a_description(source: Source) -> bool:
    """Tell, without parsing it, whether a file may be the root of a description."""
    return bool((_JSON_SIGN if source.text.lstrip().startswith("{") else _YAML_SIGN).search(source.text))


def read(source: Source) -> Document:
    """Parse a file; raises ConfigurationError where it is neither YAML nor JSON or too large."""
    is_json = source.path.lower().endswith(".json")
    return load(_as_yaml(source.text) if is_json else source.text, source.path)


def _as_yaml(text: str) -> str:
    """Mend, line by line, what JSON may say and YAML may not: tabs, and characters escaped in two halves."""
    return _JSON_ESCAPE.sub(_joined, text.replace("\t", " "))


def _joined(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[0]
    return bytes.fromhex(escape[1] + escape[2]).decode("utf-16-be")
