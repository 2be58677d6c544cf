"""Compare GraphQL schemas before and after a change, by the rules of graphql-core.

Run by `apart` in a process of its own: graphql costs 0.2 CPU-seconds to import.
"""

import pickle
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from graphql.language import DefinitionNode

from reviewbot.detectors.graphql.definitions import Defined, SchemaFaultError, defined, parsed
from reviewbot.detectors.graphql.rules import compared
from reviewbot.detectors.graphql.trees import SchemaFiles, schemas
from reviewbot.detectors.revisions import Revisions
from reviewbot.domain.contract import Change, Compared
from reviewbot.domain.source import Source


def changes(revisions: Revisions) -> Compared:
    """Compare the schemas that a change touches, each over all files that it is made of.

    A changed file that is no GraphQL is a failure, and nothing is said of its schema; one that was broken before and
    was not changed is left out.
    """
    changed = {one.path for versions in revisions.changed for one in (versions.base, versions.head) if one}
    found: list[Change] = []
    failures: list[tuple[str, str]] = []
    for files in schemas(revisions):
        try:
            found.extend(_compared(files, changed))
        except SchemaFaultError as fault:
            failures.append((fault.path, fault.reason))
    return Compared(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(failures)))


def _compared(files: SchemaFiles, changed: set[str]) -> Iterator[Change]:
    base, head = _defined(files.base, changed), _defined(files.head, changed)
    if base is not None and head is not None:
        yield from compared(base, head)


def _defined(sources: Iterable[Source], changed: set[str]) -> Defined | None:
    """Build one version of a schema; None where there is nothing to build it of."""
    read = {one.path: one for one in sources}
    definitions = [definition for one in read.values() for definition in _parsed(one, changed)]
    return defined(definitions) if definitions else None


def _parsed(source: Source, changed: set[str]) -> Iterator[DefinitionNode]:
    try:
        yield from parsed(source)
    except SchemaFaultError:
        if source.path in changed:
            raise


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Compare one pair of revisions, pickled by our own parent."""
    revisions = cast("Revisions", pickle.load(requests))  # noqa: S301 - from our own parent
    pickle.dump(changes(revisions), answers)
    answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
