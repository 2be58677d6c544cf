"""GraphQL over repositories, branches, commits, files and issues."""

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository
from support.github import Ask, Client


@pytest.fixture
def show(ask: Ask) -> Ask:
    """Read fields of the repository, which must come without errors."""

    def showing(fields: str, token: str | None = None) -> object:
        answer = ask(f'{{ repository(owner: "acme", name: "shop") {{ {fields} }} }}', token)
        assert "errors" not in answer, answer
        return answer["data"]["repository"]

    return showing


def test_a_repository_tells_its_size_and_branches(hub: Simulator, source: Repository, show: Ask) -> None:
    hub.repository("acme/shop", source.root, kilobytes=77, is_private=True)
    fields = "name nameWithOwner diskUsage isPrivate isFork visibility owner { login } databaseId url"
    found = show(f"{fields} defaultBranchRef {{ name prefix target {{ oid }} }}")
    assert (found["nameWithOwner"], found["diskUsage"], found["visibility"]) == ("acme/shop", 77, "PRIVATE")
    assert (found["owner"]["login"], found["isFork"], found["isPrivate"]) == ("acme", False, True)
    assert found["defaultBranchRef"] == {
        "name": "main",
        "prefix": "refs/heads/",
        "target": {"oid": source.git("rev-parse", "main")},
    }


def test_a_commit_is_found_by_its_sha_or_a_branch(pull: OpenedPull, show: Ask) -> None:
    commit = "... on Commit { oid message messageHeadline committedDate }"
    found = show(f'object(oid: "{pull.head_sha}") {{ {commit} }} ref(qualifiedName: "refs/heads/change") {{ name }}')
    assert (found["object"]["oid"], found["object"]["messageHeadline"]) == (pull.head_sha, "Change")
    assert found["ref"] == {"name": "change"}
    by_name = show(f'object(expression: "change") {{ {commit} }} ref(qualifiedName: "nowhere") {{ name }}')
    assert (by_name["object"]["oid"], by_name["ref"]) == (pull.head_sha, None)
    assert show(f'object(oid: "{"1" * 40}") {{ id }}') == {"object": None}


def test_pull_requests_are_listed_by_state_and_order(shop: OpenedRepository, show: Ask) -> None:
    pulls = [shop.pull(head="change") for _ in range(3)]
    pulls[1].merge()
    order = "orderBy: {field: UPDATED_AT, direction: DESC}"
    merged = show(f"pullRequests(first: 5, states: [MERGED], {order}) {{ totalCount nodes {{ number mergedAt }} }}")
    assert [one["number"] for one in merged["pullRequests"]["nodes"]] == [2]
    listed = show("pullRequests(last: 2) { nodes { number } }")
    assert [one["number"] for one in listed["pullRequests"]["nodes"]] == [2, 3]


def test_an_issue_and_a_pull_request_are_told_apart(shop: OpenedRepository, pull: OpenedPull, show: Ask) -> None:
    issue = shop.issue(title="It is broken")
    shop.comment(issue, "carol", "Indeed.")
    fields = "__typename ... on Issue { title state url comments(first: 1) { nodes { body } } }"
    found = show(f"one: issueOrPullRequest(number: 1) {{ {fields} }} two: issueOrPullRequest(number: 2) {{ {fields} }}")
    assert (found["one"]["__typename"], found["two"]["__typename"]) == ("PullRequest", "Issue")
    assert (found["two"]["title"], found["two"]["comments"]["nodes"]) == ("It is broken", [{"body": "Indeed."}])


def test_the_files_and_reviews_of_a_pull_request(pull: OpenedPull, hub: Simulator, client: Client, show: Ask) -> None:
    client().post("/pulls/1/reviews", json={"event": "COMMENT", "body": "Read."})
    client(hub.personal("carol")).post("/pulls/1/reviews", json={"event": "APPROVE"})
    fields = "additions deletions changedFiles mergeable files(first: 9) { nodes { path changeType } }"
    reviews = "reviews(first: 9, states: [APPROVED]) { nodes { state author { login } commit { oid } } }"
    by = 'mine: reviews(first: 9, author: "carol") { totalCount }'
    found = show(f"pullRequest(number: 1) {{ {fields} {reviews} {by} }}")["pullRequest"]
    assert (found["additions"], found["deletions"], found["changedFiles"]) == (6, 3, 4)
    assert {one["path"]: one["changeType"] for one in found["files"]["nodes"]}["gone.txt"] == "DELETED"
    assert found["reviews"]["nodes"] == [
        {"state": "APPROVED", "author": {"login": "carol"}, "commit": {"oid": pull.head_sha}}
    ]
    assert (found["mergeable"], found["mine"]["totalCount"]) == ("MERGEABLE", 1)


