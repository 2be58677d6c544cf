"""A comment's Markdown as HTML, with suggestions shown as the change that they are."""

from collections.abc import MutableMapping, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup

from simulator.page.clean import cleaned
from simulator.state import Thread

_SUGGESTION = "suggestion"


def _fence(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, env: MutableMapping[str, object]
) -> str:
    token = tokens[at]
    if token.info.strip() != _SUGGESTION:
        return f"<pre><code>{escape(token.content)}</code></pre>\n"
    old = env.get("lines")
    removed = [str(line) for line in old] if isinstance(old, list) else []
    lines = [("del", f"-{line}") for line in removed] + [("add", f"+{line}") for line in token.content.splitlines()]
    shown = "".join(f'<div class="{kind}">{escape(text)}</div>' for kind, text in lines)
    return f'<div class="suggestion"><div class="suggestion-title">Suggested change</div><pre>{shown}</pre></div>\n'


_PARSER = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["table", "strikethrough"])
_PARSER.add_render_rule("fence", _fence)


def prose(text: str | None, lines: Sequence[str] = ()) -> Markup:
    """Render Markdown; `lines` are those that a suggestion in it would replace."""
    return Markup(cleaned(_PARSER.render(text or "", {"lines": list(lines)})))  # noqa: S704  # cleaned above


def gist(text: str) -> str:
    """Give the first line that a person sees of a comment, without its emphasis."""
    lines = (line.strip("*# ") for line in text.split("\n") if not line.startswith(("<", "`")))
    return next((line for line in lines if line), "")


def anchored(thread: Thread) -> list[str]:
    """Find the text of the lines that a thread is about, at the end of its excerpt."""
    spot = thread.spot
    if spot.line is None or spot.side == "LEFT":
        return []
    right = [line[1:] for line in spot.diff_hunk.split("\n")[1:] if line[:1] in ("+", " ")]
    return right[-(spot.line - (spot.start_line or spot.line) + 1) :]
