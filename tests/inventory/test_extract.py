"""Which files are read for facts."""

import pytest

from reviewbot.domain.source import Source
from reviewbot.inventory.extract import facts


@pytest.mark.parametrize(
    ("path", "text", "language"),
    [
        ("a.py", "import os\nos.getenv('LEVEL')\n", "python"),
        ("a.ts", "const level = process.env.LEVEL;\n", "typescript"),
        ("a.js", "const level = process.env.LEVEL;\n", "javascript"),
    ],
    ids=["python", "typescript", "javascript"],
)
def test_each_language_has_its_reader(path: str, text: str, language: str) -> None:
    assert [one.name for one in facts(Source(path, text, language)).variables] == ["LEVEL"]


def test_a_schema_of_prisma_has_models() -> None:
    text = "model User {\n  id Int @id\n}\n"

    assert [one.name for one in facts(Source("schema.prisma", text, None)).entities] == ["User"]
