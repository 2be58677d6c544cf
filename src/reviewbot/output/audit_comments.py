"""What an audit says below the tracking issue: what is new and grave, and answers to commands."""

from collections.abc import Sequence
from dataclasses import replace

from reviewbot.domain.remark import answer_mark
from reviewbot.domain.tracked import Known, Life
from reviewbot.domain.tracker import news_mark
from reviewbot.output.audit_entry import Extent, Ground, entry
from reviewbot.output.audit_issue import Outlook, headline
from reviewbot.output.fitting import MOST_IN_COMMENT, fullest
from reviewbot.output.markup import code_span, plain_text
from reviewbot.output.outgoing import hosts, leak

_EXTENTS = (Extent(20, 3), Extent(5, 1), Extent(0, 0))


def news_text(outlook: Outlook, causes: Sequence[Known]) -> str:
    """Write the one comment about the grave causes that an audit found for the first time."""
    mark = news_mark(outlook.lived.memory.generation, tuple(one.id for one in causes))
    is_back = all(one.life is Life.REOPENED for one in causes)
    head = f"**{'Open again' if is_back else 'New'}: {headline(causes).lower()}**"
    otherwise = f"{mark}\n{head}\n\nThe text of the issue has more."
    texts = (f"{mark}\n{_told(outlook, causes, extent, head)}" for extent in _EXTENTS)
    body = fullest(texts, MOST_IN_COMMENT, otherwise)
    return body if leak(body, hosts(outlook.links, outlook.items)) is None else otherwise


def answers_text(subject: str, several: Sequence[str]) -> str:
    """Answer a comment whose commands could not be obeyed; `subject` is its node."""
    return "\n".join((answer_mark(subject), *several))


def no_permission(login: str) -> str:
    """Say that somebody may not accept a risk."""
    return f"{code_span(login)} may not write to this repository, so this changes nothing."


def unknown_id(id_: str) -> str:
    """Say that nothing has an id."""
    return f"No root cause has the id {code_span(id_ or '…')}. The ids stand beside the root causes above."


def accepted_elsewhere(id_: str, path: str) -> str:
    """Say that a comment cannot take back what a file of the repository says."""
    return f"{code_span(id_)} is accepted in {code_span(path)}: take it back there."


def no_reason(id_: str) -> str:
    """Say that a risk is not accepted without a reason."""
    return f"A reason is missing: {code_span(f'/accept {id_} REASON')}."


def edited_by_another(login: str) -> str:
    """Say that nobody can tell whose words an edited comment has."""
    return f"Somebody else edited this comment of {plain_text(login)}: please write it anew."


def _told(outlook: Outlook, causes: Sequence[Known], extent: Extent, head: str) -> str:
    found = {one.id: one.first.evidence.trigger for one in outlook.report.causes}
    ground: Ground = (outlook.links, extent, outlook.report.slices)
    # The headline says it of all where it is the same of all.
    is_said = len({one.life for one in causes}) == 1
    shown = [replace(one, life=Life.OPEN) if is_said else one for one in causes[: extent.causes]]
    entries = [
        entry(one, found.get(one.id, ""), outlook.items.get(one.item), _owners(outlook, one), ground) for one in shown
    ]
    more = len(causes) - len(entries)
    return "\n\n".join((head, *entries, *((f"And {more:,} more: see the text of the issue.",) if more else ())))


def _owners(outlook: Outlook, known: Known) -> tuple[str, ...]:
    return outlook.owners(known.sites[0].path) if known.sites else ()
