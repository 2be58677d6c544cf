"""Temperatures from the serial line of the old controller."""

import serial

from coldstore.rooms import ROOMS, Temperature


def read(room: str) -> Temperature | None:
    with serial.Serial("/dev/ttyS0", 9600, timeout=2) as line:
        line.write(f"T{ROOMS.index(room)}\r".encode())
        answer = line.readline().decode("ascii", "replace").strip()
    return Temperature(room, int(answer) / 10) if answer.lstrip("-").isdigit() else None
