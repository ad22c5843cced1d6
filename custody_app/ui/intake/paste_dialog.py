"""Paste from a spreadsheet: rows as read, mistakes marked, recorded together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import unit_word, word, words
from custody_app.ui.intake.line_entry import NUMBERS_OF, LineEntry, mistakes
from custody_app.ui.intake.paste import Pasted, looks_like_rows, read_pasted
from custody_app.ui.theme.tokens import SPACE, Tone
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.fields import ChoiceField, Field
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

WIDTH, HEIGHT = 980, 640
ROOM = 0.9


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A row of the preview."""

    at: int
    entry: LineEntry
    wrong: str


class PasteDialog(QDialog):
    """``record(good, wrong)`` gets the rows that can be recorded and those that cannot."""

    def __init__(
        self,
        desk: Desk,
        record: Callable[[list[LineEntry], list[LineEntry]], object],
        *,
        place: str = "",
        needs_place: bool = False,
    ) -> None:
        super().__init__(desk.notices.window())
        self._record = record
        self._place = place
        self._needs_place = needs_place
        self._pasted = Pasted((), (), False)
        self.setObjectName("paste_dialog")
        self.setWindowTitle(translate("intake", "Paste the list"))
        room = QGuiApplication.primaryScreen().availableSize() * ROOM
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        self.text = QPlainTextEdit()
        self.text.setObjectName("paste_text")
        self.text.setPlaceholderText(
            translate("intake", "Copy the rows in the spreadsheet, then press Ctrl+V here.")
        )
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._read)
        self.table = RecordTable("paste_rows", _columns(), desk.tasks, desk.memory, footer=False)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self.text)
        self._sheets.addWidget(self.table)
        uses = [("", translate("intake", "Choose …")), *words("cash_use").items()]
        self.cash_use = ChoiceField(uses, name="paste_cash_use")
        self.cash_use.chosen.connect(lambda _code: self._show())
        self._cash = Field(translate("intake", "Cash in this list is"), self.cash_use, needed=True)
        self._told = Label("", "muted", wrap=True)
        self._go = Button(
            translate("intake", "Record"), Kind.PRIMARY, "check", self._submit, name="paste_go"
        )
        self._build()
        self.finished.connect(lambda _result: self.deleteLater())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.large)
        column.setSpacing(SPACE.medium)
        column.addWidget(Label(translate("intake", "Paste the list"), "title"))
        column.addWidget(self._told)
        column.addWidget(self._sheets, 1)
        column.addWidget(self._cash)
        again = Button(translate("intake", "Start again"), Kind.QUIET, "undo-2", self._again)
        back = Button(translate("intake", "Back"), clicked=self.reject)
        column.addLayout(row(again, None, back, self._go))
        self.setTabOrder(self.cash_use, self._go)
        self._cash.hide()
        self._show()

    def paste_clipboard(self) -> None:
        """Take what is in the clipboard, if it looks like rows."""
        text = QGuiApplication.clipboard().text()
        if looks_like_rows(text):
            self.text.setPlainText(text)

    def _again(self) -> None:
        self.text.clear()
        self._sheets.setCurrentWidget(self.text)
        self.text.setFocus()

    def _read(self) -> None:
        self._pasted = read_pasted(self.text.toPlainText())
        self._show()
        if self._pasted.rows:
            self._sheets.setCurrentWidget(self.table)
            lacks_use = not self._cash.isHidden() and not self.cash_use.value()
            (self.cash_use if lacks_use else self._go).setFocus(Qt.FocusReason.TabFocusReason)

    def entries(self) -> list[LineEntry]:
        """The rows with what holds for all of them."""
        found = []
        for entry in self._pasted.rows:
            full = entry
            if entry.kind is Category.CASH and not entry.cash_use:
                full = replace(full, cash_use=self.cash_use.value())
            if self._needs_place and not entry.place:
                full = replace(full, place=self._place)
            found.append(full)
        return found

    def _wrong(self, entry: LineEntry) -> str:
        found = list(mistakes(entry).values())
        if self._needs_place and not entry.place:
            found.append(translate("intake", "The place is missing."))
        return " ".join(found)

    def _show(self) -> None:
        entries = self.entries()
        lines = [PastedLine(at, entry, self._wrong(entry)) for at, entry in enumerate(entries, 1)]
        self.table.set_rows(lines)
        has_cash = any(
            entry.kind is Category.CASH and not entry.cash_use for entry in self._pasted.rows
        )
        self._cash.setVisible(has_cash)
        good = sum(not line.wrong for line in lines)
        self._go.setEnabled(good > 0)
        self._go.set_text(translate("intake", "Record ({count})").format(count=good))
        self._told.setText(_told(self._pasted, good, len(lines)))

    def _submit(self) -> None:
        entries = self.entries()
        good = [entry for entry in entries if not self._wrong(entry)]
        wrong = [entry for entry in entries if self._wrong(entry)]
        if good:
            self._record(good, wrong)
            self.accept()


def _told(pasted: Pasted, good: int, total: int) -> str:
    if not total:
        return translate("intake", "One row a line; a heading row is found by itself.")
    text = translate("intake", "{good} of {total} {total:row|rows} can be recorded.").format(
        good=good, total=total
    )
    if good < total:
        text += translate("intake", " The others come into the quick row to be mended.")
    if pasted.left_out:
        text += translate("intake", " Too many at once; rows to paste later: {count}.").format(
            count=pasted.left_out
        )
    return text


def _columns() -> list[Column[PastedLine]]:
    return [
        Column("at", translate("intake", "Row"), lambda line: str(line.at), 56, is_number=True),
        Column(
            "check",
            translate("intake", "Check"),
            lambda line: line.wrong or translate("intake", "Good"),
            270,
            tone=lambda line: Tone.BAD if line.wrong else Tone.GOOD,
        ),
        Column("name", translate("intake", "Name"), lambda line: line.entry.name, 190,
               is_strong=True),
        Column("category", translate("intake", "Category"),
               lambda line: word("category", line.entry.category), 110),
        Column("quantity", translate("intake", "Quantity"),
               lambda line: " ".join(
                   (line.entry.number, unit_word(line.entry.unit, line.entry.number))
               ), 90, is_number=True),
        Column("features", translate("intake", "Features"), lambda line: line.entry.features, 160),
        Column("numbers", translate("intake", "Numbers"), lambda line: numbers_of(line.entry), 180),
    ]  # fmt: skip


def numbers_of(entry: LineEntry) -> str:
    """The identifying numbers of a line in one text."""
    names = NUMBERS_OF.get(entry.kind, ())
    return "  ".join(text for name in names if (text := getattr(entry, name)))


def ask_paste(
    desk: Desk,
    record: Callable[[list[LineEntry], list[LineEntry]], object],
    *,
    place: str = "",
    needs_place: bool = False,
) -> QWidget:
    """Open the dialog, with the clipboard's rows in it when there are any."""
    dialog = PasteDialog(desk, record, place=place, needs_place=needs_place)
    dialog.open()
    dialog.paste_clipboard()
    return dialog
