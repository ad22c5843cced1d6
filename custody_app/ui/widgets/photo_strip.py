"""Photos side by side, with a place to add more by button or by dropping files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from custody_app.domain.values import dataclass
from custody_app.runtime.i18n import translate
from custody_app.ui.tasks import Tasks
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.labels import Label, button_text
from custody_app.ui.widgets.layouts import row

THUMB = QSize(132, 96)
PIXELS_MAX = 50_000_000
FORMATS = (b"jpeg", b"jpg", b"png", b"webp")


@dataclass(frozen=True, slots=True)
class PhotoTile:
    """One photo or document; ``path`` may be no picture (a PDF): then an icon stands for it."""

    key: str
    path: Path
    caption: str = ""


class PhotoStrip(QFrame):
    """Thumbnails are read off the window's thread: harmless formats, up to 50 million pixels."""

    add_pressed = Signal()
    opened = Signal(str)
    dropped = Signal(object)

    def __init__(
        self, tasks: Tasks, *, can_add: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.setAcceptDrops(can_add)
        self._list = QListWidget()
        self._list.setViewMode(QListView.ViewMode.IconMode)
        self._list.setFlow(QListView.Flow.LeftToRight)
        self._list.setWrapping(False)
        self._list.setMovement(QListView.Movement.Static)
        self._list.setIconSize(THUMB)
        self._list.setSpacing(SPACE.tiny)
        self._list.setFixedHeight(THUMB.height() + 52)
        self._list.itemActivated.connect(
            lambda item: self.opened.emit(item.data(Qt.ItemDataRole.UserRole))
        )
        self._hint = Label(translate("widgets", "No photo yet."), "muted")
        self.add_button = Button(
            translate("widgets", "Add a photo or document"),
            Kind.SECONDARY,
            "camera",
            self.add_pressed.emit,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.small)
        layout.addWidget(self._list)
        layout.addLayout(row(self._hint, None, self.add_button))
        self.add_button.setVisible(can_add)
        self.set_photos(())

    def set_photos(self, photos: Sequence[PhotoTile]) -> None:
        """Show these."""
        self._list.clear()
        self._list.setVisible(bool(photos))
        self._hint.setVisible(not photos)
        for photo in photos:
            item = QListWidgetItem(button_text(photo.caption or photo.path.name))
            item.setData(Qt.ItemDataRole.UserRole, photo.key)
            item.setIcon(look().icon("file-text", look().colors.text_faint))
            item.setSizeHint(QSize(THUMB.width() + 12, THUMB.height() + 30))
            self._list.addItem(item)
        paths = [photo.path for photo in photos]
        self._tasks.read(
            lambda: [thumbnail(path) for path in paths],
            self._on_read,
            owner=self,
            question="thumbs",
        )

    def count(self) -> int:
        """How many are shown."""
        return self._list.count()

    def _on_read(self, images: list[QImage | None]) -> None:
        for at, image in enumerate(images):
            item = self._list.item(at)
            if item is not None and image is not None:
                item.setIcon(QIcon(QPixmap.fromImage(image)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Local files only."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.dropped.emit(paths)


def thumbnail(path: Path, size: QSize = THUMB) -> QImage | None:
    """A small picture of an image file; None for anything unreadable, foreign or huge."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    if not reader.canRead() or bytes(reader.format().data()) not in FORMATS:
        return None
    whole = reader.size()
    if not whole.isValid() or whole.width() * whole.height() > PIXELS_MAX:
        return None
    reader.setScaledSize(whole.scaled(size * 2, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
