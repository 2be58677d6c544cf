import os

import httpx

_client = httpx.Client(base_url=os.environ.get("MAIL_URL", "https://mail.internal.example"), timeout=5)


def send(customer_id: int, template: str, values: dict) -> None:
    response = _client.post("/send", json={"customer": customer_id, "template": template, "values": values})
    response.raise_for_status()
