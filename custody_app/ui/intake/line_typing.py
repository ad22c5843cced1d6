"""Lines typed in the quick row or pasted; wrong ones come back to be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from custody_app.runtime.i18n import translate
from custody_app.ui.intake.line_entry import LineEntry
from custody_app.ui.intake.lines_panel import LinesPanel
from custody_app.ui.intake.paste_dialog import ask_paste
from custody_app.ui.intake.presenter import IntakePresenter
from custody_app.ui.intake.recording import Recording

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


class LineTyping(QObject):
    """Between the quick row, the paste dialog and what records."""

    def __init__(
        self,
        desk: Desk,
        panel: LinesPanel,
        presenter: IntakePresenter,
        recording: Recording,
        owner: QWidget,
    ) -> None:
        super().__init__(owner)
        self._desk = desk
        self._panel = panel
        self._presenter = presenter
        self._recording = recording
        self.to_mend: list[LineEntry] = []
        panel.quick.added.connect(self._add)
        panel.unlisted.clicked.connect(lambda: self._add_unlisted())
        panel.paste_pressed.connect(self.paste)
        panel.quick.rows_pasted.connect(self.paste)

    def _add(self, entry: LineEntry, *, unlisted: bool = False) -> None:
        self._recording.lines([entry], lambda _outcome: self._next(), unlisted=unlisted)

    def _next(self) -> None:
        """The next pasted line that needs mending, or an empty row."""
        quick = self._panel.quick
        if self.to_mend:
            quick.fill(self.to_mend.pop(0))
            quick.focus()
        else:
            quick.clear()

    def _add_unlisted(self) -> None:
        entry = self._panel.quick.checked()
        if entry is not None:
            self._add(entry, unlisted=True)

    def paste(self) -> None:
        """Rows from a spreadsheet."""
        place = self._panel.quick.entry().place
        ask_paste(self._desk, self._pasted, place=place, needs_place=self._presenter.is_takeover)

    def _pasted(self, good: list[LineEntry], wrong: list[LineEntry]) -> None:
        def done(_outcome: object) -> None:
            self._desk.notices.success(
                translate("intake", "Lines recorded: {count}.").format(count=len(good))
            )
            self.to_mend = wrong
            self._panel.show_quick(bool(wrong))
            if wrong:
                self._next()
            else:
                self._panel.listed.emit()

        self._recording.lines(good, done)
