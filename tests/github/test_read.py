"""What GitHub knows, as our values."""

from collections.abc import Iterator

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from simulator.state import Advisory
from support.command import Repository

from reviewbot.domain import advisory as known
from reviewbot.domain.advisory import Vulnerable
from reviewbot.domain.diff import Sha
from reviewbot.domain.levels import Severity
from reviewbot.domain.pull import PullName, PullState
from reviewbot.domain.shown import ShownHunk
from reviewbot.github.connection import Addresses, Pauses, connected
from reviewbot.github.read import Reader

NAME = PullName("acme/shop", 1)


@pytest.fixture
def reader(hub: Simulator, shop: OpenedRepository) -> Iterator[Reader]:
    addresses = Addresses(f"{hub.url}/api/v3", f"{hub.url}/api/graphql", hub.url)
    with connected(addresses, hub.token(), Pauses(0, 0.01, 3)) as connection:
        yield Reader(connection)


def test_a_pull_request_is_the_same_by_either_api(reader: Reader, pull: OpenedPull) -> None:
    rest, graphql = reader.pull(NAME), reader.shown(NAME).pull
    assert (rest.name, rest.state, rest.head_sha, rest.author) == (NAME, PullState.OPEN, Sha(pull.head_sha), "alice")
    assert (graphql.base_ref, graphql.head_sha, graphql.labels) == (rest.base_ref, rest.head_sha, rest.labels)


def test_the_teams_templates_are_those_at_the_tip_of_the_base(
    reader: Reader, pull: OpenedPull, shop: OpenedRepository, source: Repository
) -> None:
    assert reader.shown(NAME).templates == ()
    source.git("checkout", "--quiet", "main")
    folder = ".github/reviewbot/templates"
    source.commit({f"{folder}/summary.md.j2": "{{ headline }}", f"{folder}/other.md.j2": "x"}, "Say it our way")
    shop.push("main")
    assert reader.shown(NAME).templates == (("summary.md.j2", "{{ headline }}"),)


def test_a_comparison_gives_the_merge_base_and_githubs_hunks(
    reader: Reader, pull: OpenedPull, shop: OpenedRepository, source: Repository
) -> None:
    source.git("checkout", "--quiet", "main")
    source.commit({"README.md": "Main went on.\n"}, "Go on")
    tip = shop.push("main")
    comparison = reader.compared(reader.pull(NAME))
    assert (comparison.base_sha, comparison.merge_base_sha) == (Sha(tip), Sha(pull.merge_base))
    assert [file.path for file in comparison.files] == ["shop.py"]
    assert comparison.files[0].hunks == (ShownHunk((9, 11), (9, 21)),)
    assert comparison.is_whole


def test_a_merged_pull_request_is_compared_with_its_base_before_the_merge(reader: Reader, pull: OpenedPull) -> None:
    pull.merge()
    merged = reader.pull(NAME)
    assert merged.state is PullState.MERGED
    assert [file.path for file in reader.compared(merged).files] == ["shop.py"]


def test_the_last_merged_come_by_their_merge_and_not_by_their_last_change(
    hub: Simulator, reader: Reader, shop: OpenedRepository, source: Repository
) -> None:
    for number in range(1, 5):
        source.git("checkout", "--quiet", "-b", f"topic-{number}", "main")
        source.commit({f"topic-{number}.py": "one = 1\n"}, f"Topic {number}")
        shop.push(f"topic-{number}")
        opened = shop.pull(head=f"topic-{number}")
        if number != 3:
            opened.merge()
            opened.record.merged_at = opened.record.updated_at = opened.record.created_at.replace(year=2020 + number)
    shop.record.issues[1].updated_at = shop.record.issues[4].updated_at.replace(year=2030)
    assert [pull.name.number for pull in reader.merged("acme/shop", 2)] == [4, 2]
    assert [pull.name.number for pull in reader.merged("acme/shop", 9)] == [4, 2, 1]
    assert len(hub.api_calls) == 2


@pytest.mark.parametrize(
    ("login", "may"), [("alice", True), ("bob", True), ("mallory", False), ("nobody-of-that-name", False)]
)
def test_githubs_word_decides_who_may_write(reader: Reader, login: str, may: bool) -> None:
    assert reader.may_write("acme/shop", login) is may


def test_a_token_that_may_not_see_checks_sees_the_rest(hub: Simulator, pull: OpenedPull) -> None:
    addresses = Addresses(f"{hub.url}/api/v3", f"{hub.url}/api/graphql", hub.url)
    token = hub.token(permissions={"metadata": "read", "contents": "read", "pull_requests": "read"})
    with connected(addresses, token, Pauses(0, 0.01, 3)) as connection:
        shown = Reader(connection).shown(NAME)
    assert (shown.pull.name, shown.checks) == (NAME, ())


def test_vulnerable_dependencies_are_those_that_the_head_adds(
    hub: Simulator, reader: Reader, shop: OpenedRepository, source: Repository
) -> None:
    source.git("checkout", "--quiet", "main")
    source.commit({"requirements.txt": "pyyaml==5.3\njinja2==2.0\n"}, "Pin")
    base = shop.push("main")
    source.commit({"requirements.txt": "pyyaml==5.3\njinja2==2.1\nflask==3.0\n"}, "Move")
    head = shop.push("main")
    for name, version, severity in (("pyyaml", "5.3", "high"), ("jinja2", "2.0", "low"), ("jinja2", "2.1", "moderate")):
        hub.advise(Advisory(f"GHSA-{name}-{version}", "pip", name, frozenset({version}), severity, "A fault"))
    assert reader.vulnerable("acme/shop", Sha(base), Sha(head)) == (
        Vulnerable(
            "requirements.txt", "jinja2", "2.1", False, (known.Advisory("GHSA-jinja2-2.1", Severity.MEDIUM, "A fault"),)
        ),
    )


def test_a_severity_that_nobody_knows_counts_as_high(
    hub: Simulator, reader: Reader, shop: OpenedRepository, source: Repository
) -> None:
    source.git("checkout", "--quiet", "main")
    base = source.git("rev-parse", "HEAD")
    source.commit({"requirements.txt": "pyyaml==5.3\n"}, "Pin")
    head = shop.push("main")
    hub.advise(Advisory("GHSA-1", "pip", "pyyaml", frozenset({"5.3"}), "terrible", "A fault"))
    (one,) = reader.vulnerable("acme/shop", Sha(base), Sha(head))
    assert one.advisories[0].severity is Severity.HIGH
