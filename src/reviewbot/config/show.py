"""The configuration as it holds, as YAML, and where each value comes from."""

from collections.abc import Iterator
from dataclasses import replace

from reviewbot.config.document import value_at
from reviewbot.config.keys import Config, Override
from reviewbot.config.load import Loaded
from reviewbot.config.resolve import for_path
from reviewbot.config.words import dotted, flow, visible
from reviewbot.config.write import written
from reviewbot.domain.paths import matches
from reviewbot.yamlfile import Document, Key

Block = dict[str, object] | list[dict[str, object]]
"""What takes lines of its own: a mapping, or the list of overrides."""

_WIDEST = 48


def shown(loaded: Loaded, path: str | None = None) -> str:
    """Write the configuration as YAML that loads to the same again, each value with its origin in a comment.

    With a path it is what holds for that path: the overrides are applied, and the title says if the file is
    left out. An origin is `default`, a line of the file, or a line and the override that it stands in.
    """
    config, document = loaded.config, loaded.document
    title, plain = f"# {visible(document.file)}", written(config)
    if path is not None:
        title += f" for {visible(path)}{_left_out(config, path)}"
        plain = _plain_for(config, path)
    lines = [
        f"{text:<{_WIDEST}}  # {_origin(document, _deciding(config, path, key))}" if key else text
        for text, key in _lines(plain, (), "")
    ]
    return "\n".join([title, *lines]) + "\n"


def _plain_for(config: Config, path: str) -> dict[str, object]:
    held = for_path(config, path)
    resolved = written(replace(config, items=held.items, fail_on=held.fail_on, max_comments=held.max_comments))
    return {name: child for name, child in resolved.items() if name != "overrides"}


def _left_out(config: Config, path: str) -> str:
    if matches(path, config.paths.exclude):
        return ", which paths.exclude leaves out"
    if config.paths.include and not matches(path, config.paths.include):
        return ", which paths.include does not name"
    return ""


def _lines(value: Block, key: Key, indent: str) -> Iterator[tuple[str, Key]]:
    """Give the lines of a block, each with the key whose value it says; none where it only opens a block."""
    if isinstance(value, dict):
        for name, child in value.items():
            yield from _entry(f"{indent}{flow(name)}:", child, (*key, name), indent)
    else:
        for index, child in enumerate(value):
            first, *others = _lines(child, (*key, index), f"{indent}  ")
            yield f"{indent}- {first[0].lstrip()}", first[1]
            yield from others


def _entry(start: str, value: object, key: Key, indent: str) -> Iterator[tuple[str, Key]]:
    if value and (isinstance(value, dict) or (isinstance(value, list) and key == ("overrides",))):
        yield start, ()
        yield from _lines(value, key, f"{indent}  ")
    else:
        yield f"{start} {flow(value)}", key


def _deciding(config: Config, path: str | None, key: Key) -> Key:
    """Give the key in the file that decides what a path's key is: the same, or that of an override."""
    if path is None:
        return key
    for index, override in reversed(tuple(enumerate(config.overrides))):
        if matches(path, override.paths) and _has(override, key):
            return ("overrides", index, *key)
    return key


def _has(override: Override, key: Key) -> bool:
    if key[0] == "items":
        return key[-1] in override.items
    decided = {"fail_on": override.fail_on, "max_comments": override.max_comments}
    return decided.get(str(key[0])) is not None


def _origin(document: Document, key: Key) -> str:
    if value_at(document, key) is None:
        return "default"
    before = "default and " if key == ("paths", "never_send") else ""
    behind = f", {dotted(key[:2])}" if key[0] == "overrides" else ""
    return f"{before}{visible(str(document.place(key)))}{behind}"
