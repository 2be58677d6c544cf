"""What billing may know about workspaces, from the accounts service."""

import httpx

from billing.settings import ACCOUNTS_URL

_client = httpx.Client(base_url=ACCOUNTS_URL, timeout=httpx.Timeout(3.0, connect=0.5))


def seats_of(workspace_id: int) -> int:
    response = _client.get(f"/internal/v1/workspaces/{workspace_id}/seats")
    response.raise_for_status()
    return response.json()["seats"]
