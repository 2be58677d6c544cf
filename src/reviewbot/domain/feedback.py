"""What a team makes of what we say, item by item."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opinion:
    """What people did with the comments on one item, each comment counted once in each number.

    `dismissed` are those that a command took a no to, or whose claim the agent took back; `unfixed` were resolved by a
    person while their lines stayed as they were. `rejected` are those, and those with more thumbs down than up.
    `is_unwanted` where that is so many of those posted that the item may as well be switched off.
    """

    item: str
    posted: int = 0
    dismissed: int = 0
    unfixed: int = 0
    likes: int = 0
    dislikes: int = 0
    rejected: int = 0
    is_unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Feedback:
    """What people made of our comments on the last pull requests of a repository.

    `cut` counts the pull requests with so many threads that not all of them were read.
    """

    repository: str
    pulls: int
    cut: int
    opinions: tuple[Opinion, ...]
