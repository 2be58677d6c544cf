"""The review as one self-contained page: the diff with its comments where GitHub would put them."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from reviewbot.domain.diff import Diff, FileDiff
from reviewbot.domain.finding import Placement
from reviewbot.domain.item import Item
from reviewbot.domain.report import Report
from reviewbot.output.frame import suggestion_lines
from reviewbot.output.highlight import pieces
from reviewbot.output.page_file import Comment, PageFile, page_file
from reviewbot.output.prose import paragraphs, sentence
from reviewbot.output.quoted import as_quoted
from reviewbot.output.references import Reference, reference
from reviewbot.output.tally import shortfall, tally, verdict
from reviewbot.output.visible import visible
from reviewbot.output.wording import because, counted, place

_MOST_COLOURED = 2_000
_MOST_ROWS = 30_000


def page(report: Report, diff: Diff, items: Mapping[str, Item]) -> str:
    """Write a report as HTML: no script, no request of any kind, all of the change escaped and visible."""
    environment = _environment()
    # The one style sheet is allowed by its digest, so that no style smuggled into the text could count.
    style = environment.get_template("review.css.j2").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    tallied = tally(report, items)
    comments = [Comment(number, finding) for number, finding in enumerate(tallied.findings, 1)]
    files = tuple(_files(as_quoted(diff, report), comments))
    shown = {comment.number for file in files for row in file.rows for comment in row.comments}
    shown |= {comment.number for file in files for comment in file.comments}
    return environment.get_template("review.html.j2").render(
        report=report,
        tallied=tallied,
        verdict=verdict(report, tallied),
        shortfall=shortfall(report, tallied),
        place=place,
        comments=comments,
        files=files,
        summary=[comment for comment in comments if comment.number not in shown],
        lines=_lines(files),
        items=items,
        style=Markup(style),  # noqa: S704 -- our own template, rendered without values
        digest=digest,
        because=because,
        counted=counted,
        suggestion_lines=suggestion_lines,
        references=_references,
        pieces=pieces,
    )


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        autoescape=True,
        loader=PackageLoader("reviewbot.output"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"visible": visible, "sentence": sentence, "paragraphs": paragraphs}
    return environment


def _files(diff: Diff, comments: Sequence[Comment]) -> Iterator[PageFile]:
    rows = 0
    for number, file in enumerate(diff.files, 1):
        here = [comment for comment in comments if _is_here(comment, file)]
        is_folded = not here and rows > _MOST_ROWS
        laid_out = page_file(number, file, here, is_coloured=bool(here) and rows < _MOST_COLOURED, is_folded=is_folded)
        rows += len(laid_out.rows)
        yield laid_out


def _is_here(comment: Comment, file: FileDiff) -> bool:
    return comment.finding.path == file.path and comment.finding.placement is not Placement.SUMMARY


def _references(item: Item | None) -> tuple[Reference, ...]:
    return tuple(reference(text) for text in item.references) if item else ()


def _lines(files: Sequence[PageFile]) -> dict[tuple[str, int], str]:
    """Map a line of the head to its place on the page, for the links of paths and related places."""
    return {(file.diff.path, row.head): f"f{file.number}r{row.head}" for file in files for row in file.rows if row.head}
