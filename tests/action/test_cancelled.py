"""A job that is cancelled while it reviews."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from simulator.call import Fault
from simulator.hub import Simulator
from simulator.opened import OpenedPull

from reviewbot.output.report_file import loaded


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a job's processes without a word")
def test_a_cancelled_job_leaves_a_report_and_concludes_its_check(
    hub: Simulator, pull: OpenedPull, tmp_path: Path
) -> None:
    (tmp_path / "event.json").write_text(json.dumps(hub.event("pull_request", "opened", pull)))
    hub.fault(Fault("GET", "/compare/", kind="hang", seconds=30))
    environment = {
        **os.environ,
        **hub.environment(hub.token()),
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "GITHUB_REPOSITORY": "acme/shop",
        "REVIEWBOT_REPORT": str(tmp_path / "report.json"),
    }
    command = [sys.executable, "-m", "reviewbot", "action"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as job:
        deadline = time.monotonic() + 20
        while not hub.writes and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.3)
        job.send_signal(signal.SIGTERM)
        job.communicate(timeout=20)
    assert job.returncode == 130
    (check,) = hub.checks("acme/shop", pull.head_sha)
    assert check.conclusion == "cancelled"
    problem = loaded((tmp_path / "report.json").read_text(), "report").problem
    assert problem is not None
    assert problem.kind == "cancelled"
