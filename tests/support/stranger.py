"""An item that follows what strangers send into `sink`, and the lines where it says so."""

from reviewbot.checklist.load import item
from reviewbot.detectors.detect import detect
from reviewbot.domain.finding import Candidate
from reviewbot.domain.source import Source
from reviewbot.syntax.languages import grammar_of

_ITEM = """\
---
id: own-item
title: A fault
severity: high
wording: {title: "`$SOURCE` reaches `$SINK`", trigger: "When it runs, it fails.", repair: "Mend it."}
detectors:
- language: [python, typescript]
  confidence: high
  taint:
    sources: ["**.request.args", "**.request.json", "**.request.GET", "**.request.query_params", self.kwargs,
              route.value, route.segment]
    sinks:
    - {call: [sink, "**.sink"], argument: ["0", text]}
    - {call: shell, when: {unsafe: "True"}, unless: {"1": safe}}
    - {call: query, text: ^SELECT}
    - {call: ["**.flush"], argument: receiver}
    - {returned: flask}
    passes: [str, json.loads, "**.join", list, "map"]
    sanitisers: ["**.escape*", "**.name"]
    guards: ["**.startswith", "**.checked"]
    refused: [".."]
    fixed: ^https://[^/]+/
MORE---
"""


def candidates(text: str, path: str = "app/a.py", more: str = "") -> tuple[Candidate, ...]:
    """Run the item over a file; `more` are lines below its `taint`."""
    made = item(_ITEM.replace("MORE", more), "own.md", "team", {})
    return detect(Source(path, text, grammar_of(path)), [made])


def hits(text: str, path: str = "app/a.py") -> list[int]:
    """Give the lines of a file on which the item says something."""
    return [one.anchor.line for one in candidates(text, path)]


def view(body: str) -> str:
    """Write a function of the lines of a body, which may read Flask's `request`."""
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    return f"from flask import request\n\n\ndef handle(self, unknown):\n{lines}"
