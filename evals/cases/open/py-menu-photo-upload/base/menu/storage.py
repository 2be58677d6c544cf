"""Pictures in object storage, in the sizes that the apps use."""

import io
import uuid

import boto3
from botocore.config import Config
from PIL import Image

from menu.settings import settings

WIDTHS = (320, 800, 1600)

_s3 = boto3.client("s3", config=Config(connect_timeout=2, read_timeout=10, retries={"max_attempts": 2}))


def store_photo(content: bytes, folder: str) -> str:
    """Store all sizes and return the address of the middle one. Raises UnidentifiedImageError."""
    name = uuid.uuid4().hex
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    for width in WIDTHS:
        size = (width, max(1, picture.height * width // picture.width))
        out = io.BytesIO()
        picture.resize(size).save(out, "WEBP", quality=82)
        out.seek(0)
        _s3.upload_fileobj(out, settings.media_bucket, f"{folder}/{name}-{width}.webp")
    return f"{settings.media_host}/{folder}/{name}-800.webp"
