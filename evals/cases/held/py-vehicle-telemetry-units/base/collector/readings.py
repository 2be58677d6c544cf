"""Readings of the boxes, as the documents of the archive."""

from datetime import UTC

from telemetry.v1.telemetry_pb2 import Ignition, Reading


def archived(message: bytes) -> dict[str, object]:
    reading = Reading.FromString(message)
    return {
        "vehicle": reading.vehicle,
        "taken_at": reading.taken_at.ToDatetime(UTC),
        "odometer_km": reading.odometer_km,
        "is_running": reading.ignition == Ignition.IGNITION_ON,
    }
