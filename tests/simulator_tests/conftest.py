"""A shop on GitHub, with a branch that changes it, and a client that speaks plain HTTP."""

import shutil
import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from simulator.hub import Simulator
from simulator.opened import OpenedPull, OpenedRepository
from support.command import Repository
from support.github import Ask, Client

LONG = "".join(f"line {number}\n" for number in range(1, 41))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the repository once: on `change`, lines 3 and 30 of `long.txt` differ from `main`."""
    folder = tmp_path_factory.mktemp("template")
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch=main")
    made.commit({"long.txt": LONG, "gone.txt": "once\n", "same.txt": "same\n"}, "Begin")
    made.git("checkout", "--quiet", "-b", "change")
    changed = LONG.replace("line 3\n", "line three\n").replace("line 30\n", "line thirty\nand more\n")
    (folder / "gone.txt").unlink()
    made.commit({"long.txt": changed, "new.py": "one = 1\ntwo = 2\nthree = 3\n", "logo.png": b"\0\1\2"}, "Change")
    return folder


@pytest.fixture
def source(template: Path, tmp_path: Path) -> Repository:
    """Copy the repository that people push from."""
    return Repository(shutil.copytree(template, tmp_path / "source"))


@pytest.fixture
def shop(hub: Simulator, source: Repository) -> OpenedRepository:
    """Put the shop on GitHub."""
    return hub.repository("acme/shop", source.root)


@pytest.fixture
def pull(shop: OpenedRepository) -> OpenedPull:
    """Open a pull request from `change`."""
    return shop.pull(head="change", author="alice")


@pytest.fixture
def client(hub: Simulator) -> Iterator[Client]:
    """Make clients that are closed at the end: for None one of a workflow that may write, for "" one of nobody."""
    writer = hub.token()
    opened: dict[str, httpx.Client] = {}

    def make(token: str | None = None) -> httpx.Client:
        text = writer if token is None else token
        if text not in opened:
            headers = {"authorization": f"Bearer {text}"} if text else {}
            # A context without certificates: reading those takes longer than a test.
            plain = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            opened[text] = httpx.Client(base_url=f"{hub.url}/api/v3/repos/acme/shop", headers=headers, verify=plain)
        return opened[text]

    yield make
    for one in opened.values():
        one.close()


@pytest.fixture
def ask(hub: Simulator, client: Client) -> Ask:
    """Send a GraphQL query as a token's owner; the answer must be 200, whatever it says."""

    def asking(query: str, token: str | None = None, **variables: object) -> object:
        response = client(token).post(f"{hub.url}/api/graphql", json={"query": query, "variables": variables})
        assert response.status_code == 200, response.text
        return response.json()

    return asking
