"""A review by a real model that is far too small: it ends as incomplete, never clean and never crashed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.command import Repository
from support.tiny_model import tiny_model

# One piece of code: an answer that is cut off has no halves to ask about again.
BASE = 'import requests\n\nPRICES = requests.get("https://x.example/prices", timeout=3).json()\n'
AREAS = (
    "api-contract", "data-access", "error-handling", "events", "migrations", "observability", "reliability", "scale",
    "security", "service-boundaries", "team-rules",
)  # fmt: skip
# One question and a short agent: whoever has 135 million parameters reads slowly.
CONFIG = "agent: agents/brief.md\neffort: quick\nitems: {call-without-timeout: high}\nareas:\n"
CONFIG += "".join(f"  {area}: off\n" for area in AREAS)
AGENT = "---\nname: brief\ndescription: Reviews.\nmodel: sonnet\n---\nYou review code.\n"
_SECONDS = 240


@pytest.mark.slow
def test_a_model_that_answers_anything_makes_a_review_incomplete_and_nothing_worse(tmp_path: Path) -> None:
    service = Repository(tmp_path / "service")
    service.root.mkdir()
    service.git("init", "--quiet", "--initial-branch=main")
    service.commit({"shop/prices.py": BASE, ".github/reviewbot.yml": CONFIG, "agents/brief.md": AGENT})
    service.git("checkout", "--quiet", "-b", "change")
    service.commit({"shop/prices.py": BASE.replace(", timeout=3", "")})
    report = tmp_path / "report.json"
    with tiny_model() as url:
        words = ("--base", "main", "--head", "change", "--engine", "all", "-o", str(report))
        ran = subprocess.run(
            [sys.executable, "-m", "reviewbot", "review", "--repo", str(service.root), *words],
            env={**os.environ, "ANTHROPIC_BASE_URL": url, "ANTHROPIC_API_KEY": "none-is-needed"},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    said = json.loads(report.read_text("utf-8"))
    assert ran.returncode == 3, ran.stderr
    assert "Traceback" not in ran.stderr
    assert said["status"] == "partial"
    assert said["cost"]["output_tokens"] > 0, ran.stderr
    assert [one["path"] for one in said["coverage"]["cells"] if "not read by the agent" in one["reason"]] == [
        "shop/prices.py"
    ]
    # What the detectors know is said all the same.
    assert [one["item"] for one in said["findings"]] == ["call-without-timeout"]
