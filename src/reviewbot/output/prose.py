"""Prose for a page: Markdown and sentences as HTML that cannot run, load or hide anything."""

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from reviewbot.domain.visible import visible, visible_lines
from reviewbot.output.references import is_web
from reviewbot.output.wording import spans


def sentence(text: str) -> Markup:
    """Write one sentence, its backticked spans as code."""
    parts = (Markup("<code>%s</code>") % part if is_code else escape(part) for part, is_code in spans(visible(text)))
    return Markup().join(parts)


def paragraphs(text: str) -> Markup:
    """Render Markdown: no HTML, no images, and links to web pages only."""
    shown = "\n".join(visible_lines(text))
    # markdown-it escapes all text and, with `html` off, every tag in it.
    return Markup(_renderer().render(shown))  # noqa: S704


def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable("image").enable("table")
    renderer.validateLink = is_web  # type: ignore[method-assign]
    return renderer
