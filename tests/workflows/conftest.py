"""Teams that use our workflows, with a command that stands in for ours."""

from pathlib import Path

import pytest
from support.rehearsal import Rehearsal, Rehearse, rehearsal
from support.workflow import WITH_A_KEY


@pytest.fixture
def rehearse(tmp_path: Path) -> Rehearse:
    """Give a way to set up a team with a workflow."""
    return lambda workflow: rehearsal(tmp_path, workflow)


@pytest.fixture
def with_a_key(rehearse: Rehearse) -> Rehearsal:
    """Set up a team with the paste that calls the three jobs."""
    return rehearse(WITH_A_KEY.read_text("utf-8"))
