"""Search field and filters: what the list is narrowed to, as it is typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from custody_app.domain.vocabulary import Category, Custody
from custody_app.queries.item_filters import ItemFilters
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word, words
from custody_app.ui.theme.active import look
from custody_app.ui.theme.tokens import SPACE
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.fields import ChoiceField, TextField
from custody_app.ui.widgets.flow import FlowRow
from custody_app.ui.widgets.labels import button_text
from custody_app.ui.widgets.layouts import row

ASK_AFTER_MS = 140
CHOICE_WIDTH = 178
MATTERS = (
    "needs_label",
    "needs_place",
    "uncounted",
    "cash_to_bank",
    "on_loan",
    "frozen",
    "held",
    "not_seen",
)
"""What may wait, as chips; one press narrows the list to it."""


class FiltersBar(QWidget):
    """``changed`` comes shortly after the last key."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._case = ("", "")
        self.text = TextField(
            placeholder=translate("items", "Name, feature, number, plate, IMEI, case number …"),
            max_length=120,
            name="item_search",
        )
        self.text.addAction(
            look().icon("search", look().colors.text_faint),
            TextField.ActionPosition.LeadingPosition,
        )
        self.text.setClearButtonEnabled(True)
        every = translate("items", "All states")
        self._custody = ChoiceField([("", every), *words("custody").items()], name="filter_custody")
        every = translate("items", "All categories")
        self._category = ChoiceField(
            [("", every), *words("category").items()], name="filter_category"
        )
        for choice in (self._custody, self._category):
            choice.setFixedWidth(CHOICE_WIDTH)
            choice.chosen.connect(lambda _code: self.changed.emit())
        self._clear = Button(
            translate("items", "Clear"), Kind.QUIET, "x", self.clear, name="clear_filters"
        )
        self._chips: dict[str, QToolButton] = {}
        self._case_chip = Button("", Kind.SECONDARY, "x", self._drop_case, name="case_chip")
        for code in MATTERS:
            chip = QToolButton()
            chip.setText(button_text(word("matter", code)))
            chip.setCheckable(True)
            chip.setObjectName(f"matter_{code}")
            chip.setProperty("role", "chip")
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.toggled.connect(partial(self._on_chip, code))
            self._chips[code] = chip
        flow = FlowRow(SPACE.tiny)
        flow.set_widgets([self._case_chip, *self._chips.values()])
        self._flow = flow
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        column.addLayout(row(self.text, self._custody, self._category, self._clear))
        column.addWidget(flow)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._timer.timeout.connect(self.changed)
        self.text.textChanged.connect(lambda _text: self._timer.start())
        self._case_chip.hide()

    def _on_chip(self, code: str, on: bool) -> None:
        chip = self._chips[code]
        icon = look().icon("check", look().colors.text) if on else look().icon("filter")
        chip.setIcon(icon)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        chip.setToolButtonStyle(style if on else Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._flow.arrange()
        self.changed.emit()

    def filters(self) -> ItemFilters:
        """What stands in the bar."""
        custody, category = self._custody.value(), self._category.value()
        return ItemFilters(
            text=self.text.value(),
            custody=(Custody(custody),) if custody else (),
            category=(Category(category),) if category else (),
            case=self._case[0],
            matters=tuple(code for code, chip in self._chips.items() if chip.isChecked()),
        )

    def set_case(self, case: str, number: str) -> None:
        """Only the things of one case."""
        self._case = (case, number)
        self._case_chip.set_text(translate("items", "Case {number}").format(number=number))
        self._case_chip.setVisible(bool(case))
        self._flow.arrange()
        self.changed.emit()

    def _drop_case(self) -> None:
        self.set_case("", "")

    def clear(self) -> None:
        """Everything."""
        self.restore({})
        self.text.setFocus()

    def state(self) -> dict[str, object]:
        """For keeping."""
        return {
            "text": self.text.text(),
            "custody": self._custody.value(),
            "category": self._category.value(),
            "case": list(self._case),
            "matters": [code for code, chip in self._chips.items() if chip.isChecked()],
        }

    def restore(self, kept: dict[str, object]) -> None:
        """Back from ``state``; tells once that it changed."""
        self.blockSignals(True)
        self.text.setText(str(kept.get("text") or ""))
        self._custody.set_value(str(kept.get("custody") or ""))
        self._category.set_value(str(kept.get("category") or ""))
        matters = kept.get("matters")
        for code, chip in self._chips.items():
            chip.setChecked(isinstance(matters, list) and code in matters)
        case = kept.get("case")
        id_, number = (str(case[0]), str(case[1])) if isinstance(case, list) else ("", "")
        self.set_case(id_, number)
        self.blockSignals(False)
        self._timer.stop()
        self.changed.emit()
