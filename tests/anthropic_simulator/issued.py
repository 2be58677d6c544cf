"""Sign thinking blocks, and remember which came with which tool calls, so that an altered one is noticed."""

import base64
import hashlib
import hmac
import secrets
import threading
from collections.abc import Mapping, Sequence

from anthropic_simulator.fields import Fields
from anthropic_simulator.refusal import invalid

Json = Mapping[str, object]
THOUGHTS = ("thinking", "redacted_thinking")
_ALTERED = (
    "{}: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. "
    "These blocks must remain as they were in the original response."
)


class Issued:
    """What this server has signed, with a secret of its own."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._thoughts: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()

    def sign(self, text: str, hidden: str = "") -> str:
        """Sign a thinking text as it is shown; `hidden` is the whole of it, which only the API can read."""
        sealed = hashlib.sha256(hidden.encode()).digest()
        return base64.b64encode(sealed + self._mark(sealed, text)).decode()

    def remember(self, content: Sequence[Json]) -> None:
        """Keep in mind which thinking goes with the tool calls of an answer."""
        thoughts = tuple(_seal(Fields(one)) for one in content if one["type"] in THOUGHTS)
        with self._lock:
            self._thoughts |= {str(one["id"]): thoughts for one in content if one["type"] == "tool_use"}

    def check(self, block: Fields) -> None:
        """Refuse a thinking block that did not come from here as it is."""
        kind = block.text("type")
        sealed = _bytes(_seal(block))
        shown = block.text("thinking") if kind == "thinking" else ""
        if not hmac.compare_digest(sealed[32:], self._mark(sealed[:32], shown)):
            what = "signature" if kind == "thinking" else "data"
            raise invalid(f"{block.path}: Invalid `{what}` in `{kind}` block")

    def check_turn(self, path: str, blocks: Sequence[Fields]) -> None:
        """Refuse a turn with tool calls of ours whose thinking is not what came with them."""
        thoughts = tuple(_seal(one) for one in blocks if one.text("type") in THOUGHTS)
        for block in blocks:
            known = self._thoughts.get(block.text("id")) if block.text("type") == "tool_use" else None
            if known is not None and known != thoughts:
                raise invalid(_ALTERED.format(path))

    def _mark(self, sealed: bytes, shown: str) -> bytes:
        return hmac.new(self._secret, sealed + shown.encode(), hashlib.sha256).digest()


def _seal(block: Fields) -> str:
    return block.text("signature" if block.text("type") == "thinking" else "data")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
