"""Everything one event of a thing's history says, with its whole hash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout

from custody_app.queries.history_entry import HistoryEntry
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.items.facts import entry_rows
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.facts_grid import FactsGrid
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row, scrolling

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

WIDTH, HEIGHT = 620, 560


def show_event(desk: Desk, entry: HistoryEntry) -> QDialog:
    """Open the event; Esc closes."""
    dialog = QDialog(desk.notices.window())
    dialog.setObjectName("event_dialog")
    title = word("event", entry.typ)
    dialog.setWindowTitle(title)
    dialog.resize(WIDTH, HEIGHT)
    grid = FactsGrid()
    grid.show_rows(entry_rows(entry))
    copy = Button(
        translate("items", "Copy the hash"),
        Kind.SECONDARY,
        "copy",
        lambda: QGuiApplication.clipboard().setText(entry.ehash),
    )
    close = Button(translate("items", "Close"), Kind.PRIMARY, clicked=dialog.accept)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.large)
    column.setSpacing(SPACE.medium)
    column.addWidget(Label(title, "title", wrap=True))
    column.addWidget(scrolling(grid), 1)
    column.addLayout(row(copy, None, close))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
    close.setFocus()
    return dialog
