"""Keep what a file binds within what can be looked up for each of its calls."""

from dataclasses import replace

from reviewbot.syntax.names import Names

_MOST_BINDINGS = 50


def bounded(names: Names) -> Names:
    """Let a name that is bound to very many things stand for nothing: to follow them all for every call has no end."""
    kept = {
        name: tuple(several) if len(several) <= _MOST_BINDINGS else (replace(several[0], value=None, scope_start=0),)
        for name, several in names.bindings.items()
    }
    return replace(names, bindings=kept)
