"""Look things up in a process that reports whatever it opens, starts or connects to; run as a program.

Its arguments are a repository and a file with look-ups: a JSON list of pairs of a name and its arguments. It prints
the answers, and the events that Python's audit hooks saw while they were given.
"""

import json
import os
import sys
from pathlib import Path

from reviewbot.agent.librarian import Limits
from reviewbot.git.repository import open_repository
from reviewbot.local import Range, local_change
from support.contents import library
from support.look_up import librarian

_WATCHED = (
    "open", "os.", "socket.", "subprocess.", "shutil.", "ctypes.", "import", "exec", "pathlib.", "glob.", "tempfile.",
    "urllib.", "http.", "ftplib.", "mmap.", "fcntl.", "syslog.", "pty.", "sqlite3.",
)  # fmt: skip


def main(folder: Path, asked: Path) -> None:
    """Answer the look-ups under watch."""
    questions = json.loads(asked.read_text())
    events: list[tuple[str, object]] = []
    is_watching = False

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if is_watching and event.startswith(_WATCHED):
            events.append((event, list(map(_plain, arguments))))

    sys.addaudithook(watch)
    with local_change(open_repository(folder), Range("main", "change")) as work:
        serving = librarian(library(work), Limits(calls=10_000, bytes=100_000_000))
        # What Python loads at its first use is no look-up's doing.
        for name, arguments in questions[-5:]:
            serving.answer(name, arguments)
        is_watching = True
        answers = [serving.answer(name, arguments).text for name, arguments in questions]
        is_watching = False
    print(json.dumps({"answers": answers, "events": events, "environment": sorted(os.environ)}))  # noqa: T201


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(name): str(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if isinstance(value, int) else str(value)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
