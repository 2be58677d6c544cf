"""What a comment on a finding is made of, each part whole and as Markdown."""

import re
from collections.abc import Iterator, Mapping, Sequence

from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Finding, Placement, Step
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Confidence
from reviewbot.domain.visible import is_all_visible, visible
from reviewbot.output.links import Links, best, blob, is_ours, item_page
from reviewbot.output.markdown import references, suggestion
from reviewbot.output.markup import code_span, fenced, link, plain_text, prose
from reviewbot.output.objection import CONFIGURATION, can_hold_comment, override
from reviewbot.output.references import reference
from reviewbot.output.wording import OF_OTHERS, OURS, place
from reviewbot.output.words import Words, enumerated, said

PARTS = (
    "title", "short_title", "where", "trigger", "path", "repair", "suggestion", "why", "proof", "places", "confidence",
    "source", "item", "objection",
)  # fmt: skip
"""What a comment is made of, by name."""

_MOST_PLACES = 5
_MOST_TITLE_WORDS = 12
_ABOVE = 3
"""GitHub shows so many lines above those that a comment hangs on."""

_ID = re.compile(r"[a-z0-9-]{1,80}")


def comment_parts(group: Sequence[Finding], item: Item | None, links: Links, words: Words) -> Mapping[str, str]:
    """Write all that a comment could say of findings of one cause; a part with nothing to say is empty."""
    first = group[0]
    return {
        "title": plain_text(first.title.strip()),
        "short_title": _short(item),
        "where": _where(first, links, words),
        "trigger": plain_text(first.evidence.trigger.strip()),
        "path": _path(first, links, words),
        "repair": plain_text(first.message.strip()),
        "suggestion": _suggestion(first),
        "why": _why(item, links, words),
        "proof": _proof(first, links, words),
        "places": _places(group, links, words),
        "confidence": said(words, f"confidence.{first.confidence}") if first.confidence < Confidence.HIGH else "",
        "source": _source(first, words),
        "item": _item(first.item, item, links),
        "objection": _objection(first, words),
    }


def is_path_in_view(finding: Finding) -> bool:
    """Tell whether a reader sees the whole path right above the comment."""
    seen = range(finding.start_line - _ABOVE, finding.line + 1)
    return all(step.path == finding.path and step.line in seen for step in finding.evidence.path)


def _short(item: Item | None) -> str:
    is_short = item is not None and len(item.title.split()) <= _MOST_TITLE_WORDS
    return plain_text(item.title) if item and is_short else ""


def _where(finding: Finding, links: Links, words: Words) -> str:
    """Name the lines where the comment does not hang on them."""
    if finding.placement is Placement.INLINE:
        return ""
    first, last = str(finding.start_line), str(finding.line)
    few = said(words, "line", line=last) if first == last else said(words, "lines", first=first, last=last)
    reason = plain_text(finding.placement_reason.strip())
    key = "where_in_base" if finding.side is Side.LEFT else "where"
    return said(words, key, lines=link(few, blob(links, finding.anchor)), reason=reason)


def _path(finding: Finding, links: Links, words: Words) -> str:
    steps = " → ".join(_step(step, finding, links) for step in finding.evidence.path)
    return said(words, "path", steps=steps) if steps else ""


def _step(step: Step, finding: Finding, links: Links) -> str:
    anchor = Anchor(step.path, finding.side, step.line, step.line)
    is_here = step.path == finding.path and finding.start_line <= step.line <= finding.line
    where = f"L{step.line}" if is_here else link(_name(anchor, finding), blob(links, anchor))
    return f"{code_span(step.text)} {where}" if step.text else where


def _name(anchor: Anchor, seen_from: Finding) -> str:
    return f"L{anchor.start_line}" if anchor.path == seen_from.path else place(anchor)


def _suggestion(finding: Finding) -> str:
    """Offer the text for a click where GitHub can apply it, and where nothing in it is hidden; else show the change."""
    if finding.suggestion is None:
        return ""
    text = finding.suggestion.text
    can_apply = finding.placement is Placement.INLINE and finding.side is Side.RIGHT
    if not (can_apply and is_all_visible(text)):
        return suggestion(finding)
    # A fence without lines removes the commented ones; an empty line in it would stay behind.
    return fenced(text, "suggestion") if text else "```suggestion\n```"


def _why(item: Item | None, links: Links, words: Words) -> str:
    if item is None:
        return ""
    others = [text for text in item.references if not _is_cwe(text)]
    more = ", ".join((link(item.id, item_page(item, links)), *references(others)))
    # What a team wrote is data: it reads as it stands, and its page shows it as it was meant.
    why = prose(item.why, str) if is_ours(item) else prose(item.why)
    return "\n\n".join(part for part in (why, said(words, "references", links=more)) if part)


def _proof(finding: Finding, links: Links, words: Words) -> str:
    if finding.suggestion is None or not finding.suggestion.proof:
        return ""
    proof, head = plain_text(finding.suggestion.proof), plain_text(links.head_sha[:7])
    return said(words, "proven_on", commit=head, proof=proof) if head else said(words, "proven", proof=proof)


def _places(group: Sequence[Finding], links: Links, words: Words) -> str:
    """Link the other places of the same cause, in the order they were found."""
    first = group[0]
    addresses = {anchor: blob(links, anchor) for finding in group for anchor in finding.related}
    addresses |= {finding.anchor: best(links, finding) for finding in group}
    del addresses[first.anchor]
    ordered = [anchor for anchor in _anchors(group) if anchor in addresses]
    linked = [link(_name(anchor, first), addresses[anchor]) for anchor in dict.fromkeys(ordered)]
    return said(words, "same_cause", places=enumerated(words, linked, _MOST_PLACES)) if linked else ""


def _anchors(group: Sequence[Finding]) -> Iterator[Anchor]:
    for finding in group:
        yield finding.anchor
        yield from finding.related


def _source(finding: Finding, words: Words) -> str:
    """Say who found it, where that was not a detector of ours."""
    source = finding.source.strip()
    if source == "agent":
        return said(words, "found_by_agent")
    name = plain_text(visible(source.removeprefix(OF_OTHERS)))
    return "" if source in OURS else said(words, "found_by", name=name)


def _item(name: str, item: Item | None, links: Links) -> str:
    if item is None:
        return code_span(name) if _ID.fullmatch(name) else ""
    cwes = references([text for text in item.references if _is_cwe(text)])
    return " · ".join((link(item.id, item_page(item, links)), *cwes))


def _is_cwe(text: str) -> bool:
    return text.startswith("CWE-") and bool(reference(text).url)


def _objection(finding: Finding, words: Words) -> str:
    """Say how to disagree; a line of the base has no place any more for a comment."""
    if finding.side is Side.LEFT or not _ID.fullmatch(finding.item):
        return said(words, "wrong")
    if can_hold_comment(finding.path):
        ignore = code_span(f"reviewbot: ignore[{finding.item}] reason")
        return said(words, "wrong_comment", comment=ignore)
    return said(words, "wrong_setting", line=code_span(override(finding)), file=code_span(CONFIGURATION))
