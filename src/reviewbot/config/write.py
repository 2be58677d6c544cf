"""A configuration in the file's own words again, and its digest."""

import hashlib
import json
from dataclasses import replace

from reviewbot.config.keys import ADAPTER, Config, Override
from reviewbot.config.values import written_off

_NO_MATTER = frozenset(
    {"bots", "budget", "drafts", "fail_on", "language", "max_comments", "merge_group", "on_incomplete"}
)


def written(config: Config) -> dict[str, object]:
    """Give the configuration in the file's own words, as plain values."""
    plain: dict[str, object] = ADAPTER.dump_python(config, mode="json")
    plain["overrides"] = [_written_override(override) for override in config.overrides]
    return plain


def digest(config: Config) -> str:
    """Give the SHA-256 of what decides the findings, in hexadecimal.

    What only limits the cost or decides how the findings are shown and judged stays out: a team that changes
    it does not pay for reviewing every open pull request again.
    """
    overrides = tuple(Override(entry.paths, entry.items) for entry in config.overrides if entry.items)
    plain = written(replace(config, overrides=overrides))
    matters = {key: value for key, value in plain.items() if key not in _NO_MATTER}
    return hashlib.sha256(json.dumps(matters, sort_keys=True).encode()).hexdigest()


def _written_override(override: Override) -> dict[str, object]:
    keys: dict[str, object] = {"paths": list(override.paths)}
    if override.items:
        keys["items"] = {item: written_off(severity) for item, severity in override.items.items()}
    if override.fail_on:
        keys["fail_on"] = override.fail_on.value
    if override.max_comments is not None:
        keys["max_comments"] = override.max_comments
    return keys
