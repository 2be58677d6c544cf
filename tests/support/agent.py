"""An agent before a simulated API: what it is asked about, what it may look up, and what it costs."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from time import monotonic
from typing import Any

from anthropic import Anthropic
from anthropic_simulator.answer import Answer, say_json
from anthropic_simulator.minds import Mind
from anthropic_simulator.request import Request
from anthropic_simulator.simulator import Simulator

from reviewbot.agent.budget import Purse
from reviewbot.agent.call import Asked, Call, Tool
from reviewbot.agent.client import Client
from reviewbot.agent.conversation import Form, Found
from reviewbot.agent.exchange import Means
from reviewbot.agent.ledger import Event, Ledger
from reviewbot.agent.named import model_named
from reviewbot.agent.patience import Patience
from reviewbot.agent.prompt import Fence
from reviewbot.agent.reply import review_schema
from reviewbot.domain.chunk import Chunk, Piece
from reviewbot.domain.diff import FileDiff, FileKind, FileStatus, Hunk, Line, LineKind, Side
from reviewbot.domain.finding import Anchor, Candidate
from reviewbot.domain.item import Applies, Item, Post
from reviewbot.domain.levels import Confidence, Severity
from reviewbot.domain.paths import PathClass

SONNET = model_named("claude-sonnet-5-5")
HAIKU = model_named("claude-haiku-5-5")
OPUS = model_named("claude-opus-5-5")
BOUNDARY = "f00dfeedf00dfeed"
DOLLAR = 1_000_000_000

READ_LINES = Tool(
    "read_lines",
    "Read lines of a file.",
    {
        "type": "object",
        "properties": {"path": {"type": "string"}},
        "required": ["path"],
        "additionalProperties": False,
    },
)
FENCE = Fence(BOUNDARY, lambda text: text.replace("hunter2hunter2", "⟦secret-1⟧"))

Loose = Any
"""Fields of a value, by name, which a test sets one or two of."""


def revealed(text: str) -> str:
    """Put back what `FENCE` hides."""
    return text.replace("⟦secret-1⟧", "hunter2hunter2")


@dataclass(frozen=True, slots=True)
class Run:
    """One run against a server: what its calls share, how long it paused, and what it was told of each call."""

    server: Simulator
    means: Means
    pauses: list[float]
    events: list[Event]

    @property
    def client(self) -> Client:
        """Give the door alone."""
        assert isinstance(self.means.sender, Client)
        return self.means.sender

    @property
    def usd(self) -> float:
        """Give what was settled."""
        return self.means.purse.settled / DOLLAR


def run(server: Simulator, sdk: Anthropic, *, usd: float = 10.0, seconds: float = 600.0, tries: int = 5) -> Run:
    """Begin a run whose pauses take no time."""
    pauses: list[float] = []
    events: list[Event] = []
    patience = Patience(monotonic() + seconds, tries, pause=pauses.append, chance=lambda: 0.5)
    client = Client(sdk.with_options(base_url=server.url))
    return Run(server, Means(client, Purse(int(usd * DOLLAR)), Ledger(events.append), patience), pauses, events)


@dataclass(slots=True)
class Shelf:
    """Answers look-ups with what lies ready for a path, and remembers what it was asked."""

    found: Mapping[str, str] = field(default_factory=dict)
    asked: list[tuple[str, object]] = field(default_factory=list)

    def answer(self, name: str, arguments: object) -> Found:
        """Answer one look-up."""
        self.asked.append((name, arguments))
        path = str(arguments.get("path")) if isinstance(arguments, dict) else ""
        return Found(self.found[path]) if path in self.found else Found("There is no such file.", is_error=True)


def call(**fields: Loose) -> Call:
    """Make a request of the reviewer's kind, with what a test says of it."""
    plain = Call(
        model=SONNET.name,
        system="You review code. " * 300,
        tools=(),
        turns=(Asked("Review this."),),
        schema=review_schema(),
        effort="low",
        max_tokens=2_000,
    )
    return replace(plain, **fields)


def form(**fields: Loose) -> Form:
    """Make the form of the reviewer's requests."""
    plain = Form("You review code. " * 300, (READ_LINES,), review_schema(), "low", 2_000, turns=2)
    return replace(plain, **fields)


def hunk(text: str, *, first: int = 1, section: str = "") -> Hunk:
    """Make a hunk of lines that are marked `+`, `-` or ` ` in their first column, as in a diff."""
    base, head = count(first), count(first)
    lines = []
    for written in text.strip("\n").split("\n"):
        kind = LineKind(written[:1] or " ")
        old = None if kind is LineKind.ADDED else next(base)
        new = None if kind is LineKind.REMOVED else next(head)
        lines.append(Line(kind, old, new, written[1:]))
    return Hunk(tuple(lines), section)


