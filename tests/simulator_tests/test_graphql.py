"""GraphQL: what is read, page by page, and what is refused."""

import httpx
import pytest
from simulator.hub import WRITER, Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository
from support.github import Ask, Client

_PULL = 'repository(owner: "acme", name: "shop") { pullRequest(number: 1) { %s } }'


@pytest.fixture
def show(ask: Ask) -> Ask:
    """Read fields of the pull request, which must come without errors."""

    def showing(fields: str) -> object:
        answer = ask("{" + _PULL % fields + "}")
        assert "errors" not in answer, answer
        return answer["data"]["repository"]["pullRequest"]

    return showing


def _posted(client: Client, pull: OpenedPull, count: int = 1) -> None:
    comments = [{"path": "new.py", "line": 1 + at % 3, "body": f"Comment {at}."} for at in range(count)]
    review = {"event": "COMMENT", "comments": comments, "commit_id": pull.head_sha}
    assert client().post("/pulls/1/reviews", json=review).status_code == 200


def test_a_pull_request_tells_its_ends(shop: OpenedRepository, hub: Simulator, show: Ask) -> None:
    pull = shop.pull(head="change", author="alice", draft=True, labels=("api",), fork="mallory/shop")
    fields = """
        number title body state merged isDraft isCrossRepository url author { login __typename }
        baseRefName baseRefOid baseRef { target { oid } } headRefName headRefOid headRepository { nameWithOwner }
        labels(first: 10) { nodes { name } } mergeCommit { oid } commits(last: 1) { nodes { commit { oid } } }
    """
    assert show(fields) == {
        "number": 1,
        "title": "Change the shop",
        "body": "",
        "state": "OPEN",
        "merged": False,
        "isDraft": True,
        "isCrossRepository": True,
        "url": f"{hub.url}/acme/shop/pull/1",
        "author": {"login": "alice", "__typename": "User"},
        "baseRefName": "main",
        "baseRefOid": pull.base_sha,
        "baseRef": {"target": {"oid": pull.base_sha}},
        "headRefName": "change",
        "headRefOid": pull.head_sha,
        "headRepository": {"nameWithOwner": "mallory/shop"},
        "labels": {"nodes": [{"name": "api"}]},
        "mergeCommit": None,
        "commits": {"nodes": [{"commit": {"oid": pull.head_sha}}]},
    }


def test_the_base_may_have_moved_since_the_last_push(
    shop: OpenedRepository, pull: OpenedPull, source: Repository, show: Ask
) -> None:
    source.git("checkout", "--quiet", "main")
    tip = source.commit({"other.txt": "other\n"}, "Go on")
    shop.push("main")
    found = show("baseRefOid baseRef { target { oid } }")
    assert found == {"baseRefOid": pull.base_sha, "baseRef": {"target": {"oid": tip}}}


def test_a_merged_pull_request_has_a_merge_commit(pull: OpenedPull, show: Ask) -> None:
    sha = pull.merge()
    found = show("state merged mergeCommit { oid }")
    assert found == {"state": "MERGED", "merged": True, "mergeCommit": {"oid": sha}}


def test_a_deleted_author_and_fork_are_null(shop: OpenedRepository, hub: Simulator, show: Ask) -> None:
    pull = shop.pull(head="change", author="alice", fork="mallory/shop")
    pull.delete_fork()
    hub.forget("alice")
    found = show("author { login } headRepository { id } headRef { name } isCrossRepository")
    assert found == {"author": None, "headRepository": None, "headRef": None, "isCrossRepository": True}


def test_comments_tell_who_wrote_and_who_edited_them(pull: OpenedPull, client: Client, show: Ask) -> None:
    pull.comment("carol", "By hand.")
    made = client().post("/issues/1/comments", json={"body": "First."}).json()
    client().patch(f"/issues/comments/{made['id']}", json={"body": "Second."})
    fields = "databaseId body viewerDidAuthor author { login __typename } editor { login } isMinimized url"
    first, second = show(f"comments(first: 5) {{ nodes {{ {fields} }} }}")["comments"]["nodes"]
    assert (first["author"], first["viewerDidAuthor"], first["editor"]) == (
        {"login": "carol", "__typename": "User"},
        False,
        None,
    )
    # GraphQL leaves away what REST hangs on an app's login.
    assert second["author"] == {"login": "github-actions", "__typename": "Bot"}
    assert (second["body"], second["viewerDidAuthor"], second["editor"]) == (
        "Second.",
        True,
        {"login": "github-actions"},
    )
    assert second["url"] == made["html_url"]


def test_the_viewer_of_a_workflow_is_its_bot(pull: OpenedPull, hub: Simulator, ask: Ask) -> None:
    assert ask("{ viewer { login } }") == {"data": {"viewer": {"login": "github-actions[bot]"}}}
    token = hub.personal("carol")
    assert ask("{ viewer { login } }", token) == {"data": {"viewer": {"login": "carol"}}}


