"""A process of an audit: what detectors find in a file, and what the file states; its parent may kill it."""

import sys

from reviewbot.detectors.worker import serve
from reviewbot.domain.inventory import Inventory
from reviewbot.domain.paths import PathClass, path_class
from reviewbot.domain.source import Source
from reviewbot.inventory.extract import facts

MODULE = "reviewbot.witness"
"""What `detectors.run.Detectors` is told to run."""


def stated(source: Source) -> Inventory | None:
    """Read what a file of the program states; None for a test, an example and the like, by its name."""
    return facts(source) if path_class(source.path) is PathClass.PRODUCTION else None


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, stated)
