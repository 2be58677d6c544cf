"""What every match of a rule has, as far as a node can be asked for it without compiling the rule."""

from typing import NamedTuple


# No frozen dataclass: thousands of needs are made whenever the checklist is loaded, and those cost four times as much.
class Need(NamedTuple):
    """What a node has that a rule matches; the rule may ask for more.

    It is one of `kinds` (of any if None), and all `expressions` are found in its text. For each entry of `children`
    a child in that field (anywhere if empty) fulfils what it needs; so does the node around it for each of
    `parents`, one of the nodes around it for each of `ancestors`, and itself for one of each of `choices`. For each
    of `anywhere` some node of the file does. It fulfils none of `refused`. The rule captures it by the names in
    `captures`.
    """

    kinds: frozenset[str] | None = None
    expressions: tuple[str, ...] = ()
    children: tuple[tuple[str, "Need"], ...] = ()
    choices: tuple[tuple["Need", ...], ...] = ()
    parents: tuple["Need", ...] = ()
    ancestors: tuple["Need", ...] = ()
    refused: tuple["Need", ...] = ()
    captures: tuple[str, ...] = ()
    anywhere: tuple["Need", ...] = ()


NOTHING = Need()
"""What any node fulfils."""

IMPOSSIBLE = Need(kinds=frozenset())
"""What no node fulfils."""
