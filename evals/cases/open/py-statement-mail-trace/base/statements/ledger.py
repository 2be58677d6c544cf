import os

from statements.tracing import client

_ledger = client(os.environ.get("LEDGER_URL", "http://localhost:8100"), timeout=10)


def entries_of(account: int, month: str) -> list[dict]:
    response = _ledger.get(f"/accounts/{account}/entries", params={"month": month, "limit": 5000})
    response.raise_for_status()
    return response.json()["entries"]