def test_a_conflict_is_told_and_cannot_be_merged(
    shop: OpenedRepository, source: Repository, client: Client, show: Ask
) -> None:
    source.git("checkout", "--quiet", "main")
    source.commit({"long.txt": "all new\n"}, "Rewrite")
    shop.push("main")
    pull = shop.pull(head="change")
    assert show("pullRequest(number: 1) { mergeable }") == {"pullRequest": {"mergeable": "CONFLICTING"}}
    assert client().get("/pulls/1").json()["mergeable_state"] == "dirty"
    with pytest.raises(ValueError, match="has conflicts"):
        pull.merge()


@pytest.mark.parametrize(
    ("conclusions", "state"),
    [(["success", "failure"], "FAILURE"), (["success", None], "PENDING"), (["success", "neutral"], "SUCCESS")],
    ids=["failure", "pending", "success"],
)
def test_all_checks_together_have_one_state(
    pull: OpenedPull, client: Client, show: Ask, conclusions: list[str | None], state: str
) -> None:
    for number, conclusion in enumerate(conclusions):
        check = {"name": f"check {number}", "head_sha": pull.head_sha}
        client().post("/check-runs", json=check | ({"conclusion": conclusion} if conclusion else {}))
    rollup = "statusCheckRollup { state contexts(first: 5) { nodes { ... on CheckRun { name } } } }"
    found = show(f'object(expression: "change") {{ ... on Commit {{ {rollup} }} }}')["object"]["statusCheckRollup"]
    assert (found["state"], len(found["contexts"]["nodes"])) == (state, 2)


def test_what_a_workflow_may_not_read_is_forbidden(pull: OpenedPull, hub: Simulator, ask: Ask) -> None:
    pull.repository.is_private = True
    nothing = hub.token(permissions={})
    for field in ("pullRequest(number: 1) { id }", "pullRequests(first: 1) { totalCount }", 'object(oid: "1") { id }'):
        answer = ask(f'{{ repository(owner: "acme", name: "shop") {{ {field} }} }}', nothing)
        assert answer["errors"][0]["type"] == "FORBIDDEN"
        assert list(answer["data"]["repository"].values() if answer["data"]["repository"] else [None]) == [None]


def test_every_thing_is_found_by_its_id(pull: OpenedPull, client: Client, ask: Ask) -> None:
    pull.comment("carol", "Hello.")
    comments = [{"path": "new.py", "line": 1, "body": "One."}]
    client().post("/pulls/1/reviews", json={"event": "COMMENT", "comments": comments})
    client().post("/check-runs", json={"name": "reviewbot", "head_sha": pull.head_sha})
    parts = """
        id author { ... on User { id } } repository { id } commits(first: 1) { nodes { commit {
        checkSuites(first: 1) { nodes { app { slug databaseId name } checkRuns(first: 1) { nodes { id } } } } } } }
        comments(first: 1) { nodes { id } } reviews(first: 1) { nodes { id } }
        reviewThreads(first: 1) { nodes { id comments(first: 1) { nodes { id } } } }
    """
    found = ask(f'{{ repository(owner: "acme", name: "shop") {{ pullRequest(number: 1) {{ {parts} }} }} }}')
    pull_found = found["data"]["repository"]["pullRequest"]
    (suite,) = pull_found["commits"]["nodes"][0]["commit"]["checkSuites"]["nodes"]
    ids = {
        "PullRequest": pull_found["id"],
        "User": pull_found["author"]["id"],
        "Repository": pull_found["repository"]["id"],
        "IssueComment": pull_found["comments"]["nodes"][0]["id"],
        "PullRequestReview": pull_found["reviews"]["nodes"][0]["id"],
        "PullRequestReviewThread": pull_found["reviewThreads"]["nodes"][0]["id"],
        "PullRequestReviewComment": pull_found["reviewThreads"]["nodes"][0]["comments"]["nodes"][0]["id"],
        "CheckRun": suite["checkRuns"]["nodes"][0]["id"],
    }
    for kind, identifier in ids.items():
        assert ask(f'{{ node(id: "{identifier}") {{ __typename }} }}')["data"]["node"] == {"__typename": kind}


@pytest.mark.usefixtures("shop")
def test_what_is_no_name_of_an_object_is_refused(ask: Ask) -> None:
    query = 'query($sha: GitObjectID!) { repository(owner: "acme", name: "shop") { object(oid: $sha) { id } } }'
    assert "to GitObjectID" in str(ask(query, sha="HEAD")["errors"])
