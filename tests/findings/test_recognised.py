"""Root causes known again after a refactoring."""

from dataclasses import replace

import pytest
from support.aged import Scene, Spot, after, audited, cause_id, causes, only

from reviewbot.domain.audit import CauseId
from reviewbot.domain.coverage import FileState
from reviewbot.domain.tracked import Known
from reviewbot.findings.recognised import recognised
from reviewbot.findings.veil import veiled

OLD = Spot()
MINE = replace(OLD, source="agent")
GONE = Scene({OLD.path: FileState.REVIEWED})


def remembered(*spots: Spot) -> tuple[Known, ...]:
    """Give what is remembered of an audit that found these."""
    return after(audited(1, *spots)).memory.causes


def names(found: tuple[Spot, ...], known: tuple[Known, ...]) -> dict[CauseId, CauseId]:
    """Pair what was found with what is known, in a snapshot that has the files of what was found and `kept.py`."""
    files = frozenset(one.path for one in found) | {"kept.py"}
    return recognised(causes(*found), known, files)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(OLD, replace(OLD, path="shop/payments.py"), id="moved file"),
        pytest.param(OLD, replace(OLD, symbol="Orders.settle"), id="renamed definition"),
        pytest.param(OLD, replace(OLD, quote="requests.put(url)"), id="edited line"),
        pytest.param(OLD, replace(OLD, path="billing/orders.py", quote="requests.put(url)"), id="moved and edited"),
        pytest.param(OLD, replace(OLD, path="billing/all.py", quote="requests.put(url)"), id="moved, renamed, edited"),
        pytest.param(OLD, replace(OLD, symbol="Sales.pay", quote="requests.put(url)"), id="renamed class, edited line"),
        pytest.param(OLD, replace(OLD, path="billing/all.py", symbol="Sales.settle"), id="moved, definition renamed"),
        pytest.param(OLD, replace(OLD, path="billing/all.py", symbol="Sales.pay"), id="moved to another class"),
        pytest.param(
            OLD, replace(OLD, symbol="Orders", quote="requests.put(url)"), id="edited, moved within the class"
        ),
        pytest.param(replace(OLD, symbol=""), replace(OLD, symbol="", quote="post(url)"), id="edited at module level"),
        pytest.param(MINE, replace(MINE, item="retry-without-limit", quote="post(url)"), id="an agent's other item"),
        pytest.param(
            MINE, replace(MINE, item="retry-without-limit", symbol="", quote="go()", line=13), id="an agent's lines"
        ),
    ],
)
def test_one_cause_is_known_again(old: Spot, new: Spot) -> None:
    assert names((new,), remembered(old)) == {cause_id(new): cause_id(old)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(OLD, replace(OLD, item="sql-injection", area="security"), id="another item"),
        pytest.param(
            replace(OLD, path="kept.py"), replace(OLD, path="b.py", quote="post(url)"), id="elsewhere and edited"
        ),
        pytest.param(
            replace(OLD, path="kept.py", quote="go()"),
            replace(OLD, path="b.py", symbol="f", quote="go()"),
            id="a text that anybody writes",
        ),
        pytest.param(OLD, replace(OLD, symbol="Sales.settle", quote="requests.put(url)"), id="all of it another"),
        pytest.param(MINE, replace(MINE, item="other", symbol="", quote="go()", line=14), id="an agent's, too far"),
        pytest.param(MINE, replace(OLD, item="other", symbol="", quote="go()"), id="a detector's is no agent's"),
    ],
)
def test_what_may_be_another_cause_is_another(old: Spot, new: Spot) -> None:
    assert names((new,), remembered(old)) == {}


def test_what_is_gone_is_not_brought_back_by_what_resembles_it() -> None:
    gone = after(audited(1, OLD), audited(2, scene=GONE)).memory.causes
    edited, moved = replace(OLD, quote="requests.put(url)"), replace(OLD, path="shop/payments.py", symbol="g.pay")

    assert names((edited,), gone) == {}
    assert names((moved,), gone) == {cause_id(moved): cause_id(OLD)}


def test_two_of_one_definition_are_paired_in_their_order() -> None:
    first, second = replace(OLD, quote="a()", line=3), replace(OLD, quote="b()", line=5)
    edited = replace(first, quote="c()", line=13), replace(second, quote="d()", line=15)

    assert names(edited, remembered(second, first)) == {
        cause_id(edited[0]): cause_id(first),
        cause_id(edited[1]): cause_id(second),
    }


def test_the_surest_likeness_goes_first() -> None:
    edited, renamed = replace(OLD, quote="requests.put(url)"), replace(OLD, symbol="Orders.settle")

    assert names((edited, renamed), remembered(OLD)) == {cause_id(renamed): cause_id(OLD)}


def test_several_that_could_be_meant_are_none() -> None:
    found = replace(OLD, path="b.py", symbol="f"), replace(OLD, path="c.py", symbol="g")

    assert names(found, remembered(replace(OLD, path="kept.py", symbol="h"))) == {}


def test_the_order_of_what_is_found_does_not_matter() -> None:
    found = tuple(replace(OLD, symbol=f"Orders.f{number}", line=number) for number in range(1, 6))
    known = remembered(*(replace(OLD, symbol=f"Orders.g{number}", line=number) for number in range(1, 6)))

    assert names(found, known) == names(found[::-1], known[::-1])
    assert len(set(names(found, known).values())) == 5


def test_what_was_remembered_under_a_veil_is_known_by_its_pattern() -> None:
    weak = replace(OLD, item="ssrf", area="security")
    life = after(audited(1, weak))
    accepted = replace(life.memory, causes=(replace(only(life), acceptance=object()),))  # type: ignore[arg-type]
    hidden = veiled(accepted).causes
    moved = replace(weak, path="b.py", symbol="other")

    assert names((moved,), hidden) == {cause_id(moved): cause_id(weak)}
    assert names((replace(weak, quote="another()", symbol="f"),), hidden) == {}
