"""The only door to zxing-cpp and zbar; loaded when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.values import dataclass
from custody_app.scanning.sighting import BARS, QR, WHOLE, Box, Sighting

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

ZBAR_NAMES = {"CODE128": BARS, "QRCODE": QR}


@dataclass(frozen=True, slots=True)
class View:
    """A picture for the decoders, and where it comes from.

    Attributes:
        picture: in gray.
        retouch: what was done to it.
        scale: its pixels for one pixel of the original.
        left: of the original, where it begins.
        top: of the original, where it begins.
    """

    picture: Picture
    retouch: str = WHOLE
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    @property
    def pixels(self) -> int:
        """How many there are."""
        return self.picture.width * self.picture.height

    def original(self, box: Box) -> Box:
        """A box of this picture in the original."""
        return (
            self.left + box[0] / self.scale,
            self.top + box[1] / self.scale,
            self.left + box[2] / self.scale,
            self.top + box[3] / self.scale,
        )


def by_zxing(view: View) -> list[Sighting]:
    """What zxing-cpp reads; it releases the interpreter while it works."""
    import zxingcpp

    wanted = {zxingcpp.BarcodeFormat.QRCode: QR, zxingcpp.BarcodeFormat.Code128: BARS}
    formats = zxingcpp.BarcodeFormats(list(wanted))
    found = []
    for code in zxingcpp.read_barcodes(view.picture, formats=formats):
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        across, down = [corner.x for corner in corners], [corner.y for corner in corners]
        box = view.original((min(across), min(down), max(across), max(down)))
        name = BARS if code.format == zxingcpp.BarcodeFormat.Code128 else QR
        if code.valid and code.text:
            found.append(Sighting(code.text, name, "zxing", view.retouch, box))
    return found


def by_zbar(view: View) -> list[Sighting]:
    """What zbar reads; nothing on a machine that lacks the system library libzbar."""
    try:
        from pyzbar import pyzbar
    except ImportError:
        return []
    symbols = [pyzbar.ZBarSymbol.QRCODE, pyzbar.ZBarSymbol.CODE128]
    found = []
    for code in pyzbar.decode(view.picture, symbols=symbols):
        left, top, width, height = code.rect
        box = view.original((left, top, left + width, top + height))
        text = code.data.decode("utf-8", errors="replace")
        if text:
            found.append(Sighting(text, ZBAR_NAMES[code.type], "zbar", view.retouch, box))
    return found
