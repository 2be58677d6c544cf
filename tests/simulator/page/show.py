"""Which page is shown at which address."""

from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from simulator.api import Api
from simulator.git import attempt
from simulator.page.prose import anchored, gist, prose
from simulator.page.view import view
from simulator.state import CheckRun, Pull, Repository

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters |= {"prose": prose, "anchored": anchored, "gist": gist}
_TEMPLATES.globals["style"] = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


def page(api: Api, path: str) -> tuple[int, str]:
    """Show a page with its status; what is private is shown as well, for there is nobody to log in."""
    parts = path.strip("/").split("/")
    if parts == [""]:
        return _shown("front.html.j2", api, pulls=_pulls(api))
    repository = api.store.repositories.get("/".join(parts[:2]).casefold())
    if repository is not None and len(parts) > 3:
        return _below(api, repository, parts[2], parts[3:])
    return _shown("nothing.html.j2", api, status=404)


def _below(api: Api, repository: Repository, kind: str, rest: list[str]) -> tuple[int, str]:
    pull = repository.pulls.get(int(rest[0])) if kind == "pull" and rest[0].isdigit() else None
    if pull is not None:
        return _shown("pull.html.j2", api, view=view(repository, pull))
    if kind == "runs":
        check = next((one for one in repository.checks if str(one.id) == rest[0]), None)
        if check is not None:
            return _shown("run.html.j2", api, repository=repository, check=check)
    text = attempt(repository.folder, "show", "--end-of-options", f"{rest[0]}:{'/'.join(rest[1:])}")
    if kind == "blob" and len(rest) > 1 and text is not None:
        return _shown("blob.html.j2", api, repository=repository, name="/".join(rest[1:]), lines=text.split("\n"))
    return _shown("nothing.html.j2", api, status=404)


def _pulls(api: Api) -> list[tuple[Repository, Pull, CheckRun | None]]:
    """List all pull requests with their newest check."""
    found = []
    for repository in api.store.repositories.values():
        for pull in repository.pulls.values():
            checks = [check for check in repository.checks if check.head_sha == pull.head_sha]
            found.append((repository, pull, checks[-1] if checks else None))
    return found


def _shown(template: str, api: Api, status: int = 200, **values: object) -> tuple[int, str]:
    now = datetime.now(UTC)
    return status, _TEMPLATES.get_template(template).render(site=api.site, notes=api.notes, now=now, **values)
