"""A team whose workflow starts a command that stands in for ours, and tells what it was given."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from support.act import Ran, Team, stand_in, team

_SCRIPT = """
import json, os, pathlib, sys
phase = sys.argv[sys.argv.index("--phase") + 1]
names = [name for name in os.environ if name.startswith("REVIEWBOT_")] + ["GITHUB_TOKEN", "ANTHROPIC_API_KEY"]
given = {name: os.environ.get(name, "") for name in names}
report = pathlib.Path(given["REVIEWBOT_REPORT"])
given |= {"phase": phase, "cwd": os.getcwd(), "found": report.read_text() if report.exists() else ""}
with pathlib.Path(FOLDER, "calls").open("a") as calls:
    calls.write(json.dumps(given) + chr(10))
answers = json.loads(pathlib.Path(FOLDER, "answers.json").read_text())
with open(os.environ["GITHUB_OUTPUT"], "a") as outputs:
    outputs.writelines(f"{name}={value}{chr(10)}" for name, value in answers["outputs"].items())
if phase == "review" and answers["report"]:
    report.write_text(answers["report"])
sys.exit(answers["codes"].get(phase, 0))
"""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A team whose workflow starts the command that stands in for ours."""

    team: Team

    def run(self, event: str, payload: Mapping[str, object], **secrets: str) -> Ran:
        """Let an event happen."""
        return self.team.run(event, payload, secrets={"GITHUB_TOKEN": "token-of-the-job"} | secrets)

    def answer(self, *, run: str = "true", report: str = "a report", codes: Mapping[str, int] | None = None) -> None:
        """Say what the command does from now on."""
        outputs = {"run": run, "request": '{"asked": "a \\"$(touch here)\\" b"}'}
        answers = {"outputs": outputs, "report": report, "codes": codes or {}}
        (self.team.folder / "answers.json").write_text(json.dumps(answers), "utf-8")

    @property
    def calls(self) -> list[dict[str, str]]:
        """List what the command was given, call by call."""
        path = self.team.folder / "calls"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    @property
    def phases(self) -> list[str]:
        """List the phases that ran."""
        return [call["phase"] for call in self.calls]


Rehearse = Callable[[str], Rehearsal]


def rehearsal(folder: Path, workflow: str) -> Rehearsal:
    """Set up a team with a workflow; the command has something to review, and a report of it."""
    made = Rehearsal(team(folder, workflow, stand_in(folder, _SCRIPT.replace("FOLDER", repr(str(folder))))))
    made.answer()
    return made
