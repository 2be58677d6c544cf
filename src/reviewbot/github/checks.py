"""Requests that start and conclude the check run; each gives its number."""

from collections.abc import Sequence

from github.GithubObject import NotSet
from github.Repository import Repository

from reviewbot.domain.plan import Annotation, CheckText, ConcludeCheck, StartCheck
from reviewbot.github.comments import number_in

CHECK = "reviewbot"
"""The name of the check run: what a team requires of a branch."""

_MOST = 50
"""Annotations that one request may carry; the next request adds to them."""

_Listed = list[dict[str, str | int]]


def annotation_groups(annotations: Sequence[Annotation]) -> list[Sequence[Annotation]]:
    """Divide annotations among requests; there is one request at least."""
    starts = range(0, max(len(annotations), 1), _MOST)
    return [annotations[start : start + _MOST] for start in starts]


def started(repository: Repository, write: StartCheck, details_url: str) -> int:
    """Make a check run that is in progress."""
    check = repository.create_check_run(
        CHECK,
        write.head_sha,
        details_url=details_url or NotSet,
        external_id=write.external_id,
        status="in_progress",
        output=_output(write.text, ()),
    )
    return number_in(check.raw_data)


def concluded(
    repository: Repository,
    write: ConcludeCheck,
    number: int | None,
    annotations: Sequence[Annotation],
    details_url: str,
) -> int:
    """Conclude a check run, or make one that is concluded where there is none."""
    output = _output(write.text, annotations)
    if number is not None:
        repository.get_check_run(number).edit(
            external_id=write.external_id, status="completed", conclusion=write.conclusion.value, output=output
        )
        return number
    check = repository.create_check_run(
        CHECK,
        write.head_sha,
        details_url=details_url or NotSet,
        external_id=write.external_id,
        status="completed",
        conclusion=write.conclusion.value,
        output=output,
    )
    return number_in(check.raw_data)


def _output(text: CheckText, annotations: Sequence[Annotation]) -> dict[str, str | _Listed]:
    output: dict[str, str | _Listed] = {"title": text.title, "summary": text.summary}
    if text.text:
        output["text"] = text.text
    if annotations:
        output["annotations"] = [_annotation(one) for one in annotations]
    return output


def _annotation(one: Annotation) -> dict[str, str | int]:
    return {
        "path": one.path,
        "start_line": one.start_line,
        "end_line": one.line,
        "annotation_level": one.level,
        "title": one.title,
        "message": one.message,
    }
