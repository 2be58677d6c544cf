"""Where a name is defined, found by a search and checked by the syntax."""

from pathlib import Path

import pytest
from support.contents import made
from support.look_up import Look, looking

PYTHON = """\
import x


@x.task
def charge(order):
    return charge(order - 1)


class Payment:
    def refund(self):
        return charge(1)


TIMEOUT: int = 5
if TIMEOUT == 5:
    pass
"""
TYPESCRIPT = """\
import { x } from 'x';
export async function settle(order) {
  return refund(order);
}
export const bill$ = async (order) => {
  await settle(order);
};
class Till {
  private async open(key: string) {
    return this.shut(key);
  }
  shut = (key) => {
    open(key);
  };
}
interface Drawer {
  key: string;
}
type Coin = number;
const y = settle(1);
"""
GO = """\
package pay

func (p *Payer) Settle(order int) error {
\treturn nil
}

type Payer struct {
}
"""
JAVA = """\
class Pay {
  public List<Order> orders(String name) {
    return orders(name);
  }
}
"""
FILES = {
    "src/pay.py": PYTHON,
    "tests/test_pay.py": "def charge(order): ...\n\n\nclass Refunds:\n    def refund(self): ...\n",
    "web/pay.ts": TYPESCRIPT,
    "go/pay.go": GO,
    "java/Pay.java": JAVA,
    "kt/Pay.kt": "fun Order.total(): Int {\n  return 1\n}\n",
    "rb/pay.rb": "class Pay\n  def sum\n  end\nend\n",
    "private/secret.py": "def hidden(): ...\n",
    "long.py": "def endless():\n" + "    x = 1\n" * 200,
    "untame.py": "x = 1\n" * 2_100 + "def wild(): ...\n",
    "broken.py": "def broken(:\n    \ud7ff = (\n",
}


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Look:
    folder = made(tmp_path_factory.mktemp("defining") / "repository", {"a": "1\n"}, FILES)
    return looking(folder)


def define(look: Look, name: str) -> str:
    return look("find_definition", name=name)


@pytest.mark.parametrize(
    ("name", "path", "first", "last"),
    [
        ("Payment", "src/pay.py", 9, 11),
        ("Payment.refund", "src/pay.py", 10, 11),
        ("settle", "web/pay.ts", 2, 4),
        ("bill$", "web/pay.ts", 5, 7),
        ("Till.open", "web/pay.ts", 9, 11),
        ("shut", "web/pay.ts", 12, 14),
        ("Settle", "go/pay.go", 3, 5),
        ("orders", "java/Pay.java", 2, 4),
        ("Refunds.refund", "tests/test_pay.py", 5, 5),
    ],
)
def test_a_definition_is_shown_whole(look: Look, name: str, path: str, first: int, last: int) -> None:
    lines = FILES[path].expandtabs(4).split("\n")
    code = "\n".join(f"{number}  {lines[number - 1]}" for number in range(first, last + 1))
    assert define(look, name) == f"`{path}`, lines {first} to {last}:\n{code}"


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("TIMEOUT", "`src/pay.py`, lines 14 to 16 (by its looks):\n14  TIMEOUT: int = 5\n"),
        ("Drawer", "`web/pay.ts`, lines 16 to 20"),
        ("Coin", "`web/pay.ts`, lines 19 to 20"),
        ("Payer", "`go/pay.go`, lines 7 to 8"),
        ("total", "`kt/Pay.kt`, lines 1 to 3 (by its looks):\n1  fun Order.total(): Int {\n"),
        ("sum", "`rb/pay.rb`, lines 2 to 4 (by its looks):\n2    def sum\n"),
        ("wild", "`untame.py`, lines 2,101 to 2,101 (by its looks):\n2101  def wild(): ..."),
    ],
)
def test_what_the_syntax_does_not_know_is_shown_by_its_looks(look: Look, name: str, start: str) -> None:
    assert define(look, name).startswith(start)
    assert "lines" not in define(look, name).partition("\n")[2]


def test_decorators_belong_to_it_and_code_comes_before_tests(look: Look) -> None:
    shown = define(look, "charge").split("\n")
    assert shown == [
        "`src/pay.py`, lines 4 to 6:", "4  @x.task", "5  def charge(order):", "6      return charge(order - 1)",
        "`tests/test_pay.py`, lines 1 to 1:", "1  def charge(order): ...",
    ]  # fmt: skip


def test_beside_a_sure_definition_others_are_only_named(tmp_path: Path) -> None:
    files = {"a.py": "def spell():\n    return 1\n", "b.rb": "def spell\nend\n"}
    shown = define(looking(made(tmp_path / "sure", {"a": "1"}, files)), "spell").split("\n")
    assert (shown[0], shown[-1]) == ("`a.py`, lines 1 to 2:", "Also `b.rb`, line 1.")


def test_a_long_definition_is_cut(look: Look) -> None:
    shown = define(look, "endless").split("\n")
    assert shown[0] == "`long.py`, lines 1 to 201, shown to line 80:"
    assert len(shown) == 81


def test_of_many_definitions_some_are_shown_and_others_named(tmp_path: Path) -> None:
    files = {f"{number:02}.py": "def same(): ...\n" for number in range(40)}
    shown = define(looking(made(tmp_path / "same", {"a": "1"}, files)), "same").split("\n")
    assert shown[:2] == ["`00.py`, lines 1 to 1:", "1  def same(): ..."]
    assert shown[8] == "Also `04.py`, line 1."
    assert len(shown) == 8 + 16


def test_of_a_diff_alone_definitions_are_found_too(tmp_path: Path) -> None:
    look = looking(made(tmp_path / "diff", {"a": "1\n"}, FILES), "diff")
    assert define(look, "Payment").startswith("`src/pay.py`, lines 9 to 11:")


@pytest.mark.parametrize("name", ["nothing", "hidden", "y.settle", "self"])
def test_a_name_without_a_definition_is_told(look: Look, name: str) -> None:
    assert define(look, name) == "! No definition of that name was found: search for it."


@pytest.mark.parametrize("name", ["", "a b", "*", "a" * 200, "../x", "x\0", "a.b.c.d.e.f.g", "(a+)+$"])
def test_what_is_no_name_is_not_looked_for(look: Look, name: str) -> None:
    assert define(look, name) == "! Give the name of a function, a class, a method or a type."


def test_broken_code_breaks_nothing(look: Look) -> None:
    assert define(look, "broken").startswith("`broken.py`, lines 1 to ")
