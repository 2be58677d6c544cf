"""From findings to their root causes: what has one cause is said once, wherever it stands."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reviewbot.domain.audit import CauseId, RootCause
from reviewbot.domain.finding import Finding, Fingerprint
from reviewbot.findings.fingerprint import normalised

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Claim:
    """A finding, and the dotted name of the definition that it stands in; empty at module level."""

    finding: Finding
    symbol: str


def rooted(claims: Iterable[Claim]) -> tuple[RootCause, ...]:
    """Group findings by item, symbol and quote, in whatever files, and rank what comes out.

    The quote counts as it is said, its secrets masked: nobody must be able to guess them from an id.
    """
    return joined(_cause(one) for one in claims)


def joined(causes: Iterable[RootCause]) -> tuple[RootCause, ...]:
    """Put the places of equal causes together, number them anew and rank the causes: any order gives the same."""
    groups: dict[CauseId, list[RootCause]] = {}
    for one in causes:
        groups.setdefault(one.id, []).append(one)
    whole = (replace(group[0], findings=_placed(group[0].id, _findings(group))) for group in groups.values())
    return ranked_causes(whole)


def ranked_causes(causes: Iterable[RootCause]) -> tuple[RootCause, ...]:
    """Sort by what people said no to, severity, confidence, number of places, item and path."""
    return tuple(sorted(causes, key=_order))


def is_settled(cause: RootCause) -> bool:
    """Tell whether people said no to all of a cause: nobody has to do anything about it."""
    return cause.acceptance is not None or cause.first.suppressed is not None


def _cause(claim: Claim) -> RootCause:
    one, quote = claim.finding, normalised(claim.finding.evidence.quote)
    return RootCause(
        CauseId(_digest(one.item, claim.symbol, quote)), claim.symbol, _digest("".join(quote.split())), (one,)
    )


def _findings(group: Sequence[RootCause]) -> list[Finding]:
    return [one for cause in group for one in cause.findings]


def _placed(cause: CauseId, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(_numbered(cause, findings), key=_gravity))


def _numbered(cause: CauseId, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Tell equal places apart by their order alone, so that their fingerprints survive a rename and a move."""
    for number, one in enumerate(sorted(findings, key=_place)):
        yield replace(one, fingerprint=Fingerprint(_digest(cause, str(number), digits=16)))


def _place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.path, finding.start_line, finding.line, finding.message


def _gravity(finding: Finding) -> tuple[bool, int, int, str, int]:
    is_hushed = finding.suppressed is not None
    return is_hushed, -finding.severity.rank, -finding.confidence.rank, finding.path, finding.start_line


def _order(cause: RootCause) -> tuple[bool, int, int, int, str, str, str]:
    one = cause.first
    severity, confidence = -one.severity.rank, -one.confidence.rank
    return is_settled(cause), severity, confidence, -len(cause.findings), one.item, one.path, cause.id


def _digest(*parts: str, digits: int = _DIGITS) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:digits]
