"""What was asked of the simulator, and what was wrong with it: values for a test to count."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request: `path` counts from the API's root, `operation` is the first GraphQL field.

    `status` is 0 where no answer was sent. `at` is in seconds of a clock that only goes forward,
    `seconds` is what the answer took.
    """

    method: str
    path: str
    status: int
    is_write: bool
    at: float
    is_git: bool = False
    operation: str = ""
    login: str = ""
    is_page: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Violation:
    """What does not agree with GitHub's own description: `by` is `caller` or `simulator`."""

    by: str
    call: str
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """How a request fails: `path` and `containing` are searched in its path and its body.

    `kind` is `status`, `close`, `hang`, `json` (cut off) or `html`. With `is_after` the request was carried out and
    only its answer is lost.
    """

    method: str
    path: str
    kind: str = "status"
    status: int = 502
    is_after: bool = False
    containing: str = ""
    seconds: float = 60.0
    headers: Mapping[str, str] = field(default_factory=dict)
