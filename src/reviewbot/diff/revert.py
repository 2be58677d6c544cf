"""The base of a file, from its head and its diff."""

from reviewbot.domain.diff import FileDiff, LineKind


def reverted(file: FileDiff, head: str) -> str:
    """Take the change back out of the head's text, which must agree with the diff (`fragment.agrees`)."""
    lines = head.removesuffix("\n").split("\n") if head else []
    for hunk in reversed(file.hunks):
        numbers = [line.head for line in hunk.lines if line.head]
        kept = [line.text for line in hunk.lines if line.kind is not LineKind.ADDED]
        # With context lines around it, a hunk lacks head lines only where the whole file became empty.
        start = numbers[0] - 1 if numbers else 0
        lines[start : start + len(numbers)] = kept
    return "".join(line + "\n" for line in lines)
