"""What became of root causes from audit to audit."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.aged import ACCEPTED, MONDAY, Scene, Spot, after, audited, cause_id, going_on, lives, only

from reviewbot.domain.audit import Acceptance, AuditReport, BaselineEntry, CauseId, SeenSlice, Shard
from reviewbot.domain.coverage import FileState
from reviewbot.domain.diff import Sha
from reviewbot.domain.finding import Suppression
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Status
from reviewbot.domain.tracked import Life, Memory
from reviewbot.findings import remembered
from reviewbot.findings.accepted import BASELINE_FILE
from reviewbot.findings.life import as_known

OLD = Spot()
ID = cause_id(OLD)
OTHER = Spot(path="shop/stock.py", symbol="reserve", quote="httpx.get(stock_url)", line=4)
STILL_THERE = Scene({OLD.path: FileState.REVIEWED})
EXCLUDED = Scene({OLD.path: FileState.EXCLUDED}, reasons={OLD.path: "vendored"})
BY_FILE = Acceptance("", "known", BASELINE_FILE)
LISTED = BaselineEntry(ID, reason="known")
WEEK = timedelta(weeks=1)


def accepting() -> Memory:
    """Give what is remembered after an audit whose only cause people accepted."""
    return going_on(None, audited(1, OLD), {ID: ACCEPTED}).memory


def test_the_first_audit_is_the_baseline_and_no_news() -> None:
    life = after(audited(1, OLD))

    assert (life.is_first, life.new, life.news) == (True, (), ())
    assert (only(life).life, only(life).is_baseline, only(life).since) == (Life.OPEN, True, MONDAY + WEEK)


def test_what_a_later_audit_finds_is_new_and_then_open() -> None:
    second = after(audited(1, OLD), audited(2, OLD, OTHER))
    third = going_on(second.memory, audited(3, OLD, OTHER))

    assert second.new == (cause_id(OTHER),) == tuple(one.id for one in second.news)
    assert not second.is_first
    assert (third.new, set(lives(third).values())) == ((), {Life.OPEN})


def test_what_is_not_found_where_everything_was_looked_at_is_gone_once() -> None:
    second = after(audited(1, OLD), audited(2, scene=STILL_THERE))
    third = going_on(second.memory, audited(3, scene=STILL_THERE))

    assert (second.gone, only(second).life) == ((ID,), Life.GONE)
    assert (third.gone, only(third).life) == ((), Life.GONE)


def test_what_comes_back_is_reopened_and_news_even_if_it_was_baseline() -> None:
    life = after(audited(1, OLD), audited(2, scene=STILL_THERE), audited(3, OLD))

    assert life.reopened == (ID,) == tuple(one.id for one in life.news)
    assert (only(life).since, only(life).left) == (MONDAY + WEEK, None)
    assert lives(going_on(life.memory, audited(4, OLD))) == {ID: Life.OPEN}


def test_what_is_gone_is_forgotten_after_a_year() -> None:
    life = after(audited(1, OLD), audited(2, scene=STILL_THERE), audited(60, OTHER))

    assert list(lives(life)) == [cause_id(OTHER)]


def test_what_is_gone_and_was_accepted_is_never_forgotten() -> None:
    gone = going_on(accepting(), audited(2, scene=STILL_THERE))
    back = going_on(going_on(gone.memory, audited(90, OTHER)).memory, audited(91, OLD, OTHER))

    assert (gone.gone, lives(back)[ID], back.reopened) == ((ID,), Life.ACCEPTED, ())


def test_an_agents_cause_that_nobody_looked_for_is_carried_with_its_places() -> None:
    mine = replace(OLD, source="agent")
    life = after(audited(1, OTHER), audited(2, mine, OTHER), audited(3, OTHER, scene=STILL_THERE))
    carried = next(one for one in life.memory.causes if one.is_agents)

    assert (carried.life, carried.sites[0].path, carried.seen) == (Life.OPEN, OLD.path, MONDAY + 2 * WEEK)


def test_places_that_nobody_looked_at_stay_with_a_cause_that_was_found_elsewhere() -> None:
    there = replace(OLD, path="shop/returns.py")
    failed = Scene({there.path: FileState.FAILED})
    second = after(audited(1, OLD, there), audited(2, OLD, scene=failed))
    third = going_on(second.memory, audited(3, scene=Scene({**STILL_THERE.files, **failed.files})))
    seen = Scene({**STILL_THERE.files, there.path: FileState.REVIEWED})

    assert ([site.path for site in only(second).sites], only(second).count) == ([OLD.path, there.path], 2)
    assert (only(third).life, going_on(third.memory, audited(4, scene=seen)).gone) == (Life.OPEN, (ID,))


def test_the_place_that_a_cause_left_does_not_stay_with_it() -> None:
    moved = replace(OLD, path="billing/orders.py")
    life = after(audited(1, OLD), audited(2, moved, scene=Scene({"x/orders.py": FileState.FAILED})))

    assert ([site.path for site in only(life).sites], only(life).count) == ([moved.path], 1)


def test_of_too_many_causes_the_worst_are_kept_found_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_MOST_CAUSES", 2)
    grave = replace(OLD, source="agent", severity=Severity.CRITICAL)
    light = replace(OTHER, severity=Severity.LOW)
    life = after(audited(1, grave, OTHER), audited(2, OTHER, light, scene=STILL_THERE))

    assert list(lives(life)) == [cause_id(grave), cause_id(OTHER)]


def test_what_the_team_excluded_is_neither_open_nor_gone() -> None:
    life = after(audited(1, OLD), audited(2, scene=EXCLUDED))

    assert (life.memory.causes, life.gone) == ((), ())


def test_what_was_accepted_and_is_excluded_stays_accepted() -> None:
    assert lives(going_on(accepting(), audited(2, scene=EXCLUDED))) == {ID: Life.ACCEPTED}


def test_an_acceptance_holds_without_being_said_again() -> None:
    second = going_on(accepting(), audited(2, replace(OLD, line=99)))

    assert (only(second).life, only(second).acceptance, second.accepted) == (Life.ACCEPTED, ACCEPTED, ())


def test_an_acceptance_is_told_of_once() -> None:
    assert going_on(None, audited(1, OLD), {ID: ACCEPTED}).accepted == (ID,)


def test_an_acceptance_holds_for_more_places_of_the_same_code() -> None:
    life = going_on(accepting(), audited(2, OLD, replace(OLD, path="shop/returns.py")))

    assert (only(life).life, only(life).count) == (Life.ACCEPTED, 2)


def test_an_acceptance_that_people_take_back_reopens_the_cause() -> None:
    life = going_on(accepting(), audited(2, OLD), withdrawn=[ID])

    assert (only(life).life, only(life).acceptance) == (Life.REOPENED, None)


def test_an_acceptance_said_after_it_was_taken_back_holds() -> None:
    life = going_on(accepting(), audited(2, OLD), {ID: ACCEPTED}, withdrawn=[ID])

    assert only(life).life is Life.ACCEPTED


def test_a_cause_that_nobody_looked_for_can_be_accepted_and_taken_back() -> None:
    mine = replace(OLD, source="agent")
    accepted = going_on(after(audited(1, mine)).memory, audited(2, scene=STILL_THERE), {ID: ACCEPTED})
    taken_back = going_on(accepted.memory, audited(3, scene=STILL_THERE), withdrawn=[ID])

    assert (only(accepted).life, only(taken_back).life) == (Life.ACCEPTED, Life.REOPENED)


def listing(number: int, *spots: Spot) -> AuditReport:
    """Give an audit whose causes the baseline file accepts."""
    report = audited(number, *spots)
    causes = tuple(replace(one, acceptance=BY_FILE) for one in report.causes)
    return replace(report, causes=causes, baseline=(LISTED,))


def test_what_the_baseline_file_accepts_is_accepted_until_the_file_says_no_more() -> None:
    first = after(listing(1, OLD))
    second = going_on(first.memory, audited(2, OLD))

    assert (only(first).acceptance, only(second).life) == (BY_FILE, Life.REOPENED)


def test_what_the_baseline_file_accepts_holds_where_only_its_code_changed() -> None:
    edited = replace(audited(2, replace(OLD, quote="requests.put(url)")), baseline=(LISTED,))

    assert only(after(listing(1, OLD), edited)).life is Life.ACCEPTED


def test_what_people_accepted_survives_the_baseline_file_and_its_end() -> None:
    both = going_on(accepting(), listing(2, OLD))

    assert only(going_on(both.memory, audited(3, OLD))).acceptance == ACCEPTED


def test_what_is_suppressed_in_the_source_is_accepted_as_long_as_the_comment_stands() -> None:
    suppressed = replace(OLD, suppressed=Suppression("a comment in the source, line 9", "ours"))
    mine = replace(suppressed, source="agent")
    life = after(audited(1, suppressed))
    unseen = after(audited(1, mine), audited(2, scene=STILL_THERE))

    assert only(life).acceptance == Acceptance("a comment in the source", "ours", OLD.path)
    assert only(going_on(life.memory, audited(2, OLD))).life is Life.REOPENED
    assert only(unseen).life is Life.ACCEPTED


def test_a_cause_keeps_the_id_that_people_know_when_its_line_is_edited() -> None:
    edited = replace(OLD, quote="requests.put(url, json=order)")
    report = audited(2, edited)
    life = going_on(accepting(), report)

    assert (only(life).id, life.renamed) == (ID, ((cause_id(edited), ID),))
    assert [(one.id, one.acceptance) for one in as_known(report, life).causes] == [(ID, ACCEPTED)]


def test_an_acceptance_may_name_the_id_of_the_report() -> None:
    edited = replace(OLD, quote="requests.put(url, json=order)")
    life = going_on(after(audited(1, OLD)).memory, audited(2, edited), {cause_id(edited): ACCEPTED})

    assert lives(life) == {ID: Life.ACCEPTED}


def test_an_id_that_another_cause_is_known_by_means_that_one_alone() -> None:
    edited = replace(OLD, quote="requests.put(url, json=order)", line=1)
    memory = going_on(after(audited(1, OLD)).memory, audited(2, edited)).memory
    life = going_on(memory, audited(3, edited, OLD), {ID: ACCEPTED})

    assert {one.id for one in life.memory.causes if one.life is Life.ACCEPTED} == {ID}
    assert len(life.memory.causes) == 2


def test_new_code_that_looks_as_another_cause_looked_before_gets_an_id_of_its_own() -> None:
    edited = replace(OLD, quote="requests.put(url, json=order)", line=1)
    memory = going_on(accepting(), audited(2, edited)).memory
    life = going_on(memory, audited(3, edited, OLD))
    again = going_on(life.memory, audited(4, edited, OLD))

    assert len(life.new) == 1
    assert sorted(lives(life).values()) == [Life.ACCEPTED, Life.NEW]
    assert lives(again) == lives(life) | dict.fromkeys(life.new, Life.OPEN)


def test_an_item_that_the_checklist_did_not_have_is_new_and_no_news() -> None:
    asked = Scene(checklist="e" * 64)
    newly = Spot(item="unbounded-list", quote="Order.objects.all()")
    life = after(audited(1, OLD), audited(2, OLD, OTHER, newly, scene=asked))

    assert set(life.new) == {cause_id(newly), cause_id(OTHER)}
    assert [one.id for one in life.news] == [cause_id(OTHER)]


def test_another_audit_of_the_same_commit_goes_on_with_the_first() -> None:
    first = after(audited(1, OLD), audited(2, OTHER, scene=STILL_THERE))
    again = going_on(first.memory, replace(audited(2, OTHER, scene=STILL_THERE), tool="1.0.1"))
    more = going_on(first.memory, audited(2, OTHER, replace(OTHER, symbol="free", quote="q()", item="x")))

    assert again == replace(first, accepted=())
    assert [one.sha for one in more.memory.history] == [Sha(f"{1:040x}"), Sha(f"{2:040x}")]
    assert len(more.new) == 2


def test_more_that_is_found_in_the_first_commit_is_baseline_too() -> None:
    life = after(audited(1, OLD), audited(1, OLD, OTHER))

    assert (life.is_first, life.new, len(life.open)) == (True, (), 2)


@pytest.mark.parametrize(
    "nothing",
    [
        pytest.param({"status": Status.FAILED}, id="failed"),
        pytest.param({"shard": Shard(1, 2)}, id="a shard"),
    ],
)
def test_what_is_no_whole_audit_changes_nothing(nothing: dict[str, object]) -> None:
    memory = after(audited(1, OLD)).memory
    report = replace(audited(2), **nothing)  # type: ignore[arg-type]

    assert going_on(memory, report).memory == memory
    assert going_on(None, report).memory.generation == 0


def test_the_history_counts_what_is_open_by_severity_and_what_changed() -> None:
    life = going_on(accepting(), audited(2, OLD, OTHER))
    last = life.memory.history[-1]

    assert (last.high, last.low, last.new, last.gone, last.accepted, last.files) == (1, 0, 1, 0, 1, 2)
    assert last.is_complete


def test_the_history_has_at_most_two_hundred_audits() -> None:
    memory = after(audited(1, OLD)).memory
    memory = replace(memory, history=memory.history * 250)

    assert len(going_on(memory, audited(2, OLD)).memory.history) == 200


def test_slices_are_remembered_as_they_were_read_last() -> None:
    early, late = (SeenSlice("s", "shop", MONDAY + n * WEEK, Sha(f"{n:040x}"), ("a.py",), True) for n in (1, 3))
    other = replace(early, id="t")
    memory = after(replace(audited(1, OLD), slices=(early, other))).memory

    assert going_on(memory, replace(audited(2, OLD), slices=(late,))).memory.slices == (late, other)


def test_slices_with_more_paths_than_there_is_room_for_are_forgotten_the_oldest_first() -> None:
    paths = tuple(f"{number}.py" for number in range(15_000))
    early, late = (SeenSlice(str(n), "shop", MONDAY + n * WEEK, Sha(f"{n:040x}"), paths, True) for n in (1, 3))

    assert after(replace(audited(1, OLD), slices=(early, late))).memory.slices == (late,)


def test_long_texts_are_cut() -> None:
    report = audited(1, OLD)
    (cause,) = report.causes
    long = replace(cause, findings=(replace(cause.first, title="t" * 999, message="m" * 999),))
    known = only(after(replace(report, causes=(long,))))

    assert (len(known.title), known.title[-1], len(known.message)) == (160, "…", 400)


_SPOTS = st.builds(
    Spot,
    path=st.sampled_from(["a/x.py", "a/y.py", "b/x.py"]),
    symbol=st.sampled_from(["", "f", "C.f", "D.f"]),
    quote=st.sampled_from(["go()", "requests.get(url, params=wanted)", "requests.get(address, params=wanted)"]),
    line=st.integers(1, 9),
    item=st.sampled_from(["call-without-timeout", "sql-injection"]),
    area=st.sampled_from(["reliability", "security"]),
    source=st.sampled_from(["detector", "agent"]),
)
_AUDITS = st.lists(
    st.tuples(st.lists(_SPOTS, max_size=6), st.sets(st.sampled_from(["a/x.py", "a/y.py", "b/x.py"]))),
    min_size=1,
    max_size=5,
)


@given(_AUDITS)
def test_ids_stay_unique_nothing_is_both_new_and_gone_and_repeating_changes_nothing(
    audits: list[tuple[list[Spot], set[str]]],
) -> None:
    memory = None
    for number, (spots, read) in enumerate(audits, 1):
        scene = Scene(dict.fromkeys(read, FileState.REVIEWED), read=tuple(read))
        report = audited(number, *spots, scene=scene)
        life = going_on(memory, report)
        again = going_on(life.memory, report)
        ids = [one.id for one in life.memory.causes]

        assert len(ids) == len(set(ids))
        assert not set(life.new) & set(life.gone)
        assert {one.id for one in as_known(report, life).causes} <= set(ids)
        assert again == replace(life, accepted=(), renamed=again.renamed)
        memory = life.memory


@given(
    st.lists(_SPOTS, max_size=6, unique_by=lambda one: (one.item, one.path, one.symbol)),
    st.lists(st.sampled_from(["rename", "move", "edit"]), max_size=4),
)
def test_no_accepted_risk_comes_back_and_none_is_new_by_what_moves_code(spots: list[Spot], changes: list[str]) -> None:
    first = going_on(None, audited(1, *spots))
    memory = going_on(first.memory, audited(1, *spots), dict.fromkeys(lives(first), ACCEPTED)).memory
    for number, change in enumerate(changes, 2):
        spots = [_CHANGES[change](one, number) for one in spots]
        life = going_on(memory, audited(number, *spots))
        memory = life.memory

        assert (life.new, life.reopened) == ((), ())
        assert set(lives(life).values()) <= {Life.ACCEPTED, Life.GONE}


def _renamed(spot: Spot, number: int) -> Spot:
    return replace(spot, symbol=f"{spot.symbol}{number}") if spot.symbol else spot


def _moved(spot: Spot, number: int) -> Spot:
    return replace(spot, path=f"m{number}/{spot.path}")


def _edited(spot: Spot, number: int) -> Spot:
    return replace(spot, quote=f"{spot.quote} or {number}")


_CHANGES = {"rename": _renamed, "move": _moved, "edit": _edited}


def test_an_acceptance_of_what_nobody_knows_is_nothing() -> None:
    assert lives(going_on(None, audited(1, OLD), {CauseId("0" * 12): ACCEPTED})) == {ID: Life.OPEN}
