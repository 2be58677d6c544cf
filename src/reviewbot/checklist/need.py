"""Read from a rule what every node has that it matches."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce

from reviewbot.domain.item import Rule
from reviewbot.domain.need import IMPOSSIBLE, NOTHING, Need

Named = Callable[[str, Need], Need]
"""What the util of a name needs, where a need stands for what cannot be asked."""


def need_of(rule: Rule, utils: Mapping[str, Rule]) -> Need:
    """Give what all matches of a rule have in common.

    What cannot be asked of a single node needs nothing: `pattern`, `nthChild`, neighbours, where a search stops and
    what lies deeper than a child. What a rule refuses is read the other way round: there it is impossible.
    """
    known: dict[tuple[str, bool], Need] = {}

    def named(name: str, unknown: Need) -> Need:
        key = (name, unknown is NOTHING)
        if key not in known:
            # A util that leads back to itself is not followed a second time.
            known[key] = unknown
            known[key] = _read(utils[name], named, unknown) if name in utils else unknown
        return known[key]

    return _read(rule, named, NOTHING)


def _read(rule: Rule, named: Named, unknown: Need) -> Need:
    return _joined(_part(name, part, named, unknown) for name, part in rule.items() if name not in {"stopBy", "field"})


def _part(name: str, part: object, named: Named, unknown: Need) -> Need:
    need = unknown
    match name, part:
        case "kind", str() if part.isidentifier():
            need = Need(kinds=frozenset({part}))
        case "regex", str():
            need = Need(expressions=(part,))
        case "all", list():
            need = _joined(_read(one, named, unknown) for one in part)
        case "any", list():
            need = _one_of([_read(one, named, unknown) for one in part])
        case "not", dict():
            need = _none_of(_read(part, named, IMPOSSIBLE if unknown is NOTHING else NOTHING))
        case "matches", str():
            need = named(part, unknown)
        case "has", dict() if _is_close(part):
            need = Need(children=((str(part.get("field", "")), _read(part, named, unknown)),))
        case "inside", dict():
            need = _around(part, _read(part, named, unknown), unknown)
    return need


def _is_close(relation: Rule) -> bool:
    return relation.get("stopBy", "neighbor") == "neighbor"


def _around(relation: Rule, inner: Need, unknown: Need) -> Need:
    if _is_close(relation) and (unknown is NOTHING or "field" not in relation):
        return Need(parents=(inner,))
    return Need(ancestors=(inner,)) if unknown is NOTHING and inner is not NOTHING else unknown


def _joined(needs: Iterable[Need]) -> Need:
    several = [one for one in needs if one is not NOTHING]
    return reduce(_both, several) if several else NOTHING


def _both(one: Need, two: Need) -> Need:
    return Need(
        kinds=two.kinds if one.kinds is None else one.kinds if two.kinds is None else one.kinds & two.kinds,
        expressions=one.expressions + two.expressions,
        children=one.children + two.children,
        choices=one.choices + two.choices,
        parents=one.parents + two.parents,
        ancestors=one.ancestors + two.ancestors,
        refused=one.refused + two.refused,
    )


def _one_of(needs: Sequence[Need]) -> Need:
    if any(one is NOTHING for one in needs):
        return NOTHING
    possible = tuple(one for one in needs if one.kinds is None or one.kinds)
    kinds = [one.kinds for one in possible if one.kinds is not None]
    common = frozenset[str]().union(*kinds) if len(kinds) == len(possible) else None
    choices = () if all(one == Need(kinds=one.kinds) for one in possible) else (possible,)
    return Need(kinds=common, choices=choices)


def _none_of(need: Need) -> Need:
    if need is NOTHING:
        return IMPOSSIBLE
    return NOTHING if need.kinds is not None and not need.kinds else Need(refused=(need,))
