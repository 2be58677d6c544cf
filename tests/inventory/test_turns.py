"""Whose turn it is: everything is read after enough runs, and what changed comes earlier."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.audit import SeenSlice, Slice
from reviewbot.domain.diff import Sha
from reviewbot.inventory.turns import carried, in_turn

_DAY = date(2026, 3, 1)
_OLD = Sha("1" * 40)


def _slice(name: str, risk: int = 0, paths: int = 2) -> Slice:
    return Slice(name, name, tuple(f"{name}/{number}.py" for number in range(paths)), 100, risk)


def _seen(one: Slice, day: date = _DAY, paths: int = 2, sha: Sha = _OLD) -> SeenSlice:
    return SeenSlice(one.id, one.title, day, sha, one.paths[:paths], len(one.paths) == paths)


def _nothing(_: Sha) -> frozenset[str]:
    return frozenset()


def test_of_what_nobody_read_the_riskiest_comes_first_and_of_equals_the_first_by_name() -> None:
    order = in_turn([_slice("b"), _slice("a"), _slice("c", 9)], {}, _DAY, _nothing)
    assert [(one.id, one.reasons) for one in order] == [(name, ("not read yet",)) for name in "cab"]


def test_what_changed_comes_before_what_did_not_and_what_nobody_read_before_both() -> None:
    still, moved, new = _slice("still", 100), _slice("moved", 40), _slice("new", 0)
    seen = {"still": _seen(still), "moved": _seen(moved)}
    order = in_turn([still, moved, new], seen, _DAY, lambda _: frozenset({"moved/1.py"}))
    assert [one.id for one in order] == ["new", "moved", "still"]
    assert order[1].reasons == ("changed since it was read on 2026-03-01",)


def test_what_was_read_at_a_commit_that_nobody_knows_counts_as_changed() -> None:
    one = _slice("a")
    assert in_turn([one], {"a": _seen(one)}, _DAY, lambda _: None)[0].reasons[0].startswith("changed since")


def test_of_what_was_read_in_part_the_rest_is_read() -> None:
    one = _slice("a")
    (left,) = in_turn([one], {"a": _seen(one, paths=1)}, _DAY, _nothing)
    assert (left.paths, left.reasons) == (("a/1.py",), ("read in part on 2026-03-01",))


def test_what_waits_goes_before_what_is_risky_and_was_read_lately() -> None:
    risky, plain = _slice("risky", 100), _slice("plain", 0)
    seen = {"risky": _seen(risky, _DAY - timedelta(1)), "plain": _seen(plain, _DAY - timedelta(60))}
    assert [one.id for one in in_turn([risky, plain], seen, _DAY, _nothing)] == ["plain", "risky"]


def test_what_is_risky_and_changes_daily_keeps_nobody_waiting_for_ever() -> None:
    risky, plain = _slice("risky", 100), _slice("plain", 0)
    for day in range(200):
        today = _DAY + timedelta(day)
        seen = {"risky": _seen(risky, max(_DAY, today - timedelta(1))), "old": _seen(_slice("old"), _DAY)}
        order = in_turn([risky, plain], seen, today, lambda _: frozenset(risky.paths))
        if order[0].id == "plain":
            return
    pytest.fail("It was never read.")


def test_only_the_latest_commits_are_asked_about() -> None:
    slices = [_slice(str(number)) for number in range(80)]
    asked = list[Sha]()
    seen = {one.id: _seen(one, sha=Sha(f"{int(one.id):040}")) for one in slices}

    def changed(sha: Sha) -> frozenset[str]:
        asked.append(sha)
        return frozenset()

    in_turn(slices, seen, _DAY, changed)
    assert len(asked) == 50


def test_a_slice_with_a_new_id_is_known_by_its_files() -> None:
    one, other = _slice("a"), _slice("b")
    found = carried([replace(one, id="new"), other], [_seen(one), _seen(other, paths=1), _seen(_slice("gone"))])
    assert found == {"new": replace(_seen(one), id="new", title="a"), "b": _seen(other, paths=1)}


def test_a_slice_with_a_new_id_and_a_file_that_nobody_read_is_not_known() -> None:
    one = _slice("a")
    assert carried([replace(one, id="new", paths=(*one.paths, "x.py"))], [_seen(one)]) == {}


@given(
    st.lists(st.integers(0, 100), min_size=1, max_size=12),
    st.integers(1, 3),
    st.lists(st.integers(0, 11), max_size=20),
    st.booleans(),
)
def test_after_enough_runs_every_slice_was_read(
    risks: list[int], budget: int, changes: list[int], is_daily: bool
) -> None:
    slices = [_slice(f"s{number:02}", risk) for number, risk in enumerate(risks)]
    seen = dict[str, SeenSlice]()
    moved: dict[Sha, set[str]] = {}
    for run in range(len(slices) + 2 * len(changes)):
        today, sha = _DAY + timedelta(run * is_daily), Sha(f"{run:040}")
        # What changed at one commit changed since all before it.
        paths = {f"s{changes[run]:02}/0.py"} if run < len(changes) else set[str]()
        for earlier in moved.values():
            earlier.update(paths)
        moved[sha] = set()
        order = in_turn(slices, seen, today, lambda one: frozenset(moved[one]))
        for one in order[:budget]:
            seen[one.id] = replace(_seen(one, today, sha=sha), is_whole=True)
    assert seen.keys() == {one.id for one in slices}
