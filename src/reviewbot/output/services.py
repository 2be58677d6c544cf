"""The picture of what talks to what: clients, applications, stores, queues and other hosts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reviewbot.domain.inventory import Call, CallKind, Inventory, QueueRole, Site
from reviewbot.output.app import apps_in, largest
from reviewbot.output.mermaid import Diagram, label
from reviewbot.output.wording import counted

_MOST_APPS = 12
_MOST_TARGETS = 14
_SHAPES = {
    CallKind.HTTP: ("{{", "}}", "a computed address"),
    CallKind.DATABASE: ("[(", ")]", "a database"),
    CallKind.CACHE: ("[(", ")]", "a cache"),
    CallKind.STORAGE: ("[(", ")]", "a store of files"),
    CallKind.MAIL: ("{{", "}}", "a mail server"),
    CallKind.RPC: ("{{", "}}", "another service"),
}


@dataclass(frozen=True, slots=True)
class _Nodes:
    """What is drawn, each with its number in the diagram; `here` leads from a path to its application's."""

    apps: Mapping[str, str]
    here: Mapping[str, str]
    targets: Mapping[tuple[CallKind, str], str]
    queues: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Edge:
    source: str
    target: str
    text: str = ""
    arrow: str = "-->"


def services(inventory: Inventory) -> Diagram | None:
    """Draw a flow chart of the applications and their neighbours; None where nothing goes in or out."""
    names = apps_in(inventory)
    busiest, hidden = largest((names[site.path] for site in _sites(inventory)), _MOST_APPS)
    if not busiest:
        return None
    targets = _targets(inventory.calls)
    queues = tuple(dict.fromkeys(one.name for one in inventory.queues))
    apps = {name: f"a{number}" for number, name in enumerate(busiest, 1)}
    nodes = _Nodes(
        apps,
        {path: apps[name] for path, name in names.items() if name in apps},
        {target: f"t{number}" for number, target in enumerate(targets[:_MOST_TARGETS], 1)},
        {queue: f"q{number}" for number, queue in enumerate(queues[:_MOST_TARGETS], 1)},
    )
    edges = dict.fromkeys((*_from_clients(inventory, nodes), *_between(inventory, nodes)))
    lines = ["flowchart LR", *_drawn(inventory, nodes), *map(_arrow, edges)]
    left_out = (
        (hidden, "more application"),
        (len(targets) - len(nodes.targets), "more called target"),
        (len(queues) - len(nodes.queues), "more queue"),
    )
    return Diagram("What talks to what", "\n".join(lines), _note(left_out))


def _note(left_out: Iterable[tuple[int, str]]) -> str:
    counts = [counted(count, noun) for count, noun in left_out if count > 0]
    return f"Left out, the least connected ones: {', '.join(counts)}." if counts else ""


def _sites(inventory: Inventory) -> Iterator[Site]:
    yield from (one.site for one in inventory.routes)
    yield from (one.site for one in inventory.calls)
    yield from (one.site for one in inventory.queues)
    yield from (one.site for one in inventory.scheduled)


def _targets(calls: Iterable[Call]) -> tuple[tuple[CallKind, str], ...]:
    counts = Counter((call.kind, call.target) for call in calls)
    return tuple(sorted(counts, key=lambda target: (-counts[target], target)))


def _drawn(inventory: Inventory, nodes: _Nodes) -> Iterator[str]:
    if inventory.routes:
        yield '  clients(["Clients"])'
    if inventory.scheduled:
        yield '  clock(("Clock"))'
    for name, number in nodes.apps.items():
        yield f"  {number}[{label(name)}]"
    for (kind, target), number in nodes.targets.items():
        opening, closing, unnamed = _SHAPES[kind]
        yield f"  {number}{opening}{label(target or unnamed)}{closing}"
    for name, number in nodes.queues.items():
        yield f"  {number}[/{label(name)}/]"


def _from_clients(inventory: Inventory, nodes: _Nodes) -> Iterator[_Edge]:
    counts = Counter(nodes.here.get(route.site.path, "") for route in inventory.routes)
    for number in nodes.apps.values():
        if count := counts[number]:
            yield _Edge("clients", number, counted(count, "end point"))
    for one in inventory.scheduled:
        if number := nodes.here.get(one.site.path, ""):
            yield _Edge("clock", number)


def _between(inventory: Inventory, nodes: _Nodes) -> Iterator[_Edge]:
    for call in inventory.calls:
        here, there = nodes.here.get(call.site.path), nodes.targets.get((call.kind, call.target))
        if here and there:
            yield _Edge(here, there)
    for queue in inventory.queues:
        here, there = nodes.here.get(queue.site.path), nodes.queues.get(queue.name)
        if here and there:
            source, target = (here, there) if queue.role is QueueRole.PRODUCER else (there, here)
            yield _Edge(source, target, arrow="-.->")


def _arrow(edge: _Edge) -> str:
    said = f"|{label(edge.text)}|" if edge.text else ""
    return f"  {edge.source} {edge.arrow}{said} {edge.target}"
