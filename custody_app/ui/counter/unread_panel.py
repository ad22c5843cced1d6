"""Scans that nobody understood: they stay here until somebody says what was done about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.domain import tag
from custody_app.runtime.i18n import translate
from custody_app.services.scan_journal import ScanJournal, ScanRow
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, note_entry
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card, Pill
from custody_app.ui.widgets.labels import ElidedLabel, Label
from custody_app.ui.widgets.layouts import boxed, column, row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

SHOWN_MAX = 3


class UnreadPanel(Card):
    """Hidden while there is nothing on the list."""

    changed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(translate("counter", "Scans not understood"), parent=parent)
        self.setObjectName("counter_unread")
        self._desk = desk
        core = desk.core
        self._journal = ScanJournal(core.writer, core.reader, core.clock)
        self._count = Pill("", Tone.CAUTION)
        self.header.addWidget(self._count)
        self._list = QVBoxLayout()
        self.body.addLayout(self._list)
        self._more = Label("", "small")
        self.body.addWidget(self._more)
        self.hide()

    def read(self) -> None:
        """Read the list again."""
        journal = self._journal
        self._desk.tasks.read(
            lambda: (journal.unread(SHOWN_MAX), journal.count_unread()), self._show, owner=self,
            question="unread",
        )  # fmt: skip

    def _show(self, found: tuple[tuple[ScanRow, ...], int]) -> None:
        rows, count = found
        while (old := self._list.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for scan in rows:
            self._list.addWidget(self._line(scan))
        self._count.set_state(str(count), Tone.CAUTION)
        more = count - len(rows)
        self._more.setText(translate("counter", "and {count} more").format(count=more))
        self._more.setVisible(more > 0)
        self.setVisible(bool(rows))
        self.changed.emit(count)

    def _line(self, found: ScanRow) -> QWidget:
        raw = found.raw.strip()
        shown = tag.grouped(raw) if raw.isdigit() and len(raw) == tag.LENGTH else raw
        button = Button(
            translate("counter", "Deal with it"), Kind.QUIET, clicked=lambda: self._answer(found),
            name="answer_scan_button",
        )  # fmt: skip
        facts = column(ElidedLabel(shown, "mono"), Label(local_text(found.at), "small"), spacing=0)
        line = row()
        line.addLayout(facts, 1)
        line.addWidget(button)
        return boxed(line)

    def _answer(self, found: ScanRow) -> None:
        journal = self._journal

        def go(values: Values, dialog: FormDialog) -> None:
            self._desk.tasks.write(
                lambda: journal.answer(found.n, values["answer"]),
                lambda _nothing: self._answered(dialog),
                dialog.refused,
                owner=self,
            )

        sheet = Sheet(
            translate("counter", "Scan not understood"),
            (note_entry("answer", translate("counter", "What was done about it"), lines=2),),
            translate("counter", "Read at {when}: {raw}").format(
                when=local_text(found.at), raw=found.raw.strip()
            ),
            translate("counter", "Take it off the list"),
        )
        FormDialog(self._desk, sheet, go).open()

    def _answered(self, dialog: FormDialog) -> None:
        dialog.accept()
        self.read()
