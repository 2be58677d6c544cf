"""The door to the model: the vendor's client, with its answers in our words."""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import cast

import httpx2
from anthropic import Anthropic, AnthropicBedrock, AnthropicError
from anthropic.types import Message

from reviewbot.agent import wire
from reviewbot.agent.call import Answer, Call, Trouble
from reviewbot.agent.heard import MISSHAPEN, heard
from reviewbot.agent.trouble import no_answer, trouble

Sdk = Anthropic | AnthropicBedrock

_SILENCE = 90.0
"""Seconds without a byte after which a connection counts as lost; the API sends pings while the model thinks."""
_COUNTING = 20.0


class Client:
    """Sends one request at a time for each thread that asks; retries nothing, and waits about `seconds` at most."""

    def __init__(self, sdk: Sdk, seconds: float = 600.0) -> None:
        self._sdk = sdk
        self._seconds = seconds

    def send(self, call: Call, started: Callable[[], None] = lambda: None) -> Answer | Trouble:
        """Ask the model; `started` is told once it has read the prompt, which is in the cache from then on."""
        is_begun = False

        def begun() -> None:
            nonlocal is_begun
            is_begun = True
            started()

        try:
            return heard(self._message(call, begun))
        except AnthropicError as error:
            return trouble(error, is_begun=is_begun)
        except (httpx2.HTTPError, TimeoutError, *MISSHAPEN) as error:
            return no_answer(error)

    def count(self, call: Call) -> int | None:
        """Let the provider count the tokens of a prompt, which costs nothing; None where it cannot."""
        if isinstance(self._sdk, AnthropicBedrock):
            return None
        try:
            counted: object = self._sdk.messages.count_tokens(
                model=call.model,
                system=wire.system(call),
                messages=wire.messages(call),
                tools=wire.tools(call),
                tool_choice=wire.choice(call),
                output_config=wire.output(call),
                timeout=_COUNTING,
            ).input_tokens
        except (AnthropicError, httpx2.HTTPError, *MISSHAPEN):
            return None
        return counted if isinstance(counted, int) and counted > 0 else None

    def _message(self, call: Call, begun: Callable[[], None]) -> Message:
        deadline = monotonic() + self._seconds
        with self._sdk.messages.stream(
            model=call.model,
            max_tokens=call.max_tokens,
            system=wire.system(call),
            messages=wire.messages(call),
            tools=wire.tools(call),
            tool_choice=wire.choice(call),
            output_config=wire.output(call),
            timeout=httpx2.Timeout(min(_SILENCE, self._seconds), connect=10.0),
        ) as stream:
            stream.response.stream = _Bounded(cast(httpx2.SyncByteStream, stream.response.stream), deadline)
            for event in stream:
                if event.type == "message_start":
                    begun()
            message = stream.current_message_snapshot
        if message.stop_reason is None:
            raise httpx2.RemoteProtocolError("the answer broke off")
        return message


class _Bounded(httpx2.SyncByteStream):
    """A body that is read until a moment: pings alone, which no event tells of, would keep it open for ever."""

    def __init__(self, body: httpx2.SyncByteStream, deadline: float) -> None:
        self._body = body
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        """Give what arrives."""
        for piece in self._body:
            if monotonic() > self._deadline:
                raise TimeoutError
            yield piece

    def close(self) -> None:
        """Release the connection."""
        self._body.close()
