"""Read and write the file in which a team accepts root causes, `.github/reviewbot-baseline.json`.

A version and a list: people may add, change and delete entries, in any order and form that JSON allows. Only `id` and
`reason` are needed; by the other keys a cause is known again after its code changed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date

from reviewbot.domain.audit import Acceptance, BaselineEntry, CauseId, RootCause
from reviewbot.domain.inventory import Site
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.domain.tracked import Known, Life
from reviewbot.errors import ConfigurationError, Place
from reviewbot.findings.accepted import BASELINE_FILE, is_suppressed
from reviewbot.findings.recognised import recognised
from reviewbot.yamlfile import Key, load

_VERSION = 1
_MOST_ENTRIES = 100_000
_HINT = (
    'Write `{"version": 1, "accepted": [{"id": "0123456789ab", "reason": "why"}]}`, '
    "or let `reviewbot audit run --write-baseline` write the file."
)
_DIGITS = frozenset("0123456789abcdef")


_KEYS = tuple(field.name for field in fields(BaselineEntry))


def baseline(text: str, file: str = BASELINE_FILE) -> tuple[BaselineEntry, ...]:
    """Read the entries of a baseline file, in its order.

    Raises ConfigurationError with the line for what is no JSON, another version, and an entry that says nothing, too
    much, or the same as one above it.
    """
    match _json(text, file):
        case {"version": int(version), "accepted": list(entries), **more} if version == _VERSION and not more:
            pass
        case _:
            raise ConfigurationError(f"This is no baseline of version {_VERSION}.", _HINT, Place(file, 1))
    if len(entries) > _MOST_ENTRIES:
        raise ConfigurationError(f"It lists more than {_MOST_ENTRIES} root causes.", _HINT, Place(file))
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries):
        problem = _problem(entry, seen)
        if problem:
            raise ConfigurationError(problem, _HINT, _place(text, file, ("accepted", number)))
        seen[entry["id"]] = number
    return tuple(BaselineEntry(**{**entry, "id": CauseId(entry["id"])}) for entry in entries)


def accepted(
    causes: Sequence[RootCause], entries: Sequence[BaselineEntry], files: frozenset[str]
) -> tuple[RootCause, ...]:
    """Give the causes, accepted where an entry means them; `files` are the paths of the snapshot."""
    by_id = {one.id: one for one in entries}
    meant = recognised(causes, [_known(one) for one in entries], files)
    return tuple(
        replace(one, acceptance=_acceptance(by_id[meant[one.id]])) if one.id in meant else one for one in causes
    )


def written(causes: Iterable[RootCause], reason: str, by: str, existing: Sequence[BaselineEntry] = ()) -> str:
    """Write the file anew so that it accepts the given causes too, save those that are accepted or suppressed already.

    What the file has stays as it is. The order is that of item, path and id, so that two branches that add entries
    seldom meet on a line.
    """
    entries = {one.id: one for one in existing}
    for cause in causes:
        if cause.acceptance is None and not is_suppressed(cause):
            entries.setdefault(cause.id, _entry(cause, reason, by))
    ordered = sorted(entries.values(), key=lambda one: (one.item, one.path, one.id))
    rows = [{key: value for key, value in asdict(one).items() if value} for one in ordered]
    return json.dumps({"version": _VERSION, "accepted": rows}, indent=2) + "\n"


def _json(text: str, file: str) -> object:
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigurationError(f"This is no JSON: {error.msg}.", _HINT, Place(file, error.lineno)) from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError("This is no JSON that can be read.", _HINT, Place(file)) from error
    return value


def _problem(entry: object, seen: Mapping[str, int]) -> str:
    if not isinstance(entry, dict):
        return "An entry is a mapping with `id` and `reason`."
    return next(_problems(entry, seen), "")


def _problems(entry: Mapping[str, object], seen: Mapping[str, int]) -> Iterator[str]:
    yield from (f"An entry has no key `{key[:40]}`." for key in entry if key not in _KEYS)
    yield from (f"`{key}` is a text." for key, value in entry.items() if not isinstance(value, str))
    id_, reason = str(entry.get("id", "")), str(entry.get("reason", ""))
    if len(id_) != 12 or not _DIGITS.issuperset(id_):
        yield "`id` is 12 hexadecimal digits."
    if not reason.strip():
        yield "`reason` says why the risk is accepted."
    if id_ in seen:
        yield f"`{id_}` is accepted twice."


def _place(text: str, file: str, key: Key) -> Place:
    try:
        return load(text, file).place(key)
    except ConfigurationError:
        # Not all JSON is YAML, and a long file has more values than are read with their lines.
        return Place(file)


def _acceptance(entry: BaselineEntry) -> Acceptance:
    return Acceptance(entry.by, entry.reason, BASELINE_FILE)


def _entry(cause: RootCause, reason: str, by: str) -> BaselineEntry:
    first = cause.first
    return BaselineEntry(cause.id, first.item, first.path, cause.symbol, cause.pattern, first.title, reason, by)


def _known(entry: BaselineEntry) -> Known:
    """Give what an entry tells in the form in which causes are remembered; without a pattern it goes by its id."""
    never = date.min
    sites = (Site(entry.path, 0),) if entry.pattern and entry.path else ()
    return Known(
        id=entry.id,
        item=entry.item,
        area="",
        severity=Severity.LOW,
        confidence=Confidence.HIGH,
        title=entry.title,
        message="",
        symbol=entry.symbol,
        pattern=entry.pattern,
        sites=sites,
        count=1,
        life=Life.ACCEPTED,
        since=never,
        seen=never,
    )
