"""A shop on GitHub with a branch full of faults, and jobs that review it."""

from pathlib import Path

import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository

from support.command import Repository
from support.job import Runner

BASE = """\
import sqlite3

import requests


def connect():
    return sqlite3.connect("shop.db")


def total(numbers):
    return sum(numbers)
"""
INJECTION = """

def by_email(cursor, request):
    email = request.args["email"]
    cursor.execute(f"SELECT id FROM invoices WHERE email = '{email}'")
    return cursor.fetchall()
"""
NO_TIMEOUT = """

def rates():
    return requests.get("https://rates.example.org/today").json()
"""


@pytest.fixture
def source(tmp_path: Path) -> Repository:
    """Make the repository that people push from: `change` adds an injection and a call without a timeout."""
    made = Repository(tmp_path / "source")
    made.root.mkdir()
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit({"shop.py": BASE, "README.md": "The shop.\n"}, "Begin")
    made.git("checkout", "--quiet", "-b", "change")
    made.commit({"shop.py": BASE + INJECTION + NO_TIMEOUT}, "Add invoices by e-mail, and rates")
    return made


@pytest.fixture
def shop(hub: Simulator, source: Repository) -> OpenedRepository:
    """Put the shop on GitHub, where alice and bob may push."""
    made = hub.repository("acme/shop", source.root)
    hub.user("alice", "write")
    hub.user("bob", "maintain")
    hub.user("mallory", "read")
    return made


@pytest.fixture
def pull(shop: OpenedRepository) -> OpenedPull:
    """Open a pull request from `change`."""
    return shop.pull(head="change", author="alice")


@pytest.fixture
def runner(hub: Simulator, shop: OpenedRepository, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Runner:
    """Run jobs on the shop."""
    return Runner(hub, shop, tmp_path / "jobs", capfd)
