"""Write small OpenAPI descriptions, and compare two of them."""

import textwrap
from datetime import date

from reviewbot.detectors.openapi.description import changes
from reviewbot.detectors.revisions import Given, Revisions, alone
from reviewbot.domain.contract import Change, Compared, Impact
from reviewbot.domain.source import Source, Versions

TODAY = date(2026, 6, 1)


def described(paths: str, components: str = "", version: str = 'openapi: "3.1.0"') -> str:
    """Describe paths, and schemas to refer to."""
    text = f"{version}\npaths:\n{indented(paths)}"
    return text + (f"components:\n  schemas:\n{indented(components, 4)}" if components else "")


def indented(text: str, by: int = 2) -> str:
    """Move lines to the right, whatever they had in common before."""
    return textwrap.indent(textwrap.dedent(text).strip("\n") + "\n", " " * by)


def answering(schema: str, components: str = "", status: str = "200", media: str = "application/json") -> str:
    """Describe one operation whose answer has a schema, written as a YAML flow value."""
    return described(
        f"""
        /orders:
          get:
            responses:
              "{status}":
                content:
                  {media}:
                    schema: {schema}
        """,
        components,
    )


def asking(schema: str, components: str = "", media: str = "application/json") -> str:
    """Describe one operation whose request has a schema."""
    return described(
        f"""
        /orders:
          post:
            requestBody:
              content:
                {media}:
                  schema: {schema}
        """,
        components,
    )


def compared(base: str, head: str, today: date | None = TODAY) -> tuple[Change, ...]:
    """Give all changes between two descriptions."""
    versions = Versions(Source("openapi.yaml", base, "yaml"), Source("openapi.yaml", head, "yaml"))
    found = changes(alone(versions, day=today))
    assert found.failures == ()
    return found.changes


def kinds(base: str, head: str, today: date | None = TODAY) -> list[str]:
    """Give the kinds of all changes."""
    return [str(one.kind) for one in compared(base, head, today)]


def harm(base: str, head: str, today: date = TODAY) -> list[str]:
    """Give the kinds of the changes that are not safe."""
    return [str(one.kind) for one in compared(base, head, today) if one.impact is not Impact.SAFE]


def of_files(changed: dict[str, tuple[str | None, str | None]], beside: dict[str, str]) -> Compared:
    """Compare files before and after, with others beside them that did not change."""
    versions = tuple(
        Versions(*(None if text is None else Source(path, text, "yaml") for text in both))
        for path, both in changed.items()
    )
    same = [Source(path, text, "yaml") for path, text in beside.items()]
    base = Given((*same, *(one.base for one in versions if one.base is not None)))
    head = Given((*same, *(one.head for one in versions if one.head is not None)))
    return changes(Revisions(versions, base, head, TODAY))
