"""By which path code scanning knows a place that moved."""

from dataclasses import replace

from support.aged import Spot, after, audited, causes, going_on, only

from reviewbot.findings.moved import origins

OLD = Spot(path="shop/orders.py")
OTHER = Spot(path="shop/returns.py")


def test_a_moved_file_is_known_by_its_first_path_however_often_it_moves() -> None:
    memory = after(audited(1, OLD, OTHER)).memory
    for number, folder in enumerate(("billing", "money", "cash"), 2):
        spots = (replace(OLD, path=f"{folder}/orders.py"), OTHER)
        life = going_on(memory, audited(number, *spots))
        assert dict(only(life).origins) == {f"{folder}/orders.py": OLD.path}
        memory = life.memory


def test_the_only_one_that_came_is_the_only_one_that_went() -> None:
    life = after(audited(1, OLD), audited(2, replace(OLD, path="shop/purchases.py")))
    assert only(life).origins == (("shop/purchases.py", OLD.path),)


def test_of_several_with_other_names_nobody_can_tell() -> None:
    (cause,) = causes(replace(OLD, path="a.py"), replace(OLD, path="b.py"))
    known = only(after(audited(1, OLD, OTHER)))
    assert origins(known, cause, {"a.py", "b.py"}) == ()


def test_a_copy_is_a_place_of_its_own() -> None:
    life = after(audited(1, OLD), audited(2, OLD, replace(OLD, path="copy/orders.py")))
    assert only(life).origins == ()
