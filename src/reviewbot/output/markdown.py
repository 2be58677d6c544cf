"""The review as GitHub's Markdown, for a job summary or a pasted comment."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviewbot.domain.diff import Diff, Line
from reviewbot.domain.finding import Anchor, Finding
from reviewbot.domain.item import Item
from reviewbot.domain.report import Report
from reviewbot.domain.visible import visible_line
from reviewbot.output.frame import frame, suggestion_lines
from reviewbot.output.links import Links, blob
from reviewbot.output.markup import code_span, fenced, link, plain_text
from reviewbot.output.quoted import as_quoted
from reviewbot.output.references import reference
from reviewbot.output.tally import grouped, shortfall, tally, verdict
from reviewbot.output.template import template
from reviewbot.output.unseen import coverage
from reviewbot.output.view import View
from reviewbot.output.wording import counted, place

_ALL = sys.maxsize


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is said: with code or without, of each list at most so many entries, None for all of them."""

    has_code: bool = True
    most: int | None = None


def markdown(
    report: Report, diff: Diff, items: Mapping[str, Item], links: Links | None = None, extent: Extent = Extent()
) -> str:
    """Write a report as Markdown in which nothing of the change can be markup, a mention or a link.

    With `links` every place leads to its lines.
    """
    tallied = tally(report, items)
    return template("review.md.j2").render(
        report=report,
        tallied=tallied,
        verdict=verdict(report, tallied),
        shortfall=shortfall(report, tallied),
        groups=grouped(tallied.findings),
        coverage=coverage(report, tallied, View(_ALL if extent.most is None else extent.most)),
        **_full(as_quoted(diff, report), items, links, extent),
    )


def findings_in_full(report: Report, diff: Diff, items: Mapping[str, Item], links: Links | None, extent: Extent) -> str:
    """Write the findings that stand and nothing else, each with its code."""
    return template("findings.md.j2").render(
        groups=grouped(tally(report, items).findings), **_full(as_quoted(diff, report), items, links, extent)
    )


def _full(diff: Diff, items: Mapping[str, Item], links: Links | None, extent: Extent) -> Mapping[str, object]:
    """Give what the templates that show findings in full call."""
    return {
        "at": lambda anchor: place_link(anchor, links),
        "code_frame": lambda finding: code_frame(finding, diff) if extent.has_code else "",
        "suggestion": lambda finding: suggestion(finding) if finding.suggestion and extent.has_code else "",
        "references": lambda finding: references(items[finding.item].references if finding.item in items else ()),
        "most": extent.most,
    }


def place_link(at: Finding | Anchor, links: Links | None) -> str:
    """Name a place as `path:line`, and lead there where an address is known."""
    anchor = at.anchor if isinstance(at, Finding) else at
    return link(place(anchor), blob(links, anchor)) if links else code_span(place(anchor))


def code_frame(finding: Finding, diff: Diff) -> str:
    """Show the code around a finding as a small diff, the anchored lines marked by their number."""
    cut = frame(finding, diff)
    digits = max((len(str(line.number)) for line in cut.lines), default=0)
    rows = [
        f"{line.kind} {'>' if line.is_anchored else ' '}{line.number:>{digits}} | {visible_line(line.text)}"
        for line in cut.lines
    ]
    more = [f"  … and {counted(cut.hidden, 'line')} more"] if cut.hidden else []
    return fenced("\n".join(row.rstrip() for row in [*rows, *more]), "diff")


def suggestion(finding: Finding) -> str:
    """Show a suggestion as the change that it makes."""
    return fenced("\n".join(_row(line) for line in suggestion_lines(finding)), "diff")


def references(texts: Iterable[str]) -> tuple[str, ...]:
    """Link an item's references where they lead somewhere."""
    known = [reference(text) for text in texts]
    return tuple(link(one.name, one.url) if one.url else plain_text(one.name) for one in known)


def _row(line: Line) -> str:
    return f"{line.kind} {visible_line(line.text)}".rstrip()
