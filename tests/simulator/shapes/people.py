"""Users, apps and how somebody stands to a repository, as REST shows them."""

from simulator.access import has_role
from simulator.state import App, Repository, User
from simulator.store import node
from simulator.web import Site

_LINKS = {
    "followers_url": "/followers",
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "starred_url": "/starred{/owner}{/repo}",
    "subscriptions_url": "/subscriptions",
    "organizations_url": "/orgs",
    "repos_url": "/repos",
    "events_url": "/events{/privacy}",
    "received_events_url": "/received_events",
}
_BEGINNING = "2020-01-01T00:00:00Z"


def simple_user(site: Site, user: User) -> dict[str, object]:
    """Show a user."""
    home = f"/users/{user.login}"
    page = f"/apps/{user.login.removesuffix('[bot]')}" if user.is_bot else f"/{user.login}"
    return {
        "login": user.login,
        "id": user.id,
        "node_id": node("BOT" if user.is_bot else "U", user.id),
        "avatar_url": f"https://avatars.githubusercontent.com/u/{user.id}?v=4",
        "gravatar_id": "",
        "url": site.api(home),
        "html_url": site.html(page),
        **{name: site.api(home + path) for name, path in _LINKS.items()},
        "type": "Bot" if user.is_bot else "User",
        "user_view_type": "public",
        "site_admin": False,
    }


def named_user(site: Site, user: User | None) -> dict[str, object]:
    """Show the author of a pull request or an issue: REST puts `ghost` where the account was deleted."""
    return simple_user(site, user or User(10137, "ghost"))


def nullable_user(site: Site, user: User | None) -> dict[str, object] | None:
    """Show a user, or nobody where the account was deleted."""
    return None if user is None else simple_user(site, user)


def whole_user(site: Site, user: User) -> dict[str, object]:
    """Show the user whose token asks."""
    texts = ("name", "company", "location", "email", "hireable", "bio", "twitter_username")
    counts = ("public_repos", "public_gists", "followers", "following")
    return {
        **simple_user(site, user),
        **dict.fromkeys(texts),
        **dict.fromkeys(counts, 0),
        "blog": "",
        "created_at": _BEGINNING,
        "updated_at": _BEGINNING,
    }


def shown_app(site: Site, app: App) -> dict[str, object]:
    """Show an app."""
    return {
        "id": app.id,
        "slug": app.slug,
        "node_id": node("A", app.id),
        "owner": simple_user(site, User(9919, "github")),
        "name": app.slug.replace("-", " ").title(),
        "description": "",
        "external_url": site.html("/"),
        "html_url": site.html(f"/apps/{app.slug}"),
        "created_at": _BEGINNING,
        "updated_at": _BEGINNING,
        "permissions": {"checks": "write", "metadata": "read"},
        "events": [],
    }


def association(repository: Repository, user: User | None) -> str:
    """Tell how an author stands to the repository."""
    if user is None:
        return "NONE"
    if user.login.casefold() == repository.owner.casefold():
        return "OWNER"
    if user.is_bot or user.login.casefold() not in repository.roles:
        return "NONE"
    return "COLLABORATOR" if has_role(repository, user, "read") else "NONE"
