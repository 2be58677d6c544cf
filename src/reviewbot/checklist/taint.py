"""Read a taint detector from an item's front matter."""

import re

from reviewbot.checklist.fields import Fields, nearest
from reviewbot.checklist.lists import NameLists, expanded
from reviewbot.domain.item import Flows, Sink, TaintDetector, Wording
from reviewbot.domain.levels import Confidence

_KEYS = frozenset({"confidence", "requires", "wording", "language", "taint"})
_FLOWS = frozenset({"sources", "sinks", "passes", "sanitisers", "guards", "refused", "fixed", "anchor"})
_SINK = frozenset({"call", "argument", "text", "when", "unless", "returned"})
_PLACE = re.compile(r"\$([A-Z_][A-Z0-9_]*)")
_ANCHORS = ("sink", "text")


def taint(fields: Fields, requires: tuple[tuple[str, ...], ...], wording: Wording, shared: NameLists) -> TaintDetector:
    """Read one entry with `taint`; raises ChecklistError with the line of what is wrong."""
    fields.only(_KEYS)
    inner = fields.mapping("taint")
    inner.only(_FLOWS)
    languages = fields.texts("language")
    if not languages:
        raise fields.error("language", "Taint needs its language.", "Write `language: python`, say.")
    for name in sorted({*_PLACE.findall(f"{wording.title} {wording.trigger} {wording.repair}")} - {"SOURCE", "SINK"}):
        raise fields.error("wording", f"Taint has no `${name}`.", "Its wording may say `$SOURCE` and `$SINK`.")
    return TaintDetector(
        languages=languages,
        confidence=fields.word("confidence", Confidence),
        requires=requires,
        flows=_flows(inner, shared),
        at_text=_anchor(inner) == "text",
        wording=wording,
        line=fields.document.line(fields.key),
    )


def _flows(fields: Fields, shared: NameLists) -> Flows:
    made = Flows(
        sources=expanded(fields, "sources", shared),
        sinks=tuple(_sink(one, shared) for one in fields.each("sinks")),
        passes=expanded(fields, "passes", shared),
        sanitisers=expanded(fields, "sanitisers", shared),
        guards=expanded(fields, "guards", shared),
        refused=fields.texts("refused"),
        fixed=_expression(fields, "fixed"),
    )
    for name, there in (("sources", made.sources), ("sinks", made.sinks)):
        if not there:
            raise fields.error(name, f"Taint without {name} finds nothing.", f"Give it `{name}: […]`.")
    return made


def _sink(fields: Fields, shared: NameLists) -> Sink:
    fields.only(_SINK)
    made = Sink(
        calls=expanded(fields, "call", shared),
        arguments=fields.texts("argument"),
        text=_expression(fields, "text"),
        when=_conditions(fields.mapping("when")),
        unless=_conditions(fields.mapping("unless")),
        returned=fields.texts("returned"),
    )
    if not made.calls and not made.returned:
        raise fields.error("call", "This sink names nothing.", "Give it `call: […]` or `returned: […]`.")
    return made


def _conditions(fields: Fields) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), _expression(fields, name)) for name in fields.values)


def _expression(fields: Fields, name: str) -> str:
    text = fields.text(name, "")
    try:
        re.compile(text)
    except re.error as error:
        message = f"`{text}` is no regular expression: {error}."
        raise fields.error(name, message, "Mend it, or escape it.") from error
    return text


def _anchor(fields: Fields) -> str:
    anchor = fields.text("anchor", _ANCHORS[0])
    if anchor not in _ANCHORS:
        raise fields.error("anchor", f"`anchor` cannot be `{anchor}`.", nearest(anchor, _ANCHORS))
    return anchor
