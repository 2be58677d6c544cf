"""Fill a detector's sentences with what its rule captured."""

import re
from collections.abc import Mapping

from reviewbot.domain.item import Wording

_PLACE = re.compile(r"\$([A-Z_][A-Z0-9_]*)")
_LONGEST = 60


def filled(wording: Wording, captured: Mapping[str, str]) -> Wording:
    """Put the captured texts in, each on one line and at most 60 characters long."""

    def text(found: re.Match[str]) -> str:
        return _short(captured.get(found.group(1), ""))

    return Wording(*(_PLACE.sub(text, one) for one in (wording.title, wording.trigger, wording.repair)))


def _short(text: str) -> str:
    # The sentences put captures between backticks; one inside would end the code early.
    line = " ".join(text.replace("`", "'").split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
