"""Read from a rule what every node has that it matches."""

from collections.abc import Callable, Collection, Mapping, Sequence

from reviewbot.checklist.lighten import plain
from reviewbot.domain.item import Rule
from reviewbot.domain.need import IMPOSSIBLE, NOTHING, Need

Named = Callable[[str, Need], Need]
"""What the util of a name needs, or the pattern `$NAME`, where a need stands for what cannot be asked."""

Known = dict[tuple[str, bool], Need]
"""What utils need, by their names and whether what cannot be asked is impossible."""


def need_of(rule: Rule, utils: Mapping[str, Rule], captures: Collection[str] = (), known: Known | None = None) -> Need:
    """Give what all matches of a rule have in common.

    What cannot be asked of a single node needs nothing: `pattern`, `nthChild` and where a search stops. Of what lies
    deeper than a child, and of neighbours, is only asked that the file has it. What a rule refuses is read the other
    way round: there it is impossible.
    Of patterns only `$NAME` is read, for the names in `captures`, each of which the rule may capture once and its
    utils not at all. `known` is what was found of the same utils before, and gets what is found now.
    """
    known = {} if known is None else known

    def named(name: str, unknown: Need) -> Need:
        if name.startswith("$"):
            return Need(captures=(name[1:],)) if name[1:] in captures and unknown is NOTHING else unknown
        key = (name, unknown is NOTHING)
        if key not in known:
            # A util that leads back to itself is not followed a second time.
            known[key] = unknown
            known[key] = _read(utils[name], named, unknown) if name in utils else unknown
        return known[key]

    return _read(rule, named, NOTHING)


def _read(rule: Rule, named: Named, unknown: Need) -> Need:
    return _joined([_part(name, part, named, unknown) for name, part in rule.items()])


def _part(name: str, part: object, named: Named, unknown: Need) -> Need:
    if isinstance(part, str):
        return _of_text(name, part, named, unknown)
    if isinstance(part, list):
        needs = [_read(one, named, unknown) for one in part]
        return _joined(needs) if name == "all" else _one_of(needs)
    if isinstance(part, dict):
        return _of_rule(name, part, named, unknown)
    return unknown


def _of_text(name: str, part: str, named: Named, unknown: Need) -> Need:
    match name:
        case "kind" if part.isidentifier():
            return Need(kinds=frozenset({part}))
        case "regex":
            return Need(expressions=(plain(part),))
        case "matches":
            return named(part, unknown)
        case "pattern" if part.startswith("$"):
            return named(part, unknown)
        case "stopBy" | "field":
            return NOTHING
        case _:
            return unknown


def _of_rule(name: str, part: Rule, named: Named, unknown: Need) -> Need:
    match name:
        case "not":
            return _none_of(_read(part, named, IMPOSSIBLE if unknown is NOTHING else NOTHING))
        case "has" if _is_close(part):
            return Need(children=((str(part.get("field", "")), _read(part, named, unknown)),))
        case "inside":
            return _around(part, _read(part, named, unknown), unknown)
        case "has" | "precedes" | "follows":
            inner = _read(part, named, unknown)
            return Need(anywhere=(inner,)) if unknown is NOTHING and inner.kinds is not None else unknown
        case "stopBy":
            return NOTHING
        case _:
            return unknown


def _is_close(relation: Rule) -> bool:
    return relation.get("stopBy", "neighbor") == "neighbor"


def _around(relation: Rule, inner: Need, unknown: Need) -> Need:
    if _is_close(relation) and (unknown is NOTHING or "field" not in relation):
        return Need(parents=(inner,))
    return Need(ancestors=(inner,)) if unknown is NOTHING and inner is not NOTHING else unknown


def _joined(needs: Sequence[Need]) -> Need:
    several = [one for one in needs if one is not NOTHING]
    if not several:
        return NOTHING
    if not several[1:]:
        return several[0]
    kinds = [one.kinds for one in several if one.kinds is not None]
    return Need(
        kinds=frozenset.intersection(*kinds) if kinds else None,
        expressions=tuple(part for one in several for part in one.expressions),
        children=tuple(part for one in several for part in one.children),
        choices=tuple(part for one in several for part in one.choices),
        parents=tuple(part for one in several for part in one.parents),
        ancestors=tuple(part for one in several for part in one.ancestors),
        refused=tuple(part for one in several for part in one.refused),
        captures=tuple(part for one in several for part in one.captures),
        anywhere=tuple(part for one in several for part in one.anywhere),
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
