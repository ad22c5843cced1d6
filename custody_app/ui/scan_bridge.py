"""Scans reach the program whatever has the focus: key events in, codes out as one signal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from custody_app.domain.tag import TagKind
from custody_app.scanning.code import GarbledScan, ScannedCode
from custody_app.scanning.wedge import Wedge, Where, read_line
from custody_app.ui.field_snapshot import Snapshot, snapshot_of
from custody_app.ui.widgets.scan_field import ScanLineEdit

GIVE_BACK_MS = 3_000
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
LINE_ENDS = ("\r", "\n", "\r\n")
SILENT = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)
HELD_MAX = 200
Claim = Callable[[ScannedCode], None]


class ScanBridge(QObject):
    """The one place where scans come in.

    ``seen`` tells of every scan, readable or not, before anything else, for the journal.
    ``scanned`` carries readable codes to the page in front, unless a dialog claimed them or the
    window is locked (then they are held).
    """

    seen = Signal(str, str)
    scanned = Signal(object)
    garbled = Signal(object)
    held = Signal(int)
    typed = Signal(str)

    def __init__(self, home_site: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wedge = Wedge(home_site)
        self._snapshots: list[Snapshot] = []
        self._focus_before: QWidget | None = None
        self._catcher: ScanLineEdit | None = None
        self._claims: list[Claim] = []
        self._held: list[ScannedCode] = []
        self._is_locked = False
        self._filtered = False
        self._give_back = QTimer(self)
        self._give_back.setSingleShot(True)
        self._give_back.setInterval(GIVE_BACK_MS)
        self._give_back.timeout.connect(self._end_prefix)

    def start(self, app: QApplication) -> None:
        """Begin to listen to the keys of the whole program."""
        if not self._filtered:
            app.installEventFilter(self)
            self._filtered = True

    def stop(self, app: QApplication) -> None:
        """Stop listening."""
        app.removeEventFilter(self)
        self._filtered = False

    def set_home_site(self, site: str) -> None:
        """The four digits of the centre's own codes; tells scans in text fields from numbers."""
        self._wedge = Wedge(site)

    def claim(self, take: Claim) -> None:
        """A dialog wants the scans until it releases them."""
        self._claims.append(take)

    def release(self, take: Claim) -> None:
        """The dialog is done."""
        if take in self._claims:
            self._claims.remove(take)

    def set_locked(self, locked: bool) -> None:
        """While locked, scans are held; unlocking tells how many."""
        self._is_locked = locked
        if not locked and self._held:
            self.held.emit(len(self._held))

    def deliver_held(self) -> None:
        """Hand on what was scanned while the window was locked."""
        codes, self._held = self._held, []
        for code in codes:
            self.scanned.emit(code)

    def drop_held(self) -> None:
        """Forget what was scanned while the window was locked; it stays in the journal."""
        self._held = []

    def receive(self, found: ScannedCode | GarbledScan) -> None:
        """A code from anywhere: wedge, camera, image file, typed line."""
        if isinstance(found, GarbledScan):
            self.seen.emit(found.raw, "")
            self.garbled.emit(found)
            return
        self.seen.emit(found.raw, found.digits)
        if self._claims:
            self._claims[-1](found)
        elif self._is_locked and found.kind is not TagKind.BADGE:
            self._held = [*self._held, found][-HELD_MAX:]
        else:
            self.scanned.emit(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every key press once, at the widget it is meant for."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return watched is QApplication.focusWidget() and self._on_key(watched, event)
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._on_input_method(watched, event)
        elif (
            kind in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn)
            and not self._wedge.is_prefixed
        ):
            self._forget()
        return False

    def _on_key(self, focus: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_F9 and not event.isAutoRepeat():
            self._begin_prefix()
            return True
        if key in ENDS or event.text() in LINE_ENDS:
            return self._finish(focus)
        if key == Qt.Key.Key_Escape and self._wedge.is_prefixed:
            self._end_prefix()
            return True
        if key in SILENT:
            return False
        text = event.text()
        if self._wedge.is_prefixed:
            self._wedge.keys(text)
            self._give_back.start()
            return False
        if not text or not text.isprintable():
            self._forget()
            return False
        self._keys(focus, text)
        return False

    def _on_input_method(self, focus: QObject, event: QInputMethodEvent) -> None:
        text = event.commitString()
        if not text:
            return
        if self._wedge.is_prefixed:
            self._wedge.keys(text)
        else:
            self._keys(focus, text)

    def _keys(self, focus: QObject, text: str) -> None:
        before = snapshot_of(focus)
        self._wedge.keys(text)
        if not self._wedge.run_length:
            self._snapshots = []
        elif before is not None:
            # one snapshot a digit: the scan may follow digits typed by hand
            self._snapshots = [*self._snapshots, *[before] * len(text)][-18:]

    def _finish(self, focus: QObject) -> bool:
        was_prefixed = self._wedge.is_prefixed
        found = self._wedge.finish(_where(focus))
        if was_prefixed:
            self._end_prefix()
        elif found is None and isinstance(focus, ScanLineEdit):
            return self._finish_scan_line(focus)
        elif isinstance(found, ScannedCode) and self._snapshots:
            self._snapshots[0].put_back()
        self._snapshots = []
        if found is None:
            return was_prefixed
        self.receive(found)
        return True

    def _finish_scan_line(self, field: ScanLineEdit) -> bool:
        text = field.text()
        self._snapshots = []
        if not text.strip():
            return False
        found = read_line(text)
        field.clear()
        if found is not None:
            self.receive(found)
        else:
            field.submitted.emit(text.strip())
        return True

    def _begin_prefix(self) -> None:
        self._snapshots = []
        window = QApplication.activeModalWidget() or QApplication.activeWindow()
        if not self._wedge.is_prefixed:
            self._focus_before = QApplication.focusWidget()
        self._wedge.prefix()
        if window is not None:
            catcher = self._catcher_in(window)
            catcher.clear()
            catcher.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._give_back.start()

    def _catcher_in(self, window: QWidget) -> ScanLineEdit:
        if self._catcher is None or not isValid(self._catcher):
            self._catcher = ScanLineEdit(with_icon=False)
            self._catcher.setObjectName("scan_catcher")
        if self._catcher.parentWidget() is not window:
            self._catcher.setParent(window)
        self._catcher.setGeometry(-4, -4, 2, 2)
        self._catcher.show()
        return self._catcher

    def _end_prefix(self) -> None:
        self._give_back.stop()
        self._forget()
        before, self._focus_before = self._focus_before, None
        if self._catcher is not None and isValid(self._catcher):
            self._catcher.clear()
            if before is not None and isValid(before):
                before.setFocus(Qt.FocusReason.OtherFocusReason)
            elif self._catcher.hasFocus():
                self._catcher.clearFocus()

    def _forget(self) -> None:
        self._wedge.reset()
        self._snapshots = []


def _where(focus: QObject) -> Where:
    if isinstance(focus, ScanLineEdit):
        return Where.SCAN_LINE
    texts = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
    if isinstance(focus, texts) or (isinstance(focus, QComboBox) and focus.isEditable()):
        return Where.TEXT
    return Where.ELSEWHERE
