"""The quick row: one line of the list typed from left to right, Enter after Enter."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from custody_app.domain.law.doubts import judge_of
from custody_app.domain.vocabulary import CashUse, Category
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import words
from custody_app.ui.intake.line_entry import (
    NUMBERS_OF,
    UNIT_OF,
    LineEntry,
    entry_of,
    mistakes,
    plain,
)
from custody_app.ui.intake.paste import looks_like_rows
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.fields import ChoiceField, Field, TextField
from custody_app.ui.widgets.quantity_field import QuantityField, unit_choices
from custody_app.ui.widgets.shown_form import ShownForm

COLUMNS = 3


def number_words() -> dict[str, str]:
    """What the identifying numbers are called."""
    return {
        "imei": translate("intake", "IMEI"),
        "imei2": translate("intake", "IMEI 2"),
        "serial_no": translate("intake", "Serial no."),
        "plate": translate("intake", "Number plate"),
        "vin": translate("intake", "VIN"),
        "engine_no": translate("intake", "Engine no."),
        "mileage": translate("intake", "Mileage"),
        "bank_card": translate("intake", "Card no."),
        "fineness": translate("intake", "Fineness"),
        "unreadable": translate("intake", "Cannot be read, because"),
    }


class QuickRow(QWidget):
    """Fields of a kind appear with the kind; ``added`` carries a LineEntry without mistakes."""

    added = Signal(object)
    rows_pasted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line_no = ""
        self._texts: dict[str, TextField] = {}
        self._with_place = False
        self.category = ChoiceField(list(words("category").items()), name="line_category")
        self.amount = QuantityField(unit_choices(), "1", "件", name="line_quantity")
        uses = [("", translate("intake", "Choose …")), *words("cash_use").items()]
        self.cash_use = ChoiceField(uses, name="line_cash_use")
        self.nature = ChoiceField(list(words("nature").items()), value="evidence")
        self._form = ShownForm(COLUMNS)
        self._fields = self._form.fields
        self._build()
        self._on_category(self.category.value())

    def _build(self) -> None:
        self._text("name", translate("intake", "Name"), needed=True)
        self._field("category", translate("intake", "Category"), self.category)
        self._field("number", translate("intake", "Quantity"), self.amount)
        self._text("features", translate("intake", "Features"))
        self._field("nature", translate("intake", "Nature"), self.nature)
        self._text("owner", translate("intake", "Owner"))
        self._field("cash_use", translate("intake", "Cash is"), self.cash_use)
        self._text("proving_feature", translate("intake", "Proving feature"))
        for name, said in number_words().items():
            self._text(name, said)
        self._text("place", translate("intake", "Place code"), needed=True)
        self._text("seal_no", translate("intake", "Seal no."))
        self._texts["name"].installEventFilter(self)
        self.amount.number.returnPressed.connect(self._texts["features"].setFocus)
        self.category.chosen.connect(self._on_category)
        self.cash_use.chosen.connect(lambda _code: self._on_cash_use())
        self._form.finished.connect(self.submit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        column.addWidget(self._form)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Rows of a spreadsheet that are pasted into the name are a list, not a name."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        is_paste = event.matches(QKeySequence.StandardKey.Paste)
        if is_paste and looks_like_rows(QGuiApplication.clipboard().text()):
            self.rows_pasted.emit()
            return True
        return False

    def set_takeover(self, takeover: bool) -> None:
        """Existing stock says where it lies and which seal is on it."""
        self._with_place = takeover
        self._on_cash_use()

    def add_button(self) -> Button:
        """The button that adds the line, for the panel's row of buttons."""
        return Button(
            translate("intake", "Add the line"),
            Kind.PRIMARY,
            "plus",
            self.submit,
            name="add_line_button",
        )

    def _text(self, name: str, said: str, *, span: int = 1, needed: bool = False) -> None:
        edit = TextField(max_length=200, judge=judge_of(name), name=f"line_{name}")
        self._texts[name] = edit
        self._field(name, said, edit, span=span, needed=needed)

    def _field(
        self, name: str, said: str, editor: QWidget, *, span: int = 1, needed: bool = False
    ) -> None:
        field = Field(said, editor, needed=needed)
        self._form.put(name, field, span)

    def _on_category(self, code: str) -> None:
        kind = Category(code)
        numbers = NUMBERS_OF.get(kind, ())
        for name in number_words():
            shown = name in numbers or (name == "unreadable" and bool(numbers))
            self._fields[name].setVisible(shown)
        is_cash = kind is Category.CASH
        self._fields["cash_use"].setVisible(is_cash)
        self._on_cash_use()
        number, unit = self.amount.value()
        usual = UNIT_OF.get(kind, "件")
        if unit != usual:
            self.amount.set_value("" if is_cash else number or "1", usual)
        for field in self._fields.values():
            field.set_mistake("")

    def _on_cash_use(self) -> None:
        is_cash = self.category.value() == Category.CASH
        is_object = self.cash_use.value() == CashUse.OBJECT
        self._fields["proving_feature"].setVisible(is_cash and is_object)
        for name in ("place", "seal_no"):
            self._fields[name].setVisible(self._with_place)
        self._form.arrange()

    def entry(self) -> LineEntry:
        """What stands in the row; hidden fields count as empty."""
        shown = {
            name: text.value()
            for name, text in self._texts.items()
            if not self._fields[name].isHidden()
        }
        number, unit = self.amount.value()
        is_cash = self.category.value() == Category.CASH
        return replace(
            LineEntry(),
            category=self.category.value(),
            number=number or self.amount.number.text().strip(),
            unit=unit,
            nature=self.nature.value(),
            cash_use=self.cash_use.value() if is_cash else "",
            line=self._line_no,
            **shown,
        )

    def fill(self, entry: LineEntry) -> None:
        """Put a line into the row, for instance a pasted one that needs mending."""
        self._line_no = entry.line
        self.category.set_value(entry.category)
        self._on_category(entry.category)
        self.amount.set_value(entry.number, entry.unit)
        self.nature.set_value(entry.nature)
        self.cash_use.set_value(entry.cash_use)
        self._on_cash_use()
        for name, text in self._texts.items():
            text.setText(getattr(entry, name))
        self.mark(mistakes(entry))

    def clear(self) -> None:
        """An empty row of the same kind; the place stays."""
        place = self._texts["place"].value()
        kept = replace(LineEntry(), category=self.category.value(), nature=self.nature.value())
        unit = UNIT_OF.get(kept.kind, "件")
        number = "" if kept.kind is Category.CASH else "1"
        self._line_no = ""
        self.fill(replace(kept, place=place, unit=unit, number=number))
        self.mark({})
        self._texts["name"].setFocus()

    def mark(self, found: dict[str, str]) -> None:
        """Say what is wrong beside the fields."""
        self._form.mark(found)

    def submit(self) -> None:
        """Add the line, or mark what is missing."""
        entry = self.checked()
        if entry is not None:
            self.added.emit(entry)

    def checked(self) -> LineEntry | None:
        """The line, when nothing is missing; else the mistakes are marked."""
        entry = self.entry()
        found = mistakes(entry)
        if self._with_place and not entry.place:
            found["place"] = translate("intake", "Scan or type the place.")
        self.mark(found)
        if found:
            self._fields[next(iter(found))].editor.setFocus()
            return None
        return entry

    def take_place(self, code: str) -> bool:
        """A place was scanned: existing stock lies there."""
        if self._with_place:
            self._texts["place"].setText(code)
            self._fields["place"].set_mistake("")
        return self._with_place

    def plain(self) -> dict[str, str]:
        """For keeping."""
        return plain(self.entry())

    def restore(self, kept: dict[str, object]) -> None:
        """Back from ``plain``."""
        self.fill(entry_of(kept))
        self.mark({})

    def focus(self) -> None:
        """Begin at the name."""
        self._texts["name"].setFocus()
