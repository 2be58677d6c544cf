"""What holds for one path: the configuration with its overrides applied."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reviewbot.config.keys import Config, Override
from reviewbot.config.values import FailOn
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.paths import matches


@dataclass(frozen=True, slots=True)
class PathConfig:
    """Hold what may differ from path to path; a severity of None is an item or an area that is not asked."""

    items: Mapping[str, Severity | None]
    areas: Mapping[str, Severity | None]
    fail_on: FailOn
    max_comments: int


def for_path(config: Config, path: str) -> PathConfig:
    """Apply the overrides that match a path, in their order: the last one that has a key decides it."""
    held = PathConfig(config.items, config.areas, config.fail_on, config.max_comments)
    for override in config.overrides:
        if matches(path, override.paths):
            held = _applied(held, override)
    return held


def severity_of(item: Item, held: PathConfig) -> Severity | None:
    """Give the severity of an item's findings, None if it is off: by its own entry, else its area's."""
    return held.items.get(item.id, held.areas.get(item.area, item.severity))


def is_off(item: Item, config: Config) -> bool:
    """Tell whether an item is asked of no path at all."""
    everywhere = config.items.get(item.id, config.areas.get(item.area, item.severity))
    elsewhere = (one.items.get(item.id) for one in config.overrides)
    return everywhere is None and all(severity is None for severity in elsewhere)


def _applied(held: PathConfig, override: Override) -> PathConfig:
    return replace(
        held,
        items={**held.items, **override.items},
        fail_on=override.fail_on or held.fail_on,
        max_comments=held.max_comments if override.max_comments is None else override.max_comments,
    )
