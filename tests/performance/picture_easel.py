"""A real window to be drawn: somebody at it, hands for it, and where the pictures go."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from custody_app.bootstrap import Core
from custody_app.queries.find_items import find_items
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.people import PersonRow, find_people
from custody_app.queries.reader import Reader
from custody_app.scanning.code import ScannedCode
from custody_app.ui.app import WindowProgram
from custody_app.ui.centre_frame import officer_of
from tests.living import CAST

SETTLE_S = 20.0
SHADE = QColor(8, 14, 24, 110)


@dataclass(slots=True)
class Easel:
    """A window, somebody at it, and where the pictures go."""

    program: WindowProgram
    core: Core
    out: Path
    suffix: str
    made: list[str] = field(default_factory=list)

    @property
    def desk(self) -> Any:
        return self.program.window.desk

    @property
    def page(self) -> Any:
        return self.program.window._frame.pages.page()

    @property
    def read(self) -> Reader:
        return Reader(self.core.reader)

    def settle(self) -> None:
        """Until nothing runs and nothing new was started by what ended."""
        end = time.monotonic() + SETTLE_S
        for _ in range(3):
            while self.program.tasks.running and time.monotonic() < end:
                QTest.qWait(10)
            QTest.qWait(30)

    def go(self, page: str, **args: object) -> Any:
        self.desk.navigate(page, **args)
        self.settle()
        self.desk.notices.clear()
        return self.page

    def scan(self, *codes: str) -> None:
        for code in codes:
            self.program.scans.receive(ScannedCode(code, code))
            self.settle()

    def sign_in(self, key: str) -> None:
        member = CAST.member(key)
        session = self.core.sign_in.with_pin(member.badge, member.pin)
        self.program.session.set_officer(officer_of(session))
        self.program.window.rebuild()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.settle()

    def item(self, name: str) -> ItemRow:
        rows = self.read(find_items, descending=False, limit=300).rows
        return next(row for row in rows if row.name.startswith(name))

    def person(self, key: str) -> PersonRow:
        (found,) = self.read(find_people, text=CAST.member(key).badge)
        return found

    def keep(self, name: str) -> None:
        """The window, with the dialog in front of it where there is one."""
        self.settle()
        window = self.program.window
        picture = window.grab()
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            picture = _laid_over(picture, dialog)
        self._save(name, picture)
        while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            dialog.reject()
            self.settle()

    def keep_widget(self, name: str, widget: QWidget) -> None:
        self._save(name, widget.grab())

    def _save(self, name: str, picture: QPixmap) -> None:
        path = self.out / f"{name}-{self.suffix}.png"
        if not picture.save(str(path)):
            raise OSError(f"{path} cannot be written")
        self.made.append(path.name)


def _laid_over(picture: QPixmap, dialog: QDialog) -> QPixmap:
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), SHADE)
    sheet = dialog.grab()
    left = (picture.width() - sheet.width()) // 2
    top = (picture.height() - sheet.height()) // 2
    painter.drawPixmap(QPoint(left, top), sheet)
    painter.end()
    return picture
