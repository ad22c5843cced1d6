"""Scans that do not come from a scanner: pictures and PDFs by file, and the camera."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import translate
from custody_app.scanning.code import ScanSource
from custody_app.scanning.decode import decode_image
from custody_app.scanning.line import read_scan
from custody_app.ui.camera_dialog import CameraDialog
from custody_app.ui.checkpoint_notice import told_as_checkpoint
from custody_app.ui.tone_waves import Heard

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def ask_files(desk: Desk) -> None:
    """Let people pick pictures or PDFs and scan what is in them."""
    kinds = translate("scanner", "Pictures and PDF") + " (*.png *.jpg *.jpeg *.webp *.pdf)"
    title = translate("scanner", "Scan codes in files")
    names, _chosen = QFileDialog.getOpenFileNames(desk.notices.window(), title, "", kinds)
    for name in names:
        scan_file(desk, Path(name))


def scan_file(desk: Desk, path: Path) -> None:
    """Every code of a picture or PDF, in the order the decoder finds them."""

    def found(texts: list[str]) -> None:
        for text in texts:
            if not told_as_checkpoint(desk, text):
                desk.scans.receive(read_scan(text, ScanSource.IMAGE))
        if not texts:
            desk.notices.sound(Heard.LOOK)
            told = translate("scanner", "No code can be read in {name}.").format(name=path.name)
            desk.notices.warning(
                told,
                next_step=translate(
                    "scanner", "Take the picture sharp and straight, with the whole code in it."
                ),
            )

    desk.tasks.read(lambda: decode_image(path), found, desk.notices.refuse, owner=desk.notices)


def open_camera_dialog(desk: Desk) -> None:
    """The camera, or in plain words why there is none."""
    try:
        dialog = CameraDialog(desk)
    except Fault as error:
        desk.notices.refuse(error)
        return
    dialog.open()
