"""Settings that come from the environment."""

import pytest
from support.stated import stated

_SERVICE = """
import { ConfigService } from '@nestjs/config';
class A { constructor(private config: ConfigService) {} f() { %s } }
"""


@pytest.mark.parametrize(
    ("code", "variables"),
    [
        ("process.env.PORT", [("PORT", False)]),
        ("process.env['PORT']", [("PORT", False)]),
        ("const port = process.env.PORT || 3000", [("PORT", True)]),
        ("const port = process.env.PORT ?? 3000", [("PORT", True)]),
        ("const port = given || process.env.PORT", [("PORT", False)]),
        ("const { HOST, PORT = 1 } = process.env", [("HOST", False), ("PORT", True)]),
        ("const { USER: u, MODE: m = 'x' } = process.env", [("MODE", True), ("USER", False)]),
        ("const env = process.env", []),
        ("process.env.PORT = '1'; delete process.env.HOST", []),
        ("process.env[name]", []),
        ("import.meta.env.VITE_URL", [("VITE_URL", False)]),
        (_SERVICE % "this.config.get<string>('DB_HOST', 'x')", [("DB_HOST", True)]),
        (_SERVICE % "this.config.getOrThrow('DB_HOST')", [("DB_HOST", False)]),
        (_SERVICE % "this.config.get(name)", []),
        ("map.get('KEY')", []),
    ],
)  # fmt: skip
def test_a_setting_is_named_where_it_is_read(code: str, variables: list[tuple[str, bool]]) -> None:
    assert sorted((one.name, one.has_default) for one in stated(code).variables) == variables


def test_a_secret_is_known_by_its_name() -> None:
    found = stated("process.env.JWT_SECRET; process.env.PORT").variables
    assert {one.name: one.is_secret for one in found} == {"JWT_SECRET": True, "PORT": False}
