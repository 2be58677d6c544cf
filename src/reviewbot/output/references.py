"""References of an item: what they are called, and where they lead."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_CWE = re.compile(r"CWE-([0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class Reference:
    """A name to read and an address to open, empty where there is none."""

    name: str
    url: str


def reference(text: str) -> Reference:
    """Read a reference: a CWE number, an https address, or a name that leads nowhere."""
    if cwe := _CWE.fullmatch(text):
        return Reference(text, f"https://cwe.mitre.org/data/definitions/{cwe[1]}.html")
    if text.startswith("https://"):
        return Reference(text.removeprefix("https://").rstrip("/"), text)
    return Reference(text, "")


def is_web(url: str) -> bool:
    """Tell whether an address is an ordinary web page: nothing that runs, nothing without a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
