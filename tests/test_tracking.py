"""The publishing of audits as a whole, in a repository in memory: what holds for any of them."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.audited import CAUSES, REPORT, TODAY, many
from support.board import Killed
from support.office import DENIED, NUMBER, REFUSED, Office, published

from reviewbot.domain.audit import Acceptance, AuditReport, RootCause, Shard
from reviewbot.domain.coverage import Coverage, CoveredFile, FileState
from reviewbot.domain.diff import Sha
from reviewbot.domain.plan import Answer, React, Reaction
from reviewbot.domain.report import Status
from reviewbot.domain.tracked import Life, Memory
from reviewbot.domain.tracker import (
    CloseIssue,
    EditIssue,
    OpenIssue,
    PostBelow,
    Scan,
    Tracker,
    TrackingIssue,
    TrackWrite,
    issue_mark,
)
from reviewbot.errors import IncompleteError, LostAnswerError, PatienceError, StaleError, UsageError
from reviewbot.findings.accepted import BASELINE_FILE
from reviewbot.output.memory import decoded

INJECTION, LOOP, MIGRATION, LEAK = CAUSES[0], CAUSES[1], CAUSES[4], CAUSES[6]
ID = LOOP.id


def audit(number: int, *causes: RootCause) -> AuditReport:
    """Audit the commit with a number, and find some causes."""
    snapshot = replace(REPORT.snapshot, sha=Sha(f"{number:x}" * 40))
    return replace(REPORT, causes=causes, snapshot=snapshot, status=Status.COMPLETE)


def memory(office: Office) -> Memory:
    """Read what is remembered."""
    found = decoded(list(office.ours()))
    assert found is not None
    return found


def life(office: Office, id_: str = ID) -> Life:
    return next(one.life for one in memory(office).causes if one.id == id_)


def test_the_first_audit_opens_one_issue_and_remembers_without_telling_anybody() -> None:
    office = Office(owners="*.py @acme/backend\n")
    done = published(office, REPORT)
    assert (done.issue, done.is_scanned, done.remarks) == (NUMBER, True, ())
    assert "the baseline" in office.issue.body
    assert "owner: `acme/backend`" in office.issue.body
    assert office.said() == []
    assert memory(office).generation == 1


def test_an_audit_that_finds_nothing_opens_no_issue() -> None:
    office = Office()
    assert published(office, audit(1)).is_published
    assert office.issues == []


lives = st.lists(st.frozensets(st.integers(0, len(CAUSES) - 1)), min_size=1, max_size=3)
"""Which causes each of several audits finds."""


def audits(several: list[frozenset[int]]) -> list[AuditReport]:
    return [audit(number, *(CAUSES[one] for one in sorted(found))) for number, found in enumerate(several, 1)]


@given(lives, st.booleans())
@settings(max_examples=15, deadline=None)
def test_publishing_twice_writes_nothing_the_second_time(several: list[frozenset[int]], is_public: bool) -> None:
    office = Office(is_public=is_public)
    for report in audits(several):
        published(office, report)
        before, written = office.issues, len(office.lasting)
        published(office, report)
        assert office.lasting[written:] == []
        assert office.issues == before


@given(lives, st.integers(0, 12))
@settings(max_examples=25, deadline=None)
def test_killed_anywhere_and_started_again_it_ends_in_the_same_state(
    several: list[frozenset[int]], writes: int
) -> None:
    undisturbed, killed = Office(), Office(dies_before=writes)
    for report in audits(several):
        published(undisturbed, report)
        _published_at_last(killed, report)
        for one in (undisturbed, killed):
            if one.issues:
                one.says(f"/accept {ID} We know.", "stranger" if len(one.said()) else "alice")
    assert [(one.body, one.is_open) for one in killed.issues] == [(one.body, one.is_open) for one in undisturbed.issues]
    if killed.issues:
        assert sorted(map(_unnamed, killed.said())) == sorted(map(_unnamed, undisturbed.said()))
        assert memory(killed).history == memory(undisturbed).history


def _published_at_last(office: Office, report: AuditReport) -> None:
    try:
        published(office, report)
    except Killed:
        office.dies_before = None
        published(office, report)


def _unnamed(body: str) -> str:
    """Leave out the first line: comments have other numbers where some were written twice."""
    return body.partition("\n")[2]


def test_what_is_new_and_grave_is_told_once() -> None:
    office = Office()
    published(office, audit(1, MIGRATION))
    published(office, audit(2, INJECTION, LOOP, MIGRATION))
    (news,) = office.said()
    assert INJECTION.first.title.partition("`")[0] in news
    assert LOOP.first.title in news
    published(office, audit(3, INJECTION, LOOP, MIGRATION))
    assert len(office.said()) == 1


def test_what_is_new_and_not_grave_is_in_the_text_alone() -> None:
    office = Office()
    published(office, audit(1, LOOP))
    published(office, audit(2, LOOP, MIGRATION))
    assert office.said() == []
    assert "1 new" in office.issue.body


def test_a_closed_issue_is_opened_again_by_something_new_alone() -> None:
    office = Office()
    published(office, audit(1, LOOP))
    office.close()
    published(office, audit(2, LOOP))
    assert not office.issue.is_open
    published(office, audit(3, LOOP, MIGRATION))
    assert office.issue.is_open
    office.close()
    published(office, audit(3, LOOP, MIGRATION))
    assert not office.issue.is_open


def test_a_risk_that_somebody_accepts_stays_accepted_when_the_comment_is_gone() -> None:
    office = Office()
    published(office, audit(1, LOOP, INJECTION))
    number = office.says(f"We talked about it.\n/accept `{ID}` It runs at night.")
    published(office, audit(2, LOOP, INJECTION))
    assert life(office) is Life.ACCEPTED
    (reaction,) = [one for one in office.writes if isinstance(one, React)]
    assert (reaction.subject, reaction.reaction) == (f"IC_{number}", Reaction.ROCKET)
    assert "It runs at night. (alice)" in office.issue.body
    kept = tuple(one for one in office.issue.comments if one.number != number)
    office.issues[0] = replace(office.issue, comments=kept)
    published(office, audit(3, LOOP, INJECTION))
    assert life(office) is Life.ACCEPTED


@pytest.mark.parametrize("verb", ["reopen", "unaccept"])
def test_an_acceptance_is_taken_back(verb: str) -> None:
    office = Office()
    published(office, audit(1, LOOP))
    office.says(f"/accept {ID} It runs at night.")
    published(office, audit(2, LOOP))
    office.says(f"/{verb} {ID}")
    published(office, audit(3, LOOP))
    assert life(office) is Life.REOPENED


@pytest.mark.parametrize(
    ("body", "login", "told"),
    [
        (f"/accept {ID} I say so.", "stranger-1", "may not write"),
        (f"/accept {ID}", "alice", "A reason is missing"),
        ("/accept 0123456789ab It is nothing.", "alice", "No root cause has the id"),
        ("/accept", "alice", "No root cause has the id"),
    ],
    ids=["stranger", "no reason", "unknown", "no id"],
)
def test_what_cannot_be_accepted_is_answered_once(body: str, login: str, told: str) -> None:
    office = Office()
    published(office, audit(1, LOOP))
    office.says(body, login)
    for number in (2, 3):
        published(office, audit(number, LOOP))
    (answer,) = office.said()
    assert told in answer
    assert [one.reaction for one in office.writes if isinstance(one, React)] == [Reaction.CONFUSED]
    assert life(office) is Life.OPEN


def test_a_comment_that_somebody_else_edited_accepts_nothing() -> None:
    office = Office()
    published(office, audit(1, LOOP))
    office.says(f"/accept {ID} Fine.", is_edited=True)
    published(office, audit(2, LOOP))
    assert "Somebody else edited" in office.said()[0]
    assert life(office) is Life.OPEN


def test_code_scanning_keeps_what_was_not_looked_at() -> None:
    office = Office()
    published(office, REPORT)
    unseen = CAUSES[3]
    later = replace(REPORT, causes=tuple(one for one in CAUSES if one.id != unseen.id), read=())
    published(office, replace(later, snapshot=replace(REPORT.snapshot, sha=Sha("1" * 40))))
    first, second = ({_print(one) for one in _results(scan.sarif)} for scan in office.scans)
    assert first == second


def _results(sarif: str) -> list[dict[str, dict[str, str]]]:
    results: list[dict[str, dict[str, str]]] = json.loads(sarif)["runs"][0]["results"]
    return results


def _print(result: dict[str, dict[str, str]]) -> str:
    return result["partialFingerprints"]["primaryLocationLineHash"]


def test_code_scanning_keeps_the_places_that_were_not_looked_at_of_what_was_found_elsewhere() -> None:
    office = Office()
    far = replace(LOOP.first, path="reports/api.py")
    published(office, audit(1, replace(LOOP, findings=(LOOP.first, far))))
    files = tuple(one for one in REPORT.coverage.files if one.path != far.path)
    failed = Coverage((*files, CoveredFile(far.path, FileState.FAILED, "it took too long")), ())
    published(office, replace(audit(2, replace(LOOP, findings=(LOOP.first,))), coverage=failed))
    results = json.loads(office.scans[-1].sarif)["runs"][0]["results"]
    uris = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results]
    assert uris == [LOOP.first.path, far.path]
    before = json.loads(office.scans[0].sarif)["runs"][0]["results"]
    assert list(map(_print, results)) == list(map(_print, before))


def test_code_scanning_knows_a_place_again_whose_file_was_renamed() -> None:
    office = Office()
    published(office, audit(1, LOOP))
    renamed = tuple(replace(one, path=f"new/{one.path}") for one in LOOP.findings)
    files = tuple(replace(one, path=f"new/{one.path}") for one in REPORT.coverage.files)
    for number in (2, 3):
        report = audit(number, replace(LOOP, findings=renamed))
        published(office, replace(report, coverage=Coverage(files, ())))
    first, *others = [sorted(map(_print, json.loads(one.sarif)["runs"][0]["results"])) for one in office.scans]
    assert others == [first, first]


def test_a_public_repository_shows_security_in_code_scanning_alone() -> None:
    office = Office(is_public=True)
    done = published(office, REPORT)
    everything = "\n".join(
        (office.issue.body, *office.ours(), repr(memory(office)), repr(done.report), repr(done.lived))
    )
    for one in (INJECTION, LEAK):
        assert one.first.title not in everything
        assert one.id not in everything
        assert one.id in office.scans[0].sarif
    assert "Security: 1 critical and 1 medium." in office.issue.body
    assert "/security/code-scanning" in office.issue.body


def test_a_public_repository_without_code_scanning_shows_security_nowhere() -> None:
    office = Office(is_public=True, refuses_scans=REFUSED)
    done = published(office, audit(1, INJECTION))
    assert "code scanning does not have them" in office.issue.body
    assert (done.issue, done.is_scanned) == (NUMBER, False)
    assert "Advanced Security" in done.remarks[0]


@pytest.mark.parametrize(
    ("office", "remark"),
    [
        (Office(has_issues=False), "has no issues"),
        (Office(can_read=False), "may not read issues"),
        (Office(denied=DENIED), "it lacks `issues: write`"),
    ],
    ids=["no issues", "unreadable", "denied"],
)
def test_without_an_issue_the_rest_goes_on(office: Office, remark: str) -> None:
    done = published(office, REPORT)
    assert (done.issue, done.is_scanned, done.is_published) == (0, True, True)
    assert remark in done.remarks[0]


def test_where_nothing_can_be_published_it_is_said() -> None:
    done = published(Office(has_issues=False, refuses_scans=REFUSED), REPORT)
    assert (done.is_published, len(done.remarks)) == (False, 2)


def test_without_a_branch_code_scanning_gets_nothing() -> None:
    done = published(Office(), replace(REPORT, snapshot=replace(REPORT.snapshot, branch="")))
    assert (done.is_scanned, "names no branch" in done.remarks[0]) == (False, True)


def test_an_older_commit_does_not_overwrite_a_newer_audit() -> None:
    office = Office(behind=frozenset({"1" * 40}))
    published(office, audit(2, LOOP))
    with pytest.raises(StaleError, match="audited already"):
        published(office, audit(1, MIGRATION))
    assert len(office.writes) == 3


def test_a_branch_that_was_pushed_back_is_audited_where_it_is() -> None:
    office = Office(behind=frozenset({"1" * 40}), tip="1" * 40)
    published(office, audit(2, LOOP, MIGRATION))
    published(office, audit(1, MIGRATION))
    assert life(office) is Life.GONE


def test_what_a_file_accepts_is_not_taken_back_by_a_comment() -> None:
    office, listed = Office(), replace(LOOP, acceptance=Acceptance("", "known", BASELINE_FILE))
    published(office, audit(1, listed, MIGRATION))
    office.says(f"/reopen {ID}")
    published(office, audit(2, listed, MIGRATION))
    assert life(office) is Life.ACCEPTED
    assert f"accepted in `{BASELINE_FILE}`" in office.said()[0]


def test_an_issue_with_too_many_comments_is_said_to_be_one() -> None:
    office = Office()
    published(office, audit(1, LOOP))
    office.issues[0] = replace(office.issue, is_whole=False)
    assert any("the newest were not read" in one for one in published(office, audit(2, LOOP)).remarks)


def test_of_two_issues_the_older_one_stays() -> None:
    office = Office()
    published(office, audit(1, LOOP))
    office.issues.append(TrackingIssue(NUMBER + 1, issue_mark(), is_open=True))
    published(office, audit(2, LOOP))
    assert [one.is_open for one in office.issues] == [True, False]
    assert sum(isinstance(one, CloseIssue) for one in office.writes) == 1


class Racing(Office):
    """A repository where another audit opens its issue right before ours."""

    def tracker(self, repository: str, sha: Sha) -> Tracker:
        """Show theirs as soon as ours is there."""
        shown = super().tracker(repository, sha)
        if any(isinstance(one, OpenIssue) for one in self.writes) and len(self.issues) == 1:
            self.issues.insert(0, TrackingIssue(NUMBER - 1, f"{issue_mark()}\nTheirs.", is_open=True))
            shown = super().tracker(repository, sha)
        return shown


def test_whoever_opens_an_issue_second_closes_it_and_goes_on_with_the_first() -> None:
    office = Racing()
    done = published(office, audit(1, LOOP))
    assert done.issue == NUMBER - 1
    assert [(one.number, one.is_open) for one in office.issues] == [(NUMBER - 1, True), (NUMBER, False)]
    assert any(isinstance(one, EditIssue) for one in office.writes)


def test_an_audit_that_failed_changes_nothing() -> None:
    office = Office()
    with pytest.raises(IncompleteError, match="The audit failed"):
        published(office, replace(REPORT, status=Status.FAILED))
    assert office.writes == []


def test_a_shard_alone_is_not_published() -> None:
    with pytest.raises(UsageError, match="shard 1 of 2"):
        published(Office(), replace(REPORT, shard=Shard(1, 2)))


def test_five_thousand_causes_fit() -> None:
    office = Office()
    published(office, many(5_000))
    assert len(office.issue.body) <= 65_536
    assert all(len(body) <= 65_536 for body in office.ours())
    assert office.issue.body.count("/accept 0") == 10
    assert sum(isinstance(one, PostBelow) for one in office.writes) <= 10
    later = replace(many(5_000), snapshot=replace(REPORT.snapshot, sha=Sha("1" * 40)))
    published(office, later, TODAY + timedelta(7))
    assert len(memory(office).causes) == 5_000


class Losing(Office):
    """A repository where the answer to the opening of the issue gets lost."""

    def write(self, write: TrackWrite) -> Answer:
        """Do it, and lose that answer."""
        answer = super().write(write)
        if isinstance(write, OpenIssue):
            raise LostAnswerError("GitHub's answer to a write got lost.", "Run it again.")
        return answer


def test_an_issue_whose_answer_got_lost_is_not_opened_again() -> None:
    office = Losing()
    assert published(office, audit(1, LOOP)).issue == NUMBER
    assert sum(isinstance(one, OpenIssue) for one in office.writes) == 1


class Limited(Office):
    """A repository whose rate limit asks to wait for too long."""

    def write(self, write: TrackWrite) -> Answer:
        """Refuse what makes content."""
        if isinstance(write, OpenIssue | PostBelow):
            raise PatienceError("GitHub's rate limit asks to wait for 40 more minutes.", "Run it again after that.")
        return super().write(write)


def test_a_rate_limit_is_said_and_the_rest_goes_on() -> None:
    done = published(Limited(), audit(1, LOOP))
    assert (done.is_published, done.is_scanned) == (True, True)
    assert "The tracking issue is not up to date: GitHub's rate limit" in done.remarks[0]


def test_what_code_scanning_does_not_answer_is_said_and_the_rest_goes_on() -> None:
    class Down(Office):
        def write(self, write: TrackWrite) -> Answer:
            if isinstance(write, Scan):
                raise LostAnswerError("GitHub's answer to a write got lost.", "Run it again.")
            return super().write(write)

    done = published(Down(), audit(1, LOOP))
    assert (done.issue, "answer to a write got lost" in done.remarks[0]) == (NUMBER, True)
