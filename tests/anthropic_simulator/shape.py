"""Check what stands at the top of a request: which fields, and which settings current models take."""

from anthropic_simulator.fields import Fields
from anthropic_simulator.models import EFFORTS, Model
from anthropic_simulator.refusal import invalid, not_simulated

_COUNTED = (
    "messages",
    "model",
    "cache_control",
    "output_config",
    "speed",
    "system",
    "thinking",
    "tool_choice",
    "tools",
)
_ASKED = ("max_tokens", "inference_geo", "metadata", "service_tier", "stop_sequences", "stream")
_GONE = ("temperature", "top_p", "top_k")
_ELSEWHERE = ("container", "diagnostics", "mcp_servers", "context_management")
_THINKING_GONE = (
    '"thinking.type.{}" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" '
    "to control thinking behavior."
)
_OUTPUT_LIMIT = "max_tokens: {} > {}, which is the maximum allowed number of output tokens for {}"


def check_shape(body: Fields, model: Model, *, is_counting: bool = False) -> None:
    """Refuse a request whose fields the API would refuse, whatever its messages say."""
    for name in _GONE:
        if name in body.values:
            raise invalid(f"`{name}` is not supported for this model.")
    for name in _ELSEWHERE:
        if name in body.values:
            raise not_simulated(name)
    body.only(*_COUNTED, *(() if is_counting else _ASKED))
    if not is_counting:
        _check_length(body, model)
        body.flag("stream")
        body.strings("stop_sequences")
        (body.inner("metadata") or Fields({})).only("user_id")
    check_marker(body)
    _check_thinking(body.inner("thinking"))
    _check_tool_choice(body)
    _check_output(body.inner("output_config"))


def check_marker(place: Fields) -> str | None:
    """Read a cache marker and give how long it keeps, None where there is no marker."""
    marker = place.inner("cache_control")
    if marker is None:
        return None
    marker.only("type", "ttl")
    marker.choice("type", ("ephemeral",))
    return marker.choice("ttl", ("5m", "1h")) if marker.has("ttl") else "5m"


def _check_length(body: Fields, model: Model) -> None:
    length = body.number("max_tokens")
    if length < 0:
        raise invalid("max_tokens: Input should be greater than or equal to 0")
    if length > model.output:
        raise invalid(_OUTPUT_LIMIT.format(length, model.output, model.id))


def _check_thinking(thinking: Fields | None) -> None:
    if thinking is None:
        return
    kind = thinking.choice("type", ("adaptive", "between_tools", "disabled", "enabled"))
    if kind != "adaptive":
        raise invalid(_THINKING_GONE.format(kind))
    thinking.only("type", "display")
    if thinking.has("display"):
        thinking.choice("display", ("summarized", "omitted"))


def _check_tool_choice(body: Fields) -> None:
    choice = body.inner("tool_choice")
    if choice is None:
        return
    kind = choice.choice("type", ("auto", "any", "tool", "none"))
    if kind in ("any", "tool"):
        raise invalid(f'tool_choice: type "{kind}" is not supported for this model.')
    choice.only("type", *(("disable_parallel_tool_use",) if kind == "auto" else ()))
    if kind == "auto" and not body.has("tools"):
        raise invalid("tool_choice: may only be specified while providing tools.")


def _check_output(config: Fields | None) -> None:
    if config is None:
        return
    config.only("effort", "format")
    if config.has("effort"):
        config.choice("effort", EFFORTS)
    if wanted := config.inner("format"):
        wanted.only("type", "schema")
        wanted.choice("type", ("json_schema",))
        if wanted.inner("schema") is None:
            raise invalid(f"{wanted.at('schema')}: Field required")
