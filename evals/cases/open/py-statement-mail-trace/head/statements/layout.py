"""A statement as plain text."""

WIDTH = 60


def as_text(entries: list[dict]) -> str:
    lines = []
    for entry in entries:
        label = entry["label"][: WIDTH - 14]
        lines.append(f"{label:<{WIDTH - 14}}{entry['amount']:>14}")
    return "\n".join(lines)
