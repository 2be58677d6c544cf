"""What a line stands in."""

import pytest

from reviewbot.syntax.definitions import definition_at, definition_of
from reviewbot.syntax.languages import GRAMMARS
from reviewbot.syntax.tree import matches, parsed

_PYTHON = """\
import a

@a.route("/")
class Orders:
    limit = 3

    @staticmethod
    def list():
        def row():
            return 1
        return lambda: 2

x = 1
"""

_TYPESCRIPT = """\
export class Orders {
  size = 3;
  rows = () => {
    return 1;
  };
  list() {
    return [1].map((x) => {
      return x;
    });
  }
}
const load = async function () {
  return 1;
};
const routes = {
  get: () => {
    return 1;
  },
};
exports.remove = (id) => {
  return id;
};
"""


@pytest.mark.parametrize(
    ("line", "name"),
    [(1, ""), (3, ""), (4, "Orders"), (5, "Orders"), (7, "Orders"), (8, "Orders.list"), (10, "Orders.list.row"),
     (11, "Orders.list"), (13, ""), (99, "")],
)  # fmt: skip
def test_a_line_in_python_stands_in_functions_and_classes(line: int, name: str) -> None:
    assert definition_at(parsed(_PYTHON, "python"), line) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [(2, "Orders"), (4, "Orders.rows"), (6, "Orders.list"), (8, "Orders.list"), (13, "load"), (17, "get"),
     (21, "exports.remove")],
)  # fmt: skip
@pytest.mark.parametrize("grammar", ["javascript", "typescript", "tsx"])
def test_a_function_without_a_name_takes_that_of_what_holds_it(line: int, name: str, grammar: str) -> None:
    assert definition_at(parsed(_TYPESCRIPT, grammar), line) == name


@pytest.mark.parametrize(
    ("grammar", "code", "line", "name"),
    [
        ("go", "package a\nfunc (s *S) Get() {\n\treturn\n}\n", 3, "Get"),
        ("java", "class A {\n  void b() {\n    c();\n  }\n}\n", 3, "A.b"),
        ("ruby", "def a\n  b\nend\n", 2, ""),
    ],
)
def test_other_languages_have_theirs(grammar: str, code: str, line: int, name: str) -> None:
    assert definition_at(parsed(code, grammar), line) == name


def test_a_definition_itself_counts() -> None:
    (match,) = matches(parsed("def f(): pass", "python"), {"kind": "function_definition"}, {}, {}, frozenset())
    assert definition_of(match.node, "python") == "f"


@pytest.mark.parametrize("grammar", sorted(GRAMMARS))
def test_an_empty_file_has_no_definitions(grammar: str) -> None:
    assert definition_at(parsed("", grammar), 1) == ""
