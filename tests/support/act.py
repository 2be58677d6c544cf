"""Run a team's workflow on this machine as GitHub would, by act, with what it uses mapped to folders here."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from support.command import Repository
from support.workflow import ACTION, OURS, WORKFLOWS, tool

_ACTION = f"{OURS}@v1"
_INDEX = """fromJSON('{"1/3":0,"2/3":1,"3/3":2}')[matrix.shard]"""

_KEEP = """\
name: keep
description: Keep a file where the next job looks for it, as GitHub's artifacts do.
inputs: {name: {description: -}, path: {description: -}, retention-days: {description: -}, overwrite: {description: -},
  if-no-files-found: {description: -}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {KEPT: "FOLDER/${{ inputs.name }}", FILE: "${{ inputs.path }}"}
      run: if [ -e "$FILE" ]; then mkdir -p "$KEPT" && cp "$FILE" "$KEPT/"; fi
"""
_BRING = """\
name: bring
description: Bring what earlier jobs kept, under a name, all names that a pattern fits, or all in a folder each.
inputs: {name: {description: -}, pattern: {description: -}, path: {description: -}, merge-multiple: {description: -}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {KEPT: "FOLDER/${{ inputs.name || inputs.pattern }}", PLACE: "${{ inputs.path }}"}
      run: mkdir -p "$PLACE" && if [ "$KEPT" = "FOLDER/" ]; then cp -r $KEPT* "$PLACE/"; else cp $KEPT/* "$PLACE/"; fi
"""
_APP = """\
name: app
description: Make a token of an App.
inputs: {client-id: {description: -}, private-key: {description: -}}
outputs: {token: {description: -, value: "${{ steps.token.outputs.token }}"}}
runs:
  using: composite
  steps:
    - {shell: bash, id: token, run: 'echo "token=token-of-the-app" >>"$GITHUB_OUTPUT"'}
"""
_STAND_INS = {
    "actions/upload-artifact": _KEEP,
    "actions/download-artifact": _BRING,
    "actions/create-github-app-token": _APP,
}

# The token of each job may do what the job's file says, as on GitHub; act itself knows one token for all.
_SCRIPT = """
import json, os
os.environ["GITHUB_TOKEN"] = json.loads(TOKENS)[os.environ["GITHUB_JOB"]]
os.environ.pop("HOME")
os.execv(COMMAND, [COMMAND, *__import__("sys").argv[1:]])
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of a workflow did: each job's result, what its steps printed, and its summary."""

    log: str
    results: Mapping[str, str]
    printed: Mapping[str, str]
    summaries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Team:
    """A team's repository that uses a workflow of ours; `folder` holds all that a run needs."""

    folder: Path

    def run(
        self,
        event: str,
        payload: Mapping[str, object],
        *,
        environment: Mapping[str, str] | None = None,
        secrets: Mapping[str, str] | None = None,
    ) -> Ran:
        """Let an event happen."""
        (self.folder / "event.json").write_text(json.dumps(payload), "utf-8")
        settings = [f"--env={name}={value}" for name, value in (environment or {}).items()]
        settings += [f"--secret={name}={value}" for name, value in (secrets or {}).items()]
        for platform in ("ubuntu-latest", "self-hosted"):
            settings += ["--platform", f"{platform}=-self-hosted"]
        for name in _used():
            place = self.folder / name.partition("@")[0].rpartition("/")[2]
            settings += ["--local-repository", f"{name}={place}"]
        done = subprocess.run(
            [tool("act"), event, "--json", "--no-cache-server", "--eventpath", self.folder / "event.json", *settings],
            cwd=self.folder / "team",
            env={"HOME": str(self.folder), "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return _read(done.stdout + done.stderr)


def team(folder: Path, workflow: str, command: Path) -> Team:
    """Set a team up, `acme/shop`, with a workflow; the action installs nothing and starts `command`."""
    place = folder / "team" / ".github" / "workflows"
    place.mkdir(parents=True)
    (place / "reviewbot.yml").write_text(_known(workflow), "utf-8")
    repository = Repository(folder / "team")
    repository.git("init", "--quiet", "--initial-branch=main")
    repository.git("remote", "add", "origin", "https://github.com/acme/shop")
    repository.commit({})
    _our_repository(folder / OURS.rpartition("/")[2], command)
    for name, text in _STAND_INS.items():
        stand_in = folder / name.rpartition("/")[2] / "action.yml"
        stand_in.parent.mkdir()
        stand_in.write_text(text.replace("FOLDER", str(folder / "kept")), "utf-8")
    return Team(folder)


def of_jobs(folder: Path, workflow: str, tokens: Mapping[str, str]) -> Team:
    """Set a team up whose jobs start our command, each with its own token."""
    script = _SCRIPT.replace("TOKENS", repr(json.dumps(tokens))).replace("COMMAND", repr(tool("reviewbot")))
    (folder / "act").mkdir()
    return team(folder / "act", workflow, stand_in(folder / "act", script))


def _our_repository(folder: Path, command: Path) -> None:
    """Lay out what a team uses of ours, with the one step replaced that installs; its own test runs that one."""
    content = yaml.safe_load(ACTION.read_text("utf-8"))
    content["runs"]["steps"][0]["run"] = f'echo "command={command}" >>"$GITHUB_OUTPUT"'
    (folder / ".github" / "workflows").mkdir(parents=True)
    (folder / "action.yml").write_text(yaml.safe_dump(content), "utf-8")
    for path in WORKFLOWS:
        (folder / ".github" / "workflows" / path.name).write_text(_known(path.read_text("utf-8")), "utf-8")


def _known(text: str) -> str:
    """Say in words that act knows what it has not learnt; of a matrix it counts the jobs of three shards."""
    text = text.replace("uses: $/.", f"uses: {_ACTION}").replace("strategy.job-index", _INDEX)
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.lstrip().startswith(("cache-mode:", "queue:")))


def _used() -> list[str]:
    words = {word for path in WORKFLOWS for word in path.read_text("utf-8").split() if "@" in word}
    return [_ACTION, *sorted(word for word in words if word.partition("@")[0] in _STAND_INS)]


def _read(log: str) -> Ran:
    results, printed, summaries = dict[str, str](), dict[str, str](), dict[str, str]()
    for line in log.splitlines():
        entry = json.loads(line) if line.startswith("{") else {}
        name = entry.get("jobID", "")
        if "jobResult" in entry:
            results[name] = entry["jobResult"]
        if entry.get("raw_output"):
            printed[name] = printed.get(name, "") + entry["msg"]
        if entry.get("command") == "summary":
            summaries[name] = entry["content"]
    return Ran(log, results, printed, summaries)


def stand_in(folder: Path, script: str) -> Path:
    """Write a command of this Python that takes the place of ours."""
    path = folder / "command"
    path.write_text(f"#!{sys.executable}\n{script}", "utf-8")
    path.chmod(0o755)
    return path
