"""What manifests and lock files say about one dependency."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_SCHEME = re.compile(r"^(?:registry|sparse|git)\+")
_REGISTRIES = frozenset(
    {
        "registry.npmjs.org", "registry.yarnpkg.com", "pypi.org", "files.pythonhosted.org", "index.crates.io",
        "static.crates.io", "rubygems.org",
    }
)  # fmt: skip
_CRATES = "github.com/rust-lang/crates.io-index"


@dataclass(frozen=True, slots=True)
class Digest:
    """What proves the contents of one archive.

    `file` tells the archives of one version apart, empty where there is one or the file does not say. Two digests can
    only be compared where `algorithm` is the same.
    """

    file: str
    algorithm: str
    value: str


@dataclass(frozen=True, slots=True)
class Dependency:
    """One dependency as a file names it, on a line counted from 1.

    `wanted` is the constraint of a manifest as it is written, or the version of a lock file. `source` is the host that
    it comes from, empty for the ecosystem's registry or where the file does not say. `is_ours` is what the same
    repository holds, `is_shared` what whoever installs this one brings along.
    """

    name: str
    wanted: str
    line: int
    source: str = ""
    digests: frozenset[Digest] = frozenset()
    is_ours: bool = False
    is_shared: bool = False


def host(address: str) -> str:
    """Give the host that an address names, empty for what is none and for the ecosystem's own registry."""
    try:
        found = urlsplit(_SCHEME.sub("", address.strip())).hostname or ""
    except ValueError:
        return ""
    return "" if found in _REGISTRIES or _CRATES in address else found
