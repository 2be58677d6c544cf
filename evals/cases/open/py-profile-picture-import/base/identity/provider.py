"""The company directory that our customers' staff sign in with."""

import os

import requests

DIRECTORY_URL = os.environ.get("DIRECTORY_URL", "https://directory.example")
MAX_PICTURE_BYTES = 2_000_000


def download_picture(subject, target):
    """Write a person's picture to a file object; raises requests.RequestException or ValueError."""
    with requests.get(f"{DIRECTORY_URL}/people/{subject}/picture", stream=True, timeout=(2, 10)) as response:
        response.raise_for_status()
        size = 0
        for block in response.iter_content(64 * 1024):
            size += len(block)
            if size > MAX_PICTURE_BYTES:
                raise ValueError(f"picture of {subject} is larger than {MAX_PICTURE_BYTES} bytes")
            target.write(block)
