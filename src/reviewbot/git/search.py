"""Search the files of one version for a text or an expression, in git objects alone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from math import prod

from reviewbot.domain.passage import Passage, Passages, Query, Unsearched
from reviewbot.git.bounded import Bounds, Output, bounded
from reviewbot.git.repository import offline
from reviewbot.git.snapshot import Snapshot

_BOUNDS = Bounds(seconds=10, bytes=4_000_000)
_LONGEST_QUERY = 300
_LONGEST_LINE = 1_000
_MOST_OF_A_FILE = 20
_MOST = 300
_MOST_REPEATED = 1_000
_MOST_NAMED = 500
"""Paths of one command: a command line has an end."""

_GREP = (
    "grep", "-z", "-n", "-I", "--threads=1", "--full-name", "--no-color", "--no-column", "--no-textconv",
    "--no-recurse-submodules", "--no-heading", "--no-break",
)  # fmt: skip
_RECORD = re.compile(rb"[0-9a-f]{40,64}:(?P<path>[^\0]+)\0(?P<line>\d{1,10})[\0:](?P<text>[^\n]*)\n")
_IMPOSSIBLE = re.compile("[\0\n\ud800-\udfff]")
_REPEATED = re.compile(r"\{(\d*),?(\d*)\}")
_UNKNOWN = re.compile(r"(?<!\\)(?:\\\\)*(\\[1-9dDpPuUxnrtAZz]|\(\?)")
_FATAL = 128
_PARTIAL = b"promisor remote"
_REFUSED = b"-e option"
_ERROR = b"error: "
_NOTHING = Output(b"", None, b"")


def search(snapshot: Snapshot, query: Query, bounds: Bounds = _BOUNDS) -> Passages | Unsearched:
    """Give the lines that a query finds, at most 20 of a file and 300 in all; binary files and links are left out.

    Nothing is fetched: of a clone that holds only part of its files, that part is searched. What takes longer than
    the bounds gives what was found till then.
    """
    reason = _refused(query)
    if reason:
        return Unsearched(reason)
    here = replace(snapshot, repository=offline(snapshot.repository))
    output = _grep(here, query, [query.under] if query.under else [], bounds)
    if output.code == _FATAL and _PARTIAL in output.said:
        held = here.held(query.under)[:_MOST_NAMED]
        return _passages(_grep(here, query, held, bounds) if held else _NOTHING, is_partial=True)
    is_failed = output.code is not None and output.code >= _FATAL
    if is_failed and (_REFUSED in output.said or not output.data):
        return Unsearched(_failure(output.said))
    return _passages(output, is_partial=is_failed or _ERROR in output.said)


def _grep(snapshot: Snapshot, query: Query, paths: Sequence[str], bounds: Bounds) -> Output:
    kind = "-E" if query.is_expression else "-F"
    named = ("--", *paths) if paths else ()
    return bounded(snapshot.repository, *_GREP, kind, "-e", query.text, snapshot.sha, *named, bounds=bounds)


def _refused(query: Query) -> str:
    text = query.text
    if not text.strip() or len(text) > _LONGEST_QUERY or _IMPOSSIBLE.search(text + query.under):
        return f"Search for something that stands on one line, of at most {_LONGEST_QUERY} characters."
    if not query.is_expression:
        return ""
    unknown = _UNKNOWN.search(text)
    if unknown:
        return (
            f"`{unknown[1]}` is not known in a POSIX extended expression: write [0-9] for a digit, (a|b) for a group."
        )
    # Counted repetitions are written out before anything is searched: of a few nested ones come millions.
    if prod(max(1, *(int(count or 1) for count in counts)) for counts in _REPEATED.findall(text)) > _MOST_REPEATED:
        return f"The counts in `{{…}}` may come to {_MOST_REPEATED:,} together."
    return ""


def _failure(said: bytes) -> str:
    """Give git's reason without the expression before it; other reasons name places on this machine."""
    if _REFUSED not in said:
        return "git could not read all files: keep the search to a folder."
    last = said.decode("utf-8", "replace").strip().split("\n")[-1]
    return f"git cannot search for this: {last.rpartition(': ')[2]}."


def _passages(output: Output, *, is_partial: bool) -> Passages:
    records = list(_RECORD.finditer(output.data))
    found = tuple(_passage(record) for record in islice(_few(records), _MOST))
    return Passages(found, output.code is not None and not is_partial and len(found) == len(records))


def _few(records: Sequence[re.Match[bytes]]) -> Iterator[re.Match[bytes]]:
    of_file: Counter[bytes] = Counter()
    for record in records:
        of_file[record["path"]] += 1
        if of_file[record["path"]] <= _MOST_OF_A_FILE:
            yield record


def _passage(record: re.Match[bytes]) -> Passage:
    text = record["text"][: 4 * _LONGEST_LINE].decode("utf-8", "replace")
    path = record["path"].decode("utf-8", "backslashreplace")
    return Passage(path, int(record["line"]), text[:_LONGEST_LINE])
