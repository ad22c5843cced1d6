"""A bank statement beside the ledger: choose the file, look, then record what came out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.quantity import CURRENCIES
from custody_app.domain.statement import Columns
from custody_app.domain.vocabulary import FormKind
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.services.reconciliation import Laid, recorded
from custody_app.ui.form_dialog import FormDialog, Sheet, Values, note_entry, text_entry
from custody_app.ui.money.presenter import (
    HOME,
    findings,
    kept_columns,
    lay,
    to_keep,
)
from custody_app.ui.money.tables import finding_table
from custody_app.ui.paper_dialog import issue_paper
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.fields import ChoiceField, TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

MEMORY = "money_statement_columns"
COLUMN_FIELDS = ("first_row", "day", "amount", "way", "income", "outgo", "receipt")


class StatementView(QWidget):
    """Reads off the window's thread; nothing is recorded until the button says so."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._read = Reader(desk.core.reader)
        self._path: Path | None = None
        self._laid: Laid | None = None
        choices = [(one, word("unit", one)) for one in (HOME, *sorted(CURRENCIES - {HOME}))]
        self.unit = ChoiceField(choices, value=HOME, name="statement_unit")
        self.unit.setAccessibleName(translate("money", "Currency"))
        self.file_button = Button(
            translate("money", "Choose statement…"), Kind.PRIMARY, "folder-open", self._choose,
            name="choose_statement_button",
        )  # fmt: skip
        self.columns_button = Button(
            translate("money", "Columns…"), icon="columns-3", clicked=self._ask_columns,
            name="statement_columns_button",
        )  # fmt: skip
        self.record_button = Button(
            translate("money", "Record the result…"), icon="check", clicked=self._record,
            name="record_reconciliation_button",
        )  # fmt: skip
        self.print_button = Button(
            translate("money", "Print last result"), icon="printer", clicked=self._print,
            name="print_reconciliation_button",
        )  # fmt: skip
        self.summary = Label("", "body", wrap=True, selectable=True)
        self.table = finding_table(desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.medium)
        layout.addLayout(
            row(None, self.unit, self.columns_button, self.print_button, self.record_button,
                self.file_button)
        )  # fmt: skip
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        self._show(None)

    def read_file(self, path: Path, columns: Columns | None = None) -> None:
        """Lay a file beside the ledger, with columns given or remembered."""
        self._path = path
        read, unit = self._read, self.unit.value()
        known = columns or kept_columns(self._desk.memory.get_shared(MEMORY))
        self._desk.tasks.read(
            lambda: lay(read, path, unit, known, by_hand=columns is not None),
            self._show,
            self._failed,
            owner=self,
            question="statement",
        )

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, translate("money", "Choose statement…"), "",
            translate("money", "Statements (*.csv *.txt *.xlsx *.xls)"),
        )  # fmt: skip
        if name:
            self.read_file(Path(name))

    def _failed(self, error: Exception) -> None:
        self._show(None)
        self._desk.notices.refuse(error)
        if isinstance(error, RuleBroken) and error.code in ("statement.columns",):
            self.columns_button.setEnabled(True)

    def _show(self, laid: Laid | None) -> None:
        self._laid = laid
        self.table.set_rows(findings(laid) if laid is not None else [])
        self.columns_button.setEnabled(self._path is not None)
        self.record_button.setEnabled(laid is not None and not laid.statement.bad)
        self.summary.setText(_summary(laid) if laid is not None else "")
        self.summary.setVisible(laid is not None)
        if laid is not None:
            self._desk.memory.put_shared(MEMORY, to_keep(laid.columns))

    def _ask_columns(self) -> None:
        if self._path is None:
            return
        path = self._path
        kept = self._laid.columns if self._laid else kept_columns(
            self._desk.memory.get_shared(MEMORY)
        )  # fmt: skip
        words = {
            "first_row": translate("money", "First row below the headings"),
            "day": translate("money", "Column of the day"),
            "amount": translate("money", "Column of the amount"),
            "way": translate("money", "Column that says in or out"),
            "income": translate("money", "Column of money in"),
            "outgo": translate("money", "Column of money out"),
            "receipt": translate("money", "Column of the receipt number"),
        }
        entries = [
            text_entry(key, words[key], TextField(_typed(kept, key), name=key, max_length=4))
            for key in COLUMN_FIELDS
        ]
        sentence = translate(
            "money", "Columns and rows are counted from 1; leave empty what the file does not have."
        )
        sheet = Sheet(
            translate("money", "Columns of the statement"), entries, sentence,
            translate("money", "Read"), columns=2,
        )  # fmt: skip

        def go(values: Values, dialog: FormDialog) -> None:
            numbers = {key: _number(values[key]) for key in COLUMN_FIELDS}
            columns = replace(Columns(0, -1), **numbers)
            if not columns.is_whole or columns.first_row < 0:
                dialog.tell(self._desk.notices.explain(RuleBroken("statement.columns")))
                return
            dialog.accept()
            self.read_file(path, columns)

        FormDialog(self._desk, sheet, go).open()

    def _record(self) -> None:
        laid = self._laid
        if laid is None:
            return
        note = note_entry("note", translate("money", "What was found out"), needed=False)
        sheet = Sheet(translate("money", "Record the result"), [note], _summary(laid))

        def go(values: Values, dialog: FormDialog) -> None:
            dialog.record(recorded(laid, values["note"]), then=lambda _outcome: self._print())

        FormDialog(self._desk, sheet, go).open()

    def _print(self) -> None:
        issue_paper(self._desk, self, IssueForm(kind=FormKind.MONEY_RECONCILIATION))


def _summary(laid: Laid) -> str:
    """Period and counts in one sentence."""
    first, last = laid.days
    result = laid.result
    text = translate(
        "money",
        "{first} to {last}: {matched} {matched:agrees|agree}, {differing} "
        "{differing:differs|differ}, {here} only in the ledger, {there} only at the bank, {bad} "
        "{bad:row|rows} cannot be read.",
    )
    return text.format(
        first=first,
        last=last,
        matched=len(result.matched),
        differing=len(result.differing),
        here=len(result.only_here),
        there=len(result.only_there),
        bad=len(laid.statement.bad),
    )


def _typed(columns: Columns | None, key: str) -> str:
    found = getattr(columns, key) if columns is not None else -1
    return str(found + 1) if found >= 0 else ""


def _number(text: str) -> int:
    return int(text) - 1 if text.isascii() and text.isdigit() else -1
