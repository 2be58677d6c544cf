"""Secrets behind placeholders while a text is with the model, and in their place again when it comes back."""

import hashlib
import hmac
import re
from collections.abc import Callable, Collection, Iterator
from threading import Lock

_SHORTEST_PART = 4
"""A line of a secret that is shorter tells nothing, and would be found everywhere."""

_MOST = 2_000
"""Secrets that are remembered; those of a file full of them stay hidden, only not to be put back."""


class Masking:
    """Hides secrets and reveals them; may be asked from several threads.

    A secret found in one text is hidden in all later ones, always behind the same placeholder. `boundary` keeps whoever
    wrote the texts from writing placeholders, `key` keeps whoever reads them from guessing at the secrets.
    """

    def __init__(self, find: Callable[[str], Collection[str]], boundary: str, key: bytes) -> None:
        self._find = find
        self._boundary = boundary
        self._key = key
        self._mark = re.compile(rf"(⟦secret-{re.escape(boundary)}-(?:[0-9a-f]{{10}}|more)⟧)")
        self._known: dict[str, str] = {}
        self._lock = Lock()

    def hide(self, text: str) -> str:
        """Give a text without its secrets; it keeps its lines, and placeholders stay as they are."""
        found = {part for secret in self._find(text) for part in self._parts(secret)}
        with self._lock:
            # Before the first one is shown: what one call learns must hold for the next.
            for part in sorted(found):
                self._placeholder(part)
            wanted = found.union(self._known.values())
        # Every second one is a placeholder.
        pieces = self._mark.split(text)
        pieces[::2] = [self._hidden(piece, wanted) for piece in pieces[::2]]
        return "".join(pieces)

    def reveal(self, text: str) -> str:
        """Put the secrets back behind whose placeholders they were hidden."""
        return self._mark.sub(lambda mark: self._known.get(mark[0], mark[0]), text)

    def _parts(self, secret: str) -> Iterator[str]:
        """Give a secret line by line; one that holds a placeholder was found in a text that is hidden already."""
        if self._mark.search(secret):
            return
        lines = secret.split("\n")
        shortest = _SHORTEST_PART if len(lines) > 1 else 1
        yield from (part for line in lines if len(part := line.strip()) >= shortest)

    def _hidden(self, text: str, secrets: Collection[str]) -> str:
        shown, position = [], 0
        for start, end in _regions(text, secrets):
            with self._lock:
                shown += [text[position:start], self._placeholder(text[start:end])]
            position = end
        return "".join((*shown, text[position:]))

    def _placeholder(self, secret: str) -> str:
        digest = hmac.new(self._key, secret.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:10]
        mark = f"⟦secret-{self._boundary}-{digest}⟧"
        if mark in self._known or len(self._known) < _MOST:
            self._known.setdefault(mark, secret)
            return mark
        return f"⟦secret-{self._boundary}-more⟧"


def _regions(text: str, secrets: Collection[str]) -> list[tuple[int, int]]:
    """Give where secrets stand, the overlapping ones as one."""
    regions: list[tuple[int, int]] = []
    for start, end in sorted(span for secret in secrets for span in _spans(text, secret)):
        if regions and start < regions[-1][1]:
            regions[-1] = (regions[-1][0], max(end, regions[-1][1]))
        else:
            regions.append((start, end))
    return regions


def _spans(text: str, secret: str) -> Iterator[tuple[int, int]]:
    start = text.find(secret)
    while start >= 0:
        yield start, start + len(secret)
        # One that overlaps itself is found there too.
        start = text.find(secret, start + 1)
