"""What is said in threads after the first comment, on a pull request in memory."""

from dataclasses import replace

import pytest
from support.life import Life, Unwilling
from support.published import fingerprint, published, report

from reviewbot.domain.finding import Placement
from reviewbot.domain.plan import Denied, MinimiseComment, PostReply, PostReview, Refused, ResolveThread, Write
from reviewbot.domain.remark import Remark, RemarkKind, RemarkMarker
from reviewbot.domain.report import Recheck, Reply, ReplyKind, Report, Status, Verdict
from reviewbot.domain.shown import Thread
from reviewbot.findings.said import marks

_SECRET = f"It holds ghp_{'a' * 36}."


def begun(*lines: int, can_resolve: bool = False) -> Life:
    """Give a pull request with findings, each said in its thread."""
    life = Life(can_resolve)
    for line in lines:
        published(life, report(life, *lines[: lines.index(line) + 1], run=line))
    return life


def asked(life: Life, login: str = "alice") -> int:
    """Let somebody answer in the last thread; give the comment's number."""
    life.reply(last(life), login, "It is bounded.")
    return last(life).said[-1].number


def last(life: Life) -> Thread:
    return list(life.threads.values())[-1]


def answering(life: Life, number: int, kind: ReplyKind, text: str = "As `call` says.") -> Report:
    return report(life, 1, run=9, replies=(Reply(number, kind, text),))


def kinds(thread: Thread) -> list[RemarkKind]:
    return [one.kind for one in marks(thread)]


def test_an_answer_names_the_comment_that_it_answers() -> None:
    life = begun(1)
    number = asked(life)
    published(life, answering(life, number, ReplyKind.EXPLAIN))
    assert last(life).said[-1].body == f"<!-- reviewbot:reply 1 explain {number} - -->\nAs `call` says."


def test_nothing_in_an_answer_is_markup() -> None:
    life = begun(1)
    published(life, answering(life, asked(life), ReplyKind.UPHOLD, "![x](http://e.example) @alice <b>"))
    body = last(life).said[-1].body
    assert "![" not in body
    assert "@alice" not in body
    assert "<b>" not in body


def test_an_answer_that_is_too_long_loses_its_last_words() -> None:
    life = begun(1)
    published(life, answering(life, asked(life), ReplyKind.EXPLAIN, "word " * 300))
    assert last(life).said[-1].body.endswith("word …")
    assert len(last(life).said[-1].body.split()) < 130


def test_an_answer_that_would_give_a_secret_away_is_withheld() -> None:
    life = begun(1)
    published(life, answering(life, asked(life), ReplyKind.EXPLAIN, _SECRET))
    assert kinds(last(life)) == []


def test_what_was_explained_is_not_explained_a_third_time() -> None:
    life = begun(1)
    published(life, answering(life, asked(life), ReplyKind.EXPLAIN))
    published(life, answering(life, asked(life), ReplyKind.UPHOLD))
    assert kinds(last(life)) == [RemarkKind.EXPLAIN]


def test_a_comment_that_was_answered_is_not_answered_otherwise() -> None:
    life = begun(1)
    number = asked(life)
    published(life, answering(life, number, ReplyKind.EXPLAIN))
    published(life, answering(life, number, ReplyKind.WITHDRAW))
    assert kinds(last(life)) == [RemarkKind.EXPLAIN]


@pytest.mark.parametrize("can_resolve", [False, True])
def test_what_is_taken_back_fails_the_check_no_more(can_resolve: bool) -> None:
    life = begun(1, can_resolve=can_resolve)
    done = published(life, answering(life, asked(life), ReplyKind.WITHDRAW))
    assert (done.outcome.conclusion, kinds(last(life))) == ("success", [RemarkKind.WITHDRAW])
    assert (last(life).is_resolved, last(life).is_folded) == (can_resolve, False)


def test_a_thread_whose_claim_was_taken_back_is_resolved_after_all_where_that_went_wrong() -> None:
    life = begun(1, can_resolve=True)
    about = answering(life, asked(life), ReplyKind.WITHDRAW)
    published(life, about, writer=Unwilling(life, ResolveThread, Refused("try again")))
    assert not last(life).is_resolved
    published(life, about)
    assert last(life).is_resolved


def test_nothing_is_taken_back_before_a_stranger() -> None:
    life = begun(1)
    done = published(life, answering(life, asked(life, "stranger"), ReplyKind.WITHDRAW))
    assert (done.outcome.conclusion, kinds(last(life))) == ("failure", [])


