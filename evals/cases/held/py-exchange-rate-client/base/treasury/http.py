import httpx


def api_client(base_url: str, token: str) -> httpx.Client:
    """Return the client that all outgoing calls share: pooled, with timeouts and our user agent."""
    return httpx.Client(
        base_url=base_url,
        headers={"Authorization": f"Bearer {token}", "User-Agent": "treasury/1"},
        timeout=httpx.Timeout(3.0, connect=1.0),
        limits=httpx.Limits(max_connections=20),
    )
