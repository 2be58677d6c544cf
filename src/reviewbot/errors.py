"""Everything that can stop a review.

ReviewbotError                      foreseen; carries a hint that says what to do
├── UsageError                      exit 2: the command line or its input is wrong
│   ├── DiffError                   a diff that does not parse
│   ├── RevisionError               a revision or repository that is not there
│   ├── AccessError                 a token that is missing, refused or may not do something
│   └── PullError                   a pull request that is not there, or not as it has to be
├── ConfigurationError              exit 2: names file and line of what was written wrong
│   └── ChecklistError              an item's file that cannot be used
└── IncompleteError                 exit 3: the review could not be completed
    ├── GitError                    git itself failed
    ├── CancelledError              somebody stopped the review
    ├── StaleError                  what was reviewed is not what the pull request shows now
    └── GitHubError                 GitHub does not answer, or not as it should
        ├── PatienceError           GitHub asks to wait for longer than we do
        └── LostAnswerError         a write was sent, and nobody knows whether it was done
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


class AccessError(UsageError):
    """A token is missing or refused, or may not do something; the message names the permission."""


class PullError(UsageError):
    """A pull request or its repository is not there, or is not as a command needs it."""


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


class CancelledError(IncompleteError):
    """Somebody stopped the review before it was done."""


class StaleError(IncompleteError):
    """What was reviewed is not what the pull request shows now."""


class GitHubError(IncompleteError):
    """GitHub does not answer, or answers with something that is no answer."""


class PatienceError(GitHubError):
    """GitHub asks to wait for longer than a review may take."""


class LostAnswerError(GitHubError):
    """A write was sent and its answer got lost: only GitHub knows whether it was done."""
