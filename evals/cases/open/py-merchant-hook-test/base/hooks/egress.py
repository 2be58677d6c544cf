"""Requests to addresses that merchants chose: https only, public addresses only, no redirects."""

import ipaddress
import socket
from urllib.parse import urlsplit

import httpx


class AddressRefused(Exception):
    """The address is not one that we send requests to."""


class _PublicOnly(httpx.HTTPTransport):
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        addresses = {found[4][0] for found in socket.getaddrinfo(host, request.url.port or 443)}
        if not all(ipaddress.ip_address(address).is_global for address in addresses):
            raise AddressRefused(host)
        address = sorted(addresses)[0]
        request.extensions["sni_hostname"] = host
        request.url = request.url.copy_with(host=address)
        return super().handle_request(request)


egress = httpx.Client(transport=_PublicOnly(), timeout=httpx.Timeout(5.0, connect=2.0), follow_redirects=False)


def check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.username:
        raise AddressRefused(address)
