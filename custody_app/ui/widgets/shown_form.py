"""ShownForm: a form whose fields come and go; the shown ones stand without gaps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from custody_app.ui.widgets.fields import Field, FormGrid


class ShownForm(FormGrid):
    """Fields by name; Enter goes on as in every form."""

    def __init__(self, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(columns, parent)
        self._across = columns
        self.fields: dict[str, Field] = {}
        self._spans: dict[str, int] = {}

    def put(self, name: str, field: Field, span: int = 1) -> None:
        """One more field."""
        self.fields[name] = field
        self._spans[name] = span
        self.add(field, span)

    def show_only(self, shown: dict[str, bool]) -> None:
        """Show and hide by name; what is not named stays as it is."""
        for name, visible in shown.items():
            self.fields[name].setVisible(visible)
        self.arrange()

    def arrange(self) -> None:
        """Shown fields side by side, without gaps where hidden ones would stand."""
        grid = self.layout()
        assert isinstance(grid, QGridLayout)
        line = at = 0
        for name, field in self.fields.items():
            grid.removeWidget(field)
            if field.isHidden():
                continue
            span = min(self._spans[name], self._across)
            if at + span > self._across:
                line, at = line + 1, 0
            grid.addWidget(field, line, at, 1, span, Qt.AlignmentFlag.AlignTop)
            at += span

    def mark(self, found: dict[str, str]) -> None:
        """Say what is wrong beside the fields; nothing said clears the mark."""
        for name, field in self.fields.items():
            field.set_mistake(found.get(name, ""))
