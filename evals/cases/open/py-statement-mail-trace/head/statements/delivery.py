"""Handing finished statements to the mail service."""

import os

import httpx

_mail = httpx.Client(base_url=os.environ.get("MAIL_URL", "http://localhost:8200"), timeout=8)


def hand_over(account: int, month: str, text: str) -> str:
    """Return the mail service's number of the message."""
    response = _mail.post(
        "/messages",
        json={"account": account, "template": "statement", "month": month, "text": text},
        headers={"Idempotency-Key": f"statement-{account}-{month}"},
    )
    response.raise_for_status()
    return response.json()["message"]
