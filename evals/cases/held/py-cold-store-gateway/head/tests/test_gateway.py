import pytest
from pytest_httpserver import HTTPServer

from coldstore.gateway import Gateway, GatewayError
from coldstore.rooms import Temperature


def gateway(httpserver: HTTPServer) -> Gateway:
    return Gateway(httpserver.url_for(""), "t", ca_file="/nowhere")


def test_a_reading(httpserver):
    httpserver.expect_request("/v1/rooms/north/temperature").respond_with_json({"celsius": -21.5})
    assert gateway(httpserver).temperature("north") == Temperature("north", -21.5)


def test_what_is_no_reading_is_an_error(httpserver):
    httpserver.expect_request("/v1/rooms/north/temperature").respond_with_json({"celsius": None})
    with pytest.raises(GatewayError, match="no reading"):
        gateway(httpserver).temperature("north")
