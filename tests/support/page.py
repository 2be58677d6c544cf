"""A page as a test opens it."""

from collections.abc import Callable

from playwright.sync_api import Page

Opened = Callable[..., Page]
"""Opens HTML from a file; takes the width in pixels and `light` or `dark` besides."""
