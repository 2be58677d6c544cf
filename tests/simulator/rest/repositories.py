"""Endpoints about the caller and about a repository as a whole."""

from simulator.access import has_role, legacy_permission, role
from simulator.changes import changes
from simulator.git import between, commit, merge_base, resolved
from simulator.rest.ask import Ask, Endpoint, paging
from simulator.shapes.commit import diff_entry, shown_commit
from simulator.shapes.people import simple_user, whole_user
from simulator.shapes.repository import full_repository
from simulator.state import Repository
from simulator.web import Answer, RefusedError, links, not_found

_MOST_COMMITS, _MOST_FILES = 250, 300
_NO_USER = "Resource not accessible by integration"


def _user(ask: Ask) -> Answer:
    if ask.token.app is not None:
        raise RefusedError(403, _NO_USER)
    return Answer(200, whole_user(ask.site, ask.token.user))


def _repository(ask: Ask) -> Answer:
    return Answer(200, full_repository(ask.site, ask.repository, ask.request.token))


def _permission(ask: Ask) -> Answer:
    token, user = ask.token, ask.store.users.get(ask.place["username"].casefold())
    if token.app is None and not has_role(ask.repository, token.user, "write"):
        raise RefusedError(403, "Must have push access to view collaborator permission.")
    if user is None:
        raise not_found()
    name = role(ask.repository, user)
    # Whoever has no role has no name for it either.
    shown = simple_user(ask.site, user) | {"role_name": "" if name == "none" else name}
    return Answer(200, {"permission": legacy_permission(name), "role_name": shown["role_name"], "user": shown})


def _compare(ask: Ask) -> Answer:
    left, dots, right = ask.place["basehead"].partition("...")
    base, head = _end(ask, left), _end(ask, right)
    common = merge_base(ask.repository.folder, base, head) if base and head and dots else None
    if base is None or head is None or not dots:
        raise not_found()
    if common is None:
        raise RefusedError(404, f"No common ancestor between {left} and {right}.")
    return _comparison(ask, base, common, head)


def _end(ask: Ask, name: str) -> str | None:
    """Find the commit of `branch`, of a SHA, or of `owner:branch` in a fork."""
    owner, colon, branch = name.rpartition(":")
    home = ask.repository
    forks = (
        other for other in ask.store.repositories.values() if home in (other, other.parent) and other.owner == owner
    )
    at: Repository | None = next(forks, None) if colon else home
    return resolved(at.folder, branch) if at is not None else None


def _comparison(ask: Ask, base: str, common: str, head: str) -> Answer:
    folder, repository = ask.repository.folder, ask.repository
    ahead, behind = between(folder, base, head), between(folder, head, base)
    status = {(True, False): "ahead", (False, True): "behind", (True, True): "diverged"}
    page, size = paging(ask.request)
    if "page" not in ask.request.query and "per_page" not in ask.request.query:
        page, size = 1, _MOST_COMMITS
    last = max(1, -(-len(ahead) // size))
    url = ask.site.api(ask.request.path)
    site, name = ask.site, repository.full_name
    shown: dict[str, object] = {
        "url": url,
        "html_url": site.html(f"/{name}/compare/{base}...{head}"),
        "permalink_url": site.html(f"/{name}/compare/{base}...{head}"),
        "diff_url": site.html(f"/{name}/compare/{base}...{head}.diff"),
        "patch_url": site.html(f"/{name}/compare/{base}...{head}.patch"),
        "base_commit": shown_commit(site, repository, commit(folder, base)),
        "merge_base_commit": shown_commit(site, repository, commit(folder, common)),
        "status": status.get((bool(ahead), bool(behind)), "identical"),
        "ahead_by": len(ahead),
        "behind_by": len(behind),
        "total_commits": len(ahead),
        "commits": [
            shown_commit(site, repository, commit(folder, sha)) for sha in ahead[(page - 1) * size : page * size]
        ],
    }
    # Files come on the first page only, whatever its size.
    if page == 1:
        files = changes(folder, common, head)[:_MOST_FILES]
        shown["files"] = [diff_entry(site, repository, head, change) for change in files]
    link = ", ".join(links(site, ask.request, page, last))
    return Answer(200, shown, {"link": link} if link else {})


ENDPOINTS = (
    Endpoint("GET", "/user", _user),
    Endpoint("GET", "/repos/{owner}/{repo}", _repository, ("metadata=read",)),
    Endpoint("GET", "/repos/{owner}/{repo}/collaborators/{username}/permission", _permission, ("metadata=read",)),
    Endpoint("GET", "/repos/{owner}/{repo}/compare/{basehead}", _compare, ("contents=read",)),
)
