"""How much disk an installation takes."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

_LOCK = "requirements.lock"
_TOOLS = ("pip", "setuptools", "pkg_resources", "_distutils_hack", "distutils-precedence.pth")
_OURS = ("src/reviewbot", "prompts")


def installed_bytes(root: Path, folder: Path) -> int:
    """Install the locked packages into a folder, or take it from the last time, and count what is on disk.

    Python's own tools for installing are left out: they come with Python.
    """
    packages = _packages(root, folder)
    entries = [one for one in packages.iterdir() if one.name.partition("-")[0] not in _TOOLS and one.name not in _TOOLS]
    return sum(on_disk(one) for one in entries) + sum(on_disk(root / one) for one in _OURS)


def on_disk(path: Path) -> int:
    """Count the bytes of a file or of all files below a folder, in whole blocks where the system tells."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return sum(_size(one) for one in files)


def _size(file: Path) -> int:
    status = file.stat()
    return status.st_blocks * 512 if hasattr(status, "st_blocks") else status.st_size


def _packages(root: Path, folder: Path) -> Path:
    lock = root / _LOCK
    digest = hashlib.sha256(sys.version.encode() + lock.read_bytes()).hexdigest()
    target = folder / f"installed-{digest[:12]}"
    if not target.exists():
        part = target.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "--target", str(part), "-r", str(lock)], check=True)
        part.rename(target)
    return target
