"""Say where a rehearsal left the prompts that nobody was sent."""

from pathlib import Path

from reviewbot.commands.streams import printed, told


def rehearsed(folder: Path) -> int:
    """Say where the prompts are that nobody was sent, and what they would cost."""
    index = folder / "index.txt"
    if not index.exists():
        told("there is nothing that the agent would be sent.")
        return 0
    told(f"nobody was asked. What would be sent is in {folder}:")
    printed(index.read_text("utf-8"))
    return 0
