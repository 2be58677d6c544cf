"""Read what is built on or run while building: images of a Dockerfile, actions of a workflow."""

import re
from collections.abc import Iterator, Sequence

from reviewbot.detectors.dependencies.dependency import Dependency

_LONGEST = 2_000
_FROM = re.compile(
    r"\s*FROM\s{1,9}(?:--\w{1,20}=\S{1,100}\s{1,9})*(?P<image>\S{1,300})(?:\s{1,9}AS\s{1,9}(?P<stage>\S{1,100}))?",
    re.IGNORECASE,
)
_USES = re.compile(
    r"\s*(?:-\s{1,9})?uses:\s{1,9}[\"']?(?P<name>[\w.-]{1,100}/[\w./-]{1,200})@(?P<reference>[\w./-]{1,100})"
)
_SHARED = "/.github/workflows/"


def images(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read the images that stages begin with; an image without tag and digest is `latest`."""
    stages = {"scratch"}
    for number, line in enumerate(lines, 1):
        found = _FROM.match(line[:_LONGEST])
        if found is None:
            continue
        image = found["image"]
        if "$" not in image and image.lower() not in stages:
            name, _, digest = image.partition("@")
            tag = name.rpartition("/")[2].partition(":")[2]
            yield Dependency(name[: len(name) - len(tag) - 1] if tag else name, digest or tag or "latest", number)
        stages.add((found["stage"] or "").lower())


def actions(lines: Sequence[str]) -> Iterator[Dependency]:
    """Read the actions of others; a workflow that several repositories share is followed on purpose."""
    for number, line in enumerate(lines, 1):
        found = _USES.match(line[:_LONGEST])
        if found and _SHARED not in found["name"]:
            name, reference = found["name"], found["reference"]
            is_tag = any(map(str.isdigit, reference))
            yield Dependency(name, reference if is_tag else f"github:{name}#{reference}", number)
