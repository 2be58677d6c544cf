"""The underwriter's interface."""

from dataclasses import dataclass, field

import httpx

from policies.settings import settings

_client = httpx.Client(base_url=settings.underwriter_url, timeout=httpx.Timeout(10.0, connect=2.0))


@dataclass(frozen=True)
class Bound:
    """What came of binding a policy: accepted, or declined with the reasons."""

    accepted: bool
    cover_note: str | None = None
    reasons: list[str] = field(default_factory=list)


def bind(quote_id: str, starts_on: str) -> Bound:
    """Ask the underwriter to bind. A decline (422) is an answer; everything else unexpected raises."""
    response = _client.post(f"/quotes/{quote_id}/bind", json={"starts_on": starts_on})
    if response.status_code == 422:
        return Bound(False, reasons=response.json()["reasons"])
    response.raise_for_status()
    return Bound(True, cover_note=response.json()["cover_note"])
