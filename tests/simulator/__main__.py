"""GitHub by hand: the demo's repository with its open pull request, and a page to look at."""

import argparse
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

from demo.build import BRANCH, build
from simulator.graph.schema import SDL, schema
from simulator.hub import WRITER, Simulator

_ROOT = Path(__file__).parents[2]
_FOLDER = _ROOT / "build" / "simulator"
_TITLE = "Add the orders API for the back office"
_BODY = "List, search, refund and export orders; settle them when the payment provider reports."


def filled(hub: Simulator, folder: Path) -> str:
    """Put the demo on GitHub; gives what to tell whoever wants to work with it."""
    source = folder / "source"
    build(source)
    shop = hub.repository("demo/shop", source)
    hub.user("ada", permission="write")
    pull = shop.pull(head=BRANCH, author="bela", title=_TITLE, body=_BODY)
    token = hub.token(permissions={**WRITER, "contents": "write"})
    lines = [f"export {name}={value}" for name, value in hub.environment(token).items()]
    tokens = {
        "a workflow without contents: write": hub.token(),
        "ada, who may write": hub.personal("ada"),
        "a fork's workflow, which may read": hub.token(permissions=dict.fromkeys(WRITER, "read")),
    }
    others = [f"# {who}: GITHUB_TOKEN={text}" for who, text in tokens.items()]
    first = f"# {hub.url}/{shop.name}/pull/{pull.number}"
    return "\n".join((first, *lines, *others))


def main() -> None:
    """Start, say where, and run until interrupted."""
    parser = argparse.ArgumentParser(prog="simulator", description="Start the simulated GitHub.")
    parser.add_argument("--port", type=int, default=8_811, help="0 takes a free one (default: %(default)s)")
    parser.add_argument(
        "--folder", type=Path, default=_FOLDER, help="what it holds of an earlier run goes (default: %(default)s)"
    )
    arguments = parser.parse_args()
    if not SDL.is_file():
        parser.error("GitHub's descriptions are not there; get them by: npm ci --prefix tests")
    # Nothing of an earlier run is kept: the pull request begins without comments.
    for name in ("source", "github"):
        shutil.rmtree(arguments.folder / name, ignore_errors=True)
    with Simulator(arguments.folder / "github", arguments.port) as hub, suppress(KeyboardInterrupt):
        hub.board.api.notes = filled(hub, arguments.folder)
        sys.stdout.write(f"GitHub is at {hub.url}\n\n{hub.board.api.notes}\n\nCtrl-C stops it.\n")
        sys.stdout.flush()
        schema()
        while True:
            time.sleep(3_600)


if __name__ == "__main__":
    main()
