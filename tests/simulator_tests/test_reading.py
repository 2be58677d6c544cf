"""What the REST API tells of repositories and pull requests."""

from pathlib import Path

import httpx
import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from simulator.state import Advisory
from support.command import Repository
from support.github import Client


def test_a_repository_tells_its_size_in_kilobytes(hub: Simulator, source: Repository, client: Client) -> None:
    hub.repository("acme/shop", source.root, kilobytes=1234)
    answer = client().get(f"{hub.url}/api/v3/repos/acme/shop").json()
    assert (answer["full_name"], answer["size"], answer["default_branch"]) == ("acme/shop", 1234, "main")


def test_a_pull_request_tells_its_ends_and_its_counts(pull: OpenedPull, client: Client) -> None:
    answer = client().get("/pulls/1").json()
    assert (answer["base"]["sha"], answer["head"]["sha"]) == (pull.base_sha, pull.head_sha)
    assert (answer["changed_files"], answer["additions"], answer["deletions"]) == (4, 6, 3)
    assert answer["mergeable"] is True


def test_pulls_are_listed_open_ones_first_to_last_page(shop: OpenedRepository, client: Client) -> None:
    pulls = [shop.pull(head="change") for _ in range(5)]
    pulls[0].close()
    first = client().get("/pulls", params={"per_page": "2"})
    second = client().get(first.links["next"]["url"])
    assert [one["number"] for one in first.json() + second.json()] == [5, 4, 3, 2]
    assert set(first.links) == {"next", "last"}
    assert set(second.links) == {"prev", "first"}


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, [2]),
        ({"state": "closed"}, [3, 1]),
        ({"state": "all"}, [3, 2, 1]),
        ({"state": "all", "direction": "asc"}, [1, 2, 3]),
        ({"state": "all", "sort": "updated"}, [1, 2, 3]),
        ({"state": "all", "head": "acme:change"}, [3, 2, 1]),
        ({"state": "all", "head": "acme:other"}, []),
        ({"state": "all", "base": "change"}, []),
    ],
    ids=str,
)
def test_pulls_are_chosen_and_sorted(
    shop: OpenedRepository, client: Client, query: dict[str, str], numbers: list[int]
) -> None:
    first, _, third = (shop.pull(head="change") for _ in range(3))
    first.close()
    third.close()
    assert [one["number"] for one in client().get("/pulls", params=query).json()] == numbers


def test_a_merged_pull_request_says_so(pull: OpenedPull, client: Client) -> None:
    sha = pull.merge("carol")
    answer = client().get("/pulls/1").json()
    assert (answer["state"], answer["merged"], answer["merge_commit_sha"]) == ("closed", True, sha)
    assert answer["merged_by"]["login"] == "carol"


def test_files_carry_patches_without_file_headers(pull: OpenedPull, client: Client) -> None:
    files = {one["filename"]: one for one in client().get("/pulls/1/files").json()}
    assert {name: one["status"] for name, one in files.items()} == {
        "gone.txt": "removed",
        "logo.png": "added",
        "long.txt": "modified",
        "new.py": "added",
    }
    assert files["new.py"]["patch"] == "@@ -0,0 +1,3 @@\n+one = 1\n+two = 2\n+three = 3"
    assert files["long.txt"]["patch"].count("@@ -") == 2
    assert "patch" not in files["logo.png"]


def test_a_renamed_file_tells_its_old_name(shop: OpenedRepository, source: Repository, client: Client) -> None:
    source.git("mv", "long.txt", "longer.txt")
    source.commit({}, "Rename")
    shop.push("change")
    shop.pull(head="change")
    names = {one["filename"]: one.get("previous_filename") for one in client().get("/pulls/1/files").json()}
    assert names["longer.txt"] == "long.txt"


def test_a_file_that_became_a_link_has_no_patch(shop: OpenedRepository, source: Repository, client: Client) -> None:
    path = source.root / "same.txt"
    path.unlink()
    path.symlink_to("long.txt")
    source.commit({}, "Link")
    shop.push("change")
    shop.pull(head="change")
    file = next(one for one in client().get("/pulls/1/files").json() if one["filename"] == "same.txt")
    assert (file["status"], "patch" in file) == ("changed", False)