ORDERS = """
 def orders(shop):
+    for order in shop.orders.all():
+        print(order.customer.name)
     return None
"""


def piece(path: str = "shop/orders.py", text: str = ORDERS, **fields: Loose) -> Piece:
    """Make what a reader is shown of a file, one hunk of which is the only excerpt."""
    hunks = (hunk(text, section="orders"),)
    file = FileDiff(path, path, FileStatus.MODIFIED, FileKind.FILE, hunks)
    plain = Piece(file, "python", PathClass.PRODUCTION, hunks, ("missing-timeout", "query-in-loop"))
    return replace(plain, **fields)


def chunk(*paths: str, risk: int = 0) -> Chunk:
    """Make a chunk of files that all say the same."""
    return Chunk(tuple(piece(path) for path in paths or ("shop/orders.py",)), risk)


def claimed(**fields: Loose) -> dict[str, object]:
    """Write a claim as a reviewer does."""
    plain: dict[str, object] = {
        "item": "query-in-loop",
        "rule": "",
        "path": "shop/orders.py",
        "side": "RIGHT",
        "line": 2,
        "quote": "    for order in shop.orders.all():",
        "title": "N+1: one query per order",
        "trigger": "When a shop has n orders, each loads its customer.",
        "message": "Looked for select_related: there is none. Add it.",
        "refute": "A select_related on the queryset.",
        "severity": "",
        "related": [],
        "replacement": "",
        "replacement_start": 0,
        "replacement_end": 0,
    }
    assert set(fields) <= set(plain)
    return plain | fields


def reviewed(*claims: object, examined: tuple[str, ...] = ("missing-timeout", "query-in-loop")) -> Answer:
    """Answer as a reviewer."""
    return say_json({"examined": list(examined), "candidates": list(claims)})


def verdict(number: int | str = 1, **fields: Loose) -> dict[str, object]:
    """Write a verdict as a sceptic does."""
    plain: dict[str, object] = {
        "claim": str(number),
        "verdict": "confirmed",
        "path": "shop/orders.py",
        "line": 3,
        "quote": "        print(order.customer.name)",
        "reason": "The customer is loaded for each order.",
    }
    assert set(fields) <= set(plain)
    return plain | fields


def judged(*verdicts: object) -> Answer:
    """Answer as a sceptic."""
    return say_json({"verdicts": list(verdicts)})


def is_sceptic(request: Request) -> bool:
    """Tell whether a request is the sceptic's."""
    return '"verdicts"' in json.dumps(request.schema)


def both(reviewer: Mind, sceptic: Mind) -> Mind:
    """Let one mind answer the reviewer's requests and another the sceptic's."""
    return lambda request: sceptic(request) if is_sceptic(request) else reviewer(request)


def candidate(path: str = "shop/orders.py", line: int = 2, **fields: Loose) -> Candidate:
    """Make a candidate of the reviewer's."""
    plain = Candidate(
        item="query-in-loop",
        anchor=Anchor(path, Side.RIGHT, line, line),
        quote="    for order in shop.orders.all():",
        title="N+1: one query per order",
        trigger="When a shop has n orders, each loads its customer.",
        message="MY REASONING",
        confidence=Confidence.LOW,
        source="agent",
        refute="MY DOUBTS",
    )
    return replace(plain, **fields)


def item(id: str = "query-in-loop", **fields: Loose) -> Item:  # noqa: A002
    """Make an item of the checklist."""
    plain = Item(
        id=id,
        area="data-access",
        title="Query inside a loop (N+1)",
        serves=(),
        severity=Severity.HIGH,
        applies=Applies(frozenset(), ()),
        references=(),
        detectors=(),
        refute="a bulk fetch covers the relation",
        subsumes=frozenset(),
        post=Post.INLINE,
        why="One round trip per element: latency grows with the data.",
        look_for="A query, or a relation that is loaded lazily, in the body of a loop.",
        bad=(),
        good=(),
        origin=f"data-access/{id}.md",
    )
    return replace(plain, **fields)


TIMEOUT = item(
    "missing-timeout",
    title="Network call without a timeout",
    look_for="",
    why="A server that does not answer holds the worker.",
    refute="",
)


Meet = Callable[..., Run]
"""Runs a server with a mind, and begins a run against it; what else is given goes to `running` or to `run`."""
