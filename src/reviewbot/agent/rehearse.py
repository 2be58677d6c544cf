"""What a review would send, written down instead of sent."""

from collections.abc import Callable, Mapping, Sequence

from reviewbot.agent.agent import Claude
from reviewbot.domain.chunk import Chunk, Doubted, Piece, Reading
from reviewbot.domain.diff import Hunk
from reviewbot.domain.finding import Candidate
from reviewbot.domain.report import Cost

_NO_COST = Cost()


class Rehearsal:
    """An agent that hands over its prompts by name, and reads nothing."""

    def __init__(self, agent: Claude, write: Callable[[str, str], None]) -> None:
        self._agent = agent
        self._write = write
        self._sizes: list[str] = []

    @property
    def chunk_bytes(self) -> int:
        """Give how much code one conversation would be about at most."""
        return self._agent.chunk_bytes

    def read(self, chunks: Sequence[Chunk], whole: Sequence[Piece] | None = None) -> tuple[Reading, ...]:
        """Hand over what all conversations would begin with, and what each would ask first."""
        subjects = self._agent.subjects(chunks, whole)
        form = self._agent.review_form(chunks)
        self._write("prefix.md", form.system)
        if not self._sizes:
            size = len(form.system.encode("utf-8", "surrogatepass"))
            self._sizes.append(f"prefix.md: at most {size:,} tokens, shared by all")
        # An audit is read in waves: what was written stays, and is counted on.
        for number, one in enumerate(subjects, len(self._sizes)):
            name = f"{number:03}.md"
            self._write(name, one.text)
            tokens = len(one.text.encode("utf-8", "surrogatepass"))
            self._sizes.append(f"{name}: at most {tokens:,} tokens, {one.chunk.name}")
        said = self._agent.outlook(chunks, subjects)
        self._write("index.txt", "\n".join((*self._sizes, "A byte of a prompt is at most one token.", said, "")))
        return ()

    def doubt(self, _claims: Sequence[Candidate], _around: Mapping[str, Sequence[Hunk]]) -> tuple[Doubted, ...]:
        """Doubt nothing: nothing was claimed."""
        return ()

    def cost(self) -> Cost:
        """Give nothing: nobody was asked."""
        return _NO_COST
