"""The simulated GitHub for a test; what does not agree with GitHub's own description fails the test at its end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from simulator.contract import DESCRIPTION, description
from simulator.graph.schema import SDL, schema
from simulator.hub import Simulator

Client = Callable[..., httpx.Client]
"""Makes a client of the REST API below one repository, for a token."""

Ask = Callable[..., Any]
"""Sends a GraphQL query and gives the answer's JSON, as loosely typed as httpx gives it."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark every test that wants GitHub: its descriptions come from npm."""
    if "hub" in getattr(item, "fixturenames", ()):
        item.add_marker("node")


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Simulator]:
    """Start GitHub for one test."""
    with simulated(tmp_path / "github") as started:
        yield started


@contextmanager
def simulated(folder: Path) -> Iterator[Simulator]:
    """Start GitHub, and let no violation of its contract pass: a test that means one clears `hub.violations`."""
    if not (DESCRIPTION.is_file() and SDL.is_file()):
        pytest.skip("GitHub's descriptions are not there: npm ci --prefix tests")
    # Read before anybody waits for an answer: half a second each, once for all tests.
    description()
    schema()
    with Simulator(folder) as started:
        yield started
    assert not started.violations, "\n".join(f"{one.by}: {one.call}: {one.text}" for one in started.violations)
