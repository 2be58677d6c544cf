"""The review as one self-contained page: the diff with its comments where GitHub would put them."""

from collections.abc import Iterator, Mapping, Sequence

from reviewbot.domain.diff import Diff, FileDiff
from reviewbot.domain.finding import Placement
from reviewbot.domain.item import Item
from reviewbot.domain.report import Report
from reviewbot.output.page_file import Comment, PageFile, page_file
from reviewbot.output.page_template import rendered
from reviewbot.output.quoted import as_quoted
from reviewbot.output.tally import shortfall, tally, verdict

_MOST_COLOURED = 2_000
_MOST_ROWS = 30_000


def page(report: Report, diff: Diff, items: Mapping[str, Item]) -> str:
    """Write a report as HTML: no script, no request of any kind, all of the change escaped and visible."""
    tallied = tally(report, items)
    comments = [Comment(number, finding) for number, finding in enumerate(tallied.findings, 1)]
    files = tuple(_files(as_quoted(diff, report), comments))
    shown = {comment.number for file in files for row in file.rows for comment in row.comments}
    shown |= {comment.number for file in files for comment in file.comments}
    values = {
        "report": report,
        "tallied": tallied,
        "verdict": verdict(report, tallied),
        "shortfall": shortfall(report, tallied),
        "comments": comments,
        "files": files,
        "summary": [comment for comment in comments if comment.number not in shown],
        "lines": _lines(files),
        "items": items,
    }
    return rendered("review.html.j2", ("review.css.j2",), values)


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


def _lines(files: Sequence[PageFile]) -> dict[tuple[str, int], str]:
    """Map a line of the head to its place on the page, for the links of paths and related places."""
    return {(file.diff.path, row.head): f"f{file.number}r{row.head}" for file in files for row in file.rows if row.head}
