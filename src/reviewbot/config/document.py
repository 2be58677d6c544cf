"""What stands at a key of the file, whatever was written there."""

from collections.abc import Collection

from reviewbot.yamlfile import Document, Key


def value_at(document: Document, key: Key) -> object:
    """Give the value that was written at a key; None where there is none."""
    value = document.value
    for part in key:
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


def names_in(value: object) -> Collection[str]:
    """Give the keys of a mapping; none where it is no mapping."""
    return value.keys() if isinstance(value, dict) else ()
