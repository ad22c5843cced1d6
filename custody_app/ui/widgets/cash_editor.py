"""Cash: notes and coins by face value, the total in figures and in capital Chinese words."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from custody_app.documents.money_words import yuan_in_words
from custody_app.domain.parts import Cash, Denomination
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import CashUse
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.quantity_field import decimal_of

YUAN = "CNY"
YUAN_FACES = ("100", "50", "20", "10", "5", "1", "0.5", "0.1")
FREE_ROWS = 6
COLUMNS = 2
COUNT_MAX = 10_000_000


class CashEditor(QWidget):
    """Counts by face value; faces are given for yuan and typed for other money."""

    edited = Signal()
    finished = Signal()

    def __init__(self, unit: str = YUAN, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = unit
        self._rows: list[tuple[TextField | str, TextField]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE.small)
        self._grid.setVerticalSpacing(SPACE.tiny)
        self._total = Label("", "strong", selectable=True)
        self._words = Label("", "muted", wrap=True, selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        column.addLayout(self._grid)
        column.addWidget(self._total)
        column.addWidget(self._words)
        self.set_unit(unit)

    def set_unit(self, unit: str) -> None:
        """Another currency; the counts start anew."""
        self._unit = unit
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        faces = YUAN_FACES if unit == YUAN else ("",) * FREE_ROWS
        half = (len(faces) + 1) // COLUMNS
        for at, face in enumerate(faces):
            self._add_row(face, at % half, at // half)
        self._tell()

    def _add_row(self, face: str, line: int, side: int) -> None:
        count = TextField(max_length=8, name=f"cash_count_{len(self._rows)}")
        count.setAlignment(Qt.AlignmentFlag.AlignRight)
        count.setAccessibleName(translate("widgets", "Count"))
        count.textEdited.connect(lambda _text: self._on_edited())
        count.returnPressed.connect(lambda: self._go_on(count))
        first = side * 4
        if face:
            label = Label(face, "strong")
            label.setMinimumWidth(36)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            count.setAccessibleName(f"{face} {translate('widgets', 'Count')}")
            self._grid.addWidget(label, line, first)
            self._rows.append((face, count))
        else:
            typed = TextField(max_length=12, placeholder=translate("widgets", "Face value"))
            typed.textEdited.connect(lambda _text: self._on_edited())
            typed.returnPressed.connect(count.setFocus)
            self._grid.addWidget(typed, line, first)
            self._rows.append((typed, count))
        self._grid.addWidget(Label("×", "muted"), line, first + 1)
        self._grid.addWidget(count, line, first + 2)
        if not side:
            self._grid.setColumnMinimumWidth(3, SPACE.large)

    def begin(self) -> None:
        """Where counting begins; fields of the currency before may still be among the children."""
        face, count = self._rows[0]
        (count if isinstance(face, str) else face).setFocus(Qt.FocusReason.TabFocusReason)

    def _go_on(self, count: TextField) -> None:
        counts = [field for _face, field in self._rows]
        at = counts.index(count) + 1
        if at < len(counts):
            counts[at].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()

    def _on_edited(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        total = self.total()
        self._total.setText(
            translate("widgets", "Total {total} {unit}").format(
                total=f"{total:,}", unit=word("unit", self._unit)
            )
        )
        is_yuan = self._unit == YUAN and total > 0
        self._words.setText(yuan_in_words(total) if is_yuan else "")
        self._words.setVisible(is_yuan)

    def counts(self) -> list[tuple[str, int]]:
        """Face value and how many, for the rows that were filled."""
        found = []
        for face, count in self._rows:
            value = face if isinstance(face, str) else decimal_of(face.text())
            typed = decimal_of(count.text())
            if value and typed and "." not in typed and 0 < int(typed) <= COUNT_MAX:
                found.append((value, int(typed)))
        return found

    def set_counts(self, counts: list[tuple[str, int]]) -> None:
        """Fill."""
        given = list(counts)
        for face, count in self._rows:
            if isinstance(face, str):
                number = next((n for value, n in given if value == face), 0)
                count.setText(str(number) if number else "")
            elif given:
                value, number = given.pop(0)
                face.setText(value)
                count.setText(str(number))
            else:
                face.setText("")
                count.setText("")
        self._tell()

    def total(self) -> Decimal:
        """The sum of the rows."""
        return sum((Decimal(face) * count for face, count in self.counts()), Decimal(0))

    def cash(self, use: CashUse) -> Cash | None:
        """What was counted; None when nothing was."""
        counts = self.counts()
        if not counts:
            return None
        rows = tuple(Denomination(Amount(face, self._unit), count) for face, count in counts)
        return Cash(use, Amount(f"{self.total():f}", self._unit), rows)
