"""Build the demo: a git repository of a small shop, and a branch full of realistic faults.

`base` holds the shop before the change, `head` the files that the branch adds or changes. A file that tools
would act upon where it lies here (a lock file, a manifest, a `.gitignore`) has `.demo` behind its name.
"""

import argparse
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
BRANCH = "add-orders-api"
MARK = "reviewbot-demo"
"""The file in `.git` by which a repository is known to be ours, and only then is removed."""

# Assembled here, so that a scanner of this project's own files sees no key; the text says that it is none.
TOKEN = b"sk_" + b"live_" + b"Vq7Zr2MadeUp4Kx9Wn3TgB5s"
PLACEHOLDER = b"{{ made-up token }}"


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: `files` are contents by path, `removed` is what goes; `time` is in Unix seconds, UTC."""

    branch: str
    author: str
    time: int
    message: str
    files: Mapping[str, bytes]
    removed: tuple[str, ...] = ()
    starts_branch: bool = False


def build(target: Path) -> None:
    """Write the repository to `target`, with the same commits every time, and check the branch out.

    Raises FileExistsError where something else is there already.
    """
    _make_room(target)
    (target / ".git").mkdir(parents=True)
    (target / ".git" / MARK).touch()
    _git(target, "init", "--quiet", "--template=")
    _git(target, "config", "core.autocrlf", "false")
    _git(target, "fast-import", "--quiet", stream=b"".join(_written(commit) for commit in _commits()))
    _git(target, "checkout", "--quiet", "--force", BRANCH)


def _commits() -> Iterator[Commit]:
    ada, bela = "Ada Okafor <ada@shop.example>", "Bela Lindqvist <bela@shop.example>"
    head = _files(HERE / "head")
    storefront = _below(head, "storefront/")
    webhooks = _below(head, "webhooks/") | _below(head, ".env.example")
    orders = {path: text for path, text in head.items() if path not in storefront | webhooks}
    yield Commit("main", ada, 1_790_841_600, "Sell coffee on the web", _files(HERE / "base"))
    message = "Add the orders API for the back office\n\nList, search, refund, export; no more cancelling."
    removed = ("orders/pricing.py", "scripts/mail_orders.py")
    yield Commit(BRANCH, bela, 1_790_928_000, message, orders, removed, starts_branch=True)
    yield Commit(BRANCH, bela, 1_790_942_400, "Settle orders when the payment provider reports", webhooks)
    message = "Let customers search and return their orders"
    yield Commit(BRANCH, ada, 1_791_014_400, message, storefront, ("storefront/src/mailer.ts",))


def _files(root: Path) -> dict[str, bytes]:
    paths = sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(root).as_posix().removesuffix(".demo"): _contents(path) for path in paths}


def _contents(path: Path) -> bytes:
    data = path.read_bytes()
    # A checkout on Windows may have changed the line endings; the commits must not notice.
    return data if b"\0" in data else data.replace(b"\r\n", b"\n").replace(PLACEHOLDER, TOKEN)


def _below(files: Mapping[str, bytes], prefix: str) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.startswith(prefix)}


def _written(commit: Commit) -> bytes:
    """Write a commit as `git fast-import` reads it: one process, no work tree that could change a byte."""
    head = f"commit refs/heads/{commit.branch}\ncommitter {commit.author} {commit.time} +0000\n".encode()
    start = b"from refs/heads/main\n" if commit.starts_branch else b""
    removals = "".join(f"D {path}\n" for path in commit.removed).encode()
    files = (f"M 100644 inline {path}\n".encode() + _data(text) for path, text in commit.files.items())
    return head + _data(commit.message.encode()) + start + removals + b"".join(files)


def _data(text: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(text), text)


def _make_room(target: Path) -> None:
    if (target / ".git" / MARK).is_file():
        # On Windows git's objects are read-only, and removing stops at them.
        for path in (target / ".git" / "objects").rglob("*"):
            path.chmod(0o700)
        shutil.rmtree(target)
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise FileExistsError(target)


def _git(target: Path, *arguments: str, stream: bytes = b"") -> None:
    """Run git as if the machine had no configuration and no hook had started us."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_DEFAULT_HASH": "sha1"}
    subprocess.run(["git", "-C", str(target), *arguments], input=stream, env=environment, check=True)


def main() -> None:
    """Read the command line, build, and say in one sentence what went wrong."""
    parser = argparse.ArgumentParser(description="Build the demo repository.")
    parser.add_argument("target", type=Path, help="a folder that is empty, not there yet, or an earlier demo")
    target = parser.parse_args().target
    try:
        build(target)
    except FileExistsError:
        parser.error(f"{target} holds something else; name a folder that is empty or not there yet")
    except FileNotFoundError:
        parser.error("git is not installed; install it and try again")
    except subprocess.CalledProcessError as error:
        parser.exit(3, f"git {error.cmd[3]} failed; what it said stands above\n")


if __name__ == "__main__":
    main()
