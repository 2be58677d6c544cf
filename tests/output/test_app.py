"""The names of applications: what a large repository is split by."""

import pytest

from reviewbot.output.app import apps_of


@pytest.mark.parametrize(
    ("paths", "apps"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(["orders/api/views.py", "bills/a.py"], ["orders", "bills"], id="first folder"),
        pytest.param(["src/orders/api.py", "apps/bills/a.py"], ["orders", "bills"], id="in a shell"),
        pytest.param(["src/main.py", "main.py"], ["src", "top level"], id="no folder"),
        pytest.param(["shop/orders/a.py", "shop/bills/a.py"], ["orders", "bills"], id="one project"),
        pytest.param(["x/shop/orders/a.py", "x/shop/bills/a.py"], ["orders", "bills"], id="one project, deeper"),
        pytest.param(["shop/orders/a.py", "shop/orders/b.py"], ["shop", "shop"], id="one application"),
        pytest.param(
            ["shop/a.py", "shop/orders/a.py", "shop/bills/a.py"], ["shop", "orders", "bills"], id="and its own"
        ),
    ],
)
def test_a_file_belongs_to_its_telling_folder(paths: list[str], apps: list[str]) -> None:
    assert list(apps_of(paths).values()) == apps
