"""Photos and documents of the line in hand: picked, dropped, or from the watched folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from custody_app.domain.parts import Attached
from custody_app.runtime.i18n import translate
from custody_app.services.inbox import Inbox
from custody_app.ui.inbox_watch import InboxWatch
from custody_app.ui.intake.bench import Bench

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

FILE_FILTER = "*.jpg *.jpeg *.png *.webp *.pdf"


class LineFiles(QObject):
    """While a line is being decided, files of the watched folder attach to it by themselves."""

    def __init__(self, desk: Desk, bench: Bench, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._bench = bench
        self._owner = owner
        self._inbox = Inbox(desk.core.folder.inbox, desk.core.attachments)
        self._watch = InboxWatch(self._inbox, desk.tasks, self)
        self._watch.arrived.connect(lambda paths: self.keep(paths, taking=True))
        bench.thing.form.file_pressed.connect(self.pick)
        bench.thing.form.files_dropped.connect(lambda paths: self.keep(paths))

    def set_on(self, on: bool) -> None:
        """Watch the folder, or leave it to other pages."""
        self._watch.set_on(on)

    def pick(self) -> None:
        """Choose files."""
        title = translate("intake", "Photos and documents")
        names, _kind = QFileDialog.getOpenFileNames(
            self._owner, title, "", f"{title} ({FILE_FILTER})"
        )
        if names:
            self.keep([Path(name) for name in names])

    def keep(self, paths: list[Path], *, taking: bool = False) -> None:
        """Store files and hang them on the line; without one the folder keeps them."""
        bench = self._bench
        if not bench.thing.is_coming or not bench.isVisible():
            return
        keep = self._inbox.take if taking else self._inbox.keep
        item = bench.picked

        def done(files: list[Attached]) -> None:
            if item == bench.picked:
                bench.thing.form.add_files(files)

        self._desk.tasks.write(lambda: [keep(path) for path in paths], done, owner=self)
