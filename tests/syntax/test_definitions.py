"""What a line stands in."""

import pytest

from reviewbot.syntax.definitions import Definition, definition_at, definition_of, definitions_at
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


def _spans(code: str, grammar: str, line: int) -> list[tuple[str, int, int]]:
    return [(one.name, one.first, one.last) for one in definitions_at(parsed(code, grammar), line)]


def test_the_definitions_around_a_line_come_outermost_first_with_their_decorators() -> None:
    assert definitions_at(parsed(_PYTHON, "python"), 10) == (
        Definition("Orders", 3, 11, is_class=True),
        Definition("Orders.list", 7, 11),
        Definition("Orders.list.row", 9, 10),
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [(1, []), (3, ["Orders"]), (7, ["Orders", "Orders.list"]), (11, ["Orders", "Orders.list"]), (13, []), (99, [])],
)
def test_a_line_of_a_decorator_belongs_to_what_it_decorates(line: int, names: list[str]) -> None:
    assert [name for name, _, _ in _spans(_PYTHON, "python", line)] == names


@pytest.mark.parametrize("grammar", ["typescript", "tsx"])
def test_a_decorated_class_that_is_exported_is_one_definition(grammar: str) -> None:
    code = '@Controller("orders")\nexport class Orders {\n  @Get()\n  list() {\n    return [];\n  }\n}\n'
    assert _spans(code, grammar, 5) == [("Orders", 1, 7), ("Orders.list", 3, 6)]
    assert _spans(code, grammar, 3) == [("Orders", 1, 7), ("Orders.list", 3, 6)]
    assert _spans(code, grammar, 1) == [("Orders", 1, 7)]


def test_a_decorator_of_a_field_decorates_no_definition() -> None:
    assert _spans("class A {\n  @Column()\n  name: string;\n}\n", "typescript", 2) == [("A", 1, 4)]


@pytest.mark.parametrize("grammar", ["javascript", "typescript", "tsx"])
def test_a_function_that_nothing_names_is_part_of_the_one_around_it(grammar: str) -> None:
    assert _spans(_TYPESCRIPT, grammar, 8) == [("Orders", 1, 11), ("Orders.list", 6, 10)]


@pytest.mark.parametrize(
    ("code", "spans"),
    [
        pytest.param(
            'app.get("/", (request) => {\n  go((x) => {\n    x;\n  });\n});\n', [("", 1, 5)], id="given-to-a-route"
        ),
        pytest.param("export default async () => {\n  go();\n  stop();\n};\n", [("", 1, 4)], id="exported"),
        pytest.param("export const load = async () => {\n  go();\n  stop();\n};\n", [("load", 1, 4)], id="assigned"),
    ],
)
def test_a_function_at_the_top_level_counts_though_nothing_names_it(code: str, spans: list[object]) -> None:
    assert _spans(code, "typescript", 3) == spans


@pytest.mark.parametrize("grammar", sorted(GRAMMARS))
def test_no_line_of_a_file_without_definitions_stands_in_one(grammar: str) -> None:
    assert definitions_at(parsed("\n", grammar), 1) == ()
