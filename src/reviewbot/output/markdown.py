"""The review as GitHub's Markdown, for a job summary or a pasted comment."""

import re
from collections.abc import Mapping

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from reviewbot.domain.diff import Diff, Line
from reviewbot.domain.finding import Finding
from reviewbot.domain.item import Item
from reviewbot.domain.report import Report
from reviewbot.output.frame import frame, suggestion_lines
from reviewbot.output.quoted import as_quoted
from reviewbot.output.references import reference
from reviewbot.output.tally import grouped, shortfall, tally, verdict
from reviewbot.output.visible import visible, visible_line
from reviewbot.output.wording import because, counted, listed, place, spans

_MEANS_SOMETHING = re.compile(r"([\\*_\[\]<>&|~#!`])")
_MENTION = re.compile(r"([@#]|\b(?:[wW]{3}|[hH][tT]{2}[pP][sS]?|[fF][tT][pP]|mailto|xmpp)(?=[.:]))")
_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def markdown(report: Report, diff: Diff, items: Mapping[str, Item]) -> str:
    """Write a report as Markdown in which nothing of the change can be markup, a mention or a link."""
    environment = SandboxedEnvironment(
        # Markdown, not HTML: every value of the template goes through `plain`, `code` or `fenced`.
        autoescape=False,
        loader=PackageLoader("reviewbot.output"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"plain": plain_text, "code": code_span}
    tallied = tally(report, items)
    shown = as_quoted(diff, report)
    return environment.get_template("review.md.j2").render(
        report=report,
        tallied=tallied,
        verdict=verdict(report, tallied),
        shortfall=shortfall(report, tallied),
        place=place,
        groups=grouped(tallied.findings),
        code_frame=lambda finding: code_frame(finding, shown),
        suggestion=suggestion,
        references=lambda finding: references(items.get(finding.item)),
        because=because,
        counted=counted,
        listed=listed,
    )


def plain_text(text: str) -> str:
    """Write a sentence so that it reads as it is; spans between backticks stay code."""
    return "".join(code_span(part) if is_code else _escaped(part) for part, is_code in spans(visible(text)))


def code_span(text: str) -> str:
    """Write a text as inline code, however many backticks it holds."""
    shown = visible(text)
    ticks = "`" * (_longest_run(shown) + 1)
    space = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    # GitHub's tables and lists never end inside a span; a line feed cannot be in it.
    return f"{ticks}{space}{shown}{space}{ticks}"


def fenced(text: str, language: str = "") -> str:
    """Put lines into a fence that is longer than any run of backticks in them."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}{language}\n{text}\n{fence}"


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


def references(item: Item | None) -> tuple[str, ...]:
    """Link an item's references where they lead somewhere."""
    known = [reference(text) for text in item.references] if item else []
    return tuple(f"[{_escaped(visible(one.name))}](<{one.url}>)" if one.url else plain_text(one.name) for one in known)


def _row(line: Line) -> str:
    return f"{line.kind} {visible_line(line.text)}".rstrip()


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _escaped(text: str) -> str:
    escaped = _MEANS_SOMETHING.sub(r"\\\1", text)
    # A zero-width space ends what GitHub would make a mention, a reference or a link of, even when escaped.
    escaped = _MENTION.sub(r"\1&#8203;", escaped)
    return _START.sub(r"\1\\\2", escaped)
