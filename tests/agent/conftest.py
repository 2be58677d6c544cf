"""The unmodified SDK before a simulated API."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from anthropic import Anthropic
from anthropic_simulator.access import KEY
from anthropic_simulator.minds import Mind
from anthropic_simulator.simulator import running
from support.agent import Loose, Meet, Run, run

_OF_THE_SERVER = ("models", "clock", "timing", "federation")


@pytest.fixture(scope="session")
def sdk() -> Iterator[Anthropic]:
    """Make the SDK's client once: reading its certificates takes longer than a test."""
    with Anthropic(api_key=KEY, base_url="http://127.0.0.1:1", max_retries=0) as made:
        yield made


@pytest.fixture
def meet(sdk: Anthropic) -> Iterator[Meet]:
    """Begin runs, each against a server of its own whose mind the test gives."""
    with ExitStack() as stack:

        def begin(mind: Mind, **settings: Loose) -> Run:
            ours = {name: settings.pop(name) for name in _OF_THE_SERVER if name in settings}
            return run(stack.enter_context(running(mind, **ours)), sdk, **settings)

        yield begin
