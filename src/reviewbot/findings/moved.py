"""Where the places of a root cause stood when it was found first: code scanning knows them by that."""

from collections.abc import Collection, Iterator

from reviewbot.domain.audit import RootCause
from reviewbot.domain.tracked import Known


def origins(before: Known, cause: RootCause, files: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Give for each path that a cause moved to the one that it had first; `files` are the snapshot's.

    A path that came goes with one that went and has the same file name, or with the only one that went, where it is the
    only one that came.
    """
    first = dict(before.origins)
    old = dict.fromkeys(site.path for site in before.sites)
    new = dict.fromkeys(one.path for one in cause.findings)
    went = [path for path in old if path not in files]
    came = [path for path in new if path not in old and path not in first]
    kept = {path: origin for path, origin in first.items() if path in files}
    return tuple(sorted({**kept, **{path: first.get(other, other) for path, other in _paired(came, went)}}.items()))


def _paired(came: list[str], went: list[str]) -> Iterator[tuple[str, str]]:
    left = list(went)
    strange = list[str]()
    for path in came:
        same = next((other for other in left if _name(other) == _name(path)), None)
        if same is None:
            strange.append(path)
        else:
            left.remove(same)
            yield path, same
    if len(strange) == len(left) == 1:
        yield strange[0], left[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2]
