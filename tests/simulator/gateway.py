"""Git over smart HTTP: `git http-backend` as CGI, for reading alone."""

import base64
import binascii
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.access import permits, sees
from simulator.git import environment
from simulator.state import Repository, Token
from simulator.store import Store

_SERVICES = ("/info/refs", "/git-upload-pack", "/git-receive-pack")
_BLOCK = 65_536
_CHALLENGE = {"www-authenticate": 'Basic realm="GitHub"'}


@dataclass(frozen=True, slots=True)
class GitRequest:
    """A request of git: `service` is the part of the path behind the repository."""

    method: str
    full_name: str
    service: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class GitAnswer:
    """What goes back, the body piece by piece."""

    status: int
    headers: Mapping[str, str]
    blocks: Iterator[bytes]


def git_path(path: str) -> tuple[str, str] | None:
    """Split a path into repository and service; None where it is not git that asks."""
    service = next((one for one in _SERVICES if path.endswith(one)), None)
    if service is None:
        return None
    name = path.removesuffix(service).strip("/").removesuffix(".git")
    return (name, service) if name.count("/") == 1 else None


def served(store: Store, request: GitRequest) -> GitAnswer:
    """Answer git as GitHub does: a repository that may not be seen asks for a password."""
    token, is_wrong = _token(store, request.headers.get("authorization", ""))
    repository = store.repositories.get(request.full_name.casefold())
    if is_wrong:
        return _refused(401, "Invalid username or token. Password authentication is not supported for Git operations.")
    if repository is None or not sees(token, repository):
        return _refused(401 if token is None else 404, "Repository not found.")
    if "git-receive-pack" in request.service + request.query:
        return _refused(401 if token is None else 403, "Permission to push denied.")
    if not permits(token, repository, ("contents=read",)):
        return _refused(403, "Write access to repository not granted.")
    return _backend(repository, request)


def _token(store: Store, header: str) -> tuple[Token | None, bool]:
    """Find the token in the header; the flag tells that there was a credential and it is wrong."""
    scheme, _, text = header.partition(" ")
    if scheme.lower() == "basic":
        try:
            text = base64.b64decode(text).decode().rpartition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return None, True
    token = store.tokens.get(text)
    is_good = token is not None and not token.is_expired
    return (token if is_good else None), bool(scheme) and not is_good


def _refused(status: int, message: str) -> GitAnswer:
    headers = {"content-type": "text/plain; charset=utf-8"} | (_CHALLENGE if status == 401 else {})
    return GitAnswer(status, headers, iter((message.encode(),)))


def _backend(repository: Repository, request: GitRequest) -> GitAnswer:
    headers = request.headers
    variables = {
        "GIT_PROJECT_ROOT": str(repository.folder),
        "GIT_HTTP_EXPORT_ALL": "1",
        "PATH_INFO": request.service,
        "REQUEST_METHOD": request.method,
        "QUERY_STRING": request.query,
        "CONTENT_TYPE": headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(request.body)),
        "HTTP_CONTENT_ENCODING": headers.get("content-encoding", ""),
        "GIT_PROTOCOL": headers.get("git-protocol", ""),
        "REMOTE_ADDR": "127.0.0.1",
    }
    command = ("git", "http-backend")
    process = subprocess.Popen(
        command, env=environment() | variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    blocks = _conversation(process, request.body)
    status, found, rest = _head(blocks)
    return GitAnswer(status, found, _chained(rest, blocks))


def _conversation(process: subprocess.Popen[bytes], body: bytes) -> Iterator[bytes]:
    """Give git the body and read what it says, to the end whatever the caller does."""
    if process.stdin is None or process.stdout is None:
        return
    with process:
        # git reads the whole body before it answers, so that neither waits for the other.
        try:
            process.stdin.write(body)
            process.stdin.close()
        except BrokenPipeError:
            pass
        while block := process.stdout.read1(_BLOCK):  # type: ignore[attr-defined]
            yield block


def _head(blocks: Iterator[bytes]) -> tuple[int, dict[str, str], bytes]:
    """Read the CGI headers; what follows them in the same block is left over."""
    text = b""
    for block in blocks:
        text += block
        if b"\r\n\r\n" in text:
            break
    head, _, rest = text.partition(b"\r\n\r\n")
    pairs = (line.partition(":") for line in head.decode("latin-1").split("\r\n") if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return int(headers.pop("status", "200")[:3]), headers, rest


def _chained(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from others
