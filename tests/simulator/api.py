"""One API request from the door to its answer: credential, limits, contract, permission, endpoint, contract."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from simulator.access import accepted, demand, visible
from simulator.call import Violation
from simulator.contract import Description, description
from simulator.limits import Limits, Meter
from simulator.rest.ask import Ask, Endpoint
from simulator.rest.routes import matching
from simulator.state import Token
from simulator.store import Store
from simulator.web import Answer, Fields, RefusedError, Request, Site, not_found

_POINTS_OF_A_WRITE = 5
READS = ("GET", "HEAD")


@dataclass(slots=True)
class Api:
    """What all requests share: the records, the limits, what was found to be wrong; `notes` stand on the front page."""

    store: Store
    site: Site
    limits: Limits = field(default_factory=Limits)
    meters: dict[tuple[str, str], Meter] = field(default_factory=dict)
    violations: list[Violation] = field(default_factory=list)
    notes: str = ""

    def meter(self, request: Request, resource: str) -> Meter:
        """Find what the credential has used of a resource."""
        key = request.token.text if request.token else ""
        return self.meters.setdefault((key, resource), Meter())

    def violated(self, by: str, request: Request, *texts: str) -> None:
        """Keep what does not agree with GitHub's description."""
        self.violations.extend(Violation(by, f"{request.method} {request.path}", text) for text in texts)


def credential(store: Store, headers: Mapping[str, str]) -> Token | None:
    """Find the token of a request; raises a 401 for one that is wrong or has expired."""
    scheme, _, text = headers.get("authorization", "").partition(" ")
    if not scheme:
        return None
    token = store.tokens.get(text.strip())
    if scheme.lower() not in ("bearer", "token") or token is None or token.is_expired:
        raise RefusedError(401, "Bad credentials")
    return token


def answered(api: Api, request: Request) -> Answer:
    """Answer a request to the REST API as GitHub would."""
    try:
        _demand_agent(request)
        request = replace(request, token=credential(api.store, request.headers))
    except RefusedError as refusal:
        return refusal.answer()
    meter = api.meter(request, "core")
    try:
        if request.path == "/rate_limit":
            return _checked(api, request, "/rate_limit", _rate_limit(api, request))
        is_read = request.method in READS
        meter.demand(api.limits, "core", 1 if is_read else _POINTS_OF_A_WRITE, request.method == "POST")
        answer = _unchanged(request, _routed(api, request))
        meter.used += answer.status != 304
    except RefusedError as refusal:
        meter.used += 1
        answer = refusal.answer()
    return replace(answer, headers={**meter.headers(api.limits, "core"), **answer.headers})


def _demand_agent(request: Request) -> None:
    if not request.headers.get("user-agent"):
        raise RefusedError(
            403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header"
        )


def _routed(api: Api, request: Request) -> Answer:
    found = list(matching(request.path))
    method = "GET" if request.method == "HEAD" else request.method
    chosen = next(((endpoint, place) for endpoint, place in found if endpoint.method == method), None)
    if chosen is None:
        api.violated("caller", request, "the simulator knows no such endpoint")
        raise not_found()
    endpoint, place = chosen
    try:
        answer = _carried_out(api, request, endpoint, place)
    except RefusedError as refusal:
        answer = refusal.answer()
    return _checked(api, request, endpoint.path, answer)


def _carried_out(api: Api, request: Request, endpoint: Endpoint, place: Mapping[str, str]) -> Answer:
    named = {name: unquote(value) for name, value in place.items()}
    repository = None
    if "repo" in named:
        repository = visible(api.store, request.token, f"{named['owner']}/{named['repo']}")
        demand(request.token, repository, endpoint.needs)
    body = _body(api, request, endpoint)
    answer = endpoint.answer(Ask(api.store, api.site, request, named, Fields(body), repository))
    return replace(answer, headers={**accepted(endpoint.needs), **answer.headers})


def _body(api: Api, request: Request, endpoint: Endpoint) -> Mapping[str, object]:
    """Parse the body and hold it against the description, which names the first fault as GitHub does."""
    body: object = {}
    if request.body.strip():
        try:
            body = json.loads(request.body)
        except ValueError:
            raise RefusedError(400, "Problems parsing JSON") from None
    if not isinstance(body, dict):
        raise RefusedError(400, "Body should be a JSON object")
    known = description()
    if known is None:
        return body
    api.violated("caller", request, *known.request_faults(endpoint.method, endpoint.path, request.query, body))
    faults = known.body_faults(endpoint.method, endpoint.path, body)
    if faults:
        api.violated("caller", request, *faults)
        raise RefusedError(422, "Invalid request.\n\n" + "\n".join(faults[:3]))
    return body


def _checked(api: Api, request: Request, path: str, answer: Answer) -> Answer:
    """Hold an answer against the description: one that violates it is an error of the simulator."""
    known: Description | None = description()
    if known is None or isinstance(answer.body, str):
        return answer
    method = "GET" if request.method == "HEAD" else request.method
    faults = known.answer_faults(method, path, answer.status, answer.body)
    if not faults:
        return answer
    api.violated("simulator", request, *faults)
    return Answer(500, {"message": "The simulator's answer is not as GitHub describes it: " + "; ".join(faults[:3])})


def _unchanged(request: Request, answer: Answer) -> Answer:
    """Give a read its ETag, and nothing else to a caller who has the same already."""
    if request.method not in READS or answer.status != 200:
        return answer
    tag = f'W/"{hashlib.sha256(json.dumps(answer.body).encode()).hexdigest()}"'
    headers = {**answer.headers, "etag": tag, "cache-control": "private, max-age=60, s-maxage=60"}
    tags = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    is_same = tag.removeprefix("W/") in tags
    return Answer(304, None, headers) if is_same else replace(answer, headers=headers)


def _rate_limit(api: Api, request: Request) -> Answer:
    """Answer what is left, which costs nothing."""
    shown = {name: api.meter(request, name).overview(api.limits) for name in ("core", "graphql")}
    resources = {**shown, "search": {"limit": 30, "remaining": 30, "used": 0, "reset": shown["core"]["reset"]}}
    return Answer(
        200, {"resources": resources, "rate": shown["core"]}, api.meter(request, "core").headers(api.limits, "core")
    )
