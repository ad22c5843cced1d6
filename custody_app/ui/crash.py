"""A mistake of the program: one dialog with a report number, the trace in the log folder."""

from __future__ import annotations

import hashlib
import logging
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout

from custody_app.runtime.i18n import translate
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

WIDTH = 460


class CrashHook(QObject):
    """Installed as ``sys.excepthook``; ``reported`` carries the report number."""

    reported = Signal(str)

    def __init__(
        self, folder: Path | None, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._now = now
        self._is_open = False
        self.reported.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on every unforeseen error comes here."""
        sys.excepthook = self

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log and tell."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        number = self.number_of(text)
        logging.getLogger("custody_app.ui").error("report %s\n%s", number, text)
        self._write(number, text)
        self.reported.emit(number)

    def number_of(self, text: str) -> str:
        """The report's number: moment and four signs of the trace."""
        mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:4]
        return f"{self._now():%Y%m%d-%H%M%S}-{mark}"

    def _write(self, number: str, text: str) -> None:
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"report-{number}.txt").write_text(text, encoding="utf-8")
        except OSError:
            self._folder = None

    def _show(self, number: str) -> None:
        if self._is_open:
            return
        self._is_open = True
        dialog = QDialog(QApplication.activeWindow())
        dialog.setObjectName("crash_dialog")
        title = translate("shell", "The program made a mistake")
        dialog.setWindowTitle(title)
        dialog.setMinimumWidth(WIDTH)
        text = translate(
            "shell",
            "Everything recorded before is safe; the last step may not have been recorded. "
            "Please pass on the report number {number}.",
        )
        close = Button(
            translate("shell", "Go on"), Kind.PRIMARY, clicked=dialog.accept, name="crash_close"
        )
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(SPACE.page, SPACE.page, SPACE.page, SPACE.large)
        layout.setSpacing(SPACE.medium)
        layout.addWidget(Label(title, "title"))
        layout.addWidget(Label(text.format(number=number), wrap=True, selectable=True))
        layout.addLayout(row(None, close))
        dialog.finished.connect(self._on_closed)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _on_closed(self, _result: int) -> None:
        self._is_open = False
