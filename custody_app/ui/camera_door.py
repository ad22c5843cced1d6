"""The one door to QtMultimedia, which is an extra: a camera that gives frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from custody_app.runtime.faults import Fault

TINY = 2


class Camera(QObject):
    """A running camera; ``stop`` lets go of it."""

    def __init__(self, parts: tuple[Any, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts

    def stop(self) -> None:
        """The light of the camera goes out."""
        if self._parts:
            self._parts[0].stop()
        self._parts = ()


def open_camera(parent: QObject, on_frame: Callable[[QImage], object]) -> Camera:
    """Start the usual camera of this PC; every frame is given to ``on_frame``.

    Raises:
        Fault: ``camera.not_installed``, ``camera.none``.
    """
    try:
        from PySide6 import QtMultimedia
    except ImportError as error:
        raise Fault("camera.not_installed") from error
    device = QtMultimedia.QMediaDevices.defaultVideoInput()
    if device.isNull():
        raise Fault("camera.none")
    camera = QtMultimedia.QCamera(device)
    session = QtMultimedia.QMediaCaptureSession()
    sink = QtMultimedia.QVideoSink()

    def show(frame: Any) -> None:
        image = frame.toImage()
        if image.width() > TINY:
            on_frame(image)

    sink.videoFrameChanged.connect(show)
    session.setCamera(camera)
    session.setVideoSink(sink)
    camera.start()
    return Camera((camera, session, sink), parent)
