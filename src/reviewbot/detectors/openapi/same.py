"""Tell which parts of two revisions come to the same, so that only the others need to be compared."""

from collections import deque
from collections.abc import Iterator

from reviewbot.detectors.openapi.library import Library, located, pointed
from reviewbot.detectors.openapi.part import Part, child, children
from reviewbot.detectors.openapi.schema import Joint
from reviewbot.yamlfile import Key

Target = tuple[str, Key]


class Same:
    """Knows for both revisions of a description what is written alike, and refers to what is written alike."""

    def __init__(self, base: Library, head: Library) -> None:
        self._base = base
        self._head = head
        self._targets: dict[Target, bool] = {}

    def is_same(self, base: Joint, head: Joint) -> bool:
        """Tell whether two joints, open to every depth, are equal; in doubt they are not."""
        if base != head:
            return False
        if base.own or any(old.value != new.value for old, new in zip(base.parts, head.parts, strict=True)):
            return False
        return all(self._leads_to_same(one) for one in base.parts)

    def _leads_to_same(self, part: Part) -> bool:
        return all(self._is_same_target(part.file, one) for one in _references(part))

    def _is_same_target(self, file: str, reference: str) -> bool:
        target = pointed(self._base, file, reference)
        if target is None:
            return False
        key = (target.file, target.key)
        if key not in self._targets:
            self._visit(target)
        return self._targets[key]

    def _visit(self, start: Part) -> None:
        """Look at all that a target leads to; what leads to something that differs, differs."""
        users: dict[Target, list[Target]] = {}
        pending, seen, differing = deque([start]), {(start.file, start.key)}, deque[Target]()
        while pending:
            part = pending.popleft()
            here = (part.file, part.key)
            twin = located(self._head, part.file, part.key)
            if twin is None or twin.value != part.value:
                differing.append(here)
            for one in _references(part):
                target = pointed(self._base, part.file, one)
                there = here if target is None else (target.file, target.key)
                if target is None or self._targets.get(there) is False:
                    differing.append(here)
                    continue
                users.setdefault(there, []).append(here)
                if there not in seen and there not in self._targets:
                    seen.add(there)
                    pending.append(target)
        self._targets |= dict.fromkeys(seen, True)
        while differing:
            here = differing.popleft()
            if self._targets[here]:
                self._targets[here] = False
                differing.extend(users.get(here, ()))


def _references(part: Part) -> Iterator[str]:
    pending = [part]
    while pending:
        here = pending.pop()
        reference = child(here, "$ref").value
        if isinstance(reference, str):
            yield reference
        pending.extend(children(here))
