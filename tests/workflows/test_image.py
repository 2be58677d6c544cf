"""The container's recipe, built on a small Debian and run once."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.workflow import ROOT, tool

pytestmark = pytest.mark.slow

_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_PACKAGES = "python3,python3-venv,ca-certificates"

Inside = Callable[..., str]


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inside]:
    """Build the image, and give a way to run commands in it; the demo's repository is mounted, read-only."""
    missing = [name for name in ("buildah", "mmdebstrap") if shutil.which(name) is None]
    if missing or os.geteuid() != 0:
        pytest.skip(f"no image without root and {' and '.join(missing) or 'its rights'} (Debian: buildah, mmdebstrap)")
    folder = tmp_path_factory.mktemp("image")
    settings = ("buildah", "--root", str(folder / "store"), "--runroot", str(folder / "run"))
    driver = os.environ | {"STORAGE_DRIVER": "overlay"}
    if subprocess.run([*settings, "info"], env=driver, capture_output=True, check=False).returncode != 0:
        driver |= {"STORAGE_DRIVER": "vfs"}

    def buildah(*arguments: str) -> str:
        return subprocess.run([*settings, *arguments], env=driver, text=True, capture_output=True, check=True).stdout

    # A proxy of this machine may have a certificate of its own.
    mounts = ("--volume", f"{_CERTIFICATES}:{_CERTIFICATES}:ro") if _CERTIFICATES.exists() else ()
    base = buildah("from", "scratch").strip()
    _debian(buildah("mount", base).strip())
    buildah("commit", "--quiet", "--rm", base, "base")
    buildah("bud", "--isolation", "chroot", *mounts, "--build-arg", "BASE=localhost/base", "--tag", "ours", str(ROOT))
    shop = folder / "shop"
    subprocess.run([tool("python"), ROOT / "demo" / "build.py", shop], check=True, capture_output=True)
    container = buildah("from", "localhost/ours").strip()
    yield lambda *command: buildah("run", "--isolation", "chroot", "-v", f"{shop}:/repo:ro", container, "--", *command)
    buildah("rm", "--all")
    buildah("rmi", "--all", "--force")


def _debian(place: str) -> None:
    quick = ("--variant=apt", "--dpkgopt=force-unsafe-io", '--aptopt=Acquire::Languages "none"')
    subprocess.run(["mmdebstrap", "--quiet", *quick, f"--include={_PACKAGES}", "bookworm", place], check=True)


def test_the_image_reviews_a_mounted_repository(inside: Inside) -> None:
    said = inside("reviewbot", "review", "--base", "main", "--head", "add-orders-api", "--format", "markdown")
    assert "SQL injection" in said


def test_the_image_runs_as_nobody_in_particular(inside: Inside) -> None:
    assert inside("id", "--user").strip() == "10001"


def test_the_image_holds_nothing_that_installs(inside: Inside) -> None:
    assert (
        inside("sh", "-c", "command -v pip || ls /opt/reviewbot/bin | grep ^pip || echo nothing").strip() == "nothing"
    )