def test_threads_come_page_by_page(pull: OpenedPull, client: Client, show: Ask) -> None:
    _posted(client, pull, 5)
    seen: list[str] = []
    after = "null"
    for has_next in (True, True, False):
        fields = "totalCount nodes { line comments(first: 1) { nodes { body } } } pageInfo { hasNextPage endCursor }"
        page = show(f"reviewThreads(first: 2, after: {after}) {{ {fields} }}")["reviewThreads"]
        assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (5, has_next)
        seen += [node["comments"]["nodes"][0]["body"] for node in page["nodes"]]
        after = f'"{page["pageInfo"]["endCursor"]}"'
    assert seen == [f"Comment {at}." for at in range(5)]


def test_the_last_comments_come_before_a_cursor(pull: OpenedPull, show: Ask) -> None:
    for at in range(5):
        pull.comment("carol", str(at))
    fields = "nodes { body } pageInfo { hasPreviousPage startCursor }"
    page = show(f"comments(last: 2) {{ {fields} }}")["comments"]
    start = page["pageInfo"]["startCursor"]
    before = show(f'comments(last: 2, before: "{start}") {{ {fields} }}')["comments"]
    bodies = [one["body"] for one in (*before["nodes"], *page["nodes"])]
    assert bodies == ["1", "2", "3", "4"]
    assert before["pageInfo"]["hasPreviousPage"] is True


def test_a_thread_tells_where_it_stands(pull: OpenedPull, source: Repository, client: Client, show: Ask) -> None:
    _posted(client, pull)
    file = {"body": "File.", "path": "long.txt", "subject_type": "file", "commit_id": pull.head_sha}
    client().post("/pulls/1/comments", json=file)
    source.commit({"new.py": "one = 11\ntwo = 2\nthree = 3\n"}, "Push")
    pull.push()
    place = "path line startLine originalLine subjectType"
    fields = f"isOutdated diffSide {place} comments(first: 1) {{ nodes {{ outdated diffHunk line originalLine }} }}"
    first, second = show(f"reviewThreads(first: 9) {{ nodes {{ {fields} }} }}")["reviewThreads"]["nodes"]
    hunk = "@@ -0,0 +1,3 @@\n+one = 1"
    assert first == {
        "isOutdated": True,
        "diffSide": "RIGHT",
        "path": "new.py",
        "line": None,
        "startLine": None,
        "originalLine": 1,
        "subjectType": "LINE",
        "comments": {"nodes": [{"outdated": True, "diffHunk": hunk, "line": None, "originalLine": 1}]},
    }
    assert (second["isOutdated"], second["line"], second["subjectType"]) == (False, None, "FILE")


def test_checks_are_found_by_name_below_the_last_commit(
    shop: OpenedRepository, pull: OpenedPull, client: Client, show: Ask
) -> None:
    shop.require("reviewbot")
    for name in ("reviewbot", "other", "reviewbot"):
        client().post("/check-runs", json={"name": name, "head_sha": pull.head_sha, "external_id": name})
    run = "name status conclusion externalId title summary text isRequired(pullRequestNumber: 1) detailsUrl"
    runs = f'checkRuns(first: 5, filterBy: {{checkName: "reviewbot"}}) {{ nodes {{ {run} }} }}'
    commit = f"checkSuites(first: 5) {{ nodes {{ app {{ slug }} {runs} }} }} statusCheckRollup {{ state }}"
    found = show(f"commits(last: 1) {{ nodes {{ commit {{ {commit} }} }} }}")["commits"]["nodes"][0]["commit"]
    (suite,) = found["checkSuites"]["nodes"]
    assert suite["app"]["slug"] == "github-actions"
    (check,) = suite["checkRuns"]["nodes"]
    assert (check["name"], check["status"], check["conclusion"], check["isRequired"]) == (
        "reviewbot",
        "QUEUED",
        None,
        True,
    )
    assert found["statusCheckRollup"]["state"] == "PENDING"


def test_whether_a_check_is_required_is_a_question_about_a_pull_request(
    pull: OpenedPull, client: Client, ask: Ask
) -> None:
    client().post("/check-runs", json={"name": "reviewbot", "head_sha": pull.head_sha})
    runs = "checkSuites(first: 1) { nodes { checkRuns(first: 1) { nodes { name isRequired } } } }"
    answer = ask("{" + _PULL % f"commits(last: 1) {{ nodes {{ commit {{ {runs} }} }} }}" + "}")
    assert answer["errors"][0]["type"] == "UNPROCESSABLE"


def test_a_token_without_checks_gets_the_rest_and_an_error(
    hub: Simulator, pull: OpenedPull, client: Client, ask: Ask
) -> None:
    pull.repository.is_private = True
    token = hub.token(permissions={name: level for name, level in WRITER.items() if name != "checks"})
    suites = "checkSuites(first: 1) { nodes { id } } oid"
    answer = ask("{" + _PULL % f"title commits(last: 1) {{ nodes {{ commit {{ {suites} }} }} }}" + "}", token)
    assert answer["errors"][0]["message"] == "Resource not accessible by integration"
    assert answer["data"]["repository"]["pullRequest"]["title"] == "Change the shop"


