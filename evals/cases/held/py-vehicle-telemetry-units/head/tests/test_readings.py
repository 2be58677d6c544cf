from collector.readings import archived
from telemetry.v1.telemetry_pb2 import Reading


def test_a_diesel_has_no_battery():
    assert archived(Reading(vehicle="V-12", odometer_km=81204.3).SerializeToString())["battery_percent"] is None


def test_an_empty_battery_is_nought_and_not_unknown():
    message = Reading(vehicle="E-3", battery_percent=0).SerializeToString()
    assert archived(message)["battery_percent"] == 0
