"""What a model was asked and what it answered, without anything secret, and recognised by what was asked."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

_KEPT = frozenset({"content-type", "retry-after", "request-id", "x-should-retry"})
"""The headers of an answer that a client acts upon; all others stay out, those of a request altogether."""

_SECRETS = re.compile(
    rb"sk-ant-[\w-]{8,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|A[KS]IA[0-9A-Z]{16}|"
    rb"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+|(?i:bearer )[\w.~+/-]{16,}=*"
)
_MASK = b"[removed]"
_WHOLE = "the whole request"


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response, its body decoded from any compression; header names are in small letters."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request as digests, and its answer.

    `parts` has a digest for the path and for each key of the request's body, so that a request that is not known can
    be told what differs. The request itself is not kept: `review --dry-run-prompts` shows prompts.
    """

    parts: Mapping[str, str]
    answer: Response

    @property
    def digest(self) -> str:
        """Give the digest of the whole request."""
        return whole(self.parts)


def exchanged(path: str, body: bytes, answer: Response) -> Exchange:
    """Make an exchange of a request and its answer, with secrets removed from both."""
    headers = tuple((name.lower(), value) for name, value in answer.headers if name.lower() in _KEPT)
    return Exchange(parts_of(path, body), Response(answer.status, headers, scrubbed(answer.body)))


def parts_of(path: str, body: bytes) -> Mapping[str, str]:
    """Give the digests of a request: neither the order of keys nor white space between them counts."""
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        return {"path": _digest(path.encode()), _WHOLE: _digest(body)}
    return {"path": _digest(path.encode()), **{key: _digest(_canonical(value[key])) for key in sorted(value)}}


def whole(parts: Mapping[str, str]) -> str:
    """Give one digest for all parts of a request."""
    return _digest(_canonical(dict(parts)))


def scrubbed(body: bytes) -> bytes:
    """Put `[removed]` in the place of keys and tokens, known by their form."""
    return _SECRETS.sub(_MASK, body)


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
