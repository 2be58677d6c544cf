"""What stored models have from their parents."""

from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.inventory import Column, Entity, Site
from reviewbot.inventory.inherit import inherited

_ID, _NAME = Column("id", "int"), Column("name", "str")


def _entity(
    name: str, *columns: Column, parents: tuple[str, ...] = (), path: str = "a.py", abstract: bool = False
) -> Entity:
    return Entity(Site(path, 1), "django", name, columns=columns, parents=parents, is_abstract=abstract)


def test_a_child_has_its_parents_columns_before_its_own() -> None:
    base, child = _entity("Base", _ID, abstract=True), _entity("Order", _NAME, parents=("app.base.Base",), path="b.py")

    assert [one.columns for one in inherited([base, child])] == [(_ID, _NAME)]


def test_an_abstract_model_stays_where_nobody_stores_it() -> None:
    assert inherited([_entity("Base", _ID, abstract=True)]) == (_entity("Base", _ID, abstract=True),)


def test_the_parent_in_the_same_folder_is_meant() -> None:
    orders = _entity("Line", _ID, abstract=True, path="orders/base.py")
    carts = _entity("Line", _NAME, abstract=True, path="carts/base.py")
    child = _entity("CartLine", parents=("base.Line",), path="carts/models.py")

    assert [one.columns for one in inherited([orders, carts, child]) if one.name == "CartLine"] == [(_NAME,)]


def test_a_class_without_a_known_parent_is_no_model() -> None:
    assert inherited([_entity("Order", parents=("somewhere.Base",))]) == ()


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from("ABCD"), st.booleans()), max_size=8))
def test_circles_of_parents_end_and_no_stored_model_is_lost(given_: list[tuple[str, str, bool]]) -> None:
    several = [_entity(name, _ID, parents=(parent,), abstract=abstract) for name, parent, abstract in given_]
    found = inherited(several)

    assert sum(not one.is_abstract for one in found) == sum(not one.is_abstract for one in several)
