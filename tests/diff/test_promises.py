"""Which changed lines other files may rely on."""

import pytest
from support.change import file_diff, versions

from reviewbot.diff.promises import has_broken, promised
from reviewbot.domain.diff import ChangedLines
from reviewbot.domain.paths import PathClass

_BASE = """\
@route("/orders")
def orders(
    shop,
    limit=10,
):
    found = shop.orders
    return found


class Order:
    total: int
    name: str

    def close(self):
        self.total = 0
        self.save()
"""


def _promised(
    head: str, path: str = "shop.py", kind: PathClass = PathClass.PRODUCTION, base: str = _BASE
) -> ChangedLines:
    source = versions(path, base, head).head
    assert source is not None
    return promised(file_diff(path, base, head), source, kind)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        pytest.param('@route("/orders")', '@route("/all-orders")', 1, id="a decorator"),
        pytest.param("limit=10", "limit=20", 4, id="a parameter on a line of its own"),
        pytest.param("class Order:", "class Order(Model):", 10, id="the head of a class"),
        pytest.param("name: str", "name: str | None", 12, id="a field of a class"),
        pytest.param("def close(self):", "def close(self, now):", 14, id="the head of a method"),
    ],
)
def test_a_signature_is_a_promise(old: str, new: str, line: int) -> None:
    assert _promised(_BASE.replace(old, new)) == ChangedLines(frozenset({line}), frozenset({line}))


@pytest.mark.parametrize("line", ["    found = shop.orders\n", "        self.save()\n"], ids=["function", "method"])
def test_what_a_function_does_inside_is_none(line: str) -> None:
    assert _promised(_BASE.replace(line, line.replace("=", "= 1 +").replace("save", "store"))) == ChangedLines()


def test_a_field_that_is_gone_was_one() -> None:
    assert _promised(_BASE.replace("    total: int\n", "")) == ChangedLines(frozenset(), frozenset({11}))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("shop/models.py", PathClass.PRODUCTION),
        ("api/openapi.yaml", PathClass.PRODUCTION),
        ("api/shop.proto", PathClass.PRODUCTION),
        ("shop/0001_first.py", PathClass.MIGRATION),
    ],
    ids=["model", "contract", "schema", "migration"],
)
def test_all_of_a_contract_is_a_promise(path: str, kind: PathClass) -> None:
    assert _promised("a\nx\n", path, kind, "a\nb\n") == ChangedLines(frozenset({2}), frozenset({2}))


def test_a_signature_is_known_by_its_words_where_there_is_no_grammar() -> None:
    head = "fun total(order: Order): Int {\n    return 1\n}\n"
    base = "fun total(): Int {\n    return 2\n}\n"
    assert _promised(head, "shop.abc", base=base) == ChangedLines(frozenset({1}), frozenset({1}))


def test_a_head_without_an_end_is_not_followed_for_ever() -> None:
    base = "def f(\n" + "".join(f"    a{number},\n" for number in range(60)) + "):\n    pass\n"
    assert _promised(base.replace("a20,", "b20,"), base=base) == ChangedLines(frozenset({22}), frozenset({22}))
    assert _promised(base.replace("a50,", "b50,"), base=base) == ChangedLines()


def test_what_is_removed_at_the_end_of_a_file_is_judged_by_its_words() -> None:
    base = "x = 1\ndef f(): pass\nf()\n"
    assert _promised("x = 1\n", base=base) == ChangedLines(frozenset(), frozenset({2}))


@pytest.mark.parametrize(
    ("old", "new", "is_broken"),
    [
        ("class Order:", "class Bill:", True),
        ("    name: str\n", "", True),
        ("    found = shop.orders\n", "", False),
        ("class Order:", "def more():\n    pass\n\n\nclass Order:", False),
    ],
    ids=["another name", "a field less", "a line of a body less", "a function more"],
)
def test_a_promise_is_broken_where_it_is_gone_or_reads_otherwise(old: str, new: str, *, is_broken: bool) -> None:
    then, now = (versions("shop.py", None, text).head for text in (_BASE, _BASE.replace(old, new)))
    assert now is not None
    assert has_broken(then, now) is is_broken


def test_a_new_file_breaks_no_promise() -> None:
    now = versions("shop.py", None, _BASE).head
    assert now is not None
    assert not has_broken(None, now)
