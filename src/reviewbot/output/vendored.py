"""Scripts of others that a page carries: compressed, and allowed to run by their digest alone."""

import base64
import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_FOLDER = files("reviewbot.output") / "scripts"


@dataclass(frozen=True, slots=True)
class Script:
    """A script for a page: `packed` is base64 of gzip, `allowed` names it in the page's policy."""

    packed: str
    allowed: str


@cache
def script(name: str) -> Script:
    """Read a script that the build wrote: `charts` or `diagrams`."""
    packed = (_FOLDER / f"{name}.js.gz").read_bytes()
    return Script(base64.b64encode(packed).decode(), allowed(gzip.decompress(packed)))


def own_script(name: str) -> str:
    """Read a script of ours."""
    return (_FOLDER / f"{name}.js").read_text("utf-8")


def allowed(text: bytes) -> str:
    """Name a script or style sheet as a policy does that allows this text and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"
