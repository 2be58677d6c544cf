"""From what a reviewer claims to candidates: only with an item or a rule, a place, a quote and a trigger."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reviewbot.agent.prompt import TeamRule
from reviewbot.agent.reply import Claimed
from reviewbot.domain.diff import Side
from reviewbot.domain.finding import Anchor, Candidate, Replacement
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.domain.visible import visible_lines

TEAM_RULE = "broken-team-rule"
SOURCE = "agent"
_MOST_LINES = 40
_MOST_RELATED = 10
_TITLE, _SENTENCES = 160, 800
_SHORTEST_RULE = 12


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a reviewer may claim: the ids asked of each path, and the team's rules; `reveal` puts secrets back.

    `named` gives the path for a name that it was shown instead: one with everything visible, or the one before.
    """

    asked: Mapping[str, frozenset[str]]
    rules: Sequence[TeamRule]
    reveal: Callable[[str], str]
    named: Mapping[str, str] = field(default_factory=dict)


def candidates(claims: Sequence[Claimed], accepted: Accepted) -> Iterator[Candidate]:
    """Give those claims that may be looked into; the others cite nothing, or show nothing."""
    for claim in claims:
        one = claim.model_copy(update={"path": accepted.named.get(claim.path, claim.path)})
        if _is_cited(one, accepted) and one.quote.strip() and one.trigger.strip() and one.title.strip():
            yield _candidate(one, accepted)


def _is_cited(one: Claimed, accepted: Accepted) -> bool:
    asked = accepted.asked.get(one.path)
    if asked is None:
        return False
    if one.item != TEAM_RULE:
        return one.item in asked
    cited = _shown(accepted.reveal(one.rule))
    return len(cited) >= _SHORTEST_RULE and any(cited in _shown(rule.text) for rule in accepted.rules)


def _candidate(one: Claimed, accepted: Accepted) -> Candidate:
    quote = "\n".join(accepted.reveal(one.quote).strip("\n").split("\n")[:_MOST_LINES])
    cited = f"The team's rule: “{_said(one.rule, _SENTENCES)}” " if one.item == TEAM_RULE else ""
    return Candidate(
        item=one.item,
        anchor=Anchor(one.path, Side(one.side), one.line, one.line + quote.count("\n")),
        quote=quote,
        title=_said(one.title, _TITLE),
        trigger=_said(one.trigger, _SENTENCES),
        message=cited + _said(one.message, _SENTENCES),
        confidence=Confidence.LOW,
        source=SOURCE,
        replacement=_replacement(one, accepted.reveal),
        severity=Severity(one.severity) if one.severity else None,
        refute=_said(one.refute, _SENTENCES),
        related=tuple(
            Anchor(place.path, Side.RIGHT, place.line, place.line)
            for place in one.related[:_MOST_RELATED]
            if place.line > 0
        ),
    )


def _replacement(one: Claimed, reveal: Callable[[str], str]) -> Replacement | None:
    first, last = one.replacement_start, one.replacement_end
    if not one.replacement.strip() or one.side == Side.LEFT or not 0 < first <= last <= first + _MOST_LINES:
        return None
    # A suggestion is shown to whoever reads the comment: one that repeats a secret is none.
    return Replacement(first, last, one.replacement.strip("\n")) if reveal(one.replacement) == one.replacement else None


def _said(text: str, longest: int) -> str:
    """Keep a sentence on one line, and within what a comment has room for."""
    folded = _folded(text)
    return folded if len(folded) <= longest else f"{folded[: longest - 1].rstrip()}…"


def _shown(text: str) -> str:
    """Fold a text as the model was shown it, so that what it copies is found."""
    return _folded("\n".join(visible_lines(text)))


def _folded(text: str) -> str:
    return " ".join(text.split())
