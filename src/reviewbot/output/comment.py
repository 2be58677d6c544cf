"""One comment on the change: what happens, when, what to write instead, and a small line of proof.

At most 80 words are seen before anything is unfolded, and no sentence is ever cut: what is too long is folded whole,
and what no comment could hold is left out whole and named.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.output.comment_parts import PARTS, comment_parts, is_path_in_view
from reviewbot.output.links import Links
from reviewbot.output.seen import visible_words
from reviewbot.output.voice import COMMENT, OURS, Voice, fullest_written, written
from reviewbot.output.words import Words, said

MOST_WORDS = 80
VALUES = ("severity", "head", "lines", "label", "folded", "left_out", "notes", *PARTS)
"""What the template of a comment may print."""

_LINES = ("where", "trigger", "path", "repair")
_NOTES = ("proof", "places", "confidence", "source", "item", "objection")
_READING = ("title", "where", "trigger", "path", "repair", "places", "proof", "source", "item", "why")
_FOLDING = ("trigger", "places", "proof", "source", "title", "where", "item")
"""What goes into the fold, in this order, until few enough words are seen; repair and path go before."""


def comment(group: Sequence[Finding], item: Item | None, links: Links, mark: str, voice: Voice = OURS) -> str:
    """Write the comment for findings of one cause: it hangs on the first, and links to the others.

    `mark` becomes its first line, whatever a team's template says. A suggestion can be applied by a click where the
    comment is on lines of the head. Raises ConfigurationError where a team's template cannot be used.
    """
    severity, parts = group[0].severity, comment_parts(group, item, links, voice.words)
    folded = _fewest(severity, parts, ("path",) if is_path_in_view(group[0]) else (), voice)
    longest = sorted(parts, key=lambda name: -len(parts[name]))
    told = (f"{mark}\n{_rendered(severity, parts, folded, longest[:count], voice)}" for count in range(len(longest)))
    return fullest_written(voice, COMMENT, told, f"{mark}\n**{severity.capitalize()}**")


def _fewest(severity: Severity, parts: Mapping[str, str], always: Sequence[str], voice: Voice) -> frozenset[str]:
    """Choose what to fold: as little as leaves few enough words."""

    def is_short(folded: AbstractSet[str]) -> bool:
        return visible_words(_rendered(severity, parts, folded, (), voice)) <= MOST_WORDS

    folded = set(always)
    if is_short(folded):
        return frozenset(folded)
    # Where code says what to write instead, its sentence is missed least.
    order = ("repair", "path", *_FOLDING) if parts["suggestion"] else ("path", "repair", *_FOLDING)
    for name in order:
        if not is_short(folded):
            folded.add(name)
    for name in reversed(order):
        # One long part should not take along those that came before it.
        if name not in always and is_short(folded - {name}):
            folded.discard(name)
    return frozenset(folded)


def _rendered(
    severity: Severity, parts: Mapping[str, str], folded: AbstractSet[str], left_out: Sequence[str], voice: Voice
) -> str:
    told = {name: "" if name in left_out else text for name, text in parts.items()}
    seen = {name: text for name, text in told.items() if text and name not in folded}
    below = [name for name in _READING if told[name] and (name in folded or name == "why")]
    values = {
        "severity": severity.value,
        "head": " · ".join(filter(None, (severity.capitalize(), seen.get("title") or told["short_title"]))),
        "lines": tuple(seen[name] for name in _LINES if name in seen),
        "label": _named(below, " · ", voice.words) or said(voice.words, "details"),
        "folded": tuple(told[name] for name in below),
        "left_out": said(voice.words, "left_out", parts=_named(left_out, ", ", voice.words)) if left_out else "",
        "notes": tuple(seen[name] for name in _NOTES if name in seen),
    }
    return written(voice, COMMENT, {**told, **values})


def _named(names: Sequence[str], separator: str, words: Words) -> str:
    return separator.join(said(words, f"part.{name}") for name in names)
