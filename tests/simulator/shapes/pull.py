"""Pull requests, issues and labels as REST shows them."""

from collections.abc import Mapping

from simulator.changes import changes
from simulator.git import between, merge_base
from simulator.shapes.people import association, named_user, nullable_user
from simulator.shapes.repository import middle_repository
from simulator.state import Issue, Pull, Repository
from simulator.store import node, stamp
from simulator.web import Site


def label(site: Site, repository: Repository, name: str) -> dict[str, object]:
    """Show a label; its number follows from its name."""
    number = 1 + int.from_bytes(name.encode()[:6], "big")
    return {
        "id": number,
        "node_id": node("LA", number),
        "url": site.api(f"/repos/{repository.full_name}/labels/{name}"),
        "name": name,
        "color": "ededed",
        "default": False,
        "description": None,
    }


def simple_pull(site: Site, repository: Repository, pull: Pull) -> dict[str, object]:
    """Show a pull request as in a list."""
    home = f"/repos/{repository.full_name}"
    this, issue = f"{home}/pulls/{pull.number}", f"{home}/issues/{pull.number}"
    page = site.html(f"/{repository.full_name}/pull/{pull.number}")
    urls = {
        "url": site.api(this),
        "html_url": page,
        "diff_url": page + ".diff",
        "patch_url": page + ".patch",
        "issue_url": site.api(issue),
        "commits_url": site.api(f"{this}/commits"),
        "review_comments_url": site.api(f"{this}/comments"),
        "review_comment_url": site.api(f"{home}/pulls/comments{{/number}}"),
        "comments_url": site.api(f"{issue}/comments"),
        "statuses_url": site.api(f"{home}/statuses/{pull.head_sha}"),
    }
    return {
        **urls,
        "id": pull.id,
        "node_id": node("PR", pull.id),
        "number": pull.number,
        "state": "open" if pull.state == "open" else "closed",
        "locked": pull.is_locked,
        "title": pull.title,
        "user": named_user(site, pull.author),
        "body": pull.body or None,
        "created_at": stamp(pull.created_at),
        "updated_at": stamp(pull.updated_at),
        "closed_at": stamp(pull.closed_at),
        "merged_at": stamp(pull.merged_at),
        "merge_commit_sha": pull.merge_sha,
        **dict.fromkeys(("assignee", "milestone", "active_lock_reason", "auto_merge")),
        "assignees": [],
        "requested_reviewers": [],
        "requested_teams": [],
        "labels": [label(site, repository, name) for name in pull.labels],
        "draft": pull.is_draft,
        "head": _end(site, pull.head_repository, pull.head_ref, pull.head_sha, repository),
        "base": _end(site, repository, pull.base_ref, pull.base_sha, repository),
        "_links": _pull_links(urls),
        "author_association": association(repository, pull.author),
    }


def _pull_links(urls: Mapping[str, str]) -> Mapping[str, object]:
    names = ("html", "issue", "comments", "review_comments", "review_comment", "commits", "statuses")
    return {"self": {"href": urls["url"]}} | {name: {"href": urls[f"{name}_url"]} for name in names}


def _end(site: Site, repository: Repository | None, ref: str, sha: str, home: Repository) -> dict[str, object]:
    """Show the base or the head; a fork that was deleted is null, and so is its owner."""
    if repository is None:
        return {"label": f"unknown:{ref}", "ref": ref, "sha": sha, "user": None, "repo": None}
    shown = middle_repository(site, repository)
    return {"label": f"{repository.owner}:{ref}", "ref": ref, "sha": sha, "user": shown["owner"], "repo": shown}


def full_pull(site: Site, repository: Repository, pull: Pull) -> dict[str, object]:
    """Show a pull request to whoever asks for it alone."""
    base = merge_base(repository.folder, pull.base_sha, pull.head_sha) or pull.base_sha
    files = changes(repository.folder, base, pull.head_sha)
    mergeable = None if pull.state == "merged" else pull.merge_sha is not None
    return {
        **simple_pull(site, repository, pull),
        "merged": pull.state == "merged",
        "mergeable": mergeable,
        "rebaseable": mergeable,
        "mergeable_state": {True: "clean", False: "dirty", None: "unknown"}[mergeable],
        "merged_by": nullable_user(site, pull.merged_by),
        "comments": len(pull.comments),
        "review_comments": sum(len(thread.comments) for thread in pull.threads),
        "maintainer_can_modify": False,
        "commits": len(between(repository.folder, pull.base_sha, pull.head_sha)),
        "additions": sum(change.additions for change in files),
        "deletions": sum(change.deletions for change in files),
        "changed_files": len(files),
    }


def shown_issue(site: Site, repository: Repository, issue: Issue) -> dict[str, object]:
    """Show an issue, or a pull request as one."""
    home = f"/repos/{repository.full_name}"
    this = f"{home}/issues/{issue.number}"
    kind = "pull" if isinstance(issue, Pull) else "issues"
    page = site.html(f"/{repository.full_name}/{kind}/{issue.number}")
    shown: dict[str, object] = {
        "url": site.api(this),
        "repository_url": site.api(home),
        "labels_url": site.api(f"{this}/labels{{/name}}"),
        "comments_url": site.api(f"{this}/comments"),
        "events_url": site.api(f"{this}/events"),
        "html_url": page,
        "id": issue.id,
        "node_id": node("PR" if isinstance(issue, Pull) else "I", issue.id),
        "number": issue.number,
        "title": issue.title,
        "user": named_user(site, issue.author),
        "labels": [label(site, repository, name) for name in issue.labels],
        "state": "open" if issue.state == "open" else "closed",
        "locked": issue.is_locked,
        "assignee": None,
        "assignees": [],
        "milestone": None,
        "comments": len(issue.comments),
        "created_at": stamp(issue.created_at),
        "updated_at": stamp(issue.updated_at),
        "closed_at": stamp(issue.closed_at),
        "author_association": association(repository, issue.author),
        "active_lock_reason": None,
        "body": issue.body or None,
    }
    if isinstance(issue, Pull):
        pull = site.api(f"{home}/pulls/{issue.number}")
        shown["draft"] = issue.is_draft
        shown["pull_request"] = {
            "url": pull,
            "html_url": page,
            "diff_url": page + ".diff",
            "patch_url": page + ".patch",
        }
    return shown


def pull_minimal(site: Site, repository: Repository, pull: Pull) -> dict[str, object]:
    """Show a pull request as a check run names it."""
    head = pull.head_repository or repository
    ends = ((head, pull.head_ref, pull.head_sha), (repository, pull.base_ref, pull.base_sha))
    shown = [
        {"ref": ref, "sha": sha, "repo": {"id": at.id, "url": site.api(f"/repos/{at.full_name}"), "name": at.name}}
        for at, ref, sha in ends
    ]
    url = site.api(f"/repos/{repository.full_name}/pulls/{pull.number}")
    return {"url": url, "id": pull.id, "number": pull.number, "head": shown[0], "base": shown[1]}
