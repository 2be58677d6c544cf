"""From a pull request to what a review reads: its commits, fetched into a bare repository that is thrown away."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from reviewbot.config.resolve import for_path
from reviewbot.domain.finding import Finding, Placement
from reviewbot.domain.item import Post
from reviewbot.domain.pull import Pull
from reviewbot.domain.report import Change, Report
from reviewbot.domain.shown import Comparison, ShownFile
from reviewbot.findings.lower import lowered
from reviewbot.findings.rank import ranked
from reviewbot.git.fetch import Remote, bare_repository, fetch
from reviewbot.git.snapshot import Snapshot
from reviewbot.local import compared
from reviewbot.review import Reviewable
from reviewbot.setting import TeamSetting

LARGEST_FETCH = 500_000
"""Kilobytes of a repository from which on only the contents that a diff needs are fetched."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """A pull request that is ready to be read; the team's setting is that of the tip of its base."""

    work: Reviewable
    base: Snapshot
    head: Snapshot


@contextmanager
def pulled_change(pull: Pull, comparison: Comparison, remote: Remote) -> Iterator[Pulled]:
    """Fetch a pull request's merge base, head and base tip; they are readable until the end.

    Raises PullError for a head that was pushed away, AccessError where the token may not read.
    """
    wanted = {"merge-base": comparison.merge_base_sha, "head": pull.head_sha, "base": comparison.base_sha}
    # Windows keeps a pack open a moment longer than git runs.
    with TemporaryDirectory(prefix="reviewbot-", ignore_cleanup_errors=True) as folder:
        repository = bare_repository(Path(folder) / "pull.git", remote)
        fetch(repository, wanted, without_contents=pull.kilobytes > LARGEST_FETCH)
        change = Change(
            pull.name.repository, pull.name.number, comparison.base_sha, comparison.merge_base_sha, pull.head_sha
        )
        base, head = (Snapshot(repository, sha) for sha in (comparison.base_sha, pull.head_sha))
        yield Pulled(compared(repository, change), base, head)


def as_github_takes_it(
    report: Report,
    team: TeamSetting,
    groups: Iterable[Sequence[Finding]],
    comparison: Comparison,
    all_files: Callable[[], Iterable[ShownFile]],
) -> Report:
    """Lower the placements of a report to what GitHub's own diff has room for.

    `groups` are the findings of one comment each, worst first. `all_files` is asked only where a finding stands in a
    file that a large pull request's comparison does not list.
    """
    files = {file.path: file for file in comparison.files}
    inline = {one.path for one in report.findings if one.placement is not Placement.SUMMARY}
    if not comparison.is_whole and not inline <= files.keys():
        files |= {file.path: file for file in all_files()}
    quiet = {item.id for item in team.checklist.items if item.post is not Post.INLINE}
    placed = lowered(groups, files, lambda path: for_path(team.loaded.config, path).max_comments, quiet)
    return replace(report, findings=ranked(finding for group in placed for finding in group))
