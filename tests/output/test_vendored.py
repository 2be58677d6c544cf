"""The scripts of others: what ships is what the build wrote, with its licences."""

import gzip
import hashlib
from importlib.resources import files

import pytest

from reviewbot.output.vendored import own_script, script

_FOLDER = files("reviewbot.output") / "scripts"
_SUMS = [line.split() for line in (_FOLDER / "SHA256SUMS").read_text("utf-8").splitlines()]


def _shipped(name: str) -> bytes:
    if name.endswith(".js"):
        return gzip.decompress((_FOLDER / f"{name}.gz").read_bytes())
    return (_FOLDER / name).read_bytes()


@pytest.mark.parametrize(("digest", "name"), _SUMS, ids=[name for _, name in _SUMS])
def test_a_shipped_file_is_the_one_that_the_build_wrote(digest: str, name: str) -> None:
    assert hashlib.sha256(_shipped(name)).hexdigest() == digest


def test_every_compressed_script_is_listed() -> None:
    packed = {one.name for one in _FOLDER.iterdir() if one.name.endswith(".gz")}
    assert packed == {name for _, name in _SUMS if name.endswith(".gz")} == {"charts.js.gz", "diagrams.js.gz"}


def test_our_script_cannot_end_its_element() -> None:
    text = own_script("audit").lower()
    assert "</script" not in text
    assert "<!--" not in text


@pytest.mark.parametrize("name", ["echarts", "zrender", "mermaid", "dompurify", "dagre-d3-es", "d3-shape"])
def test_the_licence_of_a_script_ships_with_it(name: str) -> None:
    assert f"==== {name} " in _shipped("LICENSES.txt").decode()


def test_the_scripts_stay_small() -> None:
    assert len(script("charts").packed) + len(script("diagrams").packed) < 700_000
