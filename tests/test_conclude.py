"""What the check says of a report and of people's words, on a pull request in memory."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from support.life import Life, Unwilling
from support.published import fingerprint, published, report

from reviewbot.domain.expense import Bill, bill_in
from reviewbot.domain.finding import Evidence
from reviewbot.domain.plan import ConcludeCheck, Conclusion, Refused
from reviewbot.domain.remark import Remark, RemarkKind, RemarkMarker
from reviewbot.domain.report import Gate, Problem, Recheck, Report, Status, Verdict
from reviewbot.domain.shown import Check, Thread
from reviewbot.domain.upshot import Upshot, upshot_in
from reviewbot.errors import GitHubError
from reviewbot.output.links import Links
from reviewbot.publication import Publication
from reviewbot.publish import publish


def check_of(life: Life) -> Check:
    return list(life.checks.values())[-1][1]


def begun(*lines: int) -> Life:
    """Give a pull request with findings, those of an item in one file in one thread."""
    life = Life()
    published(life, report(life, *lines))
    return life


def threads_of(life: Life) -> Sequence[Thread]:
    return tuple(life.threads.values())


def said_in(life: Life, thread: Thread, kind: RemarkKind, by: str = "") -> None:
    mine = Remark(77, "bot", "", is_ours=True, marker=RemarkMarker(kind, 76, by))
    life.threads[thread.number] = replace(thread, said=(*thread.said, mine))


def waived(life: Life, about: Report) -> None:
    """Publish, and let alice say that what is missing may be."""
    published(life, about)
    check = check_of(life)
    assert check.upshot is not None
    upshot = replace(check.upshot, waived_by="alice")
    life.checks[check.number] = (life.pull.head_sha, replace(check, upshot=upshot))


def partly(about: Report) -> Report:
    return replace(about, run=replace(about.run, scope="security"))


def test_the_check_keeps_what_it_was_concluded_from() -> None:
    life = begun(1, 2)
    assert upshot_in(check_of(life).summary) == Upshot(7, True, (fingerprint(1),))
    assert check_of(life).title == "2 to fix, 1 fails the check"


@pytest.mark.parametrize(
    ("author", "by", "title"),
    [
        ("bob", "alice", "1 to fix, 1 dismissed by alice"),
        ("stranger", "stranger", "2 to fix, 1 fails the check, 1 suppressed by the author"),
        ("bob", "stranger", "2 to fix, 1 fails the check, 1 suppressed by stranger, who may not"),
    ],
)
def test_a_thread_that_somebody_resolved_is_told(author: str, by: str, title: str) -> None:
    life = begun(1, 2)
    life.pull = replace(life.pull, author=author)
    life.resolve(threads_of(life)[0], by)
    published(life, report(life, 1, 2))
    assert check_of(life).title == title


def test_what_was_dismissed_is_listed_with_who_said_so() -> None:
    life = begun(1, 2)
    for thread in threads_of(life):
        said_in(life, thread, RemarkKind.DISMISS, "carol")
    published(life, report(life, 1, 2))
    assert check_of(life).title == "1 dismissed by carol"
    (summary,) = life.summaries.values()
    assert summary.body.count("carol: said no in its thread") == 2


def test_what_the_agent_took_back_is_told() -> None:
    life = begun(1)
    said_in(life, threads_of(life)[0], RemarkKind.WITHDRAW)
    published(life, report(life, 1))
    assert check_of(life).title == "1 taken back by the agent"


def test_a_no_to_what_is_found_under_another_name_counts() -> None:
    life = begun(1)
    life.resolve(replace(threads_of(life)[0], excerpt="@@ -0,0 +1 @@\n+call(1)"), "alice")
    about = report(life, 1, run=2, gate=Gate((fingerprint(9),)))
    about = replace(about, findings=(replace(about.findings[0], fingerprint=fingerprint(9)),))
    assert published(life, about).outcome.conclusion == "success"


def test_what_fails_is_known_by_the_name_that_its_thread_has() -> None:
    life = begun(1)
    thread = threads_of(life)[0]
    life.threads[thread.number] = replace(thread, excerpt="@@ -0,0 +1 @@\n+call(1)")
    about = report(life, 1, run=2, gate=Gate((fingerprint(9),)))
    about = replace(about, findings=(replace(about.findings[0], fingerprint=fingerprint(9)),))
    published(life, about)
    assert upshot_in(check_of(life).summary) == Upshot(7, True, (fingerprint(1),))


def test_what_an_agent_found_before_and_still_stands_is_listed_with_its_thread() -> None:
    life = begun(5)
    still = (Recheck(fingerprint(5), Verdict.STILL, ""),)
    published(life, report(life, run=2, rechecked=still, gate=Gate((fingerprint(5),))))
    number = threads_of(life)[0].number
    (summary,) = life.summaries.values()
    assert check_of(life).title == "1 to fix, 1 fails the check"
    assert "**critical** `sql-injection` · `shop/1.py` · [still open from before](" in summary.body
    assert f"/acme/shop/pull/7#discussion_r{number})" in summary.body


def test_thumbs_are_told_in_the_folded_part() -> None:
    life = begun(1, 2)
    thread = threads_of(life)[0]
    life.threads[thread.number] = replace(thread, likes=1, dislikes=2)
    published(life, report(life, 1, 2, run=2))
    (summary,) = life.summaries.values()
    assert "- Thumbs on comments: `sql-injection` 1 up and 2 down." in summary.body.split("<details>")[-1]


def test_a_waiver_holds_for_the_next_incomplete_review_of_the_same_head() -> None:
    life = Life()
    waived(life, report(life, status=Status.PARTIAL))
    done = published(life, report(life, run=2, status=Status.PARTIAL))
    assert (done.outcome.conclusion, check_of(life).title) == ("neutral", "Incomplete, waived by alice")
    assert upshot_in(check_of(life).summary) == Upshot(7, False, (), "alice")


def test_a_waiver_does_not_hold_for_another_head() -> None:
    life = Life()
    waived(life, report(life, status=Status.PARTIAL))
    life.push(2)
    assert published(life, report(life, run=2, status=Status.PARTIAL)).outcome.conclusion == "failure"


def test_a_waiver_of_another_pull_request_with_the_same_head_does_not_count() -> None:
    life = Life()
    waived(life, report(life, status=Status.PARTIAL))
    check = check_of(life)
    life.checks[check.number] = (life.pull.head_sha, replace(check, upshot=Upshot(8, False, (), "alice")))
    assert published(life, report(life, run=2, status=Status.PARTIAL)).outcome.conclusion == "failure"


def test_a_waiver_lifts_no_finding() -> None:
    life = Life()
    waived(life, report(life, status=Status.PARTIAL))
    done = published(life, report(life, 1, run=2, status=Status.PARTIAL))
    assert (done.outcome.conclusion, check_of(life).title) == ("failure", "1 to fix, 1 fails the check, incomplete")


def test_whoever_looked_at_a_part_adds_to_what_was_known_of_the_whole() -> None:
    life = begun(1)
    (before,) = life.summaries.values()
    published(life, partly(report(life, 4, run=2)))
    assert check_of(life).title == "2 to fix, 1 fails the check"
    assert upshot_in(check_of(life).summary) == Upshot(7, True, (fingerprint(1),))
    assert tuple(life.summaries.values()) == (before,)


def test_whoever_looked_at_a_part_of_what_nobody_knows_looked_at_too_little() -> None:
    life = Life()
    done = published(life, partly(report(life)))
    assert (done.outcome.conclusion, check_of(life).title) == ("failure", "Incomplete")


def test_what_fails_and_has_no_thread_is_counted() -> None:
    life = begun(1)
    life.threads.clear()
    published(life, partly(report(life, run=2)))
    assert check_of(life).title == "1 fails the check"


def test_the_marks_stay_where_a_text_is_too_long_for_them() -> None:
    life = Life()
    about = report(life, status=Status.FAILED, problem=Problem("git", "", 0, "x" * 1_000))
    published(life, about)
    room = 65_535 - len(check_of(life).summary.encode()) - 10
    hint = "x" * (1_000 + room)
    life.push(2)
    again = report(life, run=2, status=Status.FAILED, problem=Problem("git", "", 0, hint))
    bill = Bill(7, "run.1")
    links = Links("https://github.example", "acme/shop", 7, life.pull.head_sha, "b" * 40, "c" * 40)
    publish(Publication(again, {}, links, bill=bill), life, life)
    first, *_, last = check_of(life).summary.split("\n")
    assert bill_in(first) is not None
    assert upshot_in(check_of(life).summary) == Upshot(7, False)
    assert last == "What was found is too long for a check: the job summary has it."


def test_a_cancelled_review_concludes_nothing_that_a_word_could_change() -> None:
    life = Life()
    about = report(life, status=Status.FAILED, problem=Problem("cancelled", "", 0, "The review was cancelled."))
    assert published(life, about).outcome.conclusion is Conclusion.CANCELLED
    assert upshot_in(check_of(life).summary) is None


def test_a_check_whose_upshot_nobody_knows_is_not_written_again() -> None:
    life = begun(1)
    check = check_of(life)
    life.checks[check.number] = (life.pull.head_sha, replace(check, upshot=None))
    written = len(life.writes)
    published(life, report(life, 1))
    assert len(life.writes) == written


def test_a_check_that_was_concluded_from_something_else_is_written_again() -> None:
    life = begun(1)
    check = check_of(life)
    life.checks[check.number] = (life.pull.head_sha, replace(check, upshot=Upshot(7, True)))
    published(life, report(life, 1))
    assert check_of(life).upshot == Upshot(7, True, (fingerprint(1),))


@pytest.mark.parametrize("evidence", [Evidence("call(2)", ""), Evidence("", "")])
def test_another_text_is_another_finding(evidence: Evidence) -> None:
    life = begun(1)
    about = report(life, 1, run=2)
    published(
        life, replace(about, findings=(replace(about.findings[0], fingerprint=fingerprint(3), evidence=evidence),))
    )
    assert len(life.threads) == 2


def test_a_check_that_github_refuses_is_an_error() -> None:
    life = Life()
    with pytest.raises(GitHubError, match="refuses the check: too long"):
        published(life, report(life), writer=Unwilling(life, ConcludeCheck, Refused("too long")))
