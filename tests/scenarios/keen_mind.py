"""A mind that knows two faults, and has second thoughts about every line that it is shown again.

It is as tiresome as a model can be: whatever it read before, it would rather say something new about. What a pull
request shows in the end is what our own rules let through.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from anthropic_simulator.answer import Answer, say_json
from anthropic_simulator.request import Request
from support.plain_mind import is_sceptic, judged

_ASKED = re.compile(r"^Ask: (.*)$", re.MULTILINE)
_FILE = re.compile(
    r"^## File \d+\n\[begin (\S+) file\]\n`([^`\n]+)` \([^\n]*\n(.*?)\n\[end \1\]", re.MULTILINE | re.DOTALL
)
_REMARK = re.compile(
    r"^## Remark (\d+)\n\[begin (\S+) remark\]\n(\S+)\n.*?^What stands there now:\n\[begin \2 file\]\n`([^`\n]+)`\n"
    r"(.*?)\n\[end \2\]",
    re.MULTILINE | re.DOTALL,
)
_PLACE = re.compile(
    r"^What stands there now:\n\[begin (\S+) file\]\n`([^`\n]+)`\n(.*?)\n\[end \1\]", re.MULTILINE | re.DOTALL
)
_LINE = re.compile(r"^(\d+)([+ ]) (\s*\S.*)$", re.MULTILINE)
FAULTS = {"-= 1": ("lost-update", "Two at once"), "print(card": ("sensitive-data-in-log", "A card in the log")}
"""What a line with a fault has in it, the item, and what the mind calls it."""

SECOND_THOUGHT = "Second thoughts"
_ANY = "silent-failure-path"


@dataclass(slots=True)
class KeenMind:
    """Claims what it knows, and something of every line that it saw in an earlier review.

    `shown` are the files' lines of all reviews, `review` counts those.
    """

    review: int = 0
    shown: dict[tuple[str, str], int] = field(default_factory=dict)

    def __call__(self, request: Request) -> Answer:
        """Answer one request."""
        if '"remark"' in json.dumps(request.schema):
            return say_json({"verdicts": [_regiven(*found.groups()) for found in _REMARK.finditer(request.text)]})
        if '"decision"' in json.dumps(request.schema):
            return say_json({"answers": [_upheld(*found.groups()) for found in _PLACE.finditer(request.text)]})
        if is_sceptic(request):
            return judged(request)
        asked = [name.strip() for found in _ASKED.finditer(request.text) for name in found[1].split(",")]
        return say_json({"examined": asked, "candidates": list(self._claims(request.text))})

    def _claims(self, text: str) -> Iterator[Mapping[str, object]]:
        for _, path, code in _FILE.findall(text):
            for number, sign, quote in _LINE.findall(code):
                known = next((one for mark, one in FAULTS.items() if mark in quote), None)
                first = self.shown.setdefault((path, quote), self.review)
                if known and sign == "+":
                    yield _claim(path, int(number), quote, *known)
                elif first < self.review and quote.strip().isidentifier() is False:
                    yield _claim(path, int(number), quote, _ANY, f"{SECOND_THOUGHT} {self.review}")


def _regiven(number: str, _: str, item: str, path: str, code: str) -> Mapping[str, object]:
    """Say that a fault is gone where no line has it any more, by the last line of its place."""
    lines = _LINE.findall(code)
    mark = next(mark for mark, (name, _) in FAULTS.items() if name == item)
    is_there = any(mark in quote for _, _, quote in lines)
    line, _, quote = lines[-1]
    return {
        "remark": number,
        "verdict": "still" if is_there else "gone",
        "path": path,
        "line": int(line),
        "quote": quote,
        "reason": "The database counts now.",
    }


def _upheld(_: str, path: str, code: str) -> Mapping[str, object]:
    """Insist on a fault, by the line that has it."""
    lines = _LINE.findall(code)
    line, _, quote = next(one for one in lines if any(mark in one[2] for mark in FAULTS))
    return {
        "decision": "uphold",
        "path": path,
        "line": int(line),
        "quote": quote,
        "text": f"It prints {len(lines)} times.",
    }


def _claim(path: str, line: int, quote: str, item: str, title: str) -> Mapping[str, object]:
    return {
        "item": item,
        "rule": "",
        "path": path,
        "side": "RIGHT",
        "line": line,
        "quote": quote,
        "title": title,
        "trigger": "When this line runs, it breaks.",
        "message": "Looked around: nothing prevents it. Repair it.",
        "refute": "A lock around it.",
        "severity": "",
        "related": [],
        "replacement": "",
        "replacement_start": 0,
        "replacement_end": 0,
    }  # fmt: skip
