"""Hands and eyes at the window: scans, keys, dialogs, what stands on the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from custody_app.bootstrap import Core
from custody_app.domain.state.item import ItemState
from custody_app.queries.commit_mark import CommitMark
from custody_app.queries.find_items import find_items
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.people import PersonRow, find_people
from custody_app.queries.reader import Reader
from custody_app.queries.states import states_of
from custody_app.runtime.paths import CentreDir
from custody_app.scanning.code import ScannedCode
from custody_app.ui.app import WindowProgram
from custody_app.ui.desk import Desk
from custody_app.ui.form_dialog import FormDialog
from custody_app.ui.start import needs_of
from custody_app.ui.widgets.fields import TextField
from tests.living import CAST, opened

PATIENCE_MS = 120_000
"""Longer than a loaded machine needs; a condition that holds is not waited for."""
ECHO_MS = 60
TABS_MAX = 50
SOON_MS = 1_000
"""Timers up to this tell what was typed; longer ones are clocks."""


@dataclass(slots=True)
class Window:
    """A window with somebody at it."""

    program: WindowProgram
    core: Core
    qtbot: QtBot

    @property
    def desk(self) -> Desk:
        return self.program.window.desk

    @property
    def read(self) -> Reader:
        return Reader(self.core.reader)

    @property
    def said(self) -> list[str]:
        """Strips on top of the page, newest first."""
        return [sentence.text for sentence in self.desk.notices.sentences]

    def settle(self) -> None:
        """Until nothing runs, nothing typed waits to be told, and no new work came of it."""
        for _ in range(3):
            self.qtbot.waitUntil(self._refuse_noise, timeout=PATIENCE_MS)
            QApplication.processEvents()

    def _refuse_noise(self) -> None:
        """Whoever waits in vain is told for what."""
        watched = (self.program.window, self.program.scans)
        waiting = (
            timer
            for timer in chain.from_iterable(one.findChildren(QTimer) for one in watched)
            if timer.isSingleShot() and timer.isActive() and timer.interval() <= SOON_MS
        )
        running, timers = self.program.tasks.running, [one.parent() for one in waiting]
        assert (running, timers) == (0, [])

    def front(self) -> QWindow:
        """The window that takes the keys; brought to the front as a window manager does it."""
        top = QApplication.activeModalWidget() or self.program.window
        if QApplication.activePopupWidget() is None and not top.isActiveWindow():
            top.activateWindow()
            self.qtbot.waitUntil(top.isActiveWindow, timeout=PATIENCE_MS)
        handle = top.windowHandle()
        assert handle is not None
        return handle

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        self.front()
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def press(self, *keys: Qt.Key, control: bool = False) -> None:
        """Keys, as the system hands them to the window in front."""
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        for key in keys:
            assert self.focus is not None
            QTest.keyClick(self.front(), key, held)
            self.settle()

    def type_in(self, text: str) -> None:
        """A text into whatever has the keyboard: keys for ASCII, an input method for the rest."""
        assert self.focus is not None
        for latin, other in re.findall(r"([ -~]+)|([^ -~]+)", text):
            for letter in latin:
                QTest.keyClick(self.front(), letter)
            if other:
                commit = QInputMethodEvent()
                commit.setCommitString(other)
                QApplication.sendEvent(QGuiApplication.focusObject(), commit)
        self.settle()

    def go(self, page: str, **args: object) -> Any:
        self.desk.navigate(page, **args)
        self.settle()
        return self.page

    @property
    def page(self) -> Any:
        return self.program.window._frame.pages.page()

    def shoot(self, code: str, *, prefix: bool = False) -> None:
        """A scan as keys of a scanner, to whatever has the keyboard."""
        if prefix:
            QTest.keyClick(self.front(), Qt.Key.Key_F9)
        for digit in code:
            QTest.keyClick(self.front(), digit)  # type: ignore[call-overload]  # a char to Qt
        QTest.keyClick(self.front(), Qt.Key.Key_Return)
        self._rest()
        self.settle()

    def _rest(self) -> None:
        """Until an Enter is no longer taken for the scanner's line feed."""
        since = QElapsedTimer()
        since.start()
        self.qtbot.waitUntil(lambda: since.hasExpired(ECHO_MS))

    def tab_to(self, name: str) -> None:
        """Tab until what bears this name has the keyboard."""
        seen: list[str] = []
        while self.focus.objectName() != name:
            assert len(seen) < TABS_MAX, f"Tab never comes to {name}, only to {seen}"
            seen.append(self.focus.objectName())
            self.press(Qt.Key.Key_Tab)

    def scan(self, *codes: str) -> None:
        for code in codes:
            self.program.scans.receive(ScannedCode(code, code))
            self.settle()

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=PATIENCE_MS)
        self.settle()

    def dialog(self) -> QDialog:
        """The dialog in front."""
        self.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        return cast("QDialog", QApplication.activeModalWidget())

    def form(self) -> FormDialog:
        found = self.dialog()
        assert isinstance(found, FormDialog)
        return found

    def confirm_as(self, key: str, pin: str = "") -> None:
        """Badge and PIN in the dialog in front, with the keyboard."""
        member = CAST.member(key)
        dialog = self.dialog()
        badge = dialog.findChild(TextField, "second_badge_edit")
        field = dialog.findChild(TextField, "second_pin_edit")
        if badge is not None and badge.isVisible():
            badge.setText(member.badge)
        assert field is not None
        field.setFocus()
        self.type_in(pin or member.pin)
        self.press(Qt.Key.Key_Return)

    def close_dialogs(self) -> None:
        for _ in range(6):
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                return
            dialog.reject()
            self.settle()

    def item(self, name: str, number: int = 0, custody: str = "S30") -> ItemRow:
        """The n-th thing of this name in this state, the oldest first."""
        rows = self.read(find_items, descending=False, limit=200).rows
        found = [row for row in rows if row.name.startswith(name) and row.custody == custody]
        return found[number]

    def state(self, item: str) -> ItemState:
        return self.read(states_of, ItemState, [item])[item]

    def person(self, key: str) -> PersonRow:
        (found,) = self.read(find_people, text=CAST.member(key).badge)
        return found


@contextmanager
def window_on(centre: CentreDir, qapp: QApplication, qtbot: QtBot) -> Iterator[Window]:
    """A window that nobody signed in to."""
    with opened(centre) as core:
        mark = CommitMark(core.reader)
        program = WindowProgram(qapp, needs_of(core, mark))
        program.window.show()
        made = Window(program, core, qtbot)
        made.settle()
        yield made
        made.close_dialogs()
        program.end()
        QApplication.processEvents()
        program.window.deleteLater()
        QCoreApplication.sendPostedEvents(program.window, QEvent.Type.DeferredDelete.value)
        mark.close()
