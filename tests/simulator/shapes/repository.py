"""A repository as REST shows it, short and in full."""

from simulator.access import role
from simulator.shapes.people import simple_user
from simulator.state import ROLES, Repository, Token, User
from simulator.store import node, stamp
from simulator.web import Site

_LINKS = {
    "archive_url": "/{archive_format}{/ref}",
    "assignees_url": "/assignees{/user}",
    "blobs_url": "/git/blobs{/sha}",
    "branches_url": "/branches{/branch}",
    "collaborators_url": "/collaborators{/collaborator}",
    "comments_url": "/comments{/number}",
    "commits_url": "/commits{/sha}",
    "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}",
    "contributors_url": "/contributors",
    "deployments_url": "/deployments",
    "downloads_url": "/downloads",
    "events_url": "/events",
    "forks_url": "/forks",
    "git_commits_url": "/git/commits{/sha}",
    "git_refs_url": "/git/refs{/sha}",
    "git_tags_url": "/git/tags{/sha}",
    "hooks_url": "/hooks",
    "issue_comment_url": "/issues/comments{/number}",
    "issue_events_url": "/issues/events{/number}",
    "issues_url": "/issues{/number}",
    "keys_url": "/keys{/key_id}",
    "labels_url": "/labels{/name}",
    "languages_url": "/languages",
    "merges_url": "/merges",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}",
    "pulls_url": "/pulls{/number}",
    "releases_url": "/releases{/id}",
    "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}",
    "subscribers_url": "/subscribers",
    "subscription_url": "/subscription",
    "tags_url": "/tags",
    "teams_url": "/teams",
    "trees_url": "/git/trees{/sha}",
}


def short_repository(site: Site, repository: Repository) -> dict[str, object]:
    """Show a repository as it stands inside other things."""
    name = repository.full_name
    return {
        "id": repository.id,
        "node_id": node("R", repository.id),
        "name": repository.name,
        "full_name": name,
        "private": repository.is_private,
        "owner": simple_user(site, User(repository.id + 500_000_000, repository.owner)),
        "html_url": site.html(f"/{name}"),
        "description": None,
        "fork": repository.parent is not None,
        "url": site.api(f"/repos/{name}"),
        **{key: site.api(f"/repos/{name}{path}") for key, path in _LINKS.items()},
    }


def middle_repository(site: Site, repository: Repository) -> dict[str, object]:
    """Show a repository as the base or head of a pull request."""
    born = stamp(repository.created_at)
    flags = ("has_projects", "has_downloads", "has_wiki")
    counts = (
        "stargazers_count",
        "watchers_count",
        "forks_count",
        "open_issues_count",
        "forks",
        "open_issues",
        "watchers",
    )
    page = site.html(f"/{repository.full_name}")
    return {
        **short_repository(site, repository),
        "created_at": born,
        "updated_at": born,
        "pushed_at": born,
        "git_url": page.replace("http:", "git:") + ".git",
        "ssh_url": f"git@github.example:{repository.full_name}.git",
        "clone_url": page + ".git",
        "svn_url": page,
        "homepage": None,
        "size": repository.kilobytes,
        "language": None,
        "has_issues": repository.has_issues,
        **dict.fromkeys(flags, True),
        "has_pages": False,
        "has_discussions": False,
        **dict.fromkeys(counts, 0),
        "mirror_url": None,
        "archived": False,
        "disabled": False,
        "license": None,
        "allow_forking": True,
        "is_template": False,
        "web_commit_signoff_required": False,
        "topics": [],
        "visibility": "private" if repository.is_private else "public",
        "default_branch": repository.default_branch,
    }


def full_repository(site: Site, repository: Repository, token: Token | None) -> dict[str, object]:
    """Show a repository to whoever asks for it alone."""
    parent = repository.parent
    shown = {**middle_repository(site, repository), "network_count": 0, "subscribers_count": 0}
    if token is not None and token.app is None:
        standing = ROLES.index(role(repository, token.user))
        keys = {"admin": "admin", "maintain": "maintain", "push": "write", "triage": "triage", "pull": "read"}
        shown["permissions"] = {key: standing >= ROLES.index(least) for key, least in keys.items()}
    if parent is not None:
        shown |= {"parent": middle_repository(site, parent), "source": middle_repository(site, parent)}
    return shown
