"""The endpoint that compares the dependencies of two commits."""

from simulator.git import merge_base, resolved
from simulator.manifests import Package, packages
from simulator.rest.ask import Ask, Endpoint
from simulator.web import Answer, RefusedError, links, not_found

_PAGE = 100


def _compare(ask: Ask) -> Answer:
    repository = ask.repository
    if repository.parent is not None or (repository.is_private and not repository.has_advanced_security):
        raise RefusedError(403, "Forbidden")
    left, dots, right = ask.place["basehead"].partition("...")
    base, head = (resolved(repository.folder, end) for end in (left, right))
    common = merge_base(repository.folder, base, head) if base and head and dots else None
    if common is None or head is None or not repository.has_dependency_graph:
        raise not_found()
    before, after = packages(repository.folder, common), packages(repository.folder, head)
    changes = sorted([(one, "removed") for one in before - after] + [(one, "added") for one in after - before])
    wanted = ask.request.query.get("name")
    return _listed(ask, [(one, kind) for one, kind in changes if wanted in {None, one.manifest}])


def _listed(ask: Ask, changes: list[tuple[Package, str]]) -> Answer:
    """Answer one page; its size cannot be asked for."""
    text = ask.request.query.get("page", "1")
    page = int(text) if text.isdecimal() else 1
    link = ", ".join(links(ask.site, ask.request, page, max(1, -(-len(changes) // _PAGE))))
    shown = [_shown(ask, one, kind) for one, kind in changes[(page - 1) * _PAGE : page * _PAGE]]
    return Answer(200, shown, {"link": link} if link else {})


def _shown(ask: Ask, one: Package, kind: str) -> dict[str, object]:
    advisories = [
        advisory
        for advisory in ask.store.advisories
        if (advisory.ecosystem, advisory.package) == (one.ecosystem, one.name) and one.version in advisory.versions
    ]
    return {
        "change_type": kind,
        "manifest": one.manifest,
        "ecosystem": one.ecosystem,
        "name": one.name,
        "version": one.version,
        "package_url": f"pkg:{one.ecosystem}/{one.name}@{one.version}",
        "license": None,
        "source_repository_url": None,
        "scope": one.scope,
        "vulnerabilities": [
            {
                "severity": advisory.severity,
                "advisory_ghsa_id": advisory.ghsa_id,
                "advisory_summary": advisory.summary,
                "advisory_url": f"https://github.com/advisories/{advisory.ghsa_id}",
            }
            for advisory in advisories
        ],
    }


ENDPOINTS = (
    Endpoint("GET", "/repos/{owner}/{repo}/dependency-graph/compare/{basehead}", _compare, ("contents=read",)),
)
