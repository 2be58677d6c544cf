"""Match the branches of `oneOf` and `anyOf` before and after a change, and the members of `allOf`."""

from collections.abc import Iterator, Sequence

from reviewbot.detectors.openapi.kind import Direction, Kind, kind_of
from reviewbot.detectors.openapi.pair import Both, Note, Pair, called, condition, noted
from reviewbot.detectors.openapi.part import Part, child
from reviewbot.detectors.openapi.saying import covers, fields, required, stated, types, written
from reviewbot.detectors.openapi.schema import Group, Joint, Schema
from reviewbot.domain.diff import Side


def of_members(both: Both) -> Iterator[Note]:
    """Say which named schemas joined or left an `allOf`; what they say is compared with all the rest."""
    before, after = _members(both.base), _members(both.head)
    for name in (one for one in before if one not in after):
        yield Note(kind_of(both.direction, "member-removed"), Side.LEFT, before[name], called(both, before[name]), name)
    for name in (one for one in after if one not in before):
        yield Note(kind_of(both.direction, "member-added"), Side.RIGHT, after[name], called(both, after[name]), name)


def of_discriminators(both: Both) -> Iterator[Note]:
    """Say whether the field that tells branches apart, or what its values mean, changed."""
    before, after = stated(both.base, "discriminator"), stated(both.head, "discriminator")
    if before is not None or after is not None:
        was, is_now = (written(one.value if one else None) for one in (before, after))
        if was != is_now:
            yield noted(both, "discriminator-changed", ["discriminator"], _property(before, after))


def of_choices(both: Both) -> Iterator[Note | Pair]:
    """Compare choices branch by branch, each together with what the schema says beside the choice."""
    before, after = both.base.groups, both.head.groups
    for number in range(max(len(before), len(after))):
        was = _branches(both.base, before[number]) if number < len(before) else ()
        is_now = _branches(both.head, after[number]) if number < len(after) else ()
        if was and is_now:
            yield from _matched(both, was, is_now, _added(after[number]))
        elif is_now and before:
            yield condition(both, Side.RIGHT, after[number].part, f"with {after[number].part.key[-1]}")
        elif was and after:
            yield condition(both, Side.LEFT, before[number].part, f"without {before[number].part.key[-1]}")
        elif is_now:
            yield from _wrapped(both, is_now, _added(after[number]))
        else:
            yield from _unwrapped(both, was)


def _branches(schema: Schema, group: Group) -> tuple[Joint, ...]:
    own = frozenset(schema.parts)
    return tuple(Joint((one,), own) for one in group.branches)


def _added(group: Group) -> str:
    return "alternative-added" if group.part.key[-1] == "anyOf" else "variant-added"


def _matched(both: Both, was: Sequence[Joint], is_now: Sequence[Joint], added: str) -> Iterator[Note | Pair]:
    """Pair branches by what they are called, or are; those that are left by their order where none came or went."""
    there = {_identity(one): one for one in is_now}
    twins = {_identity(one): one for one in was if _identity(one) in there}
    for identity, one in twins.items():
        yield _pair(both, one, there[identity])
    left = [one for one in was if _identity(one) not in there]
    new = [one for one in is_now if _identity(one) not in twins]
    if len(left) == len(new) and not any(_is_named(one) for one in (*left, *new)):
        yield from (_pair(both, one, twin) for one, twin in zip(left, new, strict=True))
    else:
        yield from (_variant(both, "variant-removed", Side.LEFT, one) for one in left)
        yield from (_variant(both, added, Side.RIGHT, one) for one in new)


def _wrapped(both: Both, is_now: Sequence[Joint], added: str) -> Iterator[Note | Pair]:
    """Look for what was one schema among the branches that it became."""
    whole = both.pair.base
    names = {_identity(Joint((one,))) for one in both.base.parts}
    twin = next((one for one in is_now if _identity(one) in names), None)
    if twin is None:
        twin = max(is_now, key=lambda one: _likeness(both, whole, one))
    yield _pair(both, whole, twin)
    yield from (_variant(both, added, Side.RIGHT, one) for one in is_now if one is not twin)
    is_exclusive = added == "variant-added" and stated(both.head, "discriminator") is None
    fitting = [one for one in is_now if _fits(both, one)] if is_exclusive else []
    if both.direction is Direction.REQUEST and len(fitting) > 1:
        detail = " and ".join(_branch(one.parts[0]) for one in fitting)
        yield Note(
            Kind.REQUEST_CHOICE_AMBIGUOUS,
            Side.RIGHT,
            both.head.groups[0].part,
            called(both, both.head.groups[0].part),
            detail,
        )


def _fits(both: Both, branch: Joint) -> bool:
    """Tell whether all that fitted the one schema fits a branch: two of a `oneOf` would be one too many."""
    schema = both.sides.head.opened(branch)
    mine, theirs = fields(both.base), fields(schema)
    is_equal = all(
        written(mine[name][0].value) == written(theirs[name][0].value) for name in mine.keys() & theirs.keys()
    )
    return (
        bool(mine)
        and is_equal
        and required(schema).keys() <= required(both.base).keys()
        and mine.keys() <= theirs.keys()
    )


def _unwrapped(both: Both, was: Sequence[Joint]) -> Iterator[Note | Pair]:
    """Look for the branches in what became one schema: requests of each must still fit."""
    whole = both.pair.head
    names = {_identity(Joint((one,))) for one in both.head.parts}
    twin = next((one for one in was if _identity(one) in names), None)
    if twin is None and both.direction is Direction.REQUEST:
        yield from (_pair(both, one, whole) for one in was)
        return
    if twin is None:
        twin = max(was, key=lambda one: _likeness(both, one, whole))
    yield _pair(both, twin, whole)
    yield from (_variant(both, "variant-removed", Side.LEFT, one) for one in was if one is not twin)


def _pair(both: Both, base: Joint, head: Joint) -> Pair:
    return Pair(base, head, both.direction, both.pair.as_text)


def _variant(both: Both, what: str, side: Side, joint: Joint) -> Note:
    return Note(
        kind_of(both.direction, what), side, joint.parts[0], called(both, joint.parts[0]), _branch(joint.parts[0])
    )


def _identity(joint: Joint) -> str:
    part = joint.parts[0]
    name = _reference(part) or child(part, "title").value
    return f"named {name}" if isinstance(name, str) and name else written(part.value)


def _is_named(joint: Joint) -> bool:
    return bool(_reference(joint.parts[0]))


def _reference(part: Part) -> str:
    reference = child(part, "$ref").value
    return reference.rpartition("/")[2] if isinstance(reference, str) else ""


def _branch(part: Part) -> str:
    return _reference(part) or str(child(part, "title").value or child(part, "type").value or "a schema")


def _likeness(both: Both, base: Joint, head: Joint) -> tuple[bool, int]:
    before, after = both.sides.base.opened(base), both.sides.head.opened(head)
    was, is_now = types(before), types(after)
    is_alike = was is None or is_now is None or any(covers(is_now, one) for one in was)
    mine, theirs = fields(before).keys(), fields(after).keys()
    return is_alike, 2 * len(mine & theirs) - len(mine ^ theirs)


def _members(schema: Schema) -> dict[str, Part]:
    return {_reference(one): one for one in schema.members if _reference(one)}


def _property(before: Part | None, after: Part | None) -> str:
    names = ["none" if one is None else str(child(one, "propertyName").value) for one in (before, after)]
    return f"{names[0]} → {names[1]}" if names[0] != names[1] else "another mapping"
