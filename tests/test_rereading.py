"""Test what a look at earlier findings says of each, what fails the check, and whose words are answered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from support.agent import item
from support.change import file_diff
from support.reading import Texts
from support.retold import BASE, PATH, THEN, Second, fingerprints, ours, theirs, thread

from reviewbot.config.keys import Config
from reviewbot.config.load import loaded
from reviewbot.domain.chunk import Gap
from reviewbot.domain.diff import Diff
from reviewbot.domain.levels import Severity
from reviewbot.domain.remark import RemarkKind
from reviewbot.domain.report import Recheck, Reply, ReplyKind, Verdict
from reviewbot.domain.retold import Reheard, Unsaid
from reviewbot.domain.shown import Thread
from reviewbot.rereading import Ground, Reread, reread

REPAIRED = THEN.replace(".all()", '.select_related("customer")')
GRAVE = Config(fail_on=Config().fail_on.HIGH)
QUIET = Reheard(Verdict.UNKNOWN, Gap.BUDGET, Gap.BUDGET)


def looked(
    threads: Sequence[Thread],
    head: str | None = REPAIRED,
    second: Second | None = None,
    config: Config = GRAVE,
    changed: Mapping[str, tuple[str | None, str | None]] | None = None,
) -> Reread:
    """Look at threads again where only ada may write."""
    texts = changed or {PATH: (BASE, head)}
    diff = Diff(tuple(file_diff(path, *both) for path, both in texts.items()))
    return reread(threads, Ground(diff, Texts(texts), config, [item()]), second, lambda login: login == "ada")


def verdicts(got: Reread) -> list[tuple[Verdict, str]]:
    """Give what was said of each finding."""
    return [(one.verdict, one.reason) for one in got.rechecked]


def test_a_finding_whose_file_is_gone_is_gone_and_nobody_is_asked() -> None:
    second = Second()
    got = looked([thread()], None, second)
    assert verdicts(got) == [(Verdict.GONE, "The file is gone.")]
    assert (got.fails, second.claims) == ((), [])


def test_a_finding_on_unchanged_lines_is_still_there_and_nobody_is_asked() -> None:
    second = Second()
    got = looked([thread()], f"import os\n{THEN}", second)
    assert verdicts(got) == [(Verdict.STILL, "its lines are unchanged")]
    assert (got.fails, second.claims) == (fingerprints([thread()]), [])


def test_a_finding_that_moved_to_another_file_is_still_there() -> None:
    got = looked([thread()], changed={PATH: (BASE, None), "shop/new.py": (None, THEN)})
    assert verdicts(got) == [(Verdict.STILL, "its lines stand in another file")]


def test_of_a_finding_on_changed_lines_the_sceptic_decides() -> None:
    second = Second()
    got = looked([thread()], REPAIRED, second)
    assert verdicts(got) == [(Verdict.GONE, "The customers are fetched at once.")]
    assert [one.path for one in second.claims] == [PATH]
    assert (got.fails, got.notes, got.problem) == ((), (), None)


@pytest.mark.parametrize("verdict", [Verdict.STILL, Verdict.UNKNOWN], ids=str)
def test_what_is_not_gone_fails_as_it_did(verdict: Verdict) -> None:
    got = looked([thread()], REPAIRED, Second(Reheard(verdict, "It asks once per order.")))
    assert got.fails == fingerprints([thread()])


def test_all_findings_of_a_comment_share_its_verdict() -> None:
    one = thread()
    both = replace(one, marker=replace(one.marker, fingerprints=(*one.marker.fingerprints, *fingerprints([one]))))
    got = looked([both], REPAIRED, Second())
    assert len(got.rechecked) == 2
    assert {one.verdict for one in got.rechecked} == {Verdict.GONE}


def test_without_an_agent_nobody_knows() -> None:
    got = looked([thread()])
    assert verdicts(got) == [(Verdict.UNKNOWN, "no agent took part")]
    assert (got.fails, got.problem, got.notes) == (fingerprints([thread()]), None, ())


@pytest.mark.parametrize(
    ("gap", "kind"),
    [(Gap.BUDGET, "budget"), (Gap.OVERLOADED, "agent"), (Gap.UNAUTHORISED, "model"), (Gap.REFUSED, None)],
    ids=str,
)
def test_a_sceptic_that_fails_leaves_the_finding_and_says_so(gap: Gap, kind: str | None) -> None:
    got = looked([thread()], REPAIRED, Second(Reheard(Verdict.UNKNOWN, gap, gap)))
    assert got.fails == fingerprints([thread()])
    assert got.notes == (f"1 earlier finding of the agent was not looked at again: {gap}.",)
    assert (got.problem.kind if got.problem else None) == kind


def test_what_must_not_be_sent_is_not_shown() -> None:
    config = Config(fail_on=GRAVE.fail_on, paths=loaded("paths: {never_send: [shop/]}", "c.yml", [], []).config.paths)
    second = Second()
    got = looked([thread(said=(theirs(),))], REPAIRED, second, config)
    assert verdicts(got) == [(Verdict.UNKNOWN, "not shown to the agent: `never_send`")]
    assert (got.replies, second.claims, second.talks) == ((), [], [])


def test_what_cannot_be_read_is_unknown() -> None:
    got = looked([thread()], changed={"b.py": (None, "b = 1\n")}, second=Second())
    assert verdicts(got) == [(Verdict.UNKNOWN, "only a diff is known, which does not have its file")]


def test_many_findings_are_looked_at_over_several_runs() -> None:
    one, second = thread(), Second()
    got = looked([replace(one, node=str(number)) for number in range(22)], REPAIRED, second)
    assert (len(second.claims), sum(1 for each in got.rechecked if each.verdict is Verdict.UNKNOWN)) == (20, 2)
    assert got.notes == (
        "2 earlier findings of the agent were not looked at again: more than 20 are not looked at in one run.",
    )


@pytest.mark.parametrize(
    "closed",
    [
        thread(is_resolved=True),
        thread(said=(ours(RemarkKind.DISMISS),)),
        thread(said=(ours(RemarkKind.WITHDRAW),)),
    ],
    ids=["resolved", "dismissed", "withdrawn"],
)
def test_a_closed_thread_is_left_alone(closed: Thread) -> None:
    second = Second()
    assert looked([closed], THEN, second) == Reread()
    assert (second.claims, second.talks) == ([], [])


@pytest.mark.parametrize(("head", "fails"), [(REPAIRED, False), (THEN, True)], ids=["changed", "put back"])
def test_what_was_called_fixed_is_looked_at_only_where_its_lines_are_back(head: str, fails: bool) -> None:
    second = Second()
    got = looked([thread(said=(ours(RemarkKind.FIXED, 101, 0),))], head, second)
    assert verdicts(got) == ([(Verdict.STILL, "its lines are unchanged")] if fails else [])
    assert (bool(got.fails), second.claims) == (fails, [])


def test_a_detectors_finding_is_the_detectors() -> None:
    second = Second()
    assert looked([thread(is_agents=False)], REPAIRED, second) == Reread()
    assert second.claims == []


@pytest.mark.parametrize(
    ("severity", "config", "fails"),
    [
        ("medium", "fail_on: high", False),
        ("high", "fail_on: high", True),
        ("critical", "fail_on: never", False),
        ("medium", "{fail_on: critical, overrides: [{paths: [shop/], fail_on: medium}]}", True),
        ("low", "{fail_on: high, items: {query-in-loop: critical}}", True),
        ("critical", "{fail_on: high, items: {query-in-loop: 'off'}}", False),
    ],
    ids=["below", "at", "never", "by its path", "as the team has it", "off"],
)
def test_what_fails_is_as_grave_as_its_path_allows(severity: str, config: str, fails: bool) -> None:
    held = loaded(config, "c.yml", ["query-in-loop"], []).config
    got = looked([thread(severity=severity)], THEN, None, held)
    assert bool(got.fails) is fails


def test_an_item_that_is_gone_keeps_the_severity_that_its_comment_says() -> None:
    diff = Diff((file_diff(PATH, BASE, THEN),))
    got = reread([thread()], Ground(diff, Texts({PATH: (BASE, THEN)}), GRAVE, []), None, lambda _login: False)
    assert thread().marker.severity is Severity.HIGH
    assert got.fails == fingerprints([thread()])


def test_an_item_that_is_off_costs_no_look() -> None:
    second = Second()
    held = loaded("items: {query-in-loop: 'off'}", "c.yml", ["query-in-loop"], []).config
    got = looked([thread()], REPAIRED, second, held)
    assert verdicts(got) == [(Verdict.UNKNOWN, "nobody asks its question here any more")]
    assert second.claims == []


def test_what_a_comment_in_the_source_says_no_to_is_named_apart() -> None:
    head = THEN.replace(".all():", ".all():  # reviewbot: ignore[query-in-loop] three at most")
    got = looked([thread()], head, Second())
    assert verdicts(got) == [(Verdict.STILL, "a comment in the source, line 2, says no to it")]
    assert (got.fails, got.suppressed) == ((), fingerprints([thread()]))


@pytest.mark.parametrize("is_agents", [True, False], ids=["the agent's", "a detector's"])
def test_a_persons_words_are_answered(is_agents: bool) -> None:
    second = Second()
    got = looked([thread(is_agents=is_agents, said=(theirs(),))], THEN, second)
    assert got.replies == (Reply(101, ReplyKind.WITHDRAW, "You are right."),)
    assert [one.said[-1].body for one in second.talks] == ["There are never more than three orders."]


def test_a_strangers_words_start_nothing() -> None:
    second = Second()
    got = looked([thread(said=(theirs(author="mallory", body="Withdraw this."),))], THEN, second)
    assert (got.replies, second.talks) == ((), [])


def test_who_may_write_is_asked_once_a_login() -> None:
    asked: list[str] = []

    def may_write(login: str) -> bool:
        asked.append(login)
        return True

    threads = [replace(thread(said=(theirs(), theirs(102, author="bob"))), node=str(number)) for number in range(12)]
    diff = Diff((file_diff(PATH, BASE, THEN),))
    got = reread(threads, Ground(diff, Texts({PATH: (BASE, THEN)}), GRAVE, [item()]), Second(), may_write)
    assert len(got.replies) == 10
    assert sorted(asked) == ["ada", "bob"]


def test_words_without_an_agent_or_with_one_that_fails_wait() -> None:
    one = thread(said=(theirs(),))
    assert looked([one], THEN).replies == ()
    got = looked([one], THEN, Second(says=Unsaid(Gap.OVERLOADED, Gap.OVERLOADED)))
    assert got.notes == ("1 reply was not answered: the model was overloaded.",)
    assert got.problem is not None
    assert looked([one], THEN, Second(says=Unsaid("nothing had to be said"))).notes == ()


def test_several_unanswered_words_are_counted() -> None:
    threads = [replace(thread(said=(theirs(),)), node=str(number)) for number in range(2)]
    got = looked(threads, THEN, Second(says=Unsaid(Gap.REFUSED, Gap.REFUSED)))
    assert got.notes == ("2 replies were not answered: refused.",)


def test_what_is_gone_by_now_is_not_talked_about() -> None:
    second = Second()
    got = looked([thread(said=(theirs(),))], REPAIRED, second)
    assert (got.rechecked[0].verdict, second.talks) == (Verdict.GONE, [])


def test_nothing_said_before_costs_nothing() -> None:
    second = Second()
    assert looked([], THEN, second) == Reread()
    assert (second.claims, second.talks) == ([], [])


def test_an_unknown_verdict_names_its_finding() -> None:
    (got,) = looked([thread()], REPAIRED, Second(QUIET)).rechecked
    assert got == Recheck(fingerprints([thread()])[0], Verdict.UNKNOWN, Gap.BUDGET)
