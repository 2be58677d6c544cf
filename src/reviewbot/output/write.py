"""Files written whole or not at all."""

from pathlib import Path
from secrets import token_hex

from reviewbot.errors import UsageError


def write(path: Path, text: str) -> None:
    """Put a text into a file as UTF-8, through a temporary file beside it; folders above it are made.

    Raises UsageError where that cannot be done; what was there before is then still there.
    """
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():
            # A device or a pipe takes the text; a folder refuses it.
            target.write_text(text, encoding="utf-8", newline="\n")
        else:
            _replace(target, text)
    except OSError as error:
        message = f"`{path}` cannot be written: {error.strerror or error}."
        raise UsageError(message, "Name a file in a folder that you may write to.") from error


def _replace(target: Path, text: str) -> None:
    temporary = target.with_name(f".{token_hex(8)}.tmp")
    try:
        with temporary.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
