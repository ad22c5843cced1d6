"""A folder typed or picked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget

from custody_app.runtime.i18n import translate
from custody_app.ui.widgets.buttons import Button
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.layouts import row


class FolderField(QWidget):
    """A line for the path and a button that opens the system's folder dialog."""

    def __init__(
        self, text: str, check: Callable[[str], str] | None = None, *, name: str = ""
    ) -> None:
        super().__init__()
        self.edit = TextField(text, check=check, max_length=400, name=name)
        choose = Button(
            translate("settings", "Choose…"), icon="folder-open", clicked=self._browse,
            name=f"{name}_choose",
        )  # fmt: skip
        layout = row(self.edit, choose)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.edit)

    def value(self) -> str:
        """The path."""
        return self.edit.value()

    def mistake(self) -> str:
        """What is wrong with it, or an empty text."""
        return self.edit.mistake()

    def _browse(self) -> None:
        title = translate("settings", "Folder of the backups, on another disk")
        chosen = QFileDialog.getExistingDirectory(self, title, self.edit.value())
        if chosen:
            self.edit.setText(chosen)
