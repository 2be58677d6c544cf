from dataclasses import dataclass


@dataclass
class Merchant:
    id: int
    hook_url: str | None
    hook_key: str
