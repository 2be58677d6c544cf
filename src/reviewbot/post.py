"""Post comments, each as close to its lines as GitHub takes it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from reviewbot.domain.finding import Placement
from reviewbot.domain.plan import Answer, Denied, PostOnFile, PostOnLine, PostReview, Write, Written
from reviewbot.findings.reconcile import Group
from reviewbot.publication import Publication, drafted, is_sayable

_REFUSED = "GitHub refuses a comment on these lines"


class Writer(Protocol):
    """Whoever writes on a pull request."""

    def write(self, write: Write) -> Answer:
        """Do one write."""


@dataclass(frozen=True, slots=True)
class Posted:
    """How many groups have a comment now; `denied` is what the token may not do, empty where it may all."""

    count: int = 0
    denied: tuple[Denied, ...] = ()


def posted(publication: Publication, groups: Sequence[Group], writer: Writer) -> Posted:
    """Post a comment for each group: on its lines, else on its file; what is left the summary says."""
    sayable = [group for group in groups if is_sayable(publication, drafted(publication, group).body)]
    on_lines = [group for group in sayable if group[0].placement is Placement.INLINE]
    on_files = [group for group in sayable if group[0].placement is Placement.FILE]
    first = _in_review(publication, on_lines, writer)
    if isinstance(first, Denied):
        return Posted(denied=(first,))
    refused = () if isinstance(first, Written) else _one_by_one(publication, on_lines, writer)
    second = _on_files(publication, [*refused, *on_files], writer)
    return Posted(len(on_lines) - len(refused) + second.count, second.denied)


def _in_review(publication: Publication, groups: Sequence[Group], writer: Writer) -> Answer:
    if not groups:
        return Written()
    drafts = tuple(drafted(publication, group) for group in groups)
    return writer.write(PostReview(publication.report.change.head_sha, drafts))


def _one_by_one(publication: Publication, groups: Sequence[Group], writer: Writer) -> Sequence[Group]:
    """Post what went down with another one's line, which GitHub refuses; give those that it refuses alone too."""
    head = publication.report.change.head_sha
    refused = [
        group
        for group in groups
        if len(groups) == 1 or not isinstance(writer.write(PostOnLine(head, drafted(publication, group))), Written)
    ]
    return [
        tuple(replace(one, placement=Placement.FILE, placement_reason=_REFUSED) for one in group) for group in refused
    ]


def _on_files(publication: Publication, groups: Sequence[Group], writer: Writer) -> Posted:
    count = 0
    for group in groups:
        answer = writer.write(PostOnFile(publication.report.change.head_sha, drafted(publication, group)))
        if isinstance(answer, Denied):
            return Posted(count, (answer,))
        count += isinstance(answer, Written)
    return Posted(count)
