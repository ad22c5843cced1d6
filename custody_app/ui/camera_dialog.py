"""Codes held before the camera are scans like any other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from custody_app.runtime.i18n import translate
from custody_app.scanning.code import ScanSource
from custody_app.scanning.decode import read_frame
from custody_app.scanning.frame_door import gray_frame
from custody_app.scanning.line import read_scan
from custody_app.ui.camera_door import Camera, open_camera
from custody_app.ui.checkpoint_notice import told_as_checkpoint
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.tone_waves import Heard
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

Start = Callable[[QObject, Callable[[QImage], object]], Camera]
VIEW = (640, 400)
AGAIN_MS = 2_500
"""The same code held before the camera is one scan for so long."""


class CameraDialog(QDialog):
    """A live picture; what is read goes where every scan goes."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, start: Start = open_camera
    ) -> None:
        super().__init__(parent or desk.notices.window())
        self._desk = desk
        self._is_reading = False
        self._last: dict[str, QElapsedTimer] = {}
        self.setObjectName("camera_dialog")
        self.setWindowTitle(translate("scanner", "Scan with the camera"))
        self._view = QLabel()
        self._view.setFixedSize(*VIEW)
        self._view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told = Label(translate("scanner", "Hold a code before the camera."), wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
        layout.setSpacing(SPACE.medium)
        layout.addWidget(self._view)
        layout.addLayout(row(self.told, None, Button(translate("scanner", "Close"),
                                                     clicked=self.accept)))  # fmt: skip
        self._camera = start(self, self.take_frame)
        self.finished.connect(self._end)

    def _end(self, _result: int) -> None:
        self._camera.stop()
        self.deleteLater()

    def take_frame(self, image: QImage) -> None:
        """Show a frame, and read it unless one is being read."""
        self._view.setPixmap(
            QPixmap.fromImage(image).scaled(*VIEW, Qt.AspectRatioMode.KeepAspectRatio)
        )
        if self._is_reading:
            return
        self._is_reading = True
        gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
        data = bytes(gray.constBits())
        picture = gray_frame(data, gray.width(), gray.height(), gray.bytesPerLine())
        self._desk.tasks.read(
            lambda: list(read_frame(picture).texts), self._on_read, self._on_failed, owner=self
        )

    def _on_read(self, texts: list[str]) -> None:
        self._is_reading = False
        for text in texts:
            clock = self._last.setdefault(text, QElapsedTimer())
            if clock.isValid() and clock.elapsed() < AGAIN_MS:
                clock.start()
                continue
            clock.start()
            self.told.setText(text)
            if not told_as_checkpoint(self._desk, text):
                self._desk.scans.receive(read_scan(text, ScanSource.CAMERA))

    def _on_failed(self, error: Exception) -> None:
        self._is_reading = False
        self._desk.notices.sound(Heard.LOOK)
        self.told.setText(self._desk.notices.explain(error))
