"""Weights as read from a scale: gross and net, unit, number of the scale."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.domain.parts import Weight
from custody_app.domain.quantity import WEIGHT_UNITS, Amount
from custody_app.domain.vocabulary import WeightKind
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.widgets.fields import Field, FormGrid, TextField
from custody_app.ui.widgets.quantity_field import QuantityField

UNITS = tuple(WEIGHT_UNITS)
KINDS = (WeightKind.GROSS, WeightKind.NET)


class WeightsEditor(QWidget):
    """Readings kept as typed, trailing zeros included."""

    edited = Signal()
    finished = Signal()

    def __init__(self, *, needed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        units = [(unit, word("unit", unit)) for unit in UNITS]
        self._readings = {
            kind: QuantityField(units, unit="g", name=f"weight_{kind.value}") for kind in KINDS
        }
        self._scale = TextField(max_length=40, name="weight_scale")
        form = FormGrid(2)
        for kind, reading in self._readings.items():
            form.add(Field(word("weight_kind", kind.value), reading, needed=needed))
            reading.unit.setMinimumContentsLength(3)
            reading.edited.connect(self.edited)
            reading.number.returnPressed.connect(self._go_on)
        form.add(Field(translate("widgets", "Scale no."), self._scale))
        form.finished.connect(self.finished)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)

    def _go_on(self) -> None:
        gross, net = (self._readings[kind].number for kind in KINDS)
        (net if gross.hasFocus() else self._scale).setFocus()

    def weights(self) -> tuple[Weight, ...]:
        """The readings that were typed."""
        scale = self._scale.value()
        found = []
        for kind, reading in self._readings.items():
            number, unit = reading.value()
            if number:
                found.append(Weight(kind, Amount(number, unit), scale))
        return tuple(found)

    def mistake(self) -> str:
        """What is wrong, or an empty text."""
        return next((text for field in self._readings.values() if (text := field.mistake())), "")

    def plain(self) -> dict[str, str]:
        """As typed, for keeping."""
        typed = {"scale": self._scale.text()}
        for kind, reading in self._readings.items():
            typed[kind.value] = reading.number.text()
            typed[f"{kind.value}_unit"] = reading.unit.value()
        return typed

    def fill(self, typed: dict[str, str]) -> None:
        """Put back what ``plain`` gave."""
        self._scale.setText(typed.get("scale", ""))
        for kind, reading in self._readings.items():
            unit = typed.get(f"{kind.value}_unit") or "g"
            reading.set_value(typed.get(kind.value, ""), unit)
