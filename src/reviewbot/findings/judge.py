"""From a candidate to a finding: anchored, proven, suppressed, in the report's words."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from reviewbot.domain.diff import FileDiff
from reviewbot.domain.finding import Candidate, Detected, Evidence, Finding, Placement
from reviewbot.domain.item import Item
from reviewbot.domain.levels import Severity
from reviewbot.domain.source import Source
from reviewbot.findings.anchor import Placed, anchored, placed
from reviewbot.findings.fingerprint import fingerprint
from reviewbot.findings.prove import proven
from reviewbot.findings.suppress import suppression

_SHOWN_OF_A_SECRET = 4


def judged(
    candidate: Candidate,
    item: Item,
    severity: Severity,
    file: FileDiff | None,
    source: Source,
    detect: Callable[[Source], Detected],
) -> Finding:
    """Stand by a candidate: the more of its place is proven, the closer to its line it is said.

    `source` is the version of the file that the anchor's side means; `detect` runs the file's items over another
    version of it, for the proofs of a suggestion. Without a `file` of a diff there is no line to say it on.
    """
    lines = source.lines
    held = anchored(candidate, lines)
    place = placed(held, file) if held else Placed(candidate, Placement.FILE, "its quote does not stand where it says")
    said = _masked(place.candidate)
    suggestion = proven(place.candidate, source, detect) if place.placement is Placement.INLINE else None
    # What the whole anchor says counts, also where the diff shows a part of it only.
    suppressed = suppression(held or candidate, lines)
    return Finding(
        item=item.id,
        area=item.area,
        title=said.title,
        message=said.message,
        path=said.anchor.path,
        side=said.anchor.side,
        start_line=said.anchor.start_line,
        line=said.anchor.line,
        severity=severity,
        confidence=said.confidence,
        source=said.source,
        evidence=Evidence(said.quote, said.trigger, said.steps),
        related=said.related,
        suggestion=None if suggestion and _reveals(suggestion.text, said.secrets) else suggestion,
        fingerprint=fingerprint(candidate),
        placement=place.placement,
        placement_reason=place.reason,
        suppressed=suppressed and replace(suppressed, reason=_without(suppressed.reason, said.secrets)),
    )


def _masked(candidate: Candidate) -> Candidate:
    """Mask the secrets in all that a claim says."""
    secrets = candidate.secrets
    return replace(
        candidate,
        quote=_without(candidate.quote, secrets),
        title=_without(candidate.title, secrets),
        trigger=_without(candidate.trigger, secrets),
        message=_without(candidate.message, secrets),
        steps=tuple(replace(step, text=_without(step.text, secrets)) for step in candidate.steps),
    )


def _without(text: str, secrets: Sequence[str]) -> str:
    for secret in sorted(secrets, key=len, reverse=True):
        if secret:
            text = text.replace(secret, secret[: min(_SHOWN_OF_A_SECRET, len(secret) // 4)] + "…")
    return text


def _reveals(text: str, secrets: Sequence[str]) -> bool:
    return _without(text, secrets) != text
