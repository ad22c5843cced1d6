"""The lists of single things: held back, cash to bank, left and to be archived."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from custody_app.domain.commands.store import ArchiveItem
from custody_app.domain.ids import ItemId
from custody_app.queries.disposal_piles import Held
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.page import Cursor
from custody_app.queries.reader import Reader
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.disposal.money_dialogs import bank_cash
from custody_app.ui.disposal.presenter import TO_ARCHIVE, TO_BANK, read_items
from custody_app.ui.item_columns import code_text, item_columns, line_text, where_text
from custody_app.ui.paged import fetch_of
from custody_app.ui.shell.confirm_dialog import Question, ask_confirmation
from custody_app.ui.theme.tokens import Tone
from custody_app.ui.times import local_text
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.empty_state import EmptyState
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import column, row
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

ARCHIVE_MAX = 400


class HeldList(QWidget):
    """What may not leave: why, since when, whose move it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        columns: list[Column[Held]] = [
            Column("name", translate("disposal", "Item"), lambda r: r.item.name, 190,
                   is_strong=True),
            Column("why", translate("disposal", "Held back by"), why_text, 220,
                   lambda _r: Tone.BAD),
            Column("reason", translate("disposal", "Reason"), reason_text, 220),
            Column("since", translate("disposal", "Since"), lambda r: local_text(r.since), 140),
            Column("next", translate("disposal", "Next step"), next_text, 240),
            Column("case", translate("disposal", "Case"), lambda r: r.item.case_number, 280),
            Column("place", translate("disposal", "Where"), lambda r: where_text(r.item), 120),
            Column("code", translate("disposal", "Code"), lambda r: code_text(r.item.code), 180),
        ]  # fmt: skip
        empty = EmptyState(
            translate("disposal", "Nothing is held back."),
            translate("disposal", "Things put on hold, or frozen over a difference, stand here."),
            icon="hand",
        )
        self.table: RecordTable[Held] = RecordTable(
            "disposal_held", columns, desk.tasks, desk.memory, empty=empty
        )
        self.table.opened.connect(lambda found: desk.navigate("items", item_id=found.item.id))
        self.setLayout(column(self.table))

    def set_rows(self, rows: Sequence[Held]) -> None:
        """Show these."""
        self.table.set_rows(list(rows))


def why_text(found: Held) -> str:
    """What holds a thing back."""
    first = next(iter(found.blockers), None)
    return word("blocker", first.code) if first is not None else ""


def reason_text(found: Held) -> str:
    """The reason given; a code of ours is told by its word."""
    return word("freeze_reason", found.reason) if found.reason else ""


def next_text(found: Held) -> str:
    """What comes next."""
    first = next(iter(found.blockers), None)
    return word("next_step", first.next_step) if first is not None and first.next_step else ""


class _ThingList(QWidget):
    """Things of a filter, a button, a sentence."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        filters: ItemFilters,
        columns: Sequence[Column[ItemRow]],
        empty: EmptyState,
    ) -> None:
        super().__init__()
        self.desk = desk
        fetch = fetch_of(Reader(desk.core.reader), partial(_filtered, filters))
        self.table: RecordTable[ItemRow] = RecordTable(
            name, columns, desk.tasks, desk.memory, fetch=fetch, empty=empty, many=True
        )

    def refresh(self) -> None:
        """Something was recorded."""
        self.table.refresh()


def _filtered(
    filters: ItemFilters, read: Reader, after: Cursor | None, limit: int
) -> tuple[Sequence[ItemRow], Cursor | None]:
    return read_items(read, filters, after, limit)


def headed(hint: str, button: Button) -> QHBoxLayout:
    """A sentence and the button beside it."""
    line = row(Label(hint, "muted", wrap=True), button)
    line.setStretch(0, 1)
    return line


class BankList(_ThingList):
    """Cash that waits for the bank's receipt."""

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState(translate("disposal", "No cash waits to be banked."), icon="banknote")
        columns = item_columns("name", "quantity", "place", "case", "code")
        super().__init__(desk, "disposal_bank", TO_BANK, columns, empty)
        self.button = Button(
            translate("disposal", "Record the bank receipt…"), Kind.PRIMARY, "banknote",
            self._bank, name="bank_button",
        )  # fmt: skip
        hint = translate(
            "disposal", "Cash that proves nothing by itself goes to the one lawful account."
        )
        self.setLayout(column(headed(hint, self.button), self.table))
        self.button.setEnabled(False)
        self.table.picked.connect(lambda found: self.button.setEnabled(found is not None))
        self.table.opened.connect(lambda _found: self._bank())

    def _bank(self) -> None:
        found = self.table.current()
        if found is not None:
            bank_cash(self.desk, found)


class ArchiveList(_ThingList):
    """What has left and whose record can be closed."""

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState(
            translate("disposal", "Nothing that has left waits to be archived."), icon="archive"
        )
        columns = item_columns("name", "quantity", "state", "case", "code")
        super().__init__(desk, "disposal_archive", TO_ARCHIVE, columns, empty)
        self.button = Button(
            translate("disposal", "Archive"), Kind.PRIMARY, "archive", self.archive,
            name="archive_button",
        )  # fmt: skip
        hint = translate("disposal", "Archiving closes the record of a thing that has left.")
        self.setLayout(column(headed(hint, self.button), self.table))
        self.button.setEnabled(False)
        self.table.picked.connect(lambda found: self.button.setEnabled(found is not None))
        self.table.opened.connect(lambda found: desk.navigate("items", item_id=found.id))

    def archive(self) -> None:
        """Archive what is picked."""
        rows = self.table.selection()[:ARCHIVE_MAX]
        if not rows:
            return
        text = translate(
            "disposal",
            "The record of {count} {count:thing that has|things that have} left is closed.",
        )
        question = Question(
            text.format(count=len(rows)), lines=[line_text(found) for found in rows],
            button=translate("disposal", "Archive"),
        )  # fmt: skip
        commands = [ArchiveItem(item=ItemId(found.id)) for found in rows]
        ask_confirmation(
            self.desk, question, lambda _given: self.desk.record(*commands, owner=self)
        )