def _grown(source: Repository, files: int, lines: int = 1) -> None:
    text = "".join(f"x = {number}\n" for number in range(lines))
    source.commit({f"many/{number:04}.py": text for number in range(files)}, "Grow")


def test_files_come_100_a_page_and_3000_in_all(shop: OpenedRepository, source: Repository, client: Client) -> None:
    _grown(source, 3_100)
    shop.push("change")
    shop.pull(head="change")
    first = client().get("/pulls/1/files", params={"per_page": "250"})
    assert len(first.json()) == 100
    assert first.links["last"]["url"].endswith("page=30")


def test_a_patch_of_more_than_20000_lines_is_left_out(
    shop: OpenedRepository, source: Repository, client: Client
) -> None:
    _grown(source, 1, 20_001)
    shop.push("change")
    shop.pull(head="change")
    file = next(one for one in client().get("/pulls/1/files").json() if one["filename"].startswith("many/"))
    assert (file["additions"], "patch" in file) == (20_001, False)


@pytest.mark.parametrize(("files", "lines"), [(301, 1), (1, 20_001)], ids=["files", "lines"])
def test_the_raw_diff_is_refused_when_it_is_too_large(
    shop: OpenedRepository, source: Repository, client: Client, files: int, lines: int
) -> None:
    raw = {"accept": "application/vnd.github.v3.diff"}
    shop.pull(head="change")
    assert client().get("/pulls/1", headers=raw).text.startswith("diff --git a/gone.txt b/gone.txt\n")
    _grown(source, files, lines)
    shop.push("change")
    shop.pull(head="change")
    answer = client().get("/pulls/2", headers=raw)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (406, "too_large")


def test_compare_gives_the_merge_base_and_the_commits(
    shop: OpenedRepository, source: Repository, client: Client
) -> None:
    base = source.git("rev-parse", "main")
    source.git("checkout", "--quiet", "main")
    tip = source.commit({"other.txt": "other\n"}, "Go on")
    shop.push("main")
    answer = client().get("/compare/main...change").json()
    assert (answer["status"], answer["ahead_by"], answer["behind_by"]) == ("diverged", 1, 1)
    assert (answer["base_commit"]["sha"], answer["merge_base_commit"]["sha"]) == (tip, base)
    assert [one["commit"]["message"] for one in answer["commits"]] == ["Change"]
    assert len(answer["files"]) == 4


@pytest.mark.parametrize(
    ("ends", "status"),
    [("main...main", "identical"), ("change...main", "behind"), ("main...change", "ahead")],
    ids=["identical", "behind", "ahead"],
)
def test_compare_tells_how_two_ends_stand(shop: OpenedRepository, client: Client, ends: str, status: str) -> None:
    assert client().get(f"/compare/{ends}").json()["status"] == status


def test_compare_gives_300_files_on_its_first_page_alone(
    shop: OpenedRepository, source: Repository, client: Client
) -> None:
    _grown(source, 310)
    for number in range(3):
        source.commit({"n.txt": f"{number}\n"}, f"Step {number}")
    shop.push("change")
    first = client().get("/compare/main...change", params={"per_page": "2"})
    second = client().get(first.links["next"]["url"]).json()
    assert (len(first.json()["files"]), len(first.json()["commits"])) == (300, 2)
    assert ("files" in second, len(second["commits"]), second["total_commits"]) == (False, 2, 5)


def test_compare_finds_branches_with_slashes_and_those_of_forks(
    shop: OpenedRepository, source: Repository, client: Client
) -> None:
    source.git("branch", "topic/deep", "change")
    shop.push("topic/deep")
    assert client().get("/compare/main...topic/deep").json()["ahead_by"] == 1
    shop.pull(head="topic/deep", fork="mallory/shop")
    assert client().get("/compare/main...topic/deep").status_code == 404
    assert client().get("/compare/main...mallory:topic/deep").json()["ahead_by"] == 1


