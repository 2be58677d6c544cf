"""Which event starts the three jobs, and what each of them is given; the command itself stands aside."""

from collections.abc import Mapping

import pytest
from support.rehearsal import Rehearsal, Rehearse
from support.workflow import ENTERPRISE, REUSABLE, WITH_A_KEY, WITHOUT_A_KEY

pytestmark = pytest.mark.slow

_TEAM = {"full_name": "acme/shop", "name": "shop", "default_branch": "main", "owner": {"login": "acme"}}
_SAME = {"full_name": "acme/shop", "fork": False}
_FORK = {"full_name": "eve/shop", "fork": True}
_REBASED = {"base": {"ref": {"from": "old"}}}
_EVERYTHING = ["request", "review", "publish"]


def pull(
    head: Mapping[str, object] | None = _SAME, author: str = "ada", action: str = "opened", **more: object
) -> dict[str, object]:
    """Write the event of a pull request."""
    shown = {"number": 7, "user": {"login": author}, "head": {"sha": "c0ffee", "repo": head}, "base": {"ref": "main"}}
    sender = {"login": author, "type": "Bot" if author.endswith("[bot]") else "User"}
    return {"action": action, "number": 7, "pull_request": shown, "repository": _TEAM, "sender": sender, **more}


def comment(body: str | None, where: str = "comment", who: str = "User", on: object = None) -> dict[str, object]:
    """Write the event of a comment; `on` is the pull request, for the events that carry it."""
    written = {where: {"id": 1, "body": body}, "sender": {"login": "ada", "type": who}}
    carried = {"issue": {"number": 7}} if on is None else {"pull_request": on}
    return {"action": "created", "repository": _TEAM, **written, **carried}


_DEPENDABOT = "dependabot[bot]"
_ON_PULL = pull()["pull_request"]
_ON_FORK = pull(_FORK)["pull_request"]


@pytest.mark.parametrize(
    ("event", "payload"),
    [
        pytest.param("pull_request", pull(), id="a branch of the team's"),
        pytest.param("pull_request", pull(_SAME | {"fork": True}), id="a branch of a team's that is a fork"),
        pytest.param("pull_request", pull(action="labeled", label={"name": "skip-review"}), id="the label that skips"),
        pytest.param("pull_request", pull(action="labeled", label={"name": "review"}), id="the label that asks"),
        pytest.param("pull_request", pull(action="edited", changes=_REBASED), id="another base"),
        pytest.param("pull_request_target", pull(_FORK, "eve"), id="a fork"),
        pytest.param("pull_request_target", pull(None, "ghost"), id="a fork that is gone"),
        pytest.param("pull_request_target", pull(author=_DEPENDABOT), id="dependabot"),
        pytest.param("issue_comment", comment("/review"), id="a command"),
        pytest.param("issue_comment", comment("Please\n\n/review security"), id="a command further down"),
        pytest.param("issue_comment", comment("/review", who="Bot"), id="a bot's comment that begins with a command"),
        pytest.param("pull_request_review_comment", comment("/review", on=_ON_PULL), id="a command on a line"),
        pytest.param("pull_request_review", comment("/review", "review", on=_ON_PULL), id="a command in a review"),
        pytest.param("merge_group", {"action": "checks_requested", "merge_group": {"head_sha": "c0ffee"},
                                     "repository": _TEAM}, id="the merge queue"),
    ],
)  # fmt: skip
def test_starts_a_review(with_a_key: Rehearsal, event: str, payload: Mapping[str, object]) -> None:
    with_a_key.run(event, payload)
    assert with_a_key.phases == _EVERYTHING


@pytest.mark.parametrize(
    ("event", "payload"),
    [
        pytest.param("pull_request", pull(_FORK, "eve"), id="a fork, which has its other event"),
        pytest.param("pull_request", pull(None, "ghost"), id="a fork that is gone"),
        pytest.param("pull_request", pull(author=_DEPENDABOT), id="dependabot, which has its other event"),
        pytest.param("pull_request", pull(action="labeled", label={"name": "bug"}), id="any other label"),
        pytest.param("pull_request", pull(action="unlabeled", label={"name": "bug"}), id="any other label taken off"),
        pytest.param(
            "pull_request", pull(action="unlabeled", label={"name": "review"}), id="the asking label taken off"
        ),
        pytest.param("pull_request", pull(action="edited", changes={"title": {"from": "x"}}), id="another title"),
        pytest.param("pull_request_target", pull(), id="a branch of the team's, which has its other event"),
        pytest.param("issue_comment", comment("Nice work"), id="a comment"),
        pytest.param("issue_comment", comment("See\n/review", who="Bot"), id="a bot's comment that names one"),
        pytest.param("issue_comment", comment("<!-- reviewbot:summary x -->\n/review"), id="a comment of ours"),
        pytest.param("pull_request_review_comment", comment("/review", on=_ON_FORK), id="a command on a fork's line"),
        pytest.param("pull_request_review", comment(None, "review", on=_ON_PULL), id="a review without words"),
    ],
)
def test_starts_nothing(with_a_key: Rehearsal, event: str, payload: Mapping[str, object]) -> None:
    with_a_key.run(event, payload)
    assert with_a_key.phases == []


