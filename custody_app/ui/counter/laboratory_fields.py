"""What a laboratory's paper documents on a return: the sample used up, the seal it renewed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.domain.quantity import WEIGHT_UNITS
from custody_app.domain.vocabulary import UnitKind
from custody_app.queries.people import UnitRow
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.counter.steps import YES, Reading
from custody_app.ui.widgets.fields import ChoiceField, Field, FormGrid, TextField, TickField

USUAL_UNIT = "g"


class LaboratoryFields(QWidget):
    """A tick opens the fields; ``edited`` comes while typing, ``finished`` after the last Enter."""

    edited = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tick = TickField(
            translate("counter", "A laboratory's paper explains it (sample, renewed seal)"),
            name="laboratory_tick",
        )
        self.laboratory = ChoiceField([("", "")], name="laboratory_choice")
        self.paper = TextField(name="lab_paper", max_length=80)
        self.sampled = TextField(name="lab_sampled", max_length=24)
        units = [(unit, word("unit", unit)) for unit in sorted(WEIGHT_UNITS)]
        self.unit = ChoiceField(units, value=USUAL_UNIT, name="lab_sampled_unit")
        self.renewed = TickField(
            translate("counter", "The seal on it now is the laboratory's"), name="seal_renewed_tick"
        )
        self._form = FormGrid(4)
        self._form.add(Field(translate("counter", "Laboratory"), self.laboratory))
        self._form.add(Field(translate("counter", "Number of its paper"), self.paper))
        self._form.add(Field(translate("counter", "Sample used up"), self.sampled))
        self._form.add(Field(translate("counter", "Unit"), self.unit))
        self._form.add(self.renewed, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tick)
        layout.addWidget(self._form)
        self._form.hide()
        self._form.finished.connect(self.finished)
        self.tick.toggled.connect(self._on_tick)
        self.renewed.toggled.connect(lambda _on: self.edited.emit())
        for edit in (self.paper, self.sampled):
            edit.textEdited.connect(lambda _text: self.edited.emit())
        for choice in (self.laboratory, self.unit):
            choice.chosen.connect(lambda _code: self.edited.emit())

    def set_units(self, units: Sequence[UnitRow]) -> None:
        """The laboratories the centre knows."""
        found = [(one.id, one.name) for one in units if one.kind is UnitKind.LABORATORY]
        self.laboratory.set_choices([("", ""), *found], self.laboratory.value())

    def fill(self, reading: Reading, *, sealed: bool) -> None:
        """Show what was read; a seal can be renewed only where there was one."""
        widgets = (self.tick, self.renewed)
        for widget in widgets:
            widget.blockSignals(True)
        self.tick.setChecked(bool(reading.lab_paper_no or reading.laboratory or reading.sampled))
        self.renewed.setChecked(reading.seal_renewed == YES)
        for widget in widgets:
            widget.blockSignals(False)
        self.laboratory.set_value(reading.laboratory)
        self.paper.setText(reading.lab_paper_no)
        self.sampled.setText(reading.sampled)
        self.unit.set_value(reading.sampled_unit or USUAL_UNIT)
        self.renewed.setVisible(sealed)
        self._form.setVisible(self.tick.isChecked())

    def plain(self) -> dict[str, str]:
        """The fields of a reading; nothing while the tick is off."""
        if not self.tick.isChecked():
            return {}
        sampled = self.sampled.value()
        return {
            "laboratory": self.laboratory.value(),
            "lab_paper_no": self.paper.value(),
            "sampled": sampled,
            "sampled_unit": self.unit.value() if sampled else "",
            "seal_renewed": YES if self.renewed.isChecked() else "",
        }

    def _on_tick(self, is_on: bool) -> None:
        self._form.setVisible(is_on)
        if is_on:
            self.paper.setFocus()
        self.edited.emit()
