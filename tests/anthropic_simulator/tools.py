"""Check the tools that a request offers."""

import re

from anthropic_simulator.fields import Fields
from anthropic_simulator.refusal import invalid, not_simulated
from anthropic_simulator.shape import check_marker

_NAME = re.compile(r"[a-zA-Z0-9_-]{1,128}")
_FIELDS = ("name", "description", "input_schema", "strict", "type", "cache_control", "input_examples")
_ELSEWHERE = ("allowed_callers", "defer_loading", "eager_input_streaming")


def checked_tools(body: Fields) -> tuple[Fields, ...]:
    """Read the tools, or refuse them."""
    tools = body.items("tools")
    for tool in tools:
        _check(tool)
    names = [tool.text("name") for tool in tools]
    if len(set(names)) != len(names):
        raise invalid("tools: Tool names must be unique.")
    return tools


def _check(tool: Fields) -> None:
    if tool.has("type") and tool.text("type") != "custom":
        raise not_simulated(f"{tool.path}: {tool.text('type')}")
    for name in _ELSEWHERE:
        if name in tool.values:
            raise not_simulated(tool.at(name))
    tool.only(*_FIELDS)
    if not _NAME.fullmatch(tool.text("name")):
        raise invalid(f"{tool.at('name')}: String should match pattern '^[a-zA-Z0-9_-]{{1,128}}$'")
    schema = tool.inner("input_schema")
    if schema is None:
        raise invalid(f"{tool.at('input_schema')}: Field required")
    schema.choice("type", ("object",))
    tool.flag("strict")
    if tool.has("description"):
        tool.text("description")
    check_marker(tool)
