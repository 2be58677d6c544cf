"""Write the precision table down as a page of the documentation."""

from collections.abc import Iterator, Mapping

from benchmarks.precision.verdicts import LEAST_HITS, LEAST_PRECISION, Key, Precision

_HEAD = """\
# How often the detectors are right

Hits in production code of published applications and libraries, drawn by hash, at most four of a package; each read in
its file by two readers or four who did not know each other's word. A hit counts as right if more than half of them say
so: of two, both. The readers were language models, with a brief to call wrong what cannot be decided; they are not
people who know the applications. The verdicts, with their reasons, are in [`evals/precision`](../evals/precision);
`make precision` prints this table, and `python -m benchmarks.precision --sample DIR` draws a sample to read.

A detector posts only with {least} hits or more and a precision of {share} or more: its own, else those of the same item
in all languages, else, for values that are followed from the request, those of all such items in its language. All
others are evidence, listed as worth a look, with three exceptions that [decision 12](decisions/0012-who-may-post.md)
gives reasons for. A row keeps the confidence that its detectors had when they were read; one
that was changed since is read anew.

| item | language | confidence then | read | right | readers agree | precision | enough |
|-|-|-|-|-|-|-|-|
"""


def page(rows: Mapping[Key, Precision]) -> str:
    """Give the page as Markdown."""
    head = _HEAD.format(least=LEAST_HITS, share=LEAST_PRECISION)
    return head + "".join(f"{line}\n" for line in _lines(rows))


def _lines(rows: Mapping[Key, Precision]) -> Iterator[str]:
    for key, row in rows.items():
        cells = (key.item, key.language, key.confidence, row.read, row.right, row.agreed, f"{row.share:.2f}")
        yield f"| {' | '.join(map(str, cells))} | {'yes' if row.may_post else 'no'} |"
