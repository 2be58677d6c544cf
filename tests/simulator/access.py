"""Who may see and do what, in GitHub's words: permissions of tokens, roles of people."""

from simulator.state import ROLES, Comment, Repository, Token, User
from simulator.store import Store
from simulator.web import RefusedError, not_found

_LEGACY = {"maintain": "write", "triage": "read"}


def role(repository: Repository, user: User) -> str:
    """Tell a person's role in a repository: everybody reads a public one."""
    if repository.owner.casefold() == user.login.casefold():
        return "admin"
    return repository.roles.get(user.login.casefold(), "none" if repository.is_private else "read")


def legacy_permission(role_name: str) -> str:
    """Give the role in the four words that the API knew before there were five."""
    return _LEGACY.get(role_name, role_name)


def has_role(repository: Repository, user: User, least: str) -> bool:
    """Tell whether a person has at least a role."""
    return ROLES.index(role(repository, user)) >= ROLES.index(least)


def visible(store: Store, token: Token | None, full_name: str) -> Repository:
    """Find a repository; raises a 404 alike for one that is not there and one that the token may not see."""
    repository = store.repositories.get(full_name.casefold())
    if repository is None or not sees(token, repository):
        raise not_found()
    return repository


def sees(token: Token | None, repository: Repository) -> bool:
    """Tell whether the token may know of the repository."""
    if not repository.is_private:
        return True
    if token is None:
        return False
    if token.app is not None:
        return token.repository in (None, repository.full_name)
    return has_role(repository, token.user, "read")


def permits(token: Token | None, repository: Repository, needs: tuple[str, ...]) -> bool:
    """Tell whether the token has one of the permissions, such as `issues=write`; an empty list asks for none."""
    return not needs or any(_has(token, repository, need) for need in needs)


def _has(token: Token | None, repository: Repository, need: str) -> bool:
    name, _, level = need.partition("=")
    if level == "read" and (name == "metadata" or not repository.is_private):
        return True
    if token is None:
        return False
    is_elsewhere = token.repository not in (None, repository.full_name)
    if token.permissions is not None and (is_elsewhere or not _grants(token.permissions.get(name, ""), level)):
        return False
    return token.app is not None or has_role(repository, token.user, _role_for(name, level))


def _grants(granted: str, level: str) -> bool:
    return granted in ("write", level)


def _role_for(name: str, level: str) -> str:
    """Tell which role a person needs: whoever reads may comment and review."""
    return "write" if level == "write" and name in ("contents", "checks", "security_events") else "read"


def demand(token: Token | None, repository: Repository, needs: tuple[str, ...]) -> None:
    """Refuse with 403, and the permissions that would do, where the token lacks all of them."""
    if permits(token, repository, needs):
        return
    if token is None:
        raise RefusedError(401, "Requires authentication")
    raise denied(token, needs)


def denied(token: Token, needs: tuple[str, ...]) -> RefusedError:
    """Say that the token may not do it."""
    if token.permissions is None:
        return RefusedError(403, "Must have write access to repository.")
    who = "integration" if token.app else "personal access token"
    return RefusedError(403, f"Resource not accessible by {who}", headers=accepted(needs))


def accepted(needs: tuple[str, ...]) -> dict[str, str]:
    """Write the header that names what would do."""
    return {"x-accepted-github-permissions": "; ".join(needs)} if needs else {}


def may_edit(token: Token, repository: Repository, comment: Comment) -> bool:
    """Tell whether the token's owner may change or hide a comment: its author and whoever writes may."""
    return token.app is not None or comment.author == token.user or has_role(repository, token.user, "write")
