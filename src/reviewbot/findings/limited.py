"""What shows that a call cannot last for ever, or that it is repeated with patience and an end."""

import re

from reviewbot.findings.calls import calls
from reviewbot.findings.view import View

_SENT = re.compile(
    r"\b(?:get|post|put|patch|delete|head|options|request|send|stream|urlopen|fetch|connect|create_connection"
    r"|axios|got|ky|[A-Z]\w*)(?:<[^<>()]*>)?\("
)
# Only what is a number for certain: a variable may be None.
_LIMIT = re.compile(
    r"""\b(?:\w*_)?timeout["']?\s*[=:]\s*
        (?:\(?\s*(?:[1-9][\d_]*|0?\.\d*[1-9])|[A-Z][A-Z\d_]+\b|(?:httpx\.Timeout|aiohttp\.ClientTimeout)\(\s*(?:\w+=)?[\d.])
      |\bsignal\s*:\s*AbortSignal\.timeout\(""",
    re.VERBOSE,
)
_DEADLINE = re.compile(r"\b(?:asyncio\.timeout|anyio\.fail_after|anyio\.move_on_after)\(\s*(?:[\d.]|[A-Z][A-Z\d_]+\b)")
_HTTPX = re.compile(r"\bhttpx\.(?:get|post|put|patch|delete|head|options|request|stream|Client|AsyncClient)\(")
_CLIENT = re.compile(
    r"\b(\w+)\s*(?::[^=\n]+)?=\s*(?:await\s+)?((?:[\w.]*\b(?:Client|AsyncClient)|aiohttp\.ClientSession|axios\.create|got\.extend"
    r"|ky\.create)\()"
    r"|\bwith\s+((?:httpx\.(?:Client|AsyncClient)|aiohttp\.ClientSession)\()"
)
_ASSIGNED = r"(?<![\w.])(?:self\.|this\.)?{name}\s*(?::[^=\n]+)?=(?!=)"
_LOOP = re.compile(r"\b(?:while|for)\b")
_PATIENT = (
    # Each has both a pause with a part of chance and an end.
    (
        re.compile(r"@(?:tenacity\.)?retry\("),
        (r"\bstop\s*=\s*\(?\s*(?:\w+\.)?stop_after_", r"\bwait_(?:random|exponential_jitter)"),
    ),
    (
        re.compile(r"@backoff\.on_(?:exception|predicate)\("),
        (r"\bbackoff\.(?:expo|fibo)\b", r"\bmax_(?:tries|time)\s*=\s*\d"),
    ),
    (re.compile(r"\baxiosRetry\("), (r"\bretries\s*:\s*\d", r"\bexponentialDelay\b")),
    (re.compile(r"\bpRetry\("), (r"\bretries\s*:\s*\d", r"\brandomize\s*:\s*true\b")),
    (re.compile(r"\bbackOff\("), (r"\bnumOfAttempts\s*:\s*\d", r"\bjitter\s*:\s*[\"']full")),
)
_UNDONE = re.compile(r"\bjitter\s*=\s*None\b|\bretries\s*:\s*Infinity\b|\bforever\s*:\s*true\b")


def has_limit(view: View) -> str:
    """Refute that a call waits without limit: it has one, its client has, or it is cancelled from outside."""
    sent = [given for _, given in calls(view.quote, _SENT)]
    if sent and all(_LIMIT.search(given) for given in sent):
        return "the call has a limit"
    if any(_DEADLINE.search(head.text) for head in view.heads):
        return "a deadline stands around it"
    if _is_plain_httpx(view.quote):
        return "httpx gives up after 5 seconds by itself"
    return _of_client(view)


def has_patience(view: View) -> str:
    """Refute that a call is repeated without end or pause: a library limits it, and its pauses grow by chance."""
    if _LOOP.search(view.text):
        return ""
    for name, needed in _PATIENT:
        found = [given for _, given in calls(view.text, name)]
        if found and all(_is_patient(given, needed) for given in found):
            return "it is repeated a limited number of times, with growing pauses"
    return ""


def _is_patient(given: str, needed: tuple[str, ...]) -> bool:
    return all(re.search(one, given) for one in needed) and not _UNDONE.search(given)


def _is_plain_httpx(quote: str) -> bool:
    found = [given for _, given in calls(quote, _HTTPX)]
    others = len(list(_SENT.finditer(quote))) - len(found)
    return bool(found) and not others and not any("timeout" in given or "**" in given for given in found)


def _of_client(view: View) -> str:
    """Look for the client that the call is made through: every one of that name in the file must have a limit."""
    file = view.source.text
    made: dict[str, list[bool]] = {}
    for found, given in calls(file, _CLIENT):
        name = found[1] or ""
        is_httpx = "httpx." in found[0] and "timeout" not in given and "**" not in given
        made.setdefault(name, []).append(is_httpx or bool(_LIMIT.search(given)))
    receivers = {
        found[1] for found in re.finditer(r"\b(\w+)\.(?:get|post|put|patch|delete|head|request)\(", view.quote)
    }
    signature = view.text.partition(")")[0]
    for name in receivers:
        assigned = len(re.findall(_ASSIGNED.format(name=re.escape(name)), file))
        is_given = re.search(rf"\b{re.escape(name)}\b", signature) is not None
        if len(receivers) == 1 and name in made and all(made[name]) and assigned == len(made[name]) and not is_given:
            return f"`{name}` was made with a limit"
    return ""
