"""An amount as read: a decimal number with its unit, trailing zeros kept, never a float."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from custody_app.domain.quantity import COUNT_UNITS, UNITS
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.scanning.wedge import fold
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.fields import ChoiceField, TextField

FREQUENT = ("件", "个", "部", "台", "把", "支", "张", "本", "辆", "g", "kg", "CNY")
_DECIMAL = re.compile(r"^\d{1,15}(\.\d{1,6})?$")
_LEADING = re.compile(r"^0+(?=\d)")
_SIGNS = str.maketrans({"\uff0e": ".", "。": ".", "，": "", ",": "", " ": ""})


class QuantityField(QWidget):
    """Number and unit side by side."""

    edited = Signal()

    def __init__(
        self,
        units: list[tuple[str, str]],
        number: str = "",
        unit: str = "",
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.number = TextField(number, max_length=24, name=f"{name}_number")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.unit = ChoiceField(units, value=unit, name=f"{name}_unit")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.tiny)
        layout.addWidget(self.number, 2)
        layout.addWidget(self.unit, 1)
        self.unit.setVisible(len(units) > 0)
        self.setFocusProxy(self.number)
        self.number.textEdited.connect(lambda _text: self.edited.emit())
        self.unit.chosen.connect(lambda _code: self.edited.emit())

    def value(self) -> tuple[str, str]:
        """(decimal text as typed, unit code); the text is empty when it is no number."""
        return decimal_of(self.number.text()), self.unit.value()

    def set_value(self, number: str, unit: str = "") -> None:
        """Fill."""
        self.number.setText(number)
        if unit:
            self.unit.set_value(unit)

    def mistake(self) -> str:
        """What is wrong, or an empty text."""
        if not self.number.text().strip() or self.value()[0]:
            return ""
        return translate("widgets", "Type a number like 12 or 12.50.")


def unit_choices(*usual: str) -> list[tuple[str, str]]:
    """Units, the usual ones of a screen first, then those that are frequent everywhere."""
    first = dict.fromkeys((*usual, *FREQUENT))
    rest = sorted(UNITS - set(first), key=lambda unit: (unit not in COUNT_UNITS, unit))
    return [(unit, word("unit", unit)) for unit in (*first, *rest)]


def decimal_of(text: str) -> str:
    """A typed amount as a decimal text; full-width digits, commas and blanks are folded away.

    Zeros in front say nothing and go; zeros at the end stay.
    """
    typed = _LEADING.sub("", fold(text).translate(_SIGNS))
    return typed if _DECIMAL.match(typed) else ""
