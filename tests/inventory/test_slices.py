"""Slices keep together what belongs together, hold every file once, and stay what they are when files change."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.audit import Slice
from reviewbot.inventory.slices import LARGEST, MOST_FILES, sliced

_BIG = 20_000
_names = st.sampled_from(["users", "orders", "models", "tests", "test_users", "users_test", "app", "src", "api", "..."])
_paths = st.lists(_names, min_size=1, max_size=5).map(lambda parts: "/".join(parts) + ".py")
_trees = st.dictionaries(_paths, st.integers(0, LARGEST * 2), max_size=40)


def _holding(path: str, slices: tuple[Slice, ...]) -> Slice:
    (found,) = [one for one in slices if path in one.paths]
    return found


@given(_trees)
def test_every_file_is_in_exactly_one_slice(sizes: dict[str, int]) -> None:
    slices = sliced(list(sizes.items()))
    assert Counter(path for one in slices for path in one.paths) == Counter(sizes.keys())
    assert len({one.id for one in slices}) == len(slices)


@given(_trees)
def test_no_slice_of_several_files_is_too_large(sizes: dict[str, int]) -> None:
    for one in sliced(list(sizes.items())):
        assert one.size == sum(sizes[path] for path in one.paths)
        assert len(one.paths) == 1 or (one.size <= LARGEST and len(one.paths) <= MOST_FILES)


@given(_trees, st.randoms())
def test_no_order_of_files_shows(sizes: dict[str, int], random: object) -> None:
    files = list(sizes.items())
    shuffled = sorted(files, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert sliced(shuffled) == sliced(files)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("shop/users.py", "tests/shop/test_users.py", id="a package and its mirrored tests"),
        pytest.param("src/shop/users/models.py", "tests/users/test_models.py", id="a source folder above"),
        pytest.param("src/users/users.service.ts", "test/users/users.e2e-spec.ts", id="typescript"),
        pytest.param("shop/users/models.py", "shop/users/migrations/0001_initial.py", id="a model and its migration"),
        pytest.param("shop/users/models.py", "shop/users/tests/test_views.py", id="tests inside the module"),
        pytest.param("app/models/user.py", "app/routes/user.py", id="layers"),
        pytest.param("billing/invoice.py", "tests/test_invoice.py", id="a flat folder of tests"),
        pytest.param("src/users/a.ts", "test/users/deep/a.spec.ts", id="a deeper folder of tests"),
    ],
)
def test_what_belongs_together_is_read_together(one: str, other: str) -> None:
    others = [(f"other{number}/x.py", _BIG) for number in range(3)]
    slices = sliced([(one, _BIG), (other, _BIG), *others])
    assert _holding(one, slices) == _holding(other, slices)
    assert len(slices) == 4


def test_a_test_of_nothing_that_is_known_stays_where_it_is() -> None:
    slices = sliced([("shop/a.py", _BIG), ("shop/b/a.py", _BIG), ("tests/test_a.py", _BIG), ("tests/x/t.py", _BIG)])
    assert [one.id for one in slices] == ["shop", "shop/b", "tests", "tests/x"]


def test_a_tiny_folder_is_read_with_the_one_above() -> None:
    slices = sliced([("shop/users/a.py", _BIG), ("shop/tiny/a.py", 10), ("shop/small/b.py", 10), ("setup.py", 10)])
    assert {one.id: one.paths for one in slices} == {
        ".": ("setup.py", "shop/small/b.py", "shop/tiny/a.py"),
        "shop/users": ("shop/users/a.py",),
    }


def test_a_large_folder_is_divided_by_what_its_files_are_about() -> None:
    files = [(f"shop/{kind}/{topic}.py", 9_000) for kind in ("models", "routes") for topic in "abcdefghijklmnopq"]
    slices = sliced(files)
    assert len(slices) > 2
    for topic in "abcdefghijklmnopq":
        assert _holding(f"shop/models/{topic}.py", slices) == _holding(f"shop/routes/{topic}.py", slices)


def test_a_topic_that_is_too_large_is_divided_by_its_files() -> None:
    slices = sliced([*((f"shop/user_{number}.py", 9_000) for number in range(40)), ("shop/order.py", 9_000)])
    assert all(one.id.startswith(("shop//user.", "shop//rest")) for one in slices)
    assert _holding("shop/order.py", slices).title == "shop: order"


@pytest.mark.parametrize("added", ["shop/new/a.py", "new/a.py", "tests/new/test_a.py"])
def test_a_new_folder_leaves_all_others_what_they_were(added: str) -> None:
    files = [(f"shop/{topic}_{number}.py", 9_000) for number in range(5) for topic in "abcdefghijklmnopq"]
    before, after = sliced(files), sliced([*files, (added, _BIG)])
    assert set(before) < set(after)


def test_a_file_more_divides_one_part_at_most() -> None:
    files = [(f"shop/{topic}_{number}.py", 9_000) for number in range(5) for topic in "abcdefghijklmnopq"]
    before = sliced(files)
    for topic in "rstuv":
        gone = set(before) - set(sliced([*files, (f"shop/{topic}.py", 9_000)]))
        assert len(gone) <= 1


def test_no_folder_can_take_the_name_of_a_part() -> None:
    files = [*((f"{letter}.py", LARGEST) for letter in "abcd"), ("./x.py", LARGEST), ("(top level)/x.py", LARGEST)]
    slices = sliced(files)
    assert len({one.id for one in slices}) == len(slices)


def test_nothing_gives_no_slices() -> None:
    assert sliced([]) == ()


def test_a_path_of_very_many_folders_takes_no_time() -> None:
    deep = "/".join("abcdefgh" * 60)
    assert len(sliced([(f"{deep}/{number}/x.py", 10) for number in range(100)])) == 1
