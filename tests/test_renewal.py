"""A check concluded anew by people's words, and a part held against the whole."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.board import PULL, Board
from support.desk import ONE, TWO, check, concluded, thread

from reviewbot.domain.finding import Fingerprint
from reviewbot.domain.plan import Conclusion, Refused
from reviewbot.domain.remark import Remark, RemarkKind, RemarkMarker
from reviewbot.domain.shown import Check, Shown, Thread
from reviewbot.domain.upshot import Upshot, upshot_in
from reviewbot.findings.verdict import incomplete
from reviewbot.renewal import Waiver, earlier, renewed, worse


def dismissed(one: Thread, by: str = "alice") -> Thread:
    return replace(one, said=(Remark(9, "", "", is_ours=True, marker=RemarkMarker(RemarkKind.DISMISS, 8, by)),))


def resolved(one: Thread, by: str) -> Thread:
    return replace(one, is_resolved=True, resolved_by=by)


def board(last: Check, *threads: Thread, setting: str = "") -> Board:
    return Board(checks=[last], threads=[*threads], setting=setting)


def renew(on: Board, waiver: Waiver | None = None) -> Board:
    renewed(on.shown(PULL.name), on, on, waiver)
    return on


def test_a_check_whose_findings_were_dismissed_is_green_and_says_by_whom() -> None:
    last = check(Upshot(7, True, (ONE,)), text="All of it.")
    (done,) = concluded(renew(board(last, dismissed(thread()))))
    assert (done.conclusion, done.number, done.external_id) == (Conclusion.SUCCESS, 0, last.external_id)
    assert done.text.title == "No finding fails the check any more, 1 dismissed by alice"
    assert done.text.text == "All of it."
    assert upshot_in(done.text.summary) == Upshot(7, True)


def test_what_stood_there_stays_and_so_do_the_other_marks() -> None:
    last = check(Upshot(7, True, (ONE,)))
    last = replace(last, summary=f"<!-- reviewbot:money … -->\n{last.summary}")
    (done,) = concluded(renew(board(last, dismissed(thread()))))
    money, upshot, since, empty, body = done.text.summary.split("\n")
    assert money == "<!-- reviewbot:money … -->"
    assert upshot_in(upshot) == Upshot(7, True)
    assert since == "Since this was written: no finding fails the check any more, 1 dismissed by alice."
    assert (empty, body) == ("", "What there is to say.")


def test_a_finding_that_nobody_dismissed_fails_it_still() -> None:
    last = check(Upshot(7, True, (ONE, TWO)))
    (done,) = concluded(renew(board(last, dismissed(thread()), thread(TWO))))
    assert done.conclusion is Conclusion.FAILURE
    assert done.text.title == "1 finding fails the check, 1 dismissed by alice"


@pytest.mark.parametrize(("by", "count"), [("alice", 1), ("stranger", 0)], ids=["who may write", "a stranger"])
def test_a_resolved_thread_counts_from_whoever_may_write(by: str, count: int) -> None:
    last = check(Upshot(7, True, (ONE,)))
    assert len(concluded(renew(board(last, resolved(thread(), by))))) == count


def test_what_the_agent_took_back_is_its_own_word() -> None:
    one = replace(thread(), said=(Remark(9, "", "", True, RemarkMarker(RemarkKind.WITHDRAW, 8)),))
    (done,) = concluded(renew(board(check(Upshot(7, True, (ONE,))), one)))
    assert "1 dismissed by the agent" in done.text.title


def test_renewing_twice_writes_once() -> None:
    assert len(concluded(renew(renew(board(check(Upshot(7, True, (ONE,))), dismissed(thread())))))) == 1


@pytest.mark.parametrize(
    "last",
    [
        check(Upshot(7, True, (ONE,)), conclusion=""),
        check(None),
        check(Upshot(7, True), conclusion="success"),
        check(Upshot(7, False)),
    ],
    ids=["in progress", "of unknown origin", "green", "incomplete"],
)
def test_a_check_that_nobody_said_anything_about_stays(last: Check) -> None:
    assert not concluded(renew(board(last, dismissed(thread()))))


def test_a_head_without_a_check_gets_none() -> None:
    assert not concluded(renew(Board(threads=[dismissed(thread())])))


@pytest.mark.parametrize(
    ("setting", "conclusion"),
    [("", Conclusion.FAILURE), ("on_incomplete: neutral", Conclusion.NEUTRAL)],
)
def test_what_was_not_looked_at_is_no_better_for_a_dismissal(setting: str, conclusion: Conclusion) -> None:
    last = check(Upshot(7, False, (ONE,)))
    (done,) = concluded(renew(board(last, dismissed(thread()), setting=setting)))
    assert done.conclusion is conclusion
    assert done.text.title.endswith(", incomplete")


def test_a_waiver_is_named_and_never_green() -> None:
    (done,) = concluded(renew(board(check(Upshot(7, False))), Waiver("bob", "it is a @copy")))
    assert done.conclusion is Conclusion.NEUTRAL
    assert done.text.title == "Incomplete, waived by bob"
    assert upshot_in(done.text.summary) == Upshot(7, False, (), "bob")
    assert "waived by bob (it is a @&#8203;copy)." in done.text.summary


def test_a_waiver_lifts_no_finding() -> None:
    (done,) = concluded(renew(board(check(Upshot(7, False, (ONE,)))), Waiver("bob", "a copy")))
    assert done.conclusion is Conclusion.FAILURE


def test_a_summary_without_room_gives_way() -> None:
    last = check(Upshot(7, True, (ONE,)))
    last = replace(last, summary=last.summary + "x" * 65_400)
    (done,) = concluded(renew(board(last, dismissed(thread(), "a" * 90))))
    assert len(done.text.summary) < 1_000
    assert done.text.summary.endswith("What was found is in the job summary.")


def test_a_refusal_of_github_is_passed_on() -> None:
    class Locked(Board):
        def write(self, write: object) -> Refused:
            assert write
            return Refused("locked")

    locked = Locked(checks=[check(Upshot(7, True, (ONE,)))], threads=[dismissed(thread())])
    assert renewed(locked.shown(PULL.name), locked, locked) == Refused("locked")


_PRINTS = st.sets(st.sampled_from([ONE, TWO, Fingerprint("3" * 16)])).map(lambda several: tuple(sorted(several)))
_UPSHOTS = st.builds(Upshot, st.just(7), st.booleans(), _PRINTS, st.sampled_from(["", "bob"]))
_ORDER = [Conclusion.SUCCESS, Conclusion.NEUTRAL, Conclusion.FAILURE]


def rank(upshot: Upshot) -> int:
    if upshot.fails:
        return 2
    if upshot.is_whole:
        return 0
    return 1 if upshot.waived_by else _ORDER.index(incomplete("auto", None))


@given(_UPSHOTS, _UPSHOTS)
def test_a_part_never_makes_a_check_greener(part: Upshot, before: Upshot) -> None:
    both = worse(part, before)
    assert set(both.fails) == {*part.fails, *before.fails}
    assert both.is_whole is (part.is_whole and before.is_whole)
    assert rank(both) >= rank(before)


@given(_UPSHOTS)
def test_a_part_of_what_was_never_reviewed_is_not_the_whole(part: Upshot) -> None:
    assert worse(part, None) == replace(part, is_whole=False)


@pytest.mark.parametrize(
    ("checks", "found"),
    [
        ((), None),
        ((check(Upshot(7, True), "success", 1), check(None, "", 2)), Upshot(7, True)),
        ((check(Upshot(7, True), "success", 1), check(None, "failure", 2)), None),
        ((check(Upshot(7, False), "failure", 1), check(Upshot(7, True), "success", 2)), Upshot(7, False)),
    ],
    ids=["none", "one before", "one that broke", "its own"],
)
def test_what_was_before_is_what_the_last_other_check_that_ended_says(
    checks: tuple[Check, ...], found: Upshot | None
) -> None:
    assert earlier(Shown(PULL, checks=checks), 2 if len(checks) and checks[-1].upshot else None) == found
