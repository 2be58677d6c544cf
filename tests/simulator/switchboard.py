"""Where every request is sent on to git, the API or the pages; fails on demand and keeps count."""

import gzip
import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Event
from urllib.parse import parse_qsl
from uuid import uuid4

from simulator.api import READS, Api, answered
from simulator.call import Call, Fault
from simulator.gateway import GitRequest, git_path, served
from simulator.graph.door import asked, posted
from simulator.page.show import page
from simulator.web import Answer, Request

_REST, _GRAPH = "/api/v3", "/api/graphql"
_JSON = "application/json; charset=utf-8"
_UNICORN = "<html><body><h1>Unicorn!</h1><p>We had issues producing the response to your request.</p></body></html>"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request as it came: header names in lower case, the body whole."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: the body whole, or piece by piece where its length is not known."""

    status: int
    headers: Mapping[str, str]
    body: bytes | Iterator[bytes] = b""


@dataclass(slots=True)
class Switchboard:
    """What all connections share: the API, the faults that wait, the calls that came."""

    api: Api
    faults: list[Fault] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    closing: Event = field(default_factory=Event)

    def reply(self, incoming: Incoming) -> Reply | None:
        """Answer a request; None closes the connection without a word."""
        at = time.monotonic()
        path = _short(incoming.path)
        operation, is_write = _kind(incoming)
        fault = self._fault(incoming, path)
        reply = self._answered(incoming, path) if fault is None or fault.is_after else None
        if fault is not None:
            reply = self._failed(fault)
        status = reply.status if reply else 0
        query = f"?{incoming.query}" if incoming.query else ""
        is_git, is_api = git_path(incoming.path) is not None, incoming.path.startswith("/api/")
        login, is_page = self._login(incoming), not is_git and not is_api
        taken = time.monotonic() - at
        call = Call(incoming.method, path + query, status, is_write, at, is_git, operation, login, is_page, taken)
        self.calls.append(call)
        return reply

    def _fault(self, incoming: Incoming, path: str) -> Fault | None:
        """Take the first fault that fits."""
        with self.api.store.lock:
            fits = (fault for fault in self.faults if _fits(fault, incoming, path))
            fault = next(fits, None)
            if fault is not None:
                self.faults.remove(fault)
        return fault

    def _failed(self, fault: Fault) -> Reply | None:
        if fault.kind == "hang":
            self.closing.wait(fault.seconds)
        if fault.kind in ("hang", "close"):
            return None
        if fault.kind == "html":
            return Reply(fault.status, {"content-type": "text/html; charset=utf-8"}, _UNICORN.encode())
        if fault.kind == "json":
            return Reply(200, {"content-type": _JSON}, b'{"id": 1, "body": "cut o')
        message = json.dumps({"message": "Server Error", "documentation_url": "https://docs.github.com/rest"})
        return Reply(fault.status, {"content-type": _JSON, **fault.headers}, message.encode())

    def _answered(self, incoming: Incoming, path: str) -> Reply:
        found = git_path(incoming.path)
        if found is not None:
            name, service = found
            request = GitRequest(incoming.method, name, service, incoming.query, incoming.headers, incoming.body)
            answer = served(self.api.store, request)
            return Reply(answer.status, answer.headers, answer.blocks)
        with self.api.store.lock:
            if incoming.path == _GRAPH:
                return _written(incoming, posted(self.api, _request(incoming, path)))
            if incoming.path.startswith(f"{_REST}/"):
                return _written(incoming, answered(self.api, _request(incoming, path)))
            return _page(self.api, incoming)

    def _login(self, incoming: Incoming) -> str:
        text = incoming.headers.get("authorization", "").rpartition(" ")[2]
        token = self.api.store.tokens.get(text)
        return token.user.login if token else ""


def _short(path: str) -> str:
    """Count the path from the API's root, as GitHub's documentation does."""
    return "/graphql" if path == _GRAPH else path.removeprefix(_REST)


def _kind(incoming: Incoming) -> tuple[str, bool]:
    if incoming.path == _GRAPH:
        return asked(incoming.body)
    is_api = incoming.path.startswith(f"{_REST}/")
    return "", is_api and incoming.method not in READS


def _fits(fault: Fault, incoming: Incoming, path: str) -> bool:
    is_method = fault.method in ("*", incoming.method)
    return is_method and re.search(fault.path, path) is not None and fault.containing.encode() in incoming.body


def _request(incoming: Incoming, path: str) -> Request:
    query = dict(parse_qsl(incoming.query, keep_blank_values=True))
    return Request(incoming.method, path, query, incoming.headers, incoming.body)


def _written(incoming: Incoming, answer: Answer) -> Reply:
    """Write an answer of the API with what GitHub puts on each."""
    headers = {
        "content-type": _JSON,
        "x-github-request-id": uuid4().hex[:20].upper(),
        "x-github-media-type": "github.v3; format=json",
        "x-github-api-version-selected": incoming.headers.get("x-github-api-version", "2022-11-28"),
        "vary": "Accept, Authorization, Cookie, Accept-Encoding, Accept, X-Requested-With",
        **answer.headers,
    }
    if answer.body is None:
        return Reply(answer.status, headers)
    body = answer.body if isinstance(answer.body, str) else json.dumps(answer.body, ensure_ascii=False)
    data = body.encode("utf-8", "surrogatepass")
    if len(data) > 1_000 and "gzip" in incoming.headers.get("accept-encoding", ""):
        return Reply(answer.status, headers | {"content-encoding": "gzip"}, gzip.compress(data, 1))
    return Reply(answer.status, headers, data)


def _page(api: Api, incoming: Incoming) -> Reply:
    status, html = page(api, incoming.path) if incoming.method in READS else (404, "")
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"
    headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy}
    return Reply(status, headers, html.encode())
