"""FilesField: papers and photos that belong to a step, from file, by drop or from the scanner."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from custody_app.domain.parts import Attached
from custody_app.domain.vocabulary import AttachmentKind
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.services.inbox import SUFFIXES, Inbox
from custody_app.ui.inbox_watch import InboxWatch
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, IconButton
from custody_app.ui.widgets.fields import ChoiceField
from custody_app.ui.widgets.labels import ElidedLabel, Label
from custody_app.ui.widgets.layouts import boxed, row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


PAPERS = frozenset(AttachmentKind) - {AttachmentKind.PHOTO}
"""A field for any of these takes scans of papers too."""


class FilesField(QFrame):
    """While it is on the screen, files that arrive in the watched folder attach by themselves.

    Attributes:
        kinds: what a file here may be; those in ``needed`` must all be there.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        kinds: Sequence[AttachmentKind],
        *,
        needed: Sequence[AttachmentKind] = (),
        name: str = "files",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAcceptDrops(True)
        self._desk = desk
        self.kinds = tuple(kinds)
        self._needed = tuple(needed)
        self._files: list[tuple[Attached, ChoiceField, QWidget]] = []
        self._inbox = Inbox(desk.core.folder.inbox, desk.core.attachments)
        papers = bool(PAPERS & set(kinds))
        self._watch = InboxWatch(self._inbox, desk.tasks, self, takes_papers=papers)
        self._watch.arrived.connect(lambda paths: self._keep(paths, is_inbox=True))
        self.add_button = Button(
            translate("picking", "Add file…"), icon="paperclip", clicked=self._pick,
            name=f"{name}_add_button",
        )  # fmt: skip
        self._mistake = Label("", "mistake", wrap=True)
        self._mistake.hide()
        hint = translate("picking", "or drop it here, or scan it into the watched folder")
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.tiny)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.tiny)
        layout.addLayout(self._list)
        layout.addLayout(row(self.add_button, Label(hint, "small", wrap=True)))
        layout.addWidget(self._mistake)
        self.setFocusProxy(self.add_button)

    def value(self) -> tuple[Attached, ...]:
        """The files with what each of them is."""
        return tuple(
            Attached(file.h, file.n, file.mime, AttachmentKind(kind.value()), file.name)
            for file, kind, _line in self._files
        )

    def mistake(self) -> str:
        """Which needed paper is not there, or an empty text."""
        there = {file.kind for file in self.value()}
        lacking = [kind for kind in self._needed if kind not in there]
        if not lacking:
            return ""
        names = ", ".join(word("attachment_kind", kind.value) for kind in lacking)
        return translate("picking", "Still to attach: {names}.").format(names=names)

    def set_needed(self, needed: Sequence[AttachmentKind]) -> None:
        """Other papers are needed now."""
        self._needed = tuple(needed)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Store files and show them."""
        self._keep(list(paths), is_inbox=False)

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the folder while the field is on the screen."""
        super().showEvent(event)
        self._watch.set_on(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the folder to others."""
        super().hideEvent(event)
        self._watch.set_on(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files only."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped files."""
        self.add_paths([Path(url.toLocalFile()) for url in event.mimeData().urls()])

    def _pick(self) -> None:
        pattern = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        names, _chosen = QFileDialog.getOpenFileNames(
            self,
            translate("picking", "Add file"),
            "",
            f"{translate('picking', 'Photos and papers')} ({pattern})",
        )
        self.add_paths([Path(name) for name in names])

    def _keep(self, paths: list[Path], *, is_inbox: bool) -> None:
        store = self._inbox.take if is_inbox else self._inbox.keep
        for path in paths:
            self._desk.tasks.write(partial(store, path), self._add, self._refused, owner=self)

    def _refused(self, error: Exception) -> None:
        self._mistake.setText(self._desk.notices.explain(error))
        self._mistake.show()

    def _add(self, file: Attached) -> None:
        if any(held.h == file.h for held, _kind, _line in self._files):
            return
        self._mistake.hide()
        choices = [(kind.value, word("attachment_kind", kind.value)) for kind in self.kinds]
        kind = ChoiceField(choices, value=self._likely(file).value, name="file_kind")
        kind.setFixedWidth(150)
        kind.setEnabled(len(choices) > 1)
        remove = IconButton("x", translate("picking", "Leave this file out"), name="file_remove")
        line = boxed(row(kind, ElidedLabel(file.name), remove))
        entry = (file, kind, line)
        remove.clicked.connect(lambda: self._remove(entry))
        self._files.append(entry)
        self._list.addWidget(line)
        self.changed.emit()

    def _likely(self, file: Attached) -> AttachmentKind:
        """What is still lacking comes first; a picture is a photo where photos are asked for."""
        there = {held.kind for held in self.value()}
        lacking = [kind for kind in self._needed if kind not in there]
        is_picture = file.mime.startswith("image/")
        if is_picture and AttachmentKind.PHOTO in self.kinds and len(lacking) != 1:
            return AttachmentKind.PHOTO
        return lacking[0] if lacking else self.kinds[0]

    def _remove(self, entry: tuple[Attached, ChoiceField, QWidget]) -> None:
        self._files.remove(entry)
        entry[2].hide()
        entry[2].deleteLater()
        self.changed.emit()
