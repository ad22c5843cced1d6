"""The rows of the basket as a list; Delete takes a row out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.runtime.i18n import translate
from custody_app.scanning.basket import Doing, Entry
from custody_app.ui.counter.lines import Line
from custody_app.ui.counter.looking import Look
from custody_app.ui.counter.wording import (
    doing_word,
    number_text,
    target_text,
    thing_text,
    verdict_of,
)
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.tone_waves import Heard
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

TONE_OF_DOING = {
    Doing.OUT: Tone.INFO,
    Doing.RETURN: Tone.INFO,
    Doing.NO_APPROVAL: Tone.NEUTRAL,
}


class BasketTable(QWidget):
    """``picked`` carries the line or None; ``removed`` the entry; ``opened`` the line."""

    picked = Signal(object)
    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._look = Look()
        empty = EmptyState(
            translate("counter", "Scan a badge, things and places in any order."),
            translate("counter", "Each scan shows at once what it will do. Nothing is recorded "
                                 "before you confirm."),
            icon="scan-barcode",
        )  # fmt: skip
        self.table: RecordTable[Line] = RecordTable(
            "counter_basket", self._columns(), desk.tasks, desk.memory, empty=empty, footer=False
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.setFocusProxy(self.table.view)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(0)
        self._follow.timeout.connect(self._show_picked)
        self.table.picked.connect(self.picked.emit)
        self.table.opened.connect(self.opened.emit)
        for key in (QKeySequence.StandardKey.Delete, QKeySequence("Backspace")):
            shortcut = QShortcut(key, self.table.view, self.remove_current)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _columns(self) -> list[Column[Line]]:
        return [
            Column("does", translate("counter", "Does"), lambda li: doing_word(li.row.doing), 104,
                   tone=lambda li: TONE_OF_DOING.get(li.row.doing, Tone.NEUTRAL)),
            Column("thing", translate("counter", "Thing"), thing_text, 170, is_strong=True),
            Column("verdict", translate("counter", "Result"), lambda li: verdict_of(li).word, 92,
                   tone=lambda li: verdict_of(li).tone),
            Column("where", translate("counter", "From, to"),
                   lambda li: target_text(li, self._look), 110),
            Column("number", translate("counter", "Case, line"), number_text, 190, is_shown=False),
            Column("reason", translate("counter", "Reason"), lambda li: verdict_of(li).line, 200),
        ]  # fmt: skip

    def show_look(self, look: Look, newest: Entry | None) -> None:
        """Show the rows; the newest scan is picked, else what was picked before."""
        was = self.current()
        self._look = look
        self.table.set_rows(look.lines)
        wanted = newest or (was.row.entry if was is not None else None)
        if not self.pick(wanted.id if wanted is not None else ""):
            self.table.pick(len(look.lines) - 1)
        if not look.lines:
            self.picked.emit(None)
        line = self.current()
        if newest is not None and line is not None and line.row.entry == newest and line.refused:
            # the scan was kept and understood, but the rules stop it: a glance is needed
            self._desk.notices.sound(Heard.LOOK)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picked row stays in view when the panel below takes room."""
        super().resizeEvent(event)
        self._follow.start()

    def _show_picked(self) -> None:
        view = self.table.view
        view.scrollTo(view.currentIndex())

    def current(self) -> Line | None:
        """The picked row."""
        return self.table.current()

    def pick(self, id_: str) -> bool:
        """Pick a row by the id of its thing."""
        return self.table.pick_where(lambda line: line.row.entry.id == id_)

    def remove_current(self) -> None:
        """Take the picked row out."""
        line = self.current()
        if line is not None:
            self.removed.emit(line.row.entry)
