"""The design part of an audit: what the code states of its design, and what the agent makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviewbot.domain.audit import AuditReport, Design
from reviewbot.domain.inventory import Call, Entity, Inventory, QueueRole, Route, Scheduled, Variable
from reviewbot.output.app import apps_in
from reviewbot.output.endpoint import Endpoint, endpoint
from reviewbot.output.mermaid import Diagram
from reviewbot.output.practices import Practice, monitoring, reliability
from reviewbot.output.schema import schemas
from reviewbot.output.sensitive import Asset, assets_of
from reviewbot.output.services import services
from reviewbot.output.template import template
from reviewbot.output.wording import counted

_MOST_ENDPOINTS = 300
_MOST_LISTED = 40

NO_AGENT = "No agent took part: these are facts from the code, without anybody's judgement."
"""What stands where an agent's paragraphs would."""


@dataclass(frozen=True, slots=True)
class Treasure:
    """An entity that is worth attacking, with its columns by what they hold."""

    entity: Entity
    columns: Mapping[Asset, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Boundary:
    """A kind of place where trust ends: how many there are and which, in words."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Designed:
    """All that is said of a design; empty parts are absent. `judged` is the agent's, None without one.

    `endpoints` are by application; `hidden` counts those that were too many. `open` are end points before which
    the code names nothing. `untimed` are calls that wait without a limit.
    """

    endpoints: Mapping[str, tuple[Endpoint, ...]]
    hidden: int
    pictures: tuple[Diagram, ...]
    schemas: tuple[Diagram, ...]
    open: tuple[Route, ...]
    treasures: tuple[Treasure, ...]
    boundaries: tuple[Boundary, ...]
    untimed: tuple[Call, ...]
    reliability: tuple[Practice, ...]
    monitoring: tuple[Practice, ...]
    scheduled: tuple[Scheduled, ...]
    variables: tuple[Variable, ...]
    has_facts: bool
    judged: Design | None

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to say."""
        return not (self.has_facts or self.judged)


def designed(report: AuditReport) -> Designed:
    """Put the facts of a report together, and the agent's judgement if there is one."""
    inventory = report.inventory
    picture = services(inventory)
    return Designed(
        endpoints=_endpoints(inventory),
        hidden=max(0, len(inventory.routes) - _MOST_ENDPOINTS),
        pictures=(picture,) if picture else (),
        schemas=schemas(inventory),
        open=tuple(route for route in inventory.routes if not route.guards),
        treasures=_treasures(inventory.entities),
        boundaries=_boundaries(inventory),
        untimed=tuple(call for call in inventory.calls if call.has_timeout is False),
        reliability=_known(reliability(inventory.patterns), report),
        monitoring=_known(monitoring(inventory.patterns), report),
        scheduled=inventory.scheduled,
        variables=inventory.variables,
        has_facts=not inventory.is_empty,
        judged=report.design,
    )


def design_markdown(report: AuditReport) -> str:
    """Write the design part as Markdown for GitHub; empty where nothing is known of a design."""
    facts = designed(report)
    if facts.is_empty:
        return ""
    return template("audit_design.md.j2").render(design=facts, no_agent=NO_AGENT, most=_MOST_LISTED)


def _endpoints(inventory: Inventory) -> Mapping[str, tuple[Endpoint, ...]]:
    entities = {one.name: one for one in reversed(inventory.entities)}
    names = apps_in(inventory)
    groups: dict[str, list[Endpoint]] = {}
    for route in inventory.routes[:_MOST_ENDPOINTS]:
        groups.setdefault(names[route.site.path], []).append(endpoint(route, entities))
    return {app: tuple(group) for app, group in sorted(groups.items())}


def _known(practices: Sequence[Practice], report: AuditReport) -> tuple[Practice, ...]:
    """Leave out what cannot be said: without facts everything, and of one shard that a pattern is absent."""
    if report.inventory.is_empty:
        return ()
    return tuple(one for one in practices if one.found or not report.shard)


def _treasures(entities: Sequence[Entity]) -> tuple[Treasure, ...]:
    found = (Treasure(one, _columns(one)) for one in entities)
    return tuple(sorted((one for one in found if one.columns), key=lambda one: Asset.SECRET not in one.columns))


def _columns(entity: Entity) -> Mapping[Asset, tuple[str, ...]]:
    names = {asset: tuple(one.name for one in entity.columns if asset in assets_of(one.name)) for asset in Asset}
    return {asset: columns for asset, columns in names.items() if columns}


def _boundaries(inventory: Inventory) -> tuple[Boundary, ...]:
    unguarded = sum(not route.guards for route in inventory.routes)
    consumers = {one.name for one in inventory.queues if one.role is QueueRole.CONSUMER}
    peers = {call.target or "a computed address" for call in inventory.calls}
    secrets = [one for one in inventory.variables if one.is_secret]
    parts = (
        (
            inventory.routes,
            "Requests",
            f"{counted(len(inventory.routes), 'end point')}, {unguarded:,} without a guard that the code names",
        ),
        (consumers, "Messages", f"{counted(len(consumers), 'queue')} from which somebody else's messages are read"),
        (
            peers,
            "Outgoing calls",
            f"{counted(len(inventory.calls), 'call')} to {counted(len(peers), 'target')}, with answers from outside",
        ),
        (
            inventory.scheduled,
            "Scheduled jobs",
            f"{counted(len(inventory.scheduled), 'job')} with the rights of the service and no caller",
        ),
        (
            secrets,
            "Secrets",
            f"{counted(len(secrets), 'setting')} whose name says that it is secret, read from the environment",
        ),
    )
    return tuple(Boundary(name, text) for there_is, name, text in parts if there_is)
