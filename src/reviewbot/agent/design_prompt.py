"""What is said to the model about a repository's design: facts in a fixed order, so many of each kind."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reviewbot.agent.definition import Definition
from reviewbot.agent.prompt import Fence, rendered
from reviewbot.domain.audit import Sketch
from reviewbot.domain.inventory import Call, Entity, Inventory, PatternKind, Queue, Route, Site

_MOST = 120
"""Facts of one kind that are shown; how many there are besides is said."""

_MOST_COLUMNS = 20
_LONGEST = 300
"""Characters of one fact."""


def design_system(agent: Definition, language: str, fence: Fence, *, has_look_ups: bool) -> str:
    """Write who judges a design, and by what; `language` is empty for English."""
    return rendered("design", agent=agent, tools=has_look_ups, language=language, boundary=fence.boundary)


def design_text(sketch: Sketch, fence: Fence) -> str:
    """Write the facts, the same for the same repository, and never more than so many of each kind."""
    present = {one.kind for one in sketch.inventory.patterns}
    sections = [_section(title, lines, fence) for title, lines in _sections(sketch)]
    absent = [str(kind) for kind in PatternKind if kind not in present]
    return rendered("design-facts", sections=sections, absent=absent, boundary=fence.boundary)


def _section(title: str, lines: Iterable[str], fence: Fence) -> Mapping[str, object]:
    several = [_short(fence.line(line)) for line in lines]
    more = max(0, len(several) - _MOST)
    return {"title": title, "lines": several[:_MOST], "more": f"{more:,}" if more else ""}


def _sections(sketch: Sketch) -> Iterator[tuple[str, Iterable[str]]]:
    facts = sketch.inventory
    yield "Repository", [sketch.repository]
    yield "End points", map(_route, facts.routes)
    yield "Prefixes of routers", (f"{one.prefix} {one.target} ({_at(one.site)})" for one in facts.mounts)
    yield "Stored models", map(_entity, facts.entities)
    yield "Outgoing calls", map(_call, facts.calls)
    yield "Queues", map(_queue, facts.queues)
    yield "Scheduled jobs", (f"{one.name} at {one.when} ({_at(one.site)})" for one in facts.scheduled)
    yield "Settings", (f"{one.name}{' (secret)' if one.is_secret else ''} ({_at(one.site)})" for one in facts.variables)
    yield "Patterns that were found", _patterns(facts)
    if sketch.findings is not None:
        yield "Findings of the audit", (f"{item}: {count:,}" for item, count in sorted(sketch.findings.items()))


def _patterns(facts: Inventory) -> Iterator[str]:
    """Say of each kind how often it is there, by what, and where first."""
    for kind in PatternKind:
        several = [one for one in facts.patterns if one.kind is kind]
        if several:
            by = ", ".join(name for name, _ in Counter(one.by for one in several).most_common(3))
            yield f"{kind}: {len(several):,} times, by {by}, first in {_at(several[0].site)}"


def _route(one: Route) -> str:
    guards = f", behind {', '.join(one.guards)}" if one.guards else ", behind nothing that was recognised"
    taken = f", takes {one.request}" if one.request else ""
    return f"{one.method} {one.path} answered by {one.handler}{guards}{taken} ({_at(one.site)})"


def _entity(one: Entity) -> str:
    columns = ", ".join(f"{each.name}: {each.type}" for each in one.columns[:_MOST_COLUMNS])
    relations = ", ".join(f"{each.name} {each.many} {each.target}" for each in one.relations[:_MOST_COLUMNS])
    return f"{one.name} ({_at(one.site)}) with {columns or 'no columns'}; {relations or 'no relations'}"


def _call(one: Call) -> str:
    timeout = {True: ", with a timeout", False: ", without a timeout", None: ""}[one.has_timeout]
    return f"{one.kind} to {one.target or 'a computed target'} by {one.by}{timeout} ({_at(one.site)})"


def _queue(one: Queue) -> str:
    return f"{one.role} of {one.name or 'a computed name'}, {one.framework} ({_at(one.site)})"


def _at(site: Site) -> str:
    return f"{site.path}:{site.line}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def paths_of(inventory: Inventory) -> Sequence[str]:
    """List the files whose facts may be shown."""
    several = (inventory.routes, inventory.mounts, inventory.entities, inventory.calls, inventory.queues,
               inventory.scheduled, inventory.variables, inventory.patterns)  # fmt: skip
    return sorted({one.site.path for facts in several for one in facts})
