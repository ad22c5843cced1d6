"""The door to Pillow for a frame of a camera: gray bytes to a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture


def gray_frame(data: bytes, width: int, height: int, stride: int) -> Picture:
    """A picture of one byte a pixel; ``stride`` is the length of a row in bytes."""
    from PIL import Image

    return Image.frombytes("L", (width, height), data, "raw", "L", stride, 1)
