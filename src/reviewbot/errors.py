"""Everything that can stop a review.

ReviewbotError                      foreseen; carries a hint that says what to do
├── UsageError                      exit 2: the command line or its input is wrong
│   ├── DiffError                   a diff that does not parse
│   └── RevisionError               a revision or repository that is not there
├── ConfigurationError              exit 2: names file and line of what was written wrong
│   └── ChecklistError              an item's file that cannot be used
└── IncompleteError                 exit 3: the review could not be completed
    └── GitError                    git itself failed
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Say where in a file something was written, for an error that points at it.

    `line` counts from 1; 0 where the file as a whole is meant.
    """

    file: str
    line: int = 0

    def __str__(self) -> str:
        """Give `file:line`, the form that editors and terminals make clickable."""
        return f"{self.file}:{self.line}" if self.line else self.file


class ReviewbotError(Exception):
    """Something foreseen stopped the review; `hint` says what the user can do."""

    exit_code = 3

    def __init__(self, message: str, hint: str, place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place


class UsageError(ReviewbotError):
    """The command line or its input is wrong."""

    exit_code = 2


class DiffError(UsageError):
    """A diff does not parse; the place names its line."""


class RevisionError(UsageError):
    """A repository, a revision or a merge base is not there."""


class ConfigurationError(ReviewbotError):
    """A configuration file says something that cannot be obeyed; the place names the line."""

    exit_code = 2


class ChecklistError(ConfigurationError):
    """An item of the checklist cannot be used; the place names the line."""


class IncompleteError(ReviewbotError):
    """The review could not be completed."""

    exit_code = 3


class GitError(IncompleteError):
    """A git command failed in a way that nobody foresaw; the message is git's own."""
