"""Where comments go when GitHub does not take them where they should be."""

import pytest
from simulator.call import Fault
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository
from support.job import Runner
from support.shop import BASE, INJECTION


def opened(runner: Runner, hub: Simulator, pull: OpenedPull) -> int:
    return runner.run("pull_request", hub.event("pull_request", "opened", pull)).code


def test_when_a_review_is_refused_each_comment_is_posted_alone(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    hub.fault(Fault("POST", "/reviews", status=422))
    assert opened(runner, hub, pull) == 0
    assert [(thread.line, len(thread.comments)) for thread in pull.threads] == [(16, 1), (21, 1)]


def test_a_line_that_github_refuses_gets_a_comment_on_its_file(
    runner: Runner, hub: Simulator, pull: OpenedPull
) -> None:
    hub.fault(Fault("POST", "/reviews", status=422))
    hub.fault(Fault("POST", "/pulls/1/comments", status=422, containing='"line": 16'))
    assert opened(runner, hub, pull) == 0
    assert sorted(thread.line or 0 for thread in pull.threads) == [0, 21]


def test_what_no_comment_can_say_the_summary_says(runner: Runner, hub: Simulator, pull: OpenedPull) -> None:
    hub.fault(Fault("POST", "/reviews", status=422))
    hub.fault(Fault("POST", "/pulls/1/comments", status=422), times=4)
    assert opened(runner, hub, pull) == 0
    assert not pull.threads
    assert "SQL" in pull.comments[0].body
    assert "/blob/" in pull.comments[0].body or "/files#diff-" in pull.comments[0].body


def test_a_file_whose_diff_github_leaves_out_is_reviewed_from_its_objects(
    runner: Runner, hub: Simulator, shop: OpenedRepository, source: Repository
) -> None:
    source.git("checkout", "--quiet", "-b", "large", "main")
    padding = "".join(f"VALUE_{number} = {number}\n" for number in range(21_000))
    source.commit({"shop.py": BASE + INJECTION, "values.py": padding + INJECTION}, "Add a large file")
    shop.push("large")
    pull = shop.pull(head="large")
    assert opened(runner, hub, pull) == 0
    assert sorted((thread.path, thread.spot.line is None) for thread in pull.threads) == [
        ("shop.py", False),
        ("values.py", True),
    ]


@pytest.mark.slow
def test_a_file_beyond_githubs_three_thousand_is_reviewed_and_linked_in_the_summary(
    runner: Runner, hub: Simulator, shop: OpenedRepository, source: Repository
) -> None:
    source.git("checkout", "--quiet", "-b", "huge", "main")
    files = {f"a/{number:04}.txt": f"{number}\n" for number in range(3_005)}
    source.commit({**files, "zz.py": BASE + INJECTION}, "Add very many files")
    shop.push("huge")
    pull = shop.pull(head="huge")
    assert opened(runner, hub, pull) == 0
    assert not pull.threads
    assert f"/blob/{pull.head_sha}/zz.py#L" in pull.comments[0].body
    assert "GitHub does not list this file" in pull.comments[0].body


def test_more_files_than_a_comparison_lists_are_reviewed_and_found_in_the_list(
    runner: Runner, hub: Simulator, shop: OpenedRepository, source: Repository
) -> None:
    source.git("checkout", "--quiet", "-b", "many", "main")
    files = {f"a/{number:03}.py": f"VALUE = {number}\n" for number in range(330)}
    source.commit({**files, "zz.py": BASE + INJECTION}, "Add many files")
    shop.push("many")
    pull = shop.pull(head="many")
    assert opened(runner, hub, pull) == 0
    assert [(thread.path, thread.spot.line is None) for thread in pull.threads] == [("zz.py", False)]
    assert len(hub.api_calls) <= 16
