"""Make the rules of one item ready, each once: by YAML's aliases many of its detectors share them."""

from collections.abc import Callable

from reviewbot.checklist.lighten import lightened
from reviewbot.checklist.rules import checked_rule
from reviewbot.domain.item import Rule
from reviewbot.yamlfile import Document, Key

ReadyRule = Callable[[Document, Key, object], Rule]
"""Checks the rule that stands at a key, raising ChecklistError, and gives it lightened."""


def ready_rules() -> ReadyRule:
    """Give a reader that remembers its answers for as long as it lives."""
    known: dict[int, tuple[object, Rule]] = {}

    def ready(document: Document, key: Key, value: object) -> Rule:
        if id(value) not in known:
            # The value is kept as well: another one could get its id.
            known[id(value)] = value, lightened(checked_rule(document, key, value))
        return known[id(value)][1]

    return ready
