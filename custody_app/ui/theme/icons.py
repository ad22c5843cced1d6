"""Lucide icons: one SVG file each, recoloured when drawn and kept."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from custody_app.runtime.paths import resources_dir

SIZES = (16, 18, 20, 24, 32, 48)
SCALES = (1, 2)


def svg_text(name: str) -> str:
    """The SVG source of an icon.

    Raises:
        FileNotFoundError: no such icon is bundled; a programming mistake.
    """
    return (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def source_of(name: str, color: str) -> QSvgRenderer:
    """The icon in one colour, parsed once for all its sizes."""
    source = svg_text(name).replace("currentColor", color)
    return QSvgRenderer(QByteArray(source.encode("utf-8")))


def draw(source: QSvgRenderer, size: int, scale: int = 1) -> QPixmap:
    """The icon at one size (device-independent pixels)."""
    image = QImage(size * scale, size * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    source.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(scale)
    return pixmap


class IconSet:
    """Drawn icons by name and colour."""

    def __init__(self) -> None:
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._sources: dict[tuple[str, str], QSvgRenderer] = {}
        self._pixmaps: dict[tuple[str, str, int, int], QPixmap] = {}

    def icon(self, name: str, color: str, disabled: str) -> QIcon:
        """The icon in every needed size, with a fainter twin for disabled controls."""
        key = (name, color)
        if key not in self._icons:
            icon = QIcon()
            for size in SIZES[:4]:
                for scale in SCALES:
                    icon.addPixmap(self.pixmap(name, color, size, scale), QIcon.Mode.Normal)
                    icon.addPixmap(self.pixmap(name, disabled, size, scale), QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def pixmap(self, name: str, color: str, size: int, scale: int = 1) -> QPixmap:
        """One drawn icon."""
        key = (name, color, size, scale)
        if key not in self._pixmaps:
            self._pixmaps[key] = draw(self._source(name, color), size, scale)
        return self._pixmaps[key]

    def _source(self, name: str, color: str) -> QSvgRenderer:
        key = (name, color)
        if key not in self._sources:
            self._sources[key] = source_of(name, color)
        return self._sources[key]
