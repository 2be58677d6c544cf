"""Let through of a comment's HTML what GitHub lets through: nothing that runs, loads or breaks out of its box."""

from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

_NAMES = """a b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li ol p pre s samp
span strike strong sub summary sup table tbody td th thead tr tt ul var"""
_TAGS = frozenset(_NAMES.split())
_EMPTY = frozenset({"br", "hr"})
_SILENT = frozenset({"script", "style", "template", "textarea", "title"})
_ATTRIBUTES = frozenset({"align", "class", "open", "start", "title"})
_HOSTS = ("http://", "https://", "mailto:", "#", "/")
_OUR_CLASSES = frozenset({"suggestion", "suggestion-title", "del", "add", "image"})


class _Cleaner(HTMLParser):
    """Writes again what may stay, and closes what was left open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self.opened: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Write an opening tag with the attributes that are harmless."""
        if tag in _SILENT:
            self.silent += 1
        elif tag == "img":
            text = dict(attrs).get("alt") or "image"
            self.written.append(f'<span class="image">{escape(text)}</span>')
        elif tag in _TAGS and not self.silent:
            kept = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs if _is_kept(tag, name, value))
            self.written.append(f"<{tag}{kept}>")
            if tag not in _EMPTY:
                self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag that is open in this comment, and those inside it; any other is not ours to close."""
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in self.opened:
            while self.opened:
                last = self.opened.pop()
                self.written.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        """Write text."""
        if not self.silent:
            self.written.append(escape(data))


def _is_kept(tag: str, name: str, value: str | None) -> bool:
    if name == "href":
        return tag == "a" and (value or "").strip().lower().startswith(_HOSTS)
    if name == "class":
        return (value or "") in _OUR_CLASSES
    return name in _ATTRIBUTES


def cleaned(html: str) -> str:
    """Write HTML again without what GitHub takes out of it."""
    cleaner = _Cleaner()
    cleaner.feed(html)
    cleaner.close()
    return "".join(cleaner.written) + "".join(f"</{tag}>" for tag in reversed(cleaner.opened))
