import pytest

from orders.app import app

@pytest.fixture
def clerk():
    client = app.test_client()
    with client.session_transaction() as session:
        session["shop_id"] = 7
    return client


def test_a_reference_is_found_whatever_its_case(clerk):
    found = clerk.get("/v1/orders/search?reference=kx-2041").json["orders"]
    assert [order["reference"] for order in found] == ["KX-2041"]


def test_a_state_that_does_not_exist_is_refused(clerk):
    assert clerk.get("/v1/orders/search?state=lost").status_code == 422
