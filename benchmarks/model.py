"""A simulated model in a process of its own, so that what it keeps is not counted as the reviewer's memory.

It is told questions on standard input, one JSON object a line, and answers each with one on standard output.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from anthropic_simulator.clock import Clock, Timing
from anthropic_simulator.exchange import Exchange
from anthropic_simulator.minds import Mind
from anthropic_simulator.simulator import Simulator, running
from support.plain_mind import assumed, plain

FIRST, RATE = 2.0, 80.0
"""Seconds to the first token, and tokens a second after it."""

_MINDS: Mapping[str, Mind] = {"plain": plain, "assumed": assumed}
_NUMBER = re.compile(r"^\d+[+-]? ?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a model was asked so far: calls, tokens, how many calls at once at most, and what of some texts it saw.

    `critical` is how many seconds its answers take if nothing waits for anything but what it needs: the longest
    conversation of the reviewer's and after it the longest of the sceptic's. `unseen` are those texts, whole lines,
    that no request shows, whether or not their lines are numbered. `uncached` is plain input and cache writes.
    """

    calls: int
    uncached: int
    written: int
    read: int
    output: int
    most_at_once: int
    critical: float
    unseen: tuple[str, ...]


class Running:
    """A simulated model that runs."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.environment: Mapping[str, str] = self._answer()

    def told(self, texts: Sequence[str] = ()) -> Told:
        """Tell what it was asked, and which of these texts it never saw."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"texts": list(texts)}) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        return Told(**{**answer, "unseen": tuple(answer["unseen"])})

    def _answer(self) -> dict[str, object]:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


@contextmanager
def model(mind: str, scale: float) -> Iterator[Running]:
    """Run a model by the name of its mind; a second of its time takes `scale` seconds, 0 for none at all."""
    command = [sys.executable, "-m", "benchmarks.model", mind, str(scale)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Running(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mind", choices=_MINDS)
    parser.add_argument("scale", type=float)
    options = parser.parse_args()
    with running(_MINDS[options.mind], clock=Clock(options.scale), timing=Timing(FIRST, RATE)) as server:
        _say(dict(server.environment()))
        for line in sys.stdin:
            _say(asdict(_told(server, json.loads(line)["texts"])))


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def _told(server: Simulator, texts: Sequence[str]) -> Told:
    usage, asked = server.usage, server.messages
    shown = [_NUMBER.sub("", one.request.text) for one in asked if one.request]
    return Told(
        calls=len(asked),
        uncached=usage.uncached,
        written=usage.written_5m + usage.written_1h,
        read=usage.read,
        output=usage.output,
        most_at_once=server.most_at_once,
        critical=_critical(asked),
        unseen=tuple(text for text in texts if not any(text in one for one in shown)),
    )


def _critical(asked: Sequence[Exchange]) -> float:
    longest = {True: 0.0, False: 0.0}
    conversations: dict[str, float] = {}
    for one in asked:
        if one.request is None or one.ended is None:
            continue
        first = json.dumps(one.body["messages"][0])
        conversations[first] = conversations.get(first, 0.0) + FIRST + one.usage.output / RATE
        is_sceptic = "verdicts" in json.dumps(one.request.schema)
        longest[is_sceptic] = max(longest[is_sceptic], conversations[first])
    return sum(longest.values())


if __name__ == "__main__":
    main()
