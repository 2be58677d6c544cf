"""What readers said of sampled hits, in `evals/precision/<item>.jsonl`."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "evals" / "precision"
LEAST_HITS = 5
LEAST_PRECISION = 0.75


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What is judged: the detectors of one item for one language with one confidence."""

    item: str
    language: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One hit that was read in its file, by two readers or more who did not know of each other's words.

    `words` tells for each whether the hit is right; `reason` is why, in a few words.
    """

    key: Key
    package: str
    version: str
    path: str
    line: int
    quote: str
    words: tuple[bool, ...]
    reason: str

    @property
    def is_right(self) -> bool:
        """Tell whether more than half of the readers call it right: of two, both."""
        return 2 * sum(self.words) > len(self.words)


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of how many read hits are right, and on how many all readers agree."""

    key: Key
    read: int
    right: int
    agreed: int

    @property
    def share(self) -> float:
        """Give the precision, 0 to 1."""
        return self.right / self.read if self.read else 0.0

    @property
    def may_post(self) -> bool:
        """Tell whether it is right often enough, on hits enough, to speak without a model."""
        return self.read >= LEAST_HITS and self.share >= LEAST_PRECISION


def verdicts(folder: Path = FOLDER) -> Iterator[Verdict]:
    """Read all verdicts, file by file."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            key = Key(row["item"], row["language"], row["confidence"])
            words = tuple(word == "right" for word in row["readers"])
            place = (row["package"], row["version"], row["path"], row["line"], row["quote"])
            yield Verdict(key, *place, words, row["reason"])


def precisions(read: Iterable[Verdict]) -> Mapping[Key, Precision]:
    """Count the verdicts by what they judge."""
    by_key: dict[Key, list[Verdict]] = defaultdict(list)
    for one in read:
        by_key[one.key].append(one)
    return {
        key: Precision(
            key,
            len(several),
            sum(one.is_right for one in several),
            sum(len(set(one.words)) == 1 for one in several),
        )
        for key, several in sorted(by_key.items())
    }


def standing(key: Key, rows: Mapping[Key, Precision], kin: Collection[str] = ()) -> Precision | None:
    """Give the row that decides on a detector: its own, if it has hits enough, else that of its nearest kin.

    The nearest is the same item in all languages, then the items of `kin` in its language: those that share all of
    their engine and differ in data alone. None where nothing has hits enough.
    """
    groups = (
        [one for one in rows.values() if one.key == key],
        [one for one in rows.values() if (one.key.item, one.key.confidence) == (key.item, key.confidence)],
        [
            one
            for one in rows.values()
            if one.key.item in kin and (one.key.language, one.key.confidence) == (key.language, key.confidence)
        ],
    )
    for group in groups:
        read = sum(one.read for one in group)
        if read >= LEAST_HITS:
            return Precision(key, read, sum(one.right for one in group), sum(one.agreed for one in group))
    return None
