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
from typing import IO

from anthropic_simulator.clock import Clock, Timing
from anthropic_simulator.exchange import Exchange
from anthropic_simulator.minds import Mind
from anthropic_simulator.simulator import Simulator, running
from support.plain_mind import assumed, is_sceptic, plain

FIRST, RATE = 2.0, 80.0
"""Seconds to the first token, and tokens a second after it."""

_MINDS: Mapping[str, Mind] = {"plain": plain, "assumed": assumed}
_REMOVED = re.compile(r"^\d+-.*\n?", re.MULTILINE)
_NUMBER = re.compile(r"^\d+[+ ]? ?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a model was asked so far; tokens are the simulator's, three bytes each.

    `uncached` are plain input and cache writes, of which `sceptic` were the sceptic's. `critical` is how many seconds
    the answers take if nothing waits but for what it needs: the reviewer's longest conversation, where all but the
    first begin once that one's prompt was read, and then the sceptic's longest. `unseen` are those of some texts, whole
    lines of heads, that no request shows, with numbers or without.
    """

    calls: int = 0
    uncached: int = 0
    written: int = 0
    sceptic: int = 0
    read: int = 0
    output: int = 0
    most_at_once: int = 0
    critical: float = 0.0
    unseen: tuple[str, ...] = ()


class Running:
    """A simulated model that runs; `environment` is what lets a program find it."""

    def __init__(self, asks: IO[str], answers: IO[str]) -> None:
        self._asks = asks
        self._answers = answers
        self.environment: Mapping[str, str] = json.loads(answers.readline())

    def told(self, texts: Sequence[str] = ()) -> Told:
        """Tell what it was asked, and which of these texts it never saw."""
        print(json.dumps(texts), file=self._asks, flush=True)
        answer = json.loads(self._answers.readline())
        return Told(**{**answer, "unseen": tuple(answer["unseen"])})


@contextmanager
def model(mind: str, scale: float) -> Iterator[Running]:
    """Run a model by the name of its mind; a second of its time takes `scale` seconds, 0 for none at all."""
    command = [sys.executable, "-m", "benchmarks.model", mind, str(scale)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("The model cannot be talked to.")
        yield Running(process.stdin, process.stdout)
        # Popen closes both, upon which the process ends.


def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mind", choices=_MINDS)
    parser.add_argument("scale", type=float)
    options = parser.parse_args()
    with running(_MINDS[options.mind], clock=Clock(options.scale), timing=Timing(FIRST, RATE)) as server:
        print(json.dumps(dict(server.environment())), flush=True)
        for line in sys.stdin:
            print(json.dumps(asdict(_told(server, json.loads(line)))), flush=True)


def _told(server: Simulator, texts: Sequence[str]) -> Told:
    usage, asked = server.usage, server.messages
    # Removed lines stand between the added ones.
    shown = [_NUMBER.sub("", _REMOVED.sub("", one.request.text)) for one in asked if one.request]
    return Told(
        calls=len(asked),
        uncached=usage.uncached,
        written=usage.written_5m + usage.written_1h,
        sceptic=sum(one.usage.uncached for one in asked if one.request and is_sceptic(one.request)),
        read=usage.read,
        output=usage.output,
        most_at_once=server.most_at_once,
        critical=_critical(asked),
        unseen=tuple(text for text in texts if not any(text in one for one in shown)),
    )


def _critical(asked: Sequence[Exchange]) -> float:
    """Add up each conversation, known by its first message, and take the longest of both kinds."""
    longest = {True: 0.0, False: 0.0}
    conversations: dict[str, float] = {}
    for one in asked:
        messages = one.body.get("messages")
        if one.request is None or not isinstance(messages, list):
            continue
        first = json.dumps([one.body.get("system"), messages[0]["content"][0]["text"]])
        kind = is_sceptic(one.request)
        # All but the reviewer's first begin when what they share is in the cache.
        begun = FIRST if not kind and longest[kind] else 0.0
        conversations[first] = conversations.get(first, begun) + FIRST + one.usage.output / RATE
        longest[kind] = max(longest[kind], conversations[first])
    return sum(longest.values())


if __name__ == "__main__":
    main()
