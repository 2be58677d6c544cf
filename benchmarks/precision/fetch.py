"""Fetch the source trees that the sample is drawn from, from PyPI and npm, and check them by their hashes."""

import base64
import hashlib
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import httpx

PACKAGES = Path(__file__).with_name("packages.txt")
_PYPI = "https://pypi.org/simple"
_NPM = "https://registry.npmjs.org"
_SIMPLE = {"Accept": "application/vnd.pypi.simple.v1+json"}
_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Package:
    """One release of a package: `registry` is `pypi` or `npm`."""

    registry: str
    name: str
    version: str

    @property
    def folder(self) -> str:
        """Name the folder that it is unpacked to."""
        return f"{self.name.replace('@', '').replace('/', '-')}-{self.version}"


def packages(file: Path = PACKAGES) -> Iterator[Package]:
    """Read the list: a registry, a name and a version a line."""
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield Package(*line.split())


def fetched(package: Package, into: Path) -> Path:
    """Give the folder with a package's files, downloaded where it is not there yet."""
    folder = into / package.folder
    if not folder.exists():
        with httpx.Client(timeout=_SECONDS, follow_redirects=True) as client:
            data = (_of_pypi if package.registry == "pypi" else _of_npm)(client, package)
        _unpacked(data, folder)
    return folder


def _of_pypi(client: httpx.Client, package: Package) -> bytes:
    listed = client.get(f"{_PYPI}/{package.name}/", headers=_SIMPLE).raise_for_status().json()
    stem = package.name.lower().replace("-", "_").replace(".", "_")
    for one in listed["files"]:
        name = one["filename"].lower().replace("-", "_").replace(".", "_")
        if name == f"{stem}_{package.version}_tar_gz".replace(".", "_"):
            data = client.get(one["url"]).raise_for_status().content
            _check(package, is_whole=hashlib.sha256(data).hexdigest() == one["hashes"]["sha256"])
            return data
    raise LookupError(f"PyPI has no source distribution {package.name} {package.version}.")


def _of_npm(client: httpx.Client, package: Package) -> bytes:
    version = client.get(f"{_NPM}/{package.name}/{package.version}").raise_for_status().json()
    data = client.get(version["dist"]["tarball"]).raise_for_status().content
    algorithm, _, expected = version["dist"]["integrity"].partition("-")
    _check(package, is_whole=base64.b64encode(hashlib.new(algorithm, data).digest()).decode() == expected)
    return data


def _check(package: Package, *, is_whole: bool) -> None:
    if not is_whole:
        raise LookupError(f"{package.name} {package.version} is not what its registry says.")


def _unpacked(data: bytes, folder: Path) -> None:
    """Unpack beside the folder and move it there whole: what was cut off must not look complete."""
    part = folder.with_name(folder.name + ".part")
    with tarfile.open(fileobj=BytesIO(data)) as archive:
        for member in archive:
            archive.extract(member, part, filter="data")
    part.rename(folder)
