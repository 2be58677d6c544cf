"""Count tokens by a stated rule, so that every price in a test can be worked out by hand.

A token is three UTF-8 bytes, begun ones counting whole: about what code costs. A text never has more tokens than bytes,
which is the bound that a caller may reserve; nothing is added for roles or for having tools at all.
"""

import json

BYTES_PER_TOKEN = 3


def tokens(text: str) -> int:
    """Count the tokens of one text: each block of a prompt is rounded up by itself."""
    return -(-len(text.encode()) // BYTES_PER_TOKEN)


def beginning(text: str, count: int) -> str:
    """Cut a text after so many tokens, between characters."""
    return text.encode()[: count * BYTES_PER_TOKEN].decode(errors="ignore")


def compact(value: object) -> str:
    """Write JSON as short as it gets, in the order it came: what is counted and hashed of anything but text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
