from dataclasses import dataclass

ROOMS = ("north", "south", "quarantine")


@dataclass(frozen=True)
class Temperature:
    room: str
    celsius: float
