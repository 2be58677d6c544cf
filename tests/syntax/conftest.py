"""What tests of parsed code share: what a call's function is called."""

from collections.abc import Callable

import pytest

from reviewbot.syntax.names import names_of
from reviewbot.syntax.tree import matches, parsed


@pytest.fixture
def called() -> Callable[[str, str], tuple[str, ...]]:
    """Resolve the function of the call that ends last in a text."""

    def resolve(text: str, grammar: str) -> tuple[str, ...]:
        tree = parsed(text, grammar)
        kind = "call" if grammar == "python" else "call_expression"
        rule = {"kind": kind, "has": {"field": "function", "pattern": "$F"}}
        found = matches(tree, rule, {}, {}, frozenset({"F"}))
        last = max(found, key=lambda match: (match.node.end, -match.node.start))
        return names_of(tree).resolved(last.captures["F"])

    return resolve
