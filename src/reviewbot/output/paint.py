"""The terminal's colours: sixteen of its own, readable on its background, be it light or dark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import chop_cells
from rich.console import Console, ConsoleOptions, RenderResult
from rich.style import Style
from rich.text import Text

from reviewbot.domain.diff import LineKind
from reviewbot.domain.levels import Severity
from reviewbot.domain.visible import visible, visible_line
from reviewbot.output.highlight import Kind, pieces
from reviewbot.output.screen import Terminal
from reviewbot.output.wording import spans

BOLD = Style(bold=True)
_PLAIN = Style.null()
DIM = Style(dim=True)
ALARM = Style(color="red", bold=True)
LINK = Style(color="blue")
_CHIPS: Mapping[Severity, Style] = {
    Severity.CRITICAL: Style(color="bright_white", bgcolor="red", bold=True),
    Severity.HIGH: ALARM,
    # Only the worst is filled: a filled yellow would look graver than red letters.
    Severity.MEDIUM: Style(color="yellow", bold=True),
    Severity.LOW: DIM,
}
MARKS: Mapping[Severity, Style] = {
    Severity.CRITICAL: ALARM,
    Severity.HIGH: ALARM,
    Severity.MEDIUM: Style(color="yellow", bold=True),
    Severity.LOW: Style(color="cyan", bold=True),
}
CHANGES: Mapping[LineKind, Style] = {
    LineKind.ADDED: Style(color="green"),
    LineKind.REMOVED: Style(color="red"),
    LineKind.CONTEXT: DIM,
}
_CODE: Mapping[Kind, Style] = {
    Kind.PLAIN: _PLAIN,
    Kind.KEYWORD: Style(color="magenta"),
    Kind.STRING: Style(color="yellow"),
    Kind.COMMENT: Style(dim=True, italic=True),
    Kind.NUMBER: Style(color="cyan"),
    Kind.NAME: Style(color="blue"),
}
_SPAN = Style(color="cyan")
_MOST_FOLDS = 12


def chip(text: str, severity: Severity, terminal: Terminal) -> Text:
    """Write a word in the colours of a severity, with room around it where it has a background."""
    style = _CHIPS[severity]
    return Text(f" {text} " if terminal.is_coloured and style.bgcolor else text, style)


@dataclass(frozen=True, slots=True)
class Hanging:
    """A row of a list: indented, and further where it goes on."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Wrap the row to the width at hand."""
        for number, line in enumerate(self.text.wrap(console, options.max_width - 4)):
            yield Text("    " if number else "  ") + line


def code(text: str, path: str, width: int, terminal: Terminal) -> Text:
    """Colour one line of code by its language and crop it to so many columns."""
    if not terminal.is_coloured:
        # To load the lexers takes longer than to review a few files.
        return cropped(Text(visible_line(text)), width, terminal)
    line = Text()
    for piece in pieces(text, path):
        line.append(piece.text, _CODE[piece.kind])
    return cropped(line, width, terminal)


def folded(text: str, width: int, terminal: Terminal) -> Sequence[str]:
    """Fold one line of code to so many columns, blanks at the folds kept; it is cropped after a dozen rows."""
    line = cropped(Text(visible_line(text)), width * _MOST_FOLDS, terminal)
    return chop_cells(line.plain, width) or [""]


def cropped(line: Text, width: int, terminal: Terminal) -> Text:
    """Crop a line to so many columns, with an ellipsis where it goes on."""
    if line.cell_len > width:
        ellipsis = terminal.glyphs.ellipsis
        line.truncate(max(width - len(ellipsis), 1), overflow="crop")
        line.append(ellipsis, DIM)
    return line


def prose(text: str, terminal: Terminal, style: Style = _PLAIN) -> Text:
    """Write a sentence, what stands between backticks as code: by colour, or where there is none as it is."""
    line = Text(style=style)
    for part, is_code in spans(visible(text)):
        line.append(f"`{part}`" if is_code and not terminal.is_coloured else part, _SPAN if is_code else None)
    return line