def test_the_model_key_reaches_the_review_alone(with_a_key: Rehearsal) -> None:
    with_a_key.run("pull_request", pull(), ANTHROPIC_API_KEY="the key")
    assert [call["ANTHROPIC_API_KEY"] for call in with_a_key.calls] == ["", "the key", ""]


def test_what_the_request_says_arrives_unharmed(with_a_key: Rehearsal) -> None:
    with_a_key.run("pull_request", pull())
    said = '{"asked": "a \\"$(touch here)\\" b"}'
    assert [call["REVIEWBOT_REQUEST"] for call in with_a_key.calls] == ["", said, said]


def test_the_report_of_one_job_is_found_by_the_next(with_a_key: Rehearsal) -> None:
    with_a_key.run("pull_request", pull())
    assert [call["found"] for call in with_a_key.calls] == ["", "", "a report"]


def test_nothing_runs_in_the_workspace(with_a_key: Rehearsal) -> None:
    with_a_key.run("pull_request", pull())
    assert all(call["REVIEWBOT_REPORT"] == f"{call['cwd']}/reviewbot-report.json" for call in with_a_key.calls)


def test_nothing_to_review_ends_after_the_request(with_a_key: Rehearsal) -> None:
    with_a_key.answer(run="false")
    with_a_key.run("pull_request", pull())
    assert with_a_key.phases == ["request"]


@pytest.mark.parametrize("report", [pytest.param("a report", id="with a report"), pytest.param("", id="without one")])
def test_a_failed_review_is_published(with_a_key: Rehearsal, report: str) -> None:
    with_a_key.answer(report=report, codes={"review": 3})
    with_a_key.run("pull_request", pull())
    assert with_a_key.phases == _EVERYTHING
    assert with_a_key.calls[-1]["found"] == report


def test_a_request_that_fails_starts_nothing(with_a_key: Rehearsal) -> None:
    with_a_key.answer(run="", codes={"request": 2})
    with_a_key.run("pull_request", pull())
    assert with_a_key.phases == ["request"]


def test_the_jobs_go_where_the_team_says(rehearse: Rehearse) -> None:
    there = WITH_A_KEY.read_text("utf-8") + '    with:\n      runs-on: \'["self-hosted", "linux"]\'\n'
    rehearsal = rehearse(there)
    rehearsal.run("pull_request", pull())
    assert rehearsal.phases == _EVERYTHING


def test_what_a_team_sets_arrives(rehearse: Rehearse) -> None:
    inputs = "    with:\n      engine: all\n      max-usd: '0.50'\n      fail-on: high\n"
    rehearsal = rehearse(WITH_A_KEY.read_text("utf-8") + inputs)
    rehearsal.run("pull_request", pull())
    names = ("REVIEWBOT_ENGINE", "REVIEWBOT_MAX_USD", "REVIEWBOT_FAIL_ON")
    assert [rehearsal.calls[1][name] for name in names] == ["all", "0.50", "high"]


@pytest.mark.parametrize(
    ("more", "token"),
    [
        pytest.param("", "token-of-the-job", id="nothing set"),
        pytest.param("      github-token: ${{ secrets.MACHINE }}\n", "token-of-a-user", id="a user's token"),
        pytest.param("    with:\n      app-client-id: Iv1\n", "token-of-the-app", id="an App"),
    ],
)
def test_another_identity_writes_and_never_reviews(rehearse: Rehearse, more: str, token: str) -> None:
    rehearsal = rehearse(WITH_A_KEY.read_text("utf-8") + more)
    rehearsal.run("pull_request", pull(), MACHINE="token-of-a-user")
    assert [call["GITHUB_TOKEN"] for call in rehearsal.calls] == [token, "token-of-the-job", token]


def test_the_file_for_enterprise_server_runs_alike(rehearse: Rehearse) -> None:
    rehearsal = rehearse(WITH_A_KEY.read_text("utf-8").replace(REUSABLE.name, ENTERPRISE.name))
    rehearsal.run("pull_request", pull())
    assert [(call["phase"], call["found"]) for call in rehearsal.calls][-1] == ("publish", "a report")


def test_without_a_key_everything_is_one_job(rehearse: Rehearse) -> None:
    rehearsal = rehearse(WITHOUT_A_KEY.read_text("utf-8"))
    rehearsal.run("pull_request", pull())
    assert [(call["phase"], call["GITHUB_TOKEN"]) for call in rehearsal.calls] == [("all", "token-of-the-job")]
