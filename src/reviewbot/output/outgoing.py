"""The last look at a text before it is sent, by its form alone.

Whatever wrote it, a text that shows a secret, calls somebody, loads a picture, leads elsewhere or hides something is
not sent. Our own templates never make one, so this holds even where they or a filter of theirs are wrong.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from markdown_it.token import Token

from reviewbot.domain.item import Item
from reviewbot.domain.visible import is_all_visible, visible
from reviewbot.output.links import HOME, Links, is_ours
from reviewbot.output.references import reference
from reviewbot.output.seen import parsed, text_of

_MARKS = re.compile(r"(?:<!-- reviewbot:[^<>\n]*-->\n){1,2}")
_TAG = re.compile(r"</?(?:details|summary|sub)>")
_PAIRED = ("details", "summary", "sub")
_CALL = re.compile(r"@\w|#\d|\bgh-\d", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:https?|ftp)://|\bwww\.\w|\b(?:mailto|xmpp):\S", re.IGNORECASE)
_LINKED = re.compile(r"\]\((https://[^\s()]+)\)")
_SECRET = re.compile(
    r"\b(?:A[KS]IA[A-Z2-7]{16}\b|gh[oprsu]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50}|glpat-[\w-]{20}"
    r"|xox[abprs]-[A-Za-z0-9]+-[A-Za-z0-9-]{10}|[rs]k_live_[A-Za-z0-9]{16}|sk-ant-\w+-[\w-]{20}"
    r"|sk-(?:proj|svcacct)-[\w-]{20}|npm_[A-Za-z0-9]{36}\b|pypi-AgE[\w-]{50}|hf_[A-Za-z]{30}|SG\.[\w-]{16,}\.[\w-]{20}"
    r"|AGE-SECRET-KEY-1[A-Z0-9]{50})|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"
)


@dataclass(frozen=True, slots=True)
class Leak:
    """Why a text is not sent, as the end of a sentence; it never repeats what must not be shown."""

    reason: str


def hosts(links: Links, items: Mapping[str, Item]) -> frozenset[str]:
    """Collect the hosts that a text of ours may lead to: GitHub's, our own pages', and those that the items name."""
    urls = [links.server, HOME]
    for item in items.values():
        urls += [reference(text).url for text in item.references]
        urls += _LINKED.findall(item.why) if is_ours(item) else ()
    return frozenset(host for url in urls if (host := _host(url)))


def leak(body: str, allowed: frozenset[str]) -> Leak | None:
    """Look at a comment, a summary or a check's text; None where it may be sent.

    `allowed` are the hosts that it may lead to. The first two lines may be marks of ours.
    """
    return next(_leaks(body, allowed), None)


def _leaks(body: str, allowed: frozenset[str]) -> Iterator[Leak]:
    marks = _MARKS.match(body)
    said = body[marks.end() :] if marks else body
    tokens, has_definitions = parsed(said)
    # A sign that is escaped in the source is itself again for whoever reads it.
    read = (text_of(token) for token in tokens if token.type == "inline")
    if any(_SECRET.search(text) for text in (body, *read)):
        yield Leak("it shows what looks like a secret")
    if not is_all_visible(body):
        yield Leak("it has characters that nobody can see")
    if has_definitions:
        yield Leak("it hides an address")
    for token in _all(tokens):
        yield from _token_leaks(token, allowed)
    yield from _unclosed(tokens, said)


def _all(tokens: tuple[Token, ...]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _token_leaks(token: Token, allowed: frozenset[str]) -> Iterator[Leak]:
    match token.type:
        case "image":
            yield Leak("it loads a picture")
        case "html_block" | "html_inline":
            rest = _TAG.sub("", token.content)
            if "<" in rest:
                yield Leak("it has HTML that is not ours")
            yield from _text_leaks(rest)
        case "text":
            yield from _text_leaks(token.content)
        case "link_open" if (host := _host(str(token.attrs["href"]))) not in allowed:
            yield Leak(f"it leads to `{visible(host)}`" if host else "it has a link that is no web address")
        case _:
            pass


def _text_leaks(text: str) -> Iterator[Leak]:
    if _CALL.search(text):
        yield Leak("it mentions somebody or something")
    if _ADDRESS.search(text):
        yield Leak("it has an address that GitHub would make a link")


def _unclosed(tokens: tuple[Token, ...], body: str) -> Iterator[Leak]:
    lines = body.split("\n")
    for token in tokens:
        if token.type == "fence" and token.map and lines[token.map[1] - 1].strip() != token.markup:
            yield Leak("it has a code block without an end")
    html = "".join(token.content for token in _all(tokens) if token.type.startswith("html_"))
    if any(html.count(f"<{name}>") != html.count(f"</{name}>") for name in _PAIRED):
        yield Leak("it has a fold without an end")


def _host(url: str) -> str:
    """Give the host of an ordinary web page, empty for every other address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""
