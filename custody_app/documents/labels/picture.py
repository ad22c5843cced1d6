"""Picture: a label in the dots of its printer, one bit a dot; the source of TSPL, ZPL and print."""

from __future__ import annotations

from custody_app.documents import raster_door
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of dots, each row padded to whole bytes with white; 1 is black."""

    width: int
    height: int
    dpi: int
    bits: bytes

    @property
    def row_bytes(self) -> int:
        """Bytes of one row."""
        return (self.width + 7) // 8

    def inverted(self) -> bytes:
        """The same rows with 1 for white, padded with white."""
        return self.bits.translate(_INVERTED)

    def gray(self) -> bytes:
        """One byte a dot, 0 for black, without padding, as decoders read it."""
        return raster_door.gray(self.bits, self.width, self.height)


_INVERTED = bytes(255 - byte for byte in range(256))
