"""The export button of a list: asks for a file, walks the whole list off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from custody_app.runtime.i18n import translate
from custody_app.ui.tasks import Cancelled, Progress, Tasks
from custody_app.ui.widgets.buttons import IconButton
from custody_app.ui.widgets.columns import Ask, Column, Fetched
from custody_app.ui.widgets.keyset_table_model import KeysetTableModel
from custody_app.ui.widgets.progress_strip import ProgressStrip
from custody_app.ui.widgets.table_export import every_row, write_csv
from custody_app.ui.workbook_door import write_xlsx

R = TypeVar("R")
XLSX, CSV = ".xlsx", ".csv"


class ExportButton(IconButton, Generic[R]):
    """Writes the shown columns of every row, held or not, to a workbook or a CSV file."""

    exported = Signal(str)

    def __init__(
        self,
        table: QWidget,
        model: KeysetTableModel[R],
        columns: Callable[[], Sequence[Column[R]]],
        tasks: Tasks,
    ) -> None:
        super().__init__(
            "download",
            translate("widgets", "Export the list"),
            self._on_pressed,
            name="export_button",
        )
        self._table = table
        self._model = model
        self._columns = columns
        self._tasks = tasks
        self.strip = ProgressStrip()

    def _on_pressed(self) -> None:
        name, kind = QFileDialog.getSaveFileName(
            self._table,
            translate("widgets", "Export the list"),
            f"{self._table.objectName()}{XLSX}",
            f"Excel (*{XLSX});;CSV (*{CSV})",
        )
        if name:
            path = Path(name)
            is_told = path.suffix.lower() in (XLSX, CSV)
            ending = CSV if CSV in kind else XLSX
            self.export_to(path if is_told else path.with_name(path.name + ending))

    def export_to(self, path: Path) -> None:
        """Write the list to a file: CSV if its name ends so, else a workbook."""
        columns = list(self._columns())
        order = self._model.order
        fetch = self._model.fetch or _fixed(self._model.held())
        progress = self.strip.follow(translate("widgets", "Exporting…"))

        def work() -> str:
            return _write(path, columns, fetch, order, progress)

        self._tasks.read(work, self._on_done, self._on_failed, owner=self)

    def _on_done(self, path: str) -> None:
        self.strip.done()
        self.exported.emit(path)

    def _on_failed(self, error: Exception) -> None:
        self.strip.done()
        if not isinstance(error, Cancelled):
            self._tasks.unhandled.emit(error)


def _fixed(rows: Sequence[R]) -> Callable[[Ask], Fetched[R]]:
    return lambda _ask: Fetched(rows)


def _write(
    path: Path,
    columns: Sequence[Column[R]],
    fetch: Callable[[Ask], Fetched[R]],
    order: tuple[str, bool],
    progress: Progress,
) -> str:
    titles = [column.title for column in columns]
    try:
        write = write_csv if path.suffix.lower() == CSV else write_xlsx
        write(path, titles, every_row(columns, fetch, order, progress))
    except Cancelled:
        path.unlink(missing_ok=True)
        raise
    return str(path)
