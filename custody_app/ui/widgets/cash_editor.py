"""Cash: notes and coins by face value, the total in figures and in capital Chinese words."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from custody_app.documents.money_words import yuan_in_words
from custody_app.domain.parts import Cash, Denomination
from custody_app.domain.quantity import CURRENCIES, Amount
from custody_app.domain.vocabulary import CashUse
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.fields import ChoiceField, TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.quantity_field import decimal_of

YUAN = "CNY"
YUAN_FACES = ("100", "50", "20", "10", "5", "1", "0.5", "0.1")
FREE_ROWS = 6
COLUMNS = 2
COUNT_MAX = 10_000_000
DECIMALS = 2


class CashEditor(QWidget):
    """Counts by face value; faces are given for yuan and typed for other money.

    Notes that are counted in pieces do not say of which currency they are: it is chosen then.
    """

    edited = Signal()
    finished = Signal()

    def __init__(
        self, unit: str = YUAN, *, choose: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._unit = unit
        rest = sorted(CURRENCIES - {YUAN})
        self._currency = ChoiceField(
            [(one, word("unit", one)) for one in (YUAN, *rest)], name="cash_currency"
        )
        self._currency.setAccessibleName(translate("widgets", "Currency"))
        self._currency.chosen.connect(self._on_currency)
        self._rows: list[tuple[TextField | str, TextField]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE.small)
        self._grid.setVerticalSpacing(SPACE.tiny)
        self._total = Label("", "strong", selectable=True)
        self._words = Label("", "muted", wrap=True, selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        column.addWidget(self._currency, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._grid)
        column.addWidget(self._total)
        column.addWidget(self._words)
        self.set_unit(unit, choose=choose)

    @property
    def unit(self) -> str:
        """The currency."""
        return self._unit

    def set_unit(self, unit: str, *, choose: bool = False) -> None:
        """Another currency, and whether it may be chosen; the counts start anew."""
        self._currency.blockSignals(True)
        self._currency.set_value(unit)
        self._currency.blockSignals(False)
        self._currency.setVisible(choose)
        self._make_rows(unit)

    def _on_currency(self, unit: str) -> None:
        self._make_rows(unit)
        self.edited.emit()

    def _make_rows(self, unit: str) -> None:
        self._unit = unit
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        faces = (*YUAN_FACES, "", "") if unit == YUAN else ("",) * FREE_ROWS
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
        """Enter passes the free rows below the usual faces; Tab comes to them."""
        usual = [field for face, field in self._rows if isinstance(face, str)]
        counts = usual if count in usual else [field for _face, field in self._rows]
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

    def mistake(self) -> str:
        """What was typed and cannot be counted, or an empty text."""
        known = len(self.counts())
        typed = [
            (face, count)
            for face, count in self._rows
            if count.text().strip() or (isinstance(face, TextField) and face.text().strip())
        ]
        faces = [face for face, _count in self.counts()]
        is_money = all(len(face.partition(".")[2]) <= DECIMALS for face in faces)
        if known == len(typed) and is_money:
            return ""
        return translate(
            "widgets", "A face value such as 100 or 0.5, and a whole number of notes or coins."
        )

    def set_counts(self, counts: list[tuple[str, int]]) -> None:
        """Fill."""
        given = [(value, number) for value, number in counts]
        for face, count in self._rows:
            if isinstance(face, str):
                fits = [row for row in given if Decimal(row[0]) == Decimal(face)]
                given = [row for row in given if row not in fits]
                count.setText(str(sum(number for _value, number in fits) or ""))
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

    def amount_in(self, unit: str) -> str:
        """What was counted, in money or in pieces as ``unit`` is; empty when nothing was."""
        counts = self.counts()
        if not counts:
            return ""
        if unit in CURRENCIES:
            return f"{self.total():f}"
        return str(sum(count for _face, count in counts))

    def cash(self, use: CashUse) -> Cash | None:
        """What was counted; None when nothing was."""
        counts = self.counts()
        if not counts:
            return None
        rows = tuple(Denomination(Amount(face, self._unit), count) for face, count in counts)
        return Cash(use, Amount(f"{self.total():f}", self._unit), rows)
