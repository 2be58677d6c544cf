"""What each changed file is there for."""

from reviewbot.classes import class_of
from reviewbot.config.keys import Config, Paths
from reviewbot.detectors.revisions import Given
from reviewbot.domain.paths import PathClass
from reviewbot.domain.source import Source

ATTRIBUTES = Given((Source("api/.gitattributes", "*.py linguist-generated\n", None),))


def test_a_name_decides_where_nobody_says_otherwise() -> None:
    kinds = class_of(["tests/a.py", "a.py"], Given(), Config())
    assert (kinds("tests/a.py"), kinds("a.py")) == (PathClass.TEST, PathClass.PRODUCTION)


def test_the_bases_attributes_decide_before_the_name() -> None:
    assert class_of(["api/tests/a.py"], ATTRIBUTES, Config())("api/tests/a.py") is PathClass.GENERATED


def test_the_team_decides_before_both() -> None:
    config = Config(paths=Paths(classes={PathClass.PRODUCTION: ("api/",)}))
    assert class_of(["api/a.py"], ATTRIBUTES, config)("api/a.py") is PathClass.PRODUCTION
