"""The hidden marks by which the next run knows our comments and our checks.

A mark is text that anybody can write: whoever reads one must know that we wrote what carries it. What cannot be
believed is None, which makes the next run look at more, never at less.
"""

import re
from dataclasses import dataclass

from reviewbot.domain.diff import Sha
from reviewbot.domain.finding import Fingerprint
from reviewbot.domain.levels import Severity
from reviewbot.domain.report import Checkpoint, Digests

_VERSION = "1"
_DIGEST = 16
"""Digits of a digest that a mark keeps: a check's `external_id` has little room."""

_SHA = "[0-9a-f]{40}(?:[0-9a-f]{24})?"
_STATE = re.compile(
    rf"{_VERSION} (?P<status>complete|incomplete) (?P<run>[0-9a-f]{{16}}) (?P<tool>[0-9A-Za-z.+]{{1,40}}) "
    rf"#(?P<pull>[1-9][0-9]{{0,9}}) "
    rf"(?P<base>{_SHA}) (?P<merge_base>{_SHA}) (?P<head>{_SHA}) "
    rf"(?P<config>[0-9a-f]{{16}}|-) (?P<checklist>[0-9a-f]{{16}}|-) (?P<prompts>[0-9a-f]{{16}}|-)"
)
_FINDING = re.compile(
    rf"<!-- reviewbot:finding {_VERSION} (?P<run>[0-9a-f]{{16}}) (?P<item>[a-z0-9-]+) "
    rf"(?P<severity>low|medium|high|critical) (?P<fingerprints>[0-9a-f]{{16}}(?:,[0-9a-f]{{16}})*)"
    rf"(?P<agent> agent)? -->"
)
_OURS = "<!-- reviewbot:"
_SUMMARY = re.compile(rf"<!-- reviewbot:summary (?P<state>{_STATE.pattern}) -->")


@dataclass(frozen=True, slots=True)
class FindingMarker:
    """Which findings a comment of ours says, all of one item: the first fingerprint is that of its own lines.

    `is_agents` where no detector found it, so that nobody's silence means that it is gone.
    """

    run: str
    item: str
    severity: Severity
    fingerprints: tuple[Fingerprint, ...]
    is_agents: bool = False


@dataclass(frozen=True, slots=True)
class RunMarker:
    """What a run covered: `tool` is our version, `base_sha` the tip of the target branch at the time.

    `pull` is the number of the pull request: branches of two of them may end in one commit, which has the check.
    """

    run: str
    tool: str
    pull: int
    base_sha: Sha
    checkpoint: Checkpoint
    is_complete: bool


def state_text(marker: RunMarker) -> str:
    """Write what a run covered on one line of about 210 characters, as a check's `external_id` keeps it."""
    checkpoint = marker.checkpoint
    digests = checkpoint.digests
    return " ".join(
        (
            _VERSION,
            "complete" if marker.is_complete else "incomplete",
            marker.run,
            marker.tool,
            f"#{marker.pull}",
            marker.base_sha,
            checkpoint.merge_base_sha,
            checkpoint.head_sha,
            *(kept(digest) or "-" for digest in (digests.config, digests.checklist, digests.prompts)),
        )
    )


def state_of(text: str) -> RunMarker | None:
    """Read what `state_text` wrote; None for everything else."""
    found = _STATE.fullmatch(text)
    if found is None:
        return None
    digests = Digests(*(found[name].removeprefix("-") for name in ("config", "checklist", "prompts")))
    checkpoint = Checkpoint(Sha(found["merge_base"]), Sha(found["head"]), digests)
    return RunMarker(
        found["run"], found["tool"], int(found["pull"]), Sha(found["base"]), checkpoint, found["status"] == "complete"
    )


def kept(digest: str) -> str:
    """Cut a digest to what a mark keeps of it."""
    return digest[:_DIGEST]


def summary_mark(marker: RunMarker) -> str:
    """Write the first line of our summary comment."""
    return f"<!-- reviewbot:summary {state_text(marker)} -->"


def finding_mark(marker: FindingMarker) -> str:
    """Write the first line of a comment on a finding."""
    fingerprints = ",".join(marker.fingerprints)
    by = " agent" if marker.is_agents else ""
    return f"<!-- reviewbot:finding {_VERSION} {marker.run} {marker.item} {marker.severity} {fingerprints}{by} -->"


def finding_marker(body: str) -> FindingMarker | None:
    """Read the mark of a comment on a finding: the first line, all of it."""
    found = _FINDING.fullmatch(_first_line(body))
    if found is None:
        return None
    fingerprints = tuple(Fingerprint(one) for one in found["fingerprints"].split(","))
    severity, is_agents = Severity(found["severity"]), found["agent"] is not None
    return FindingMarker(found["run"], found["item"], severity, fingerprints, is_agents)


def summary_marker(body: str) -> RunMarker | None:
    """Read the mark of our summary comment: the first line, all of it."""
    found = _SUMMARY.fullmatch(_first_line(body))
    return state_of(found["state"]) if found else None


def is_summary(body: str) -> bool:
    """Tell whether a comment says that it is our summary, believable or not."""
    return body.startswith(f"{_OURS}summary ")


def is_marked(body: str) -> bool:
    """Tell whether a comment says that it is one of ours, believable or not."""
    return body.startswith(_OURS)


def _first_line(body: str) -> str:
    return body.partition("\n")[0].removesuffix("\r")
