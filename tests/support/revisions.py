"""Two revisions that tests write down as texts."""

from collections.abc import Mapping

from reviewbot.detectors.revisions import Given, Revisions
from reviewbot.domain.source import Source, Versions
from reviewbot.syntax.languages import grammar_of


def revisions(
    changed: Mapping[str, tuple[str | None, str | None]],
    unchanged: Mapping[str, str] | None = None,
    *,
    is_fragment: bool = False,
) -> Revisions:
    """Make revisions of files before and after, None where there is no such file, and of those that both have."""

    def source(path: str, text: str) -> Source:
        return Source(path, text, grammar_of(path), is_fragment)

    others = tuple(source(path, text) for path, text in (unchanged or {}).items())
    sides = tuple(
        {path: source(path, text) for path, pair in changed.items() if (text := pair[side]) is not None}
        for side in (0, 1)
    )
    pairs = tuple(Versions(sides[0].get(path), sides[1].get(path)) for path in changed)
    base, head = (Given((*others, *side.values())) for side in sides)
    return Revisions(pairs, base, head)
