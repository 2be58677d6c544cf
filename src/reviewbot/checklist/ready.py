"""Make the rules of one item ready, each once: by YAML's aliases many of its detectors share them."""

import re
from collections.abc import Collection, Mapping

from reviewbot.checklist.lighten import lightened, named_utils
from reviewbot.checklist.need import Known, need_of
from reviewbot.checklist.rules import checked_rule
from reviewbot.domain.item import Rule
from reviewbot.domain.need import Need
from reviewbot.yamlfile import Document, Key

# ast-grep gives no single node for `$$$ARGS`, and none at all for a name that starts with an underscore.
_CAPTURE = re.compile(r"\$(?<!\$\$\$)([A-Z][A-Z0-9_]*)")


class ReadyRules:
    """What is known of an item's rules, by what they were written as."""

    def __init__(self) -> None:
        self._rules: dict[int, tuple[object, Rule]] = {}
        self._captures: dict[int, tuple[Rule, tuple[str, ...]]] = {}
        self._named: dict[int, tuple[Rule, tuple[str, ...]]] = {}
        self._needs: dict[int, tuple[object, Known]] = {}

    def rule(self, document: Document, key: Key, value: object) -> Rule:
        """Check the rule that stands at a key, raising ChecklistError, and give it lightened."""
        if id(value) not in self._rules:
            # The value is kept as well: another one could get its id.
            self._rules[id(value)] = value, lightened(checked_rule(document, key, value))
        return self._rules[id(value)][1]

    def captures(self, rule: Rule) -> tuple[str, ...]:
        """Give the names that a rule captures, as often as it does."""
        if id(rule) not in self._captures:
            self._captures[id(rule)] = rule, tuple(_CAPTURE.findall(repr(rule)))
        return self._captures[id(rule)][1]

    def named(self, rule: Rule) -> tuple[str, ...]:
        """Give the names of the utils that a rule refers to."""
        if id(rule) not in self._named:
            self._named[id(rule)] = rule, tuple(named_utils(rule))
        return self._named[id(rule)][1]

    def need(self, rule: Rule, utils: Mapping[str, Rule], captures: Collection[str], written: object) -> Need:
        """Give what a rule needs; `written` is what its utils were written as, which others may share."""
        known = self._needs.setdefault(id(written), (written, {}))[1]
        return need_of(rule, utils, captures, known)
