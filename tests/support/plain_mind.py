"""A mind that always answers the same: one claim a file, on its first changed line that says anything; all confirmed.

It knows nothing of code. What it answers is right in form, so that everything around a model can be measured.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from anthropic_simulator.answer import Answer, Call, say_json, use
from anthropic_simulator.request import Request

_ASKED = re.compile(r"^Ask: (.*)$", re.MULTILINE)
_FILE = re.compile(
    r"^## File \d+\n\[begin (\S+) file\]\n`([^`\n]+)` \([^\n]*\n(.*?)\n\[end \1\]", re.MULTILINE | re.DOTALL
)
_CHANGED = re.compile(r"^(\d+)([+-]) (\s*[A-Za-z_].{8,})$", re.MULTILINE)
_CLAIM = re.compile(
    r"^## Claim (\d+)\n.*?^At `([^`\n]+)`, line (\d+)[^:\n]*:\n(.*?)\n(?:Also: |\[end )", re.MULTILINE | re.DOTALL
)

_COMMON = "untested-failure"
"""An item that is asked of every file, in whatever language."""

QUESTION = 150
"""Tokens of a turn that looks something up."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How a mind works at one level of effort: look-ups before it answers, tokens of the answer with its thinking."""

    look_ups: int
    answer: int


HABITS: Mapping[str, Habit] = {"low": Habit(0, 1_000), "medium": Habit(1, 2_000), "high": Habit(2, 4_000)}
"""Assumed, as the estimate assumes: no model was asked."""


def plain(request: Request) -> Answer:
    """Answer at once, without a look-up, with as many tokens as the answer has."""
    return judged(request) if is_sceptic(request) else reviewed(request)


def assumed(request: Request) -> Answer:
    """Answer as long, and after as many look-ups, as is assumed of the request's effort; a sceptic half as long."""
    habit = HABITS[request.effort]
    if is_sceptic(request):
        return replace(judged(request), output_tokens=habit.answer // 2)
    if request.turns < habit.look_ups and request.tool_choice == "auto" and "search" in request.tools:
        look_up = Call("search", {"text": f"timeout{request.turns}", "is_expression": False, "under": ""})
        return replace(use(look_up), output_tokens=QUESTION)
    return replace(reviewed(request), output_tokens=habit.answer)


def reviewed(request: Request) -> Answer:
    """Say that all was examined that was asked, and claim something of each file."""
    asked = [name.strip() for found in _ASKED.finditer(request.text) for name in found[1].split(",")]
    item = _COMMON if _COMMON in asked else asked[0]
    return say_json({"examined": asked, "candidates": list(_claims(request.text, item))})


def judged(request: Request) -> Answer:
    """Confirm every claim by the line that it quotes itself."""
    claims = _CLAIM.finditer(request.text)
    return say_json({"verdicts": [_verdict(*found.groups()) for found in claims]})


def is_sceptic(request: Request) -> bool:
    """Tell whether claims are to be judged, and no code reviewed."""
    return "verdicts" in str(request.schema)


def _claims(text: str, item: str) -> Iterator[Mapping[str, object]]:
    for _, path, code in _FILE.findall(text):
        changed = _CHANGED.search(code)
        if changed is None:
            continue
        number, sign, quote = changed.groups()
        yield {
            "item": item,
            "rule": "",
            "path": path,
            "side": "RIGHT" if sign == "+" else "LEFT",
            "line": int(number),
            "quote": quote,
            "title": "Something breaks here",
            "trigger": "When this line runs, it breaks.",
            "message": "Nothing was checked. Repair it.",
            "refute": "Nothing does.",
            "severity": "",
            "related": [],
            "replacement": "",
            "replacement_start": 0,
            "replacement_end": 0,
        }


def _verdict(number: str, path: str, line: str, quote: str) -> Mapping[str, object]:
    reason = "It does."
    first = quote.partition("\n")[0]
    return {
        "claim": number, "verdict": "confirmed", "path": path, "line": int(line), "quote": first, "reason": reason,
    }  # fmt: skip
