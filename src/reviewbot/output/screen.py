"""What a terminal can show: its width, its colours, its characters."""

from dataclasses import astuple, dataclass

from reviewbot.output.wording import TIMES


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters that frame code and join words."""

    bar: str
    mark: str
    arrow: str
    dot: str
    ellipsis: str
    times: str
    cross: str


_PRETTY = Glyphs("│", "┃", "→", "·", "…", TIMES, "✗")
_ASCII = Glyphs("|", ">", "->", "-", "...", "x", "x")


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where text is printed: whoever prints knows; `encoding` is that of the stream.

    `is_actions` says that GitHub Actions reads the text too, and would obey a workflow command in it.
    """

    width: int = 100
    is_coloured: bool = False
    encoding: str = "utf-8"
    is_actions: bool = False

    @property
    def glyphs(self) -> Glyphs:
        """Give the best characters that the encoding has."""
        try:
            "".join(astuple(_PRETTY)).encode(self.encoding)
        except UnicodeEncodeError:
            return _ASCII
        return _PRETTY
