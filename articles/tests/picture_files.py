"""Pictures as they are uploaded, made for tests."""

import io
from typing import Any

from PIL import Image

CREDIT = {"kind": "photo", "creator": "A Photographer", "licence": "CC BY 4.0"}


def picture_file(
    encoding: str = "JPEG",
    size: tuple[int, int] = (800, 400),
    mode: str = "RGB",
    **options: Any,
) -> io.BytesIO:
    image = Image.linear_gradient("L").resize(size).convert(mode)
    file = io.BytesIO()
    image.save(file, encoding, **options)
    file.seek(0)
    return file
