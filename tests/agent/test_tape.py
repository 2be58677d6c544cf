"""What a tape hears beneath the vendor's client, and what it says again without a connection."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest

from reviewbot.agent.tape import Headers, Heard, Recording, Replaying

Kept = tuple[str, str, bytes, int, bytes]
SAID = b'{"content": []}'


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that lies ready."""

    status: int
    headers: Headers
    body: bytes


class Packed(BaseHTTPRequestHandler):
    """Answers with compressed bytes, and breaks off below `/broken`."""

    def do_POST(self) -> None:
        """Answer."""
        self.rfile.read(int(self.headers["content-length"]))
        body = gzip.compress(SAID)
        self.send_response(200)
        self.send_header("content-encoding", "gzip")
        self.send_header("content-length", str(len(body)))
        self.send_header("request-id", "req_1")
        self.end_headers()
        self.wfile.write(body[:5] if self.path == "/broken" else body)

    do_GET = do_POST  # noqa: N815

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Print nothing."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Serve compressed answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Packed) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextmanager
def recorded(kept: list[Kept], headers: dict[str, str] | None = None) -> Iterator[httpx2.Client]:
    def keep(host: str, path: str, asked: bytes, heard: Heard) -> None:
        kept.append((host, path, asked, heard.status, heard.body))
        (headers if headers is not None else {}).update(heard.headers)

    with httpx2.Client(transport=Recording(keep)) as client:
        yield client


def test_an_answer_is_kept_without_its_compression(url: str) -> None:
    kept: list[Kept] = []
    headers: dict[str, str] = {}
    with recorded(kept, headers) as client:
        assert client.post(f"{url}/v1/messages", content=b"?").content == SAID
    assert kept == [("127.0.0.1", "/v1/messages", b"?", 200, SAID)]
    assert headers["request-id"] == "req_1"
    assert not {"content-encoding", "content-length"} & headers.keys()


def test_what_breaks_off_is_not_kept(url: str) -> None:
    kept: list[Kept] = []
    with recorded(kept) as client, pytest.raises(httpx2.HTTPError):
        client.post(f"{url}/broken", content=b"?")
    assert kept == []


def test_what_is_no_message_passes_unkept(url: str) -> None:
    kept: list[Kept] = []
    with recorded(kept) as client:
        assert client.get(f"{url}/v1/models", headers={"content-length": "0"}).content == SAID
    assert kept == []


def test_a_replay_answers_by_path_and_body_alone() -> None:
    asked: list[tuple[str, bytes]] = []

    def answer(path: str, body: bytes) -> Said:
        asked.append((path, body))
        return Said(529, (("retry-after", "3"),), SAID)

    with httpx2.Client(transport=Replaying(answer)) as client:
        heard = client.post("https://nowhere.example/v1/messages", content=b"?")
    assert (heard.status_code, heard.headers["retry-after"], heard.content) == (529, "3", SAID)
    assert asked == [("/v1/messages", b"?")]
