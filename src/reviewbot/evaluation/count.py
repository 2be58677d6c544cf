"""Count outcomes: what can be added up over cases, areas and runs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields

from reviewbot.domain.finding import Placement
from reviewbot.domain.score import Counts, ItemCounts, Outcome


def counts(outcomes: Iterable[Outcome]) -> Counts:
    """Add up reviews."""
    each = [_of(one) for one in outcomes]
    return Counts(**{field.name: sum(getattr(one, field.name) for one in each) for field in fields(Counts)})


def item_counts(outcomes: Sequence[Outcome]) -> tuple[ItemCounts, ...]:
    """Count by item, by the name under which a fault stands; sorted."""
    found = Counter(one.gold.item for each in outcomes for one in each.found)
    missed = Counter(gold.item for each in outcomes for gold in each.missed)
    wrong = Counter(finding.item for each in outcomes for finding in each.wrong)
    names = sorted(found.keys() | missed.keys() | wrong.keys())
    return tuple(ItemCounts(name, found[name], missed[name], wrong[name]) for name in names)


def _of(one: Outcome) -> Counts:
    places = Counter(finding.placement for finding in one.findings)
    is_clean = one.case.is_clean
    return Counts(
        reviews=1,
        clean=int(is_clean),
        silent=int(is_clean and not one.wrong),
        found=len(one.found),
        missed=len(one.missed),
        wrong=len(one.wrong),
        on_clean=len(one.wrong) if is_clean else 0,
        traps=len(one.case.traps),
        taken=len(one.taken),
        glimpsed=len(one.glimpsed),
        unsure=one.unsure,
        inline=places[Placement.INLINE],
        file=places[Placement.FILE],
        summary=places[Placement.SUMMARY],
        suggestions=sum(1 for finding in one.findings if finding.suggestion),
        incomplete=int(bool(one.gap)),
        calls=one.cost.calls,
        usd=one.cost.usd,
        seconds=one.seconds,
    )
