"""The memory of audits as comments: packed, in as many as it needs, and believed only where it is whole.

A comment's text is a mark, the packed part behind a second mark, and a sentence for whoever wonders. Reading never
raises: comments may be cut, mixed up or blown up, and what cannot be believed is as if it were not there.
"""

import bz2
import re
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pydantic import TypeAdapter, ValidationError

from reviewbot.domain.tracked import Memory
from reviewbot.output.encode import encoded as as_json

_VERSION = "1"
_ROOM = 56_000
"""Packed characters a comment; GitHub takes 65,536 with what stands around them, and proxies may count bytes."""

_MOST_PARTS = 64
_LARGEST = 32_000_000
"""Bytes of JSON that are unpacked at most: 20,000 causes need about 12 million."""

_MOST_TRIES = 4
_LONGEST_BODY = 65_536
_SENTENCE = "What reviewbot remembers of earlier audits. It is read by the next one: please leave it as it is."
_BODY = re.compile(
    rf"<!-- reviewbot:audit-memory {_VERSION} (?P<generation>[1-9][0-9]{{0,8}}) "
    r"(?P<part>[1-9][0-9]?)/(?P<of>[1-9][0-9]?) (?P<run>[0-9a-f]{1,64}|-) (?P<digest>[0-9a-f]{64}) -->\r?\n"
    r"<!-- reviewbot:audit-part (?P<packed>[A-Za-z0-9+/]+={0,2}) -->(?:\r?\n.*)?",
    re.DOTALL,
)
_RUN = re.compile("[0-9a-f]{1,64}")
_ADAPTER = TypeAdapter(Memory)


@dataclass(frozen=True, slots=True, order=True)
class Edition:
    """One memory that was written: which, in how many parts, by which run; `digest` is that of what was packed."""

    generation: int
    of: int
    run: str
    digest: str


def encoded(memory: Memory) -> tuple[str, ...]:
    """Write a memory as the bodies of comments, each below 60,000 characters; the same memory gives the same bodies."""
    # Half of what zlib makes of it: causes are many short rows that are much alike.
    packed = bz2.compress(as_json(_ADAPTER.dump_python(memory, mode="json"), indent=None).encode("ascii"))
    text = b64encode(packed).decode("ascii")
    parts = [text[start : start + _ROOM] for start in range(0, len(text), _ROOM)]
    run = memory.run if _RUN.fullmatch(memory.run) else "-"
    digest = sha256(packed).hexdigest()
    return tuple(
        f"<!-- reviewbot:audit-memory {_VERSION} {memory.generation} {number}/{len(parts)} {run} {digest} -->\n"
        f"<!-- reviewbot:audit-part {part} -->\n{_SENTENCE}\n"
        for number, part in enumerate(parts, 1)
    )


def decoded(bodies: Sequence[str]) -> Memory | None:
    """Read the newest memory that is whole from the bodies of comments, in any order; None where there is none.

    The bodies must be those of comments that only we wrote.
    """
    return next((memory for _, memory in _whole(bodies)), None)


def is_memory(body: str) -> bool:
    """Tell whether a comment's text says that it holds a part of a memory, readable or not."""
    return body.startswith("<!-- reviewbot:audit-memory ")


def edition(body: str) -> Edition | None:
    """Tell which edition of a memory a comment's text is a part of; None where it is none."""
    found = _part(body)
    return found[0] if found else None


def newest(bodies: Sequence[str]) -> Edition | None:
    """Tell which edition `decoded` reads."""
    return next((one for one, _ in _whole(bodies)), None)


def _whole(bodies: Sequence[str]) -> Iterator[tuple[Edition, Memory]]:
    complete = [(one, text) for one, parts in _editions(bodies).items() if (text := _joined(one, parts))]
    for one, text in sorted(complete, reverse=True)[:_MOST_TRIES]:
        memory = _unpacked(one, text)
        if memory is not None:
            yield one, memory


def _editions(bodies: Iterable[str]) -> dict[Edition, dict[int, str]]:
    editions: dict[Edition, dict[int, str]] = {}
    for found in map(_part, bodies):
        if found is not None:
            one, number, packed = found
            editions.setdefault(one, {})[number] = packed
    return editions


def _part(body: str) -> tuple[Edition, int, str] | None:
    found = _BODY.fullmatch(body) if len(body) <= _LONGEST_BODY else None
    if found is None:
        return None
    number, of = int(found["part"]), int(found["of"])
    one = Edition(int(found["generation"]), of, found["run"], found["digest"])
    return (one, number, found["packed"]) if number <= of <= _MOST_PARTS else None


def _joined(one: Edition, parts: dict[int, str]) -> str:
    return "".join(parts[number] for number in sorted(parts)) if len(parts) == one.of else ""


def _unpacked(one: Edition, text: str) -> Memory | None:
    """Unpack what has the digest that its mark states, up to a size that no memory of ours reaches."""
    try:
        packed = b64decode(text, validate=True)
        if sha256(packed).hexdigest() != one.digest:
            return None
        engine = bz2.BZ2Decompressor()
        plain = engine.decompress(packed, _LARGEST)
        # Strict about types, yet reading JSON: a day is text there.
        memory = _ADAPTER.validate_json(plain, strict=True) if engine.eof else None
    except (Error, EOFError, OSError, ValidationError):
        return None
    return memory if memory is not None and memory.generation == one.generation else None
