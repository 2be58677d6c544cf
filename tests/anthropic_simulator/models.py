"""The models that the simulated API offers, with their limits and their stage of life."""

from collections.abc import Mapping
from dataclasses import dataclass

Json = Mapping[str, object]

EFFORTS = ("low", "medium", "high", "xhigh", "max")


@dataclass(frozen=True, slots=True)
class Model:
    """One model. `least_cached` is the shortest prefix that is cached, in tokens; times are as RFC 3339 writes them."""

    id: str
    line: str
    least_cached: int = 1_024
    context: int = 1_000_000
    output: int = 128_000
    lifecycle: str = "active"
    retires_at: str | None = None
    deprecated_at: str | None = None
    created_at: str = "2026-09-01T00:00:00Z"
    aliases: tuple[str, ...] = ()


# The vendor's floors lie between 512 and 4,096 tokens; which model has which is assumed here.
MODELS = (
    Model("claude-fable-5-2", "fable", least_cached=512, created_at="2026-10-12T00:00:00Z"),
    Model("claude-haiku-5-5", "haiku", least_cached=4_096, created_at="2026-10-05T00:00:00Z"),
    Model("claude-sonnet-5-5", "sonnet", created_at="2026-09-21T00:00:00Z"),
    Model("claude-opus-5-5", "opus", least_cached=2_048, created_at="2026-09-07T00:00:00Z"),
    Model(
        "claude-sonnet-4-5-20250929",
        "sonnet",
        context=200_000,
        output=64_000,
        lifecycle="deprecated",
        retires_at="2026-11-30T00:00:00Z",
        deprecated_at="2026-05-14T00:00:00Z",
        created_at="2025-09-29T00:00:00Z",
        aliases=("claude-sonnet-4-5",),
    ),
    Model(
        "claude-opus-4-20250514",
        "opus",
        context=200_000,
        output=32_000,
        lifecycle="retired",
        retires_at="2026-06-15T00:00:00Z",
        deprecated_at="2026-01-05T00:00:00Z",
        created_at="2025-05-22T00:00:00Z",
        aliases=("claude-opus-4", "claude-opus-4-0"),
    ),
)


def find(models: tuple[Model, ...], name: str) -> Model | None:
    """Find a model by its id or an alias."""
    return next((one for one in models if name == one.id or name in one.aliases), None)


def description(model: Model) -> Json:
    """Describe a model as `GET /v1/models/{id}` does."""
    return {
        "type": "model",
        "id": model.id,
        "display_name": model.id.replace("-", " ").title(),
        "created_at": model.created_at,
        "deprecated_at": model.deprecated_at,
        "retires_at": model.retires_at,
        "lifecycle": model.lifecycle,
        "line": model.line,
        "max_input_tokens": model.context,
        "max_tokens": model.output,
        "capabilities": _capabilities(),
    }


def _capabilities() -> Json:
    yes, no = {"supported": True}, {"supported": False}
    return {
        "batch": no,
        "citations": no,
        "code_execution": no,
        "context_management": {
            "supported": False,
            "clear_thinking_20251015": no,
            "clear_tool_uses_20250919": no,
            "compact_20260112": no,
        },
        "effort": {"supported": True} | dict.fromkeys(EFFORTS, yes),
        "image_input": no,
        "pdf_input": no,
        "server_tools": {"supported": False, "code_execution": no, "web_search": no},
        "structured_outputs": yes,
        "thinking": {
            "supported": True,
            "types": {"adaptive": yes, "between_tools": no, "disabled": no, "enabled": no},
        },
    }