@pytest.mark.parametrize("case", ["another comment", "our own", "resolved", "dismissed", "too long"])
def test_what_nobody_waits_for_is_not_answered(case: str) -> None:
    life = begun(1)
    number, thread = asked(life), last(life)
    match case:
        case "another comment":
            number += 1
        case "our own":
            said = (*thread.said, Remark(77, "bot", "", is_ours=True))
            number, life.threads[thread.number] = 77, replace(thread, said=said)
        case "resolved":
            life.resolve(thread, "alice")
        case "dismissed":
            mine = Remark(78, "bot", "", is_ours=True, marker=RemarkMarker(RemarkKind.DISMISS, 0, "alice"))
            life.threads[thread.number] = replace(thread, said=(*thread.said, mine))
        case _:
            life.threads[thread.number] = replace(thread, said=thread.said * 19)
    published(life, answering(life, number, ReplyKind.EXPLAIN))
    assert RemarkKind.EXPLAIN not in kinds(last(life))


def test_what_is_gone_is_called_fixed_with_the_reason_of_the_second_look() -> None:
    life = begun(5)
    gone = (Recheck(fingerprint(5), Verdict.GONE, "The loop is `gone`."),)
    published(life, report(life, run=9, rechecked=gone))
    link = f"[{life.pull.head_sha[:7]}](https://github.example/acme/shop/commit/{life.pull.head_sha})"
    assert last(life).said[-1].body == f"<!-- reviewbot:reply 1 fixed 0 - -->\nFixed in {link}. The loop is `gone`."
    assert last(life).is_folded


def test_a_reason_that_would_give_a_secret_away_is_left_out() -> None:
    life = begun(5)
    published(life, report(life, run=9, rechecked=(Recheck(fingerprint(5), Verdict.GONE, _SECRET),)))
    assert last(life).said[-1].body.endswith(").")


def test_what_a_person_answered_is_called_fixed_and_not_folded() -> None:
    life = begun(1)
    asked(life)
    published(life, report(life, run=9))
    assert (kinds(last(life)), last(life).is_folded) == ([RemarkKind.FIXED], False)


def test_what_can_be_resolved_needs_no_word() -> None:
    life = begun(1, can_resolve=True)
    published(life, report(life, run=9))
    assert (kinds(last(life)), last(life).is_resolved, last(life).is_folded) == ([], True, False)


def test_what_was_called_fixed_and_is_there_again_is_said_in_its_thread() -> None:
    life = begun(1)
    published(life, report(life, run=8))
    published(life, report(life, 1, run=9))
    assert kinds(last(life)) == [RemarkKind.FIXED, RemarkKind.BACK]
    assert len(life.threads) == 1


def test_in_a_thread_that_is_too_long_to_be_seen_nothing_is_said() -> None:
    life = begun(1)
    asked(life)
    life.threads[last(life).number] = replace(last(life), said=last(life).said * 19)
    published(life, report(life, run=8))
    assert kinds(last(life)) == []
    fixed = Remark(78, "bot", "", is_ours=True, marker=RemarkMarker(RemarkKind.FIXED))
    life.threads[last(life).number] = replace(last(life), said=(*last(life).said, fixed))
    published(life, report(life, 1, run=9))
    assert kinds(last(life)) == [RemarkKind.FIXED]


@pytest.mark.parametrize("kind", [PostReply, MinimiseComment, PostReview])
def test_what_the_token_may_not_do_is_told_and_does_not_count_as_said(kind: type[Write]) -> None:
    life = begun(1)
    about = answering(life, asked(life), ReplyKind.EXPLAIN)
    if kind is MinimiseComment:
        life = begun(1)
        about = report(life, run=9)
    elif kind is PostReview:
        about = report(life, 1, 2, run=9)
    denied = Denied("pull-requests: write", "The token may not.", "Let it.")
    done = published(life, about, writer=Unwilling(life, kind, denied))
    assert done.denied == (denied,)
    _, check = list(life.checks.values())[-1]
    assert check.external_id.startswith("1 incomplete ")


def test_an_answer_that_github_refuses_is_given_up() -> None:
    life = begun(1)
    about = answering(life, asked(life), ReplyKind.WITHDRAW)
    done = published(life, about, writer=Unwilling(life, PostReply, Refused("it is gone")))
    assert (done.denied, done.outcome.conclusion) == ((), "failure")


def test_a_review_that_failed_says_nothing_of_what_it_did_not_look_at() -> None:
    life = begun(1)
    published(life, report(life, run=9, status=Status.FAILED))
    assert (kinds(last(life)), last(life).is_folded) == ([], False)


def test_a_finding_that_stood_before_and_lost_its_thread_is_said_in_the_summary_alone() -> None:
    life = begun(1)
    life.threads.clear()
    published(life, report(life, 1, run=9, unchanged=(fingerprint(1),)))
    (summary,) = life.summaries.values()
    assert life.threads == {}
    assert "shop/1.py:1" in summary.body


def test_a_finding_without_a_place_has_no_thread() -> None:
    life = Life()
    about = report(life, 1)
    published(life, replace(about, findings=(replace(about.findings[0], placement=Placement.SUMMARY),)))
    assert life.threads == {}
