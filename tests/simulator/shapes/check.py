"""Check runs as REST shows them."""

from simulator.shapes.people import shown_app
from simulator.shapes.pull import pull_minimal
from simulator.state import CheckRun, Repository
from simulator.store import node, stamp
from simulator.web import Site


def suite_number(check: CheckRun) -> int:
    """Give the number of the suite of an app's checks on a commit."""
    return int(check.head_sha[:10], 16) + check.app.id


def check_run(site: Site, repository: Repository, check: CheckRun) -> dict[str, object]:
    """Show a check run."""
    url = site.api(f"/repos/{repository.full_name}/check-runs/{check.id}")
    page = site.html(f"/{repository.full_name}/runs/{check.id}")
    heads = (pull for pull in repository.pulls.values() if pull.head_sha == check.head_sha and pull.state == "open")
    return {
        "id": check.id,
        "name": check.name,
        "node_id": node("CR", check.id),
        "head_sha": check.head_sha,
        "external_id": check.external_id,
        "url": url,
        "html_url": page,
        "details_url": check.details_url or page,
        "status": check.status,
        "conclusion": check.conclusion,
        "started_at": stamp(check.started_at),
        "completed_at": stamp(check.completed_at),
        "output": {
            "title": check.title,
            "summary": check.summary,
            "text": check.text,
            "annotations_count": len(check.annotations),
            "annotations_url": f"{url}/annotations",
        },
        "check_suite": {"id": suite_number(check)},
        "app": shown_app(site, check.app),
        "pull_requests": [pull_minimal(site, repository, pull) for pull in heads],
    }
