"""The keys of the whole program: scans are taken out of them, whatever has the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent

from custody_app.domain import tag
from custody_app.scanning.code import Found, GarbledScan, ScannedCode, ScanTrouble
from custody_app.scanning.line import RAW_MAX
from custody_app.scanning.pace import Pace
from custody_app.scanning.wedge import Wedge, Where, is_code
from custody_app.ui.field_snapshot import Snapshot, put_all_back, snapshot_of
from custody_app.ui.scan_catcher import Catcher, receiver_of_keys, where
from custody_app.ui.widgets.scan_field import ScanLineEdit

GIVE_BACK_MS = 3_000
QUIET_MS = 400
"""After a whole code without an end key: such a scanner sends none."""
LATE_PICK_MS = 300
"""In which an input method still writes the candidate that the first key of a scan picked."""
SETTLE_MS = 60
"""After the end key of a prefixed scan: what still comes belongs to a code of several lines."""
SECOND_END_MS = 40
"""A second end key so soon (CR and LF) belongs to the same scan."""
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
BY_HAND = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
)
WATCHED = (QKeyEvent, QInputMethodEvent, QFocusEvent, QMouseEvent)
"""Asked before the type: it costs a tenth of it, and thousands of events are none of these."""
LINE_ENDS = ("\r", "\n", "\r\n")
DIGIT_KEYS = range(Qt.Key.Key_0, Qt.Key.Key_9 + 1)
SILENT = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)


class ScanKeys(QObject):
    """An event filter on the application; ``found`` is told of every scan, readable or not."""

    def __init__(self, found: Callable[[Found], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self.is_paused = False
        self._wedge = Wedge()
        self._pace = Pace()
        self._snapshots: list[Snapshot | None] = []
        self._before_composing: Snapshot | None = None
        self._is_composing = False
        self._catcher = Catcher()
        self._tail: str | None = None
        self._ended_at = 0
        self._give_back = _timer(self, self._give_up)
        self._late_pick = _timer(self, self._put_back_late)
        self._settle = _timer(self, self._settled)

    def set_home_site(self, site: str) -> None:
        """The four digits of the centre's own codes; tells scans in text fields from numbers."""
        self._wedge = Wedge(site)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every key press once, at the widget it is meant for."""
        if self.is_paused or not isinstance(event, WATCHED):
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return watched is receiver_of_keys() and self._on_key(watched, event)
        if kind == QEvent.Type.ShortcutOverride and self._is_catching:
            event.accept()
            return True
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._on_input_method(watched, event)
        elif _is_by_hand(event) and not self._is_catching:
            self._forget()
        return False

    @property
    def _is_catching(self) -> bool:
        """Every key belongs to a scanner until further notice."""
        return self._wedge.is_prefixed or self._tail is not None

    def _on_key(self, focus: QObject, event: QKeyEvent) -> bool:
        key, text = event.key(), event.text()
        if key == Qt.Key.Key_F9 and not event.isAutoRepeat():
            self._begin_prefix()
            return True
        if key in SILENT:
            return self._is_catching
        if is_alt_digit(event):
            self._wedge.alt(chr(key))
            return True
        is_end = key in ENDS or text in LINE_ENDS
        if self._tail is not None:
            self._add_to_tail(" " if is_end else text)
            return True
        if is_end:
            return self._finish(focus, event)
        if self._wedge.is_prefixed:
            self._on_prefixed(key, text)
            return True
        if not text or not text.isprintable():
            self._forget()
            return False
        self._pace.key(event.timestamp(), is_repeat=event.isAutoRepeat())
        self._keys(focus, text)
        if not self._wedge.run:
            self._before_composing = None
        return False

    def _on_prefixed(self, key: int, text: str) -> None:
        if key == Qt.Key.Key_Escape and self._wedge.is_silent:
            self._end_prefix()
            return
        if text:
            self._wedge.keys(text)
        else:
            self._wedge.control(QKeySequence(key).toString() or f"{key:#x}")
        self._give_back.start(QUIET_MS if self._wedge.is_whole else GIVE_BACK_MS)

    def _on_input_method(self, focus: QObject, event: QInputMethodEvent) -> None:
        text, is_composing = event.commitString(), bool(event.preeditString())
        if is_composing and not self._is_composing:
            # what is being composed is no text of the field yet
            self._before_composing = snapshot_of(focus)
        self._is_composing = is_composing
        if not text:
            return
        if self._late_pick.isActive():
            # its digits overtook it; put back once the field has taken it
            self._late_pick.start(0)
            return
        if self._tail is not None:
            self._add_to_tail(text)
        elif self._wedge.is_prefixed:
            self._wedge.keys(text)
        else:
            self._pace.key(0)
            self._keys(focus, text)

    def _keys(self, focus: QObject, text: str) -> None:
        before = snapshot_of(focus)
        self._wedge.keys(text)
        if not self._wedge.run:
            self._snapshots = []
        else:
            # one snapshot a digit: the scan may follow digits typed by hand, or change the field
            self._snapshots = [*self._snapshots, *[before] * len(text)][-2 * tag.LENGTH :]

    # -- the end key

    def _finish(self, focus: QObject, event: QKeyEvent) -> bool:
        at = event.timestamp()
        if self._is_second_end(at):
            return True
        if self._wedge.is_prefixed:
            self._finish_prefixed(at)
            return True
        run, is_machine = self._wedge.run, self._pace.is_machine
        found = self._wedge.finish(where(focus), by_machine=is_machine)
        snapshots, self._snapshots = self._snapshots, []
        self._pace.reset()
        if found is None and isinstance(focus, ScanLineEdit):
            return self._finish_line(focus, run, snapshots, is_machine=is_machine, at=at)
        if found is None:
            return False
        length = tag.LENGTH if isinstance(found, ScannedCode) else len(run)
        ran_into = snapshots[-length:] if length else []
        if isinstance(found, GarbledScan) and found.trouble is ScanTrouble.INPUT_METHOD:
            # its first key picked a candidate: what that wrote is not what the person meant
            ran_into = [self._before_composing, *ran_into]
            if self._is_composing:
                self._late_pick.start(LATE_PICK_MS)
        put_all_back(ran_into)
        self._tell(found, at)
        return True

    def _finish_line(
        self, field: ScanLineEdit, run: str, snapshots: Sequence[Snapshot | None], *,
        is_machine: bool, at: int,
    ) -> bool:  # fmt: skip
        text = field.text()
        if is_code(run) and len(text) < len(run):
            # it began in another field
            put_all_back(snapshots[-len(run) :])
            field.clear()
            self._tell(ScannedCode(run, run), at)
            return True
        if not text.strip():
            return False
        found = self._wedge.finish_line(text, by_machine=is_machine)
        field.clear()
        if found is not None:
            self._tell(found, at)
        else:
            field.submitted.emit(text.strip())
        return True

    def _finish_prefixed(self, at: int) -> None:
        found = self._wedge.finish(Where.ELSEWHERE)
        if not self._wedge.is_prefixed:
            self._give_back.stop()
            if at:
                self._tail = ""
                self._settle.start(SETTLE_MS)
            else:
                self._end_prefix()
        if found is not None:
            self._tell(found, at)

    def _is_second_end(self, at: int) -> bool:
        is_soon = bool(self._ended_at and at) and 0 <= at - self._ended_at < SECOND_END_MS
        return is_soon and not self._is_catching and self._pace.count == 0

    def _tell(self, found: Found, at: int = 0) -> None:
        self._ended_at = at
        self._found(found)

    def _put_back_late(self) -> None:
        """The candidate that a scan picked is in the field now, or never came."""
        put_all_back([self._before_composing])

    # -- between the scanner's F9 and its end

    def _begin_prefix(self) -> None:
        self._snapshots = []
        self._pace.reset()
        if self._tail is not None:
            self._settled(stay=True)
        elif not self._wedge.is_prefixed:
            self._catcher.remember()
        whole = self._wedge.prefix()
        self._catcher.take_focus()
        self._give_back.start(GIVE_BACK_MS)
        if whole is not None:
            self._tell(whole)
            self._catcher.take_focus()

    def _give_up(self) -> None:
        found = self._wedge.give_up()
        self._end_prefix()
        if found is not None:
            self._tell(found)

    def _end_prefix(self) -> None:
        self._give_back.stop()
        self._forget()
        self._catcher.give_back()

    def _add_to_tail(self, text: str) -> None:
        self._tail = ((self._tail or "") + text)[:RAW_MAX]
        self._settle.start(SETTLE_MS)

    def _settled(self, *, stay: bool = False) -> None:
        """Nothing came any more; what did come was the rest of a code of several lines."""
        self._settle.stop()
        tail, self._tail = self._tail or "", None
        if not stay:
            self._end_prefix()
        if tail.strip():
            self._tell(GarbledScan(tail, ScanTrouble.LINES))

    def _forget(self) -> None:
        self._wedge.reset()
        self._pace.reset()
        self._snapshots = []


def _timer(parent: QObject, does: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(does)
    return timer


def _is_by_hand(event: QEvent) -> bool:
    """Somebody goes to another field; a page that moves the focus must not cut a scan in two."""
    if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
        return event.reason() in BY_HAND
    return event.type() == QEvent.Type.MouseButtonPress


def is_alt_digit(event: QKeyEvent) -> bool:
    """Whether the key is a digit of the number pad while Alt is held."""
    held = event.modifiers()
    is_pad = bool(held & Qt.KeyboardModifier.KeypadModifier)
    return is_pad and bool(held & Qt.KeyboardModifier.AltModifier) and event.key() in DIGIT_KEYS
