"""What is answered to commands, in sentences; nothing that somebody wrote is repeated in them."""

from collections.abc import Iterable

from reviewbot.output.markup import plain_text

USAGES: tuple[tuple[str, str], ...] = (
    ("/review", "reviews what is new on this pull request"),
    ("/review full", "reads all of it once more, also what was reviewed before"),
    ("/review security", "asks only this area or item of the checklist; several may follow each other"),
    ("/review src/**", "reads only these files; areas, items and paths may follow each other"),
    ("/review explain", "in the thread of a finding: says why it is asked, what to look for, and when it is fine"),
    ("/review dismiss REASON", "in the thread of a finding: it is not said again and does not fail the check"),
    ("/review budget USD", "lets all reviews of this pull request cost that much together, and reviews it"),
    ("/review waive REASON", "lets the check of this commit pass though its review is incomplete"),
    ("/review pause", "reviews no more pushes"),
    ("/review resume", "goes on after a pause, with what is new"),
    ("/review help", "says this"),
)
"""Every command, with the end of a sentence about it."""

NOT_HERE = "This is an issue, not a pull request: there is nothing to review."
NO_AMOUNT = "`/review budget` takes a number of US dollars, as in `/review budget 10`."
NO_THREAD = "This command belongs in the thread of a finding: write it there, as an answer."
NO_REASON = "`/review dismiss` needs a reason, as in `/review dismiss the list has three entries at most`."
NO_WAIVER_REASON = "`/review waive` needs a reason, as in `/review waive the file is a copy`."
NOT_PAUSED = "Reviews of this pull request are not paused."
RUNNING = "A review is running: ask for a part of it, or waive, when it has ended."
NOTHING_TO_WAIVE = "Nothing is incomplete: there is nothing to waive."
NOT_KNOWN = "What the check of this commit was concluded from is not known: `/review` reviews it again."
STILL_FAILS = "Findings fail the check, and `/review waive` lifts only what is missing: repair or dismiss them."


def helped() -> str:
    """List all commands."""
    listed = "\n".join(f"- `{usage}` {what}" for usage, what in USAGES)
    return f"What I do when somebody asks who may push to this repository:\n\n{listed}"


def not_known(meant: str | None) -> str:
    """Answer a word that means nothing; `meant` is the known one that comes nearest."""
    asked = f" Did you mean `/review {meant}`?".replace(" `?", "`?") if meant is not None else ""
    return f"`/review` does not know this word.{asked} `/review help` lists all that it knows."


def over(state: str) -> str:
    """Answer what asks for a review of a pull request that is closed or merged."""
    return f"This pull request is {state}: there is nothing to review any more."


def raised_already(usd: float) -> str:
    """Answer a budget that is no more than what may be spent already."""
    together = f"All reviews of this pull request may cost ${usd:,.2f} together already"
    return f"{together}: `/review budget` only raises that."


def paused(by: str) -> str:
    """Say that pushes are not reviewed for now, and what ends that."""
    who = plain_text(by)
    return f"Paused by {who}: pushes are not reviewed until `/review resume`. `/review` reviews all the same."


def resumed(by: str) -> str:
    """Say that pushes are reviewed again."""
    return f"Reviews go on: {plain_text(by)} ended the pause."


def dismissed(by: str) -> str:
    """Say what a person's no means from now on."""
    return f"Dismissed by {plain_text(by)}: this is not said again, and does not fail the check."


def together(answers: Iterable[str]) -> str:
    """Put several answers below each other, each once."""
    return "\n\n".join(dict.fromkeys(answers))