@pytest.mark.parametrize(
    "ends", ["main...nowhere", "nowhere...main", "main", "main...main^{tree}"], ids=["head", "base", "one", "odd"]
)
def test_compare_with_an_end_that_is_not_there_is_not_found(shop: OpenedRepository, client: Client, ends: str) -> None:
    assert client().get(f"/compare/{ends}").status_code == 404


def test_compare_without_a_common_commit_is_not_found(
    shop: OpenedRepository, source: Repository, client: Client
) -> None:
    source.git("checkout", "--quiet", "--orphan", "island")
    source.commit({"island.txt": "alone\n"}, "Begin again")
    shop.push("island")
    answer = client().get("/compare/main...island")
    assert (answer.status_code, answer.json()["message"]) == (404, "No common ancestor between main and island.")


@pytest.mark.parametrize("path", ["/pulls/2", "/pulls/x", "/pulls/2/files", "/issues/9/comments"], ids=str)
def test_what_is_not_there_is_not_found(pull: OpenedPull, client: Client, path: str) -> None:
    answer = client().get(path)
    assert (answer.status_code, answer.json()["message"]) == (404, "Not Found")


def test_an_unknown_endpoint_is_not_found_and_noticed(pull: OpenedPull, hub: Simulator, client: Client) -> None:
    assert client().get("/contents/README.md").status_code == 404
    assert [one.call for one in hub.violations] == ["GET /repos/acme/shop/contents/README.md"]
    hub.violations.clear()


def test_a_pull_request_whose_fork_was_deleted_has_no_head_repository(shop: OpenedRepository, client: Client) -> None:
    shop.pull(head="change", fork="mallory/shop").delete_fork()
    assert client().get("/pulls/1").json()["head"]["repo"] is None


def test_a_request_without_a_user_agent_is_forbidden(pull: OpenedPull, hub: Simulator) -> None:
    headers = {"user-agent": "", "authorization": f"Bearer {hub.token()}"}
    assert httpx.get(f"{hub.url}/api/v3/repos/acme/shop", headers=headers).status_code == 403


def test_the_pull_request_has_refs_of_its_own(pull: OpenedPull, tmp_path: Path, source: Repository) -> None:
    folder = pull.repository.folder
    refs = source.git("--git-dir", str(folder), "for-each-ref", "--format=%(refname)", "refs/pull")
    assert refs.split() == ["refs/pull/1/head", "refs/pull/1/merge"]


def test_dependencies_are_compared_from_the_merge_base(
    hub: Simulator, shop: OpenedRepository, source: Repository, client: Client
) -> None:
    source.commit({"requirements.txt": "pyyaml==5.3\n"}, "Pin")
    shop.push("change")
    hub.advise(Advisory("GHSA-1", "pip", "pyyaml", frozenset({"5.3"}), "high", "A fault"))
    (one,) = client().get("/dependency-graph/compare/main...change").json()
    assert (one["change_type"], one["manifest"], one["name"], one["version"]) == (
        "added", "requirements.txt", "pyyaml", "5.3",
    )  # fmt: skip
    assert [each["advisory_ghsa_id"] for each in one["vulnerabilities"]] == ["GHSA-1"]
    assert client().get("/dependency-graph/compare/main...change", params={"name": "other.txt"}).json() == []
    assert client().get("/dependency-graph/compare/main...nowhere").status_code == 404


def test_dependencies_of_a_repository_without_a_graph_are_not_there(shop: OpenedRepository, client: Client) -> None:
    shop.record.has_dependency_graph = False
    assert client().get("/dependency-graph/compare/main...change").status_code == 404


def test_dependencies_of_a_private_repository_take_advanced_security(
    hub: Simulator, shop: OpenedRepository, client: Client
) -> None:
    shop.record.is_private = True
    assert client().get("/dependency-graph/compare/main...change").status_code == 403
    shop.record.has_advanced_security = True
    assert client().get("/dependency-graph/compare/main...change").status_code == 200
    blind = hub.token(permissions={"metadata": "read"})
    refused = client(blind).get("/dependency-graph/compare/main...change")
    assert (refused.status_code, refused.headers["x-accepted-github-permissions"]) == (403, "contents=read")
