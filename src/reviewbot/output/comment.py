"""One comment on the change: what happens, when, what to write instead, and a small line of proof.

At most 80 words are seen before anything is unfolded, and no sentence is ever cut: what is too long is folded whole,
and what no comment could hold is left out whole and named.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.output.comment_parts import comment_parts, is_path_in_view
from reviewbot.output.fitting import MOST_IN_COMMENT, fullest
from reviewbot.output.links import Links
from reviewbot.output.seen import visible_words
from reviewbot.output.template import template

MOST_WORDS = 80

_LINES = ("where", "trigger", "path", "repair")
_NOTES = ("proof", "places", "confidence", "source", "item", "no")
_READING = ("title", "where", "trigger", "path", "repair", "places", "proof", "source", "item", "why")
_FOLDING = ("trigger", "places", "proof", "source", "title", "where", "item")
"""What goes into the fold, in this order, until few enough words are seen; repair and path go before."""


def comment(group: Sequence[Finding], item: Item | None, links: Links, mark: str) -> str:
    """Write the comment for findings of one cause: it hangs on the first, and links to the others.

    `mark` becomes its first line. A suggestion can be applied by a click where the comment is on lines of the head.
    """
    severity, parts = group[0].severity, comment_parts(group, item, links)
    folded = _fewest(severity, parts, ("path",) if is_path_in_view(group[0]) else ())
    longest = sorted(parts, key=lambda name: -len(parts[name]))
    said = (f"{mark}\n{_rendered(severity, parts, folded, longest[:count])}" for count in range(len(longest)))
    return fullest(said, MOST_IN_COMMENT, f"{mark}\n**{severity.capitalize()}**")


def _fewest(severity: Severity, parts: Mapping[str, str], always: Sequence[str]) -> frozenset[str]:
    """Choose what to fold: as little as leaves few enough words."""
    if _is_short(severity, parts, frozenset(always)):
        return frozenset(always)
    # Where code says what to write instead, its sentence is missed least.
    order = ("repair", "path", *_FOLDING) if parts["suggestion"] else ("path", "repair", *_FOLDING)
    folded = set(always)
    for name in order:
        if not _is_short(severity, parts, folded):
            folded.add(name)
    for name in reversed(order):
        # One long part should not take along those that came before it.
        if name not in always and _is_short(severity, parts, folded - {name}):
            folded.discard(name)
    return frozenset(folded)


def _is_short(severity: Severity, parts: Mapping[str, str], folded: AbstractSet[str]) -> bool:
    return visible_words(_rendered(severity, parts, folded, ())) <= MOST_WORDS


def _rendered(severity: Severity, parts: Mapping[str, str], folded: AbstractSet[str], left_out: Sequence[str]) -> str:
    told = {name: text for name, text in parts.items() if text and name not in left_out}
    seen = {name: text for name, text in told.items() if name not in folded}
    below = [name for name in _READING if name in told and (name in folded or name == "why")]
    return (
        template("comment.md.j2")
        .render(
            head=" · ".join(filter(None, (severity.capitalize(), seen.get("title") or told.get("short title")))),
            lines=[seen[name] for name in _LINES if name in seen],
            suggestion=told.get("suggestion", ""),
            label=" · ".join(below),
            folded=[told[name] for name in below],
            left_out=left_out,
            notes=[seen[name] for name in _NOTES if name in seen],
        )
        .rstrip("\n")
    )
