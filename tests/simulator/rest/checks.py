"""Endpoints of check runs, which apps alone may write."""

from datetime import UTC, datetime

from simulator.git import commit, resolved
from simulator.rest.ask import Ask, Endpoint, paging
from simulator.rules import MOST_ANNOTATIONS, MOST_OF_A_CHECK
from simulator.shapes.check import check_run
from simulator.state import Annotation, App, CheckRun
from simulator.store import now
from simulator.web import Answer, Fields, RefusedError, invalid, links, not_found

_READ, _WRITE = ("checks=read",), ("checks=write",)


def _app(ask: Ask) -> App:
    if ask.token.app is None:
        raise RefusedError(403, "You must authenticate via a GitHub App.")
    return ask.token.app


def _create(ask: Ask) -> Answer:
    app, sha = _app(ask), ask.body.text("head_sha") or ""
    if resolved(ask.repository.folder, sha) != sha:
        raise RefusedError(422, f"No commit found for SHA: {sha}")
    check = CheckRun(next(ask.store.ids), ask.body.text("name") or "", sha, app, "queued", None, now())
    _change(check, ask.body)
    ask.repository.checks.append(check)
    return Answer(201, check_run(ask.site, ask.repository, check))


def _update(ask: Ask) -> Answer:
    app, number = _app(ask), ask.number("check_run_id")
    check = next((one for one in ask.repository.checks if one.id == number), None)
    if check is None:
        raise not_found()
    if check.app != app:
        raise RefusedError(
            403, f"Invalid app_id `{app.id}` - check run can only be modified by the GitHub App that created it."
        )
    _change(check, ask.body)
    return Answer(200, check_run(ask.site, ask.repository, check))


def _change(check: CheckRun, body: Fields) -> None:
    """Check all that a request wants changed, then change it."""
    conclusion, status = body.text("conclusion"), body.text("status")
    if (status == "completed" or body.text("completed_at")) and conclusion is None and check.conclusion is None:
        raise invalid("CheckRun", "missing_field", "conclusion")
    if conclusion == "stale":
        raise invalid("CheckRun", "invalid", "conclusion")
    output = body.inner("output")
    if output is not None:
        _demand_output(output)
        _say(check, output, [_annotation(one) for one in output.items("annotations")])
    check.name = body.text("name") or check.name
    check.external_id = body.text("external_id") or check.external_id
    check.details_url = body.text("details_url") or check.details_url
    check.started_at = _time(body.text("started_at")) or check.started_at
    check.status = "completed" if conclusion else status or check.status
    check.conclusion = conclusion or (check.conclusion if check.status == "completed" else None)
    ended = _time(body.text("completed_at")) or check.completed_at or now()
    check.completed_at = ended if check.status == "completed" else None


def _demand_output(output: Fields) -> None:
    for name in ("summary", "text"):
        if len(output.text(name) or "") > MOST_OF_A_CHECK:
            raise invalid("CheckRun", "custom", name, f"{name} exceeds a maximum length of 65535 characters")
    if len(output.items("annotations")) > MOST_ANNOTATIONS:
        raise RefusedError(422, "Invalid request.\n\nNo more than 50 items are allowed; more were supplied.")


def _say(check: CheckRun, output: Fields, annotations: list[Annotation]) -> None:
    check.title = output.text("title") or check.title
    check.summary = output.text("summary") or check.summary
    check.text = output.text("text") or check.text
    check.annotations.extend(annotations)


def _annotation(fields: Fields) -> Annotation:
    start, end = fields.number("start_line") or 0, fields.number("end_line") or 0
    if (fields.number("start_column") or fields.number("end_column")) and start != end:
        raise invalid("CheckRun", "invalid", "annotations")
    return Annotation(
        fields.text("path") or "",
        start,
        end,
        fields.text("annotation_level") or "",
        fields.text("message") or "",
        fields.text("title") or "",
        fields.text("raw_details") or "",
        fields.number("start_column"),
        fields.number("end_column"),
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC).replace(microsecond=0) if text else None


def _for_ref(ask: Ask) -> Answer:
    folder, query = ask.repository.folder, ask.request.query
    sha = resolved(folder, ask.place["ref"])
    if sha is None:
        raise RefusedError(422, f"No commit found for SHA: {ask.place['ref']}")
    found = [check for check in ask.repository.checks if check.head_sha == commit(folder, sha).sha]
    for key, value in (("name", query.get("check_name")), ("status", query.get("status"))):
        found = [check for check in found if value is None or getattr(check, key) == value]
    if "app_id" in query:
        found = [check for check in found if str(check.app.id) == query["app_id"]]
    if query.get("filter", "latest") == "latest":
        found = list({(check.app, check.name): check for check in found}.values())
    page, size = paging(ask.request)
    shown = [check_run(ask.site, ask.repository, check) for check in found[::-1][(page - 1) * size : page * size]]
    link = ", ".join(links(ask.site, ask.request, page, max(1, -(-len(found) // size))))
    return Answer(200, {"total_count": len(found), "check_runs": shown}, {"link": link} if link else {})


_REPOSITORY = "/repos/{owner}/{repo}"
ENDPOINTS = (
    Endpoint("POST", f"{_REPOSITORY}/check-runs", _create, _WRITE),
    Endpoint("PATCH", f"{_REPOSITORY}/check-runs/{{check_run_id}}", _update, _WRITE),
    Endpoint("GET", f"{_REPOSITORY}/commits/{{ref}}/check-runs", _for_ref, _READ),
)
