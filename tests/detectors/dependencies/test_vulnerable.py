"""What advisories say of a dependency, on the line that names it."""

import pytest

from reviewbot.detectors.dependencies.vulnerable import claimed, line_of
from reviewbot.domain.advisory import Advisory, Vulnerable
from reviewbot.domain.item import Wording
from reviewbot.domain.levels import Severity
from reviewbot.domain.source import Source

LOW = Advisory("GHSA-low", Severity.LOW, "A small\nfault.")
GRAVE = Advisory("GHSA-grave", Severity.CRITICAL, "A grave fault")


def vulnerable(name: str = "lodash", version: str = "4.17.15", *advisories: Advisory) -> Vulnerable:
    return Vulnerable("package.json", name, version, False, advisories or (LOW,))


def line(path: str, text: str, one: Vulnerable, *added: int) -> int | None:
    return line_of(Source(path, text, None), one, set(added))


LOCK = 'a@^1:\n  version "1.0.0"\n\na@^2:\n  version "2.0.0"\n\nb@^1:\n  version "1.0.0"\n'


@pytest.mark.parametrize(
    ("version", "added", "number"),
    [("2.0.0", (), 5), ("1.0.0", (), 2), ("3.0.0", (), 2), ("3.0.0", (5,), 5), ("1.0.0", (5,), 5)],
)
def test_the_line_is_an_added_one_and_best_of_that_version(version: str, added: tuple[int, ...], number: int) -> None:
    assert line("yarn.lock", LOCK, vulnerable("a", version), *added) == number


def test_names_are_compared_as_registries_do() -> None:
    assert line("requirements.txt", "django==4\nPyYAML==5\nzope_interface==1\n", vulnerable("zope.interface")) == 3


def test_a_format_that_is_not_read_is_searched_for_the_name() -> None:
    pom = "<project>\n<artifactId>log4j-core-extras</artifactId>\n<artifactId>log4j-core</artifactId>\n</project>\n"
    assert line("pom.xml", pom, vulnerable("org.apache.logging.log4j:log4j-core")) == 3
    assert line("pom.xml", pom, vulnerable("org.example:other")) is None


def wording(*several: Vulnerable) -> Wording:
    found = claimed("package.json", 3, several).wording
    assert found is not None
    return found


def test_all_advisories_of_a_dependency_are_one_claim_gravest_first() -> None:
    several = (vulnerable("a", "1", LOW, GRAVE), vulnerable("a", "2", LOW))
    claim = claimed("package.json", 3, several)
    assert (claim.severity, claim.start_line, claim.line) == (Severity.CRITICAL, 3, 3)
    assert wording(*several).title == "`a 1, 2` has 2 known vulnerabilities"
    assert wording(*several).trigger == (
        "When `a 1, 2` is installed, anybody can try what is known: "
        "GHSA-grave (critical) A grave fault; GHSA-low (low) A small fault."
    )


def test_what_only_developers_install_is_said_so() -> None:
    one = Vulnerable("package.json", "a", "", True, (LOW,))
    assert wording(one).trigger.startswith("When `a` is installed for development, ")
    assert wording(one).title == "`a` has a known vulnerability"


def test_many_advisories_are_counted_and_not_listed() -> None:
    many = tuple(Advisory(f"GHSA-{number}", Severity.HIGH, "") for number in range(9))
    assert wording(vulnerable("a", "1", *many)).trigger.endswith("GHSA-4 (high); and 4 more.")


def test_a_hostile_name_stays_within_its_quotes() -> None:
    said = wording(vulnerable("a`\n# b" + "c" * 500, "1`\n2")).title
    assert said.count("`") == 2
    assert "\n" not in said
    assert len(said) < 250
