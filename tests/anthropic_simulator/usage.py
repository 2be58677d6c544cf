"""What one answer is billed for."""

from collections.abc import Mapping
from dataclasses import dataclass

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens by kind; the prompt is the first four together, and thinking is a part of the output."""

    input: int = 0
    written_5m: int = 0
    written_1h: int = 0
    read: int = 0
    output: int = 0
    thinking: int = 0

    @property
    def prompt(self) -> int:
        """Count the whole prompt."""
        return self.uncached + self.read

    @property
    def uncached(self) -> int:
        """Count what the cache did not serve: plain input and cache writes."""
        return self.input + self.written_5m + self.written_1h

    def __add__(self, other: "Usage") -> "Usage":
        """Add up two answers."""
        return Usage(
            self.input + other.input,
            self.written_5m + other.written_5m,
            self.written_1h + other.written_1h,
            self.read + other.read,
            self.output + other.output,
            self.thinking + other.thinking,
        )


def running_total(usage: Usage) -> Json:
    """Write the usage as `message_delta` carries it."""
    return {
        "input_tokens": usage.input,
        "cache_creation_input_tokens": usage.written_5m + usage.written_1h,
        "cache_read_input_tokens": usage.read,
        "output_tokens": usage.output,
        "output_tokens_details": {"thinking_tokens": usage.thinking},
        "server_tool_use": None,
    }


def full(usage: Usage) -> Json:
    """Write the usage as a message carries it."""
    return {
        **running_total(usage),
        "cache_creation": {
            "ephemeral_5m_input_tokens": usage.written_5m,
            "ephemeral_1h_input_tokens": usage.written_1h,
        },
        "inference_geo": "not_available",
        "service_tier": "standard",
        "speed": "standard",
    }
