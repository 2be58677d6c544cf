"""What GitHub sends: an official example of the event, with our own pull, people and commits put in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from simulator.shapes.people import simple_user
from simulator.shapes.pull import full_pull, label, shown_issue, simple_pull
from simulator.shapes.repository import middle_repository
from simulator.shapes.talk import issue_comment, review_comment, shown_review
from simulator.state import Comment, Issue, Pull, Repository, Review, Thread, User
from simulator.web import Site

EXAMPLES = (
    Path(__file__).parents[1] / "node_modules" / "@octokit" / "webhooks-examples" / "api.github.com" / "index.json"
)
_ALIASES = {"pull_request_target": "pull_request"}
# Apps and organisations get more than a workflow does.
_NOT_OURS = ("installation", "organization", "enterprise")


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened, and to what: what an event has nothing to say about stays None."""

    repository: Repository
    sender: User
    issue: Issue | None = None
    comment: Comment | None = None
    thread: Thread | None = None
    review: Review | None = None
    label: str = ""
    before: str = ""


@cache
def _examples() -> Mapping[str, list[dict[str, object]]]:
    return {one["name"]: one["examples"] for one in json.loads(EXAMPLES.read_bytes())}


def payload(site: Site, name: str, action: str, happened: Happened) -> dict[str, object]:
    """Write the payload of an event; raises LookupError where GitHub has no example of it."""
    example = _example(_ALIASES.get(name, name), action)
    ours = _ours(site, name, happened)
    kept = {key: ours.get(key, value) for key, value in example.items() if key not in _NOT_OURS}
    return _at_home(site, happened.repository, kept | {key: ours[key] for key in ("repository", "sender")})


def _example(name: str, action: str) -> dict[str, object]:
    if name == "schedule":
        return {"schedule": "30 5 * * 1", "workflow": ".github/workflows/audit.yml"}
    found = [one for one in _examples()[name] if one.get("action", "") == action]
    if not found:
        raise LookupError(f"GitHub has no example of {name} {action}")
    # The shortest is the plainest: without an installation or an organisation.
    return min(found, key=len)


def _ours(site: Site, name: str, happened: Happened) -> dict[str, object]:
    repository, issue = happened.repository, happened.issue
    ours: dict[str, object] = {
        "repository": middle_repository(site, repository),
        "sender": simple_user(site, happened.sender),
        "ref": f"refs/heads/{repository.default_branch}",
    }
    if issue is not None:
        ours |= {"number": issue.number, "issue": shown_issue(site, repository, issue)}
    if happened.label:
        ours["label"] = label(site, repository, happened.label)
    if isinstance(issue, Pull):
        ours |= _of_pull(site, name, happened, issue)
    elif issue is not None and happened.comment is not None:
        ours["comment"] = issue_comment(site, repository, issue, happened.comment)
    return ours


def _of_pull(site: Site, name: str, happened: Happened, pull: Pull) -> dict[str, object]:
    repository, comment, thread = happened.repository, happened.comment, happened.thread
    show = full_pull if _ALIASES.get(name, name) == "pull_request" else simple_pull
    ours: dict[str, object] = {
        "pull_request": show(site, repository, pull),
        "before": happened.before,
        "after": pull.head_sha,
        "merge_group": _queue(pull),
    }
    if comment is not None and thread is not None:
        ours["comment"] = review_comment(site, repository, pull, thread, comment)
    elif comment is not None:
        ours["comment"] = issue_comment(site, repository, pull, comment)
    if happened.review is not None:
        shown = shown_review(site, repository, pull, happened.review)
        ours["review"] = shown | {"state": happened.review.state.lower(), "body": happened.review.body or None}
    return ours


def _queue(pull: Pull) -> dict[str, object]:
    sha = pull.merge_sha or pull.head_sha
    people = {"name": "GitHub", "email": "noreply@github.com"}
    return {
        "head_sha": sha,
        "head_ref": f"refs/heads/gh-readonly-queue/{pull.base_ref}/pr-{pull.number}-{pull.base_sha}",
        "base_sha": pull.base_sha,
        "base_ref": f"refs/heads/{pull.base_ref}",
        "head_commit": {
            "id": sha,
            "tree_id": sha,
            "message": f"Merge pull request #{pull.number}",
            "timestamp": "2026-01-01T00:00:00Z",
            "author": people,
            "committer": people,
        },
    }


def _at_home(site: Site, repository: Repository, found: Mapping[str, object]) -> dict[str, object]:
    """Bring what is left of the example to our server and repository."""
    text = json.dumps(found)
    for theirs, ours in (("https://api.github.com", f"{site.url}/api/v3"), ("https://github.com", site.url)):
        text = text.replace(theirs, ours)
    for name in ("Codertocat/Hello-World", "octo-org/octo-repo"):
        text = text.replace(name, repository.full_name)
    brought: dict[str, object] = json.loads(text)
    return brought
