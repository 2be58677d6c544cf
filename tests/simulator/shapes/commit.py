"""Commits and the files of a diff as REST shows them."""

from urllib.parse import quote

from simulator.changes import FileChange
from simulator.git import Commit, Person
from simulator.state import Repository
from simulator.store import node
from simulator.web import Site


def shown_commit(site: Site, repository: Repository, commit: Commit) -> dict[str, object]:
    """Show a commit: no e-mail address belongs to a user here, so its author is a name alone."""
    home, page = f"/repos/{repository.full_name}", f"/{repository.full_name}/commit"
    url = site.api(f"{home}/commits/{commit.sha}")
    verification = dict.fromkeys(("payload", "signature", "verified_at"))
    return {
        "url": url,
        "sha": commit.sha,
        "node_id": node("C", int(commit.sha[:12], 16)),
        "html_url": site.html(f"{page}/{commit.sha}"),
        "comments_url": f"{url}/comments",
        "commit": {
            "url": site.api(f"{home}/git/commits/{commit.sha}"),
            "author": _person(commit.author),
            "committer": _person(commit.committer),
            "message": commit.message,
            "tree": {"sha": commit.tree, "url": site.api(f"{home}/git/trees/{commit.tree}")},
            "comment_count": 0,
            "verification": {"verified": False, "reason": "unsigned", **verification},
        },
        "author": None,
        "committer": None,
        "parents": [
            {"sha": sha, "url": site.api(f"{home}/commits/{sha}"), "html_url": site.html(f"{page}/{sha}")}
            for sha in commit.parents
        ],
    }


def _person(person: Person) -> dict[str, object]:
    return {"name": person.name, "email": person.email, "date": person.date}


def diff_entry(site: Site, repository: Repository, head: str, change: FileChange) -> dict[str, object]:
    """Show a file of a diff, without the keys that GitHub leaves out."""
    path = quote(change.path)
    shown: dict[str, object] = {
        "sha": change.sha,
        "filename": change.path,
        "status": change.status,
        "additions": change.additions,
        "deletions": change.deletions,
        "changes": change.additions + change.deletions,
        "blob_url": f"{site.html(f'/{repository.full_name}/blob/{head}')}/{path}",
        "raw_url": f"{site.html(f'/{repository.full_name}/raw/{head}')}/{path}",
        "contents_url": f"{site.api(f'/repos/{repository.full_name}/contents')}/{path}?ref={head}",
    }
    if change.previous is not None:
        shown["previous_filename"] = change.previous
    if change.patch is not None:
        shown["patch"] = change.patch
    return shown
