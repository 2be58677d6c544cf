"""An item's own page as an answer: why it is asked, what to look for, when it is fine, where to read on."""

from reviewbot.domain.item import Item
from reviewbot.output.links import is_ours
from reviewbot.output.markdown import references
from reviewbot.output.markup import code_span, plain_text, prose

_GONE = "This question is not in the checklist any more: the next review does not ask it."


def explanation(item: Item | None, path: str) -> str:
    """Explain a finding in a file by its item, None where the checklist has it no more."""
    if item is None:
        return _GONE
    # What a team wrote is data: it reads as it stands.
    write = str if is_ours(item) else plain_text
    parts = (
        f"**{plain_text(item.title)}**, asked of {code_span(path)} by {code_span(item.id)}.",
        prose(item.why, write),
        _section("What to look for", prose(item.look_for, write)),
        _section("It is fine where", plain_text(item.refute)),
        _section("To read on", " · ".join(references(item.references))),
    )
    return "\n\n".join(part for part in parts if part)


def _section(title: str, text: str) -> str:
    between = "\n\n" if "\n" in text or text.startswith("- ") else " "
    return f"**{title}:**{between}{text}" if text else ""
