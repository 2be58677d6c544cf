"""The job of GitHub Actions that this runs in: its event, its outputs, its summary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reviewbot.domain.audit import Shard
from reviewbot.domain.event import Event
from reviewbot.domain.levels import Engine
from reviewbot.errors import UsageError
from reviewbot.github.event import decoded

_HINT = (
    "`reviewbot action` runs inside GitHub Actions; elsewhere use `reviewbot review --pull` and `reviewbot publish`."
)
_SUMMARY_BYTES = 1_048_576
MOST_SHARDS = 256
"""Jobs of one matrix, as GitHub allows them."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the environment says of a job; a file is None where there is none.

    `run` names the run and its attempt, `url` is where a person reads its log. `report` is the file between the
    phases. The wishes are those of the action's inputs, None where they are left out. `shards` is how many jobs an
    audit is divided over, `shard` which of its parts this one looks at; `hand_over_key` is a secret of its jobs alone.
    """

    event: Event
    repository: str
    run: str
    url: str
    report: Path
    request: str
    outputs: Path | None
    summary: Path | None
    engine: str | None
    fail_on: str | None
    max_usd: float | None = None
    shards: int | None = None
    shard: Shard | None = None
    hand_over_key: str = field(default="", repr=False)


def job_here(environment: Mapping[str, str]) -> Job:
    """Read the environment of a job; raises UsageError where it is none, or its event cannot be read."""
    name, path = environment.get("GITHUB_EVENT_NAME"), environment.get("GITHUB_EVENT_PATH")
    repository = environment.get("GITHUB_REPOSITORY", "")
    if not name or not path:
        raise UsageError("There is no event: GITHUB_EVENT_NAME and GITHUB_EVENT_PATH are not set.", _HINT)
    number, attempt = environment.get("GITHUB_RUN_ID", "0"), environment.get("GITHUB_RUN_ATTEMPT", "1")
    server = environment.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    return Job(
        event=decoded(name, _read(Path(path)), repository, environment.get("GITHUB_REF", "")),
        repository=repository,
        run=f"run {number}.{attempt}",
        url=f"{server}/{repository}/actions/runs/{number}",
        report=Path(environment.get("REVIEWBOT_REPORT") or "reviewbot-report.json"),
        request=environment.get("REVIEWBOT_REQUEST", ""),
        outputs=_file(environment.get("GITHUB_OUTPUT")),
        summary=_file(environment.get("GITHUB_STEP_SUMMARY")),
        engine=_engine(environment.get("REVIEWBOT_ENGINE", "")),
        fail_on=environment.get("REVIEWBOT_FAIL_ON") or None,
        max_usd=_dollars(environment.get("REVIEWBOT_MAX_USD", "")),
        shards=_shards(environment.get("REVIEWBOT_SHARDS", "").strip()),
        hand_over_key=environment.get("REVIEWBOT_HAND_OVER_KEY", "").strip(),
        shard=_shard(environment.get("REVIEWBOT_SHARD", "").strip()),
    )


def give(job: Job, outputs: Mapping[str, str]) -> None:
    """Set outputs of the step, each on one line."""
    if job.outputs is not None:
        lines = (f"{name}={' '.join(value.splitlines())}\n" for name, value in outputs.items())
        with job.outputs.open("a", encoding="utf-8") as file:
            file.writelines(lines)


def summarise(job: Job, text: str) -> None:
    """Add Markdown to the summary of the job; what GitHub would refuse as too long is left out."""
    if job.summary is not None and len(text.encode()) <= _SUMMARY_BYTES:
        with job.summary.open("a", encoding="utf-8") as file:
            file.write(text)


def _engine(text: str) -> str | None:
    if text and text not in set(Engine):
        raise UsageError(f"`engine` is `{text}`, which is none.", f"Write one of {', '.join(Engine)}.")
    return text or None


def _dollars(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        amount = float(text.strip().removeprefix("$"))
    except ValueError:
        amount = -1.0
    if not 0 < amount <= 1_000_000:
        raise UsageError(
            f"`max-usd` is `{text}`, which is no amount of dollars above 0.", "Write a number, as in `0.5`."
        )
    return amount


def _shards(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if text and not 1 <= number <= MOST_SHARDS:
        raise UsageError(
            f"`shards` is `{text}`, which is no number from 1 to {MOST_SHARDS}.", "Leave it out, or say 8."
        )
    return number or None


def _shard(text: str) -> Shard | None:
    number, _, of = text.partition("/")
    if not text:
        return None
    if _shards(number) is None or (_shards(of) or 0) < int(number):
        raise UsageError(
            f"`shard` is `{text}`, which is no part of an audit.", "Pass `matrix.shard` of the plan, as 2/8."
        )
    return Shard(int(number), int(of))


def _file(name: str | None) -> Path | None:
    return Path(name) if name else None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"The event `{path}` cannot be read: {error.strerror}.", _HINT) from error