@pytest.mark.parametrize(
    ("query", "kind", "message"),
    [
        (
            '{ repository(owner: "acme", name: "nothing") { id } }',
            "NOT_FOUND",
            "Could not resolve to a Repository with the name 'acme/nothing'.",
        ),
        (
            '{ repository(owner: "acme", name: "shop") { pullRequest(number: 7) { id } } }',
            "NOT_FOUND",
            "Could not resolve to a PullRequest with the number of 7.",
        ),
        ('{ node(id: "x") { id } }', "NOT_FOUND", "Could not resolve to a node with the global id of 'x'"),
        (
            "{" + _PULL % "comments { totalCount }" + "}",
            "MISSING_PAGINATION_BOUNDARIES",
            "You must provide a `first` or `last` value to properly paginate the `comments` connection.",
        ),
        (
            "{" + _PULL % "reviewThreads(first: 101) { totalCount }" + "}",
            "EXCESSIVE_PAGINATION",
            "Requesting 101 records on the `reviewThreads` connection exceeds the `first` limit of 100 records.",
        ),
        (
            "{" + _PULL % "comments(last: -1) { totalCount }" + "}",
            "BAD_PAGINATION",
            "`last` on the `comments` connection must be a non-negative number.",
        ),
        (
            "{" + _PULL % 'comments(first: 1, after: "x") { totalCount }' + "}",
            "INVALID_CURSOR_ARGUMENTS",
            "`x` does not appear to be a valid cursor.",
        ),
    ],
    ids=["repository", "pull", "node", "bounds", "most", "negative", "cursor"],
)
def test_what_cannot_be_answered_says_why(pull: OpenedPull, ask: Ask, query: str, kind: str, message: str) -> None:
    error = ask(query)["errors"][0]
    assert (error["type"], error["message"]) == (kind, message)


def test_a_private_repository_is_not_there_for_strangers(pull: OpenedPull, hub: Simulator, ask: Ask) -> None:
    pull.repository.is_private = True
    answer = ask('{ repository(owner: "acme", name: "shop") { id } }', hub.personal("dave"))
    assert answer["errors"][0]["type"] == "NOT_FOUND"


def test_a_field_that_github_does_not_have_is_refused(pull: OpenedPull, hub: Simulator, ask: Ask) -> None:
    answer = ask("{" + _PULL % "mood" + "}")
    assert ("data" in answer, "Cannot query field 'mood' on type 'PullRequest'." in str(answer)) == (False, True)
    assert [one.by for one in hub.violations] == ["caller"]
    hub.violations.clear()
    assert "Syntax Error" in str(ask("{"))
    hub.violations.clear()


def test_a_field_that_the_simulator_lacks_is_no_silent_null(pull: OpenedPull, hub: Simulator, ask: Ask) -> None:
    answer = ask("{" + _PULL % "bodyHTML" + "}")
    assert "the simulator does not know PullRequest.bodyHTML" in str(answer)
    assert [one.by for one in hub.violations] == ["simulator"]
    hub.violations.clear()


def test_a_query_for_too_many_nodes_is_refused(pull: OpenedPull, ask: Ask) -> None:
    inner = "comments(first: 100) { nodes { reactions(first: $many) { nodes { id } } } }"
    query = "query($many: Int!) {" + _PULL % "reviewThreads(first: 100) { nodes { ...threads } }" + "}"
    fragment = f"fragment threads on PullRequestReviewThread {{ ... on Node {{ id }} {inner} }}"
    assert ask(f"{query} {fragment}", many=100)["errors"][0]["type"] == "MAX_NODE_LIMIT_EXCEEDED"
    assert "errors" not in ask(f"{query} {fragment}", many=40)


def test_introspection_works(hub: Simulator, ask: Ask) -> None:
    answer = ask('{ __type(name: "CheckRun") { name } }')
    assert answer == {"data": {"__type": {"name": "CheckRun"}}}


@pytest.mark.parametrize(
    ("body", "message"),
    [(b"{", "Problems parsing JSON"), (b"{}", "A query attribute must be specified and must be a string.")],
    ids=["broken", "empty"],
)
def test_a_request_without_a_query_is_bad(hub: Simulator, client: Client, body: bytes, message: str) -> None:
    answer = client().post(f"{hub.url}/api/graphql", content=body)
    assert (answer.status_code, answer.json()["message"]) == (400, message)


def test_graphql_wants_a_token(hub: Simulator) -> None:
    for header in ({}, {"authorization": "Bearer wrong"}):
        answer = httpx.post(f"{hub.url}/api/graphql", json={"query": "{viewer{login}}"}, headers=header)
        assert answer.status_code == 401
