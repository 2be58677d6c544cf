"""The face of the simulated API: `with running(mind) as server`."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from anthropic_simulator.access import KEY, Access, Federation
from anthropic_simulator.api import MESSAGES, Api
from anthropic_simulator.clock import Clock, Timing
from anthropic_simulator.conversation import Conversation
from anthropic_simulator.exchange import Exchange
from anthropic_simulator.minds import Mind
from anthropic_simulator.models import MODELS, Model
from anthropic_simulator.request import Request
from anthropic_simulator.server import Listener
from anthropic_simulator.usage import Usage


class Simulator:
    """A running server. `key` is the one API key that it takes; `clock.advance(seconds)` ages its cache."""

    key = KEY

    def __init__(self, api: Api, url: str) -> None:
        self.url = url
        self.access = api.access
        self.clock = api.conversation.clock
        self._api = api

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """List all that was asked, in the order of arrival."""
        return tuple(self._api.exchanges)

    @property
    def messages(self) -> tuple[Exchange, ...]:
        """List what was asked of `POST /v1/messages`, refused or not."""
        return tuple(one for one in self.exchanges if one.path == MESSAGES)

    @property
    def requests(self) -> tuple[Request, ...]:
        """List the requests for messages that were accepted."""
        return tuple(one.request for one in self.messages if one.request)

    @property
    def usage(self) -> Usage:
        """Add up what was billed."""
        return sum((one.usage for one in self.messages), Usage())

    @property
    def most_at_once(self) -> int:
        """Tell how many requests for messages were under way at the same time, at most."""
        return self._api.most_at_once

    @property
    def mistakes(self) -> tuple[str, ...]:
        """List what the mind did wrong so far; `running` fails the test for any."""
        return tuple(self._api.conversation.mistakes)

    def forgive(self) -> None:
        """Forget the mind's mistakes: a test that means them looked at them."""
        self._api.conversation.mistakes.clear()

    def change_mind(self, mind: Mind) -> None:
        """Let another mind answer from now on."""
        self._api.conversation.mind = mind

    def environment(self) -> Mapping[str, str]:
        """Give the variables by which the unmodified SDK finds this server."""
        return {"ANTHROPIC_BASE_URL": self.url, "ANTHROPIC_API_KEY": self.key}


@contextmanager
def running(
    mind: Mind,
    *,
    models: tuple[Model, ...] = MODELS,
    clock: Clock | None = None,
    timing: Timing | None = None,
    federation: Federation | None = None,
) -> Iterator[Simulator]:
    """Run a server until the block ends, and fail the test for what its mind did wrong.

    Without a `clock` nothing waits; `Clock(1)` is real time, `Clock(0.01)` a hundred times as fast. `timing` is the
    pace of answers that have none of their own.
    """
    time = clock or Clock()
    conversation = Conversation(mind, models, time, timing or Timing())
    listener = Listener(Api(conversation, Access(time, federation or Federation())))
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
    thread.start()
    try:
        yield Simulator(listener.api, f"http://127.0.0.1:{listener.server_port}")
    except BaseException as error:
        for one in conversation.mistakes:
            error.add_note(f"the mind's mistake: {one}")
        raise
    finally:
        listener.stop()
        thread.join()
    if conversation.mistakes:
        raise AssertionError("the mind's mistakes:\n" + "\n".join(conversation.mistakes))
