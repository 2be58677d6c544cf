"""A finding's identity across pushes."""

import hashlib

from reviewbot.domain.finding import Candidate, Fingerprint


def fingerprint(candidate: Candidate) -> Fingerprint:
    """Give 16 hexadecimal digits of SHA-256 over item, path, definition, quote without white space, and ordinal."""
    # Line numbers stay out: a push that only moves the code must not re-open the thread.
    parts = (
        candidate.item,
        candidate.anchor.path,
        candidate.definition,
        normalised(candidate.quote),
        str(candidate.ordinal),
    )
    return Fingerprint(hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16])


def normalised(text: str) -> str:
    """Fold white space: code that was only indented anew is the same code."""
    return " ".join(text.split())
