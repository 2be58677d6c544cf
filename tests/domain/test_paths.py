"""Globs as a `.gitignore` reads them, and what kind of place a path is."""

import re
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.paths import PathClass, matches, path_class


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*.py", "a.py"),
        ("*.py", "deep/er/a.py"),
        ("/*.py", "a.py"),
        ("src/*.py", "src/a.py"),
        ("src/**/a.py", "src/a.py"),
        ("src/**/a.py", "src/b/c/a.py"),
        ("**/a.py", "a.py"),
        ("src/**", "src/a/b"),
        ("**/versions/*_*.py", "db/alembic/versions/1_add.py"),
        ("docs/", "docs/a.md"),
        ("docs/", "pkg/docs/deep/a.md"),
        ("docs", "pkg/docs/deep/a.md"),
        ("src/api", "src/api/v1/a.py"),
        ("/docs", "docs/a.md"),
        ("?.py", "a.py"),
        ("[a-c].py", "b.py"),
        ("[!a].py", "b.py"),
        ("[]].py", "[]].py"),
        ("[z-am].py", "m.py"),
        ("[a--b].py", "b.py"),
        ("*.{py,ts}", "src/a.ts"),
        ("{src,lib}/*.py", "lib/a.py"),
        ("{a,{b,c}}.py", "c.py"),
        ("**a*b", "a/ab"),
        ("*a*b*", "xaxbx"),
        ("*.py", "a.py.py"),
        ("a*/b*c", "ax/bxc"),
        ("**/a*b/**/c", "ab/x/axb/y/c"),
        ("é*", "école.py"),
        ("a\nb", "a\nb"),
    ],
)
def test_a_glob_matches(glob: str, path: str) -> None:
    assert matches(path, [glob])


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*.py", "a.pyc"),
        ("/*.py", "src/a.py"),
        ("src/*.py", "src/deep/a.py"),
        ("src/*.py", "other/src/a.py"),
        ("docs/", "docs"),
        ("docs/", "mydocs/a.md"),
        ("src/api", "pkg/src/api/a.py"),
        ("?", "ab"),
        ("a?b", "a/b"),
        ("a[!x]b", "a/b"),
        ("a[+-9]b", "a/b"),
        ("[!a].py", "a.py"),
        ("[z-a].py", "m.py"),
        ("[!].py", "a.py"),
        ("*.{py,ts}", "a.js"),
        ("a*b", "axc"),
        ("", "a"),
        ("/", "a"),
        ("a.py", "axpy"),
    ],
)
def test_a_glob_does_not_match(glob: str, path: str) -> None:
    assert not matches(path, [glob])


def test_any_one_of_several_globs_is_enough() -> None:
    assert matches("a.py", ["*.ts", "*.py"])
    assert not matches("a.py", [])


_GLOBS = st.text("ab/*?[]!-{},.^\\~&|\n", max_size=20) | st.text(max_size=12)
_PATHS = st.text("ab/.-\n", max_size=20) | st.text(max_size=12)


@given(_GLOBS, _PATHS)
def test_no_glob_is_an_error(glob: str, path: str) -> None:
    matches(path, [glob])


@given(st.text("ab*?", min_size=1, max_size=12), st.text("ab", max_size=16))
def test_within_one_name_a_glob_is_a_shells(glob: str, name: str) -> None:
    assert matches(name, [f"/{glob}"]) == fnmatchcase(name, glob)


@given(st.lists(st.sampled_from(["a", "b", "*", "a*b", "**"]), min_size=1, max_size=6), st.text("ab/", max_size=14))
def test_across_folders_nothing_that_could_match_is_missed(segments: list[str], path: str) -> None:
    plain = "/".join(segments)
    simple = re.escape(plain).replace(r"\*\*/", "(?:.*/)?").replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
    assert matches(path, [f"/{plain}"]) == bool(re.fullmatch(f"(?:{simple})(?:/.*)?", path))


@pytest.mark.parametrize(
    "glob",
    ["*a" * 30 + "b", "**/a*/" * 30 + "b", "**a" * 30 + "b", "{a,b}" * 100, "{" * 1000 + "}" * 1000],
    ids=["stars", "folders", "crossings", "alternatives", "braces"],
)
def test_a_hostile_path_costs_no_time(glob: str) -> None:
    # With backtracking each of these takes longer than anybody waits.
    assert not matches("a" * 250 + "/" + "a/" * 1900 + "c", [glob])


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("app/orders.py", PathClass.PRODUCTION),
        ("src/index.ts", PathClass.PRODUCTION),
        ("cmd/server/main.go", PathClass.PRODUCTION),
        ("src/main/java/shop/Order.java", PathClass.PRODUCTION),
        ("app/models/order.rb", PathClass.PRODUCTION),
        ("app/contest.py", PathClass.PRODUCTION),
        ("app/latest_tests_report.py", PathClass.PRODUCTION),
        ("vendor/github.com/x/y.go", PathClass.VENDORED),
        ("web/node_modules/x/index.js", PathClass.VENDORED),
        ("lib/python3.11/site-packages/requests/api.py", PathClass.VENDORED),
        ("vendor/x/test_a.py", PathClass.VENDORED),
        ("api/shop_pb2.py", PathClass.GENERATED),
        ("api/shop.pb.go", PathClass.GENERATED),
        ("web/dist/app.js", PathClass.GENERATED),
        ("web/app.min.js", PathClass.GENERATED),
        ("tests/unit/helpers.py", PathClass.TEST),
        ("app/orders/tests.py", PathClass.TEST),
        ("app/test_orders.py", PathClass.TEST),
        ("app/orders_test.go", PathClass.TEST),
        ("conftest.py", PathClass.TEST),
        ("src/orders.spec.ts", PathClass.TEST),
        ("src/__tests__/orders.ts", PathClass.TEST),
        ("src/test/java/shop/OrderTest.java", PathClass.TEST),
        ("src/shop/OrderTests.java", PathClass.TEST),
        ("spec/models/order_spec.rb", PathClass.TEST),
        ("pkg/testdata/a.json", PathClass.TEST),
        ("shop/migrations/0002_add.py", PathClass.MIGRATION),
        ("db/migrate/20240101_add.rb", PathClass.MIGRATION),
        ("alembic/versions/ae1027a6acf_add.py", PathClass.MIGRATION),
        ("db/seeds.rb", PathClass.SEED),
        ("prisma/seed.ts", PathClass.SEED),
        ("examples/quickstart/app.py", PathClass.EXAMPLE),
        ("docs/conf.py", PathClass.EXAMPLE),
    ],
)
def test_a_path_tells_what_a_file_is_there_for(path: str, kind: PathClass) -> None:
    assert path_class(path) is kind
