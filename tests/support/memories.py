"""Memories of audits for tests of how they are kept: two of one small shop, and one as large as wanted."""

from datetime import date
from hashlib import sha256, shake_256

from reviewbot.domain.audit import CauseId
from reviewbot.domain.inventory import Site
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.domain.tracked import Known, Life, Memory
from support.aged import Spot, after, audited

OLD = after(audited(1, Spot())).memory
NEW = after(audited(1, Spot()), audited(2, Spot(), Spot(symbol="other"))).memory
_DAY = date(2026, 11, 23)


def large(count: int, generation: int = 4) -> Memory:
    """Give a memory whose causes have nothing in common that could be packed."""
    return Memory(generation, "a" * 16, tuple(map(_known, range(count))))


def wide(comments: int, generation: int) -> Memory:
    """Give a memory of few causes that needs this many comments."""
    words = shake_256(bytes([generation])).hexdigest(comments * 41_000)
    causes = (_known(0, words[start : start + 41_000]) for start in range(0, len(words) - 41_000, 41_000))
    return Memory(generation, "a" * 16, tuple(causes))


def _known(number: int, message: str = "") -> Known:
    digest = sha256(str(number).encode()).hexdigest()
    return Known(
        id=CauseId(digest[:12]),
        item="query-in-loop",
        area="data-access",
        severity=Severity.HIGH,
        confidence=Confidence.HIGH,
        title="N+1",
        message=message or digest,
        symbol="f",
        pattern=digest[12:24],
        sites=(Site(f"shop/{digest[24:30]}.py", 3),),
        count=1,
        life=Life.OPEN,
        since=_DAY,
        seen=_DAY,
    )
