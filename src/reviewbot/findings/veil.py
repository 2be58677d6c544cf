"""Leave out of what everybody can read what would show an open weakness.

A comment in a public repository is public, however it is packed. Nor does it help to keep digests: the code is public
too, so whoever has the digest of a line needs one pass over the code to know the line. What nobody may know yet is
therefore not remembered there at all; code scanning keeps it, for maintainers alone. Only what people accepted stays,
for nothing that they decided may be lost, and they named its id in public themselves.
"""

from collections.abc import Sequence
from dataclasses import replace

from reviewbot.domain.audit import CauseId
from reviewbot.domain.tracked import Known, Lived, Memory

SECURITY = "security"
"""The area whose findings are disclosed to maintainers only; it stands for the item of what is veiled."""


def veiled(memory: Memory) -> Memory:
    """Give the memory as everybody may read it: security causes are left out, accepted ones say their id alone."""
    kept = (one for one in memory.causes if one.area != SECURITY or one.acceptance is not None)
    return replace(memory, causes=tuple(_bare(one) if one.area == SECURITY else one for one in kept))


def veiled_life(lived: Lived) -> Lived:
    """Give what an audit changed as everybody may read it: as if there were no security causes but accepted ones."""
    hidden = frozenset(one.id for one in lived.memory.causes if one.area == SECURITY)
    return replace(
        lived,
        memory=veiled(lived.memory),
        new=_without(hidden, lived.new),
        reopened=_without(hidden, lived.reopened),
        gone=_without(hidden, lived.gone),
        accepted=_without(hidden, lived.accepted),
        renamed=tuple(pair for pair in lived.renamed if pair[1] not in hidden),
    )


def _bare(known: Known) -> Known:
    return replace(known, item=SECURITY, title="", message="", symbol="", sites=(), count=0, origins=())


def _without(hidden: frozenset[CauseId], ids: Sequence[CauseId]) -> tuple[CauseId, ...]:
    return tuple(one for one in ids if one not in hidden)
