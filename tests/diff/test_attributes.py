"""What `.gitattributes` say of a file."""

import pytest

from reviewbot.diff.attributes import attribute_files, attributed
from reviewbot.domain.paths import PathClass


def test_the_nearest_file_of_attributes_speaks_first() -> None:
    assert list(attribute_files("a/b/c.py")) == ["a/b/.gitattributes", "a/.gitattributes", ".gitattributes"]
    assert list(attribute_files("c.py")) == [".gitattributes"]


@pytest.mark.parametrize(
    ("line", "path", "expected"),
    [
        ("*.py linguist-generated", "api/a.py", PathClass.GENERATED),
        ("*.py text linguist-generated=true -diff", "api/a.py", PathClass.GENERATED),
        ("api/** linguist-vendored", "api/deep/a.py", PathClass.VENDORED),
        ("docs/*.py linguist-documentation", "docs/a.py", PathClass.EXAMPLE),
        ("dist/*.js -linguist-generated", "dist/a.js", PathClass.PRODUCTION),
        ("dist/*.js linguist-generated=false", "dist/a.js", PathClass.PRODUCTION),
        ('"my file.py" linguist-generated', "my file.py", PathClass.GENERATED),
        ("/a.py linguist-generated", "a.py", PathClass.GENERATED),
        ("/a.py linguist-generated", "b/a.py", None),
        ("api linguist-generated", "api/a.py", None),
        ("api/ linguist-generated", "api/a.py", None),
        ("*.py text eol=lf", "a.py", None),
        ("# *.py linguist-generated", "a.py", None),
        ("[attr]generated linguist-generated", "a.py", None),
        ("", "a.py", None),
    ],
)
def test_a_line_sets_the_class_of_what_it_matches(line: str, path: str, expected: PathClass | None) -> None:
    assert attributed(path, {".gitattributes": line}) == expected


def test_the_last_line_that_matches_wins() -> None:
    text = "*.py linguist-generated\nkept.py -linguist-generated\n"
    assert attributed("a.py", {".gitattributes": text}) is PathClass.GENERATED
    assert attributed("kept.py", {".gitattributes": text}) is PathClass.PRODUCTION


def test_a_deeper_file_wins_and_means_its_own_folder() -> None:
    files = {".gitattributes": "*.py linguist-vendored\n", "api/.gitattributes": "/gen/*.py linguist-generated\n"}
    assert attributed("api/gen/a.py", files) is PathClass.GENERATED
    assert attributed("api/a.py", files) is PathClass.VENDORED
    assert attributed("gen/a.py", files) is PathClass.VENDORED
