"""What the environment says of a job that audits."""

from pathlib import Path

import pytest

from reviewbot.commands.job import Job, job_here
from reviewbot.domain.audit import AuditRequest, Shard
from reviewbot.domain.diff import Sha
from reviewbot.domain.event import AuditEvent
from reviewbot.errors import UsageError
from reviewbot.github.handover import audit_handed_over, audit_taken_over, taken_over

_REQUEST = AuditRequest("acme/shop", "main", Sha("a" * 40), 8)


def _job(folder: Path, **variables: str) -> Job:
    event = folder / "event.json"
    event.write_text('{"schedule": "17 4 * * 1"}')
    known = {"GITHUB_EVENT_NAME": "schedule", "GITHUB_EVENT_PATH": str(event), "GITHUB_REPOSITORY": "acme/shop"}
    return job_here(known | {"GITHUB_REF": "refs/heads/main"} | variables)


def test_a_schedule_names_its_branch_and_the_part_to_look_at(tmp_path: Path) -> None:
    job = _job(tmp_path, REVIEWBOT_SHARD=" 2/8 ", REVIEWBOT_SHARDS="8")
    assert job.event == AuditEvent("acme/shop", "schedule", "refs/heads/main")
    assert (job.shard, job.shards) == (Shard(2, 8), 8)


def test_what_is_left_empty_is_not_set(tmp_path: Path) -> None:
    job = _job(tmp_path, REVIEWBOT_SHARD="", REVIEWBOT_SHARDS="")
    assert (job.shard, job.shards) == (None, None)


@pytest.mark.parametrize("text", ["0/8", "9/8", "2", "/", "2/", "/8", "2/257", "-1/8", "²/8", "2/8/8"])
def test_a_part_that_there_is_not_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no part of an audit|no number from 1 to 256"):
        _job(tmp_path, REVIEWBOT_SHARD=text)


@pytest.mark.parametrize("text", ["0", "257", "many", "1.5", "٣"])
def test_a_number_of_jobs_that_github_does_not_start_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no number from 1 to 256"):
        _job(tmp_path, REVIEWBOT_SHARDS=text)


def test_a_request_for_an_audit_goes_from_job_to_job_on_one_line() -> None:
    text = audit_handed_over(_REQUEST)
    assert "\n" not in text
    assert audit_taken_over(text) == _REQUEST
    with pytest.raises(UsageError, match="no request"):
        taken_over(text)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"repository": 1}'])
def test_what_is_no_request_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no request"):
        audit_taken_over(text)
