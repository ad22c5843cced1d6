"""Labels numbered and printed in advance, for counters without a label printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.documents.labels.stock import DEFAULT_STOCK
from custody_app.domain.commands.registers import IssueBlankLabels
from custody_app.domain.events.centre import BlankLabelsIssued
from custody_app.domain.rules.labelling import BLANKS_MAX
from custody_app.domain.state.registers import NumberRange
from custody_app.runtime.i18n import translate
from custody_app.ui.label_dialog import MEMORY
from custody_app.ui.label_printer import kept_printer
from custody_app.ui.paper_dialog import PaperDialog, read_file
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.fields import Field, TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk


class BlankLabelCard(Card):
    """Numbers are recorded first, then printed: on the label printer, or as PDF without one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(translate("label_printer", "Labels printed in advance"))
        self._desk = desk
        self._count = TextField(
            "24", max_length=3, name="blank_label_count", check=_mistake_of_count
        )
        self._field = Field(translate("label_printer", "How many"), self._count)
        button = Button(
            translate("label_printer", "Number and print"),
            Kind.SECONDARY,
            "tags",
            self._go,
            name="print_blank_labels",
        )
        words = translate(
            "label_printer",
            "For counters without a label printer: stick one on and scan it at the intake, then it "
            "is bound to the thing and proved at once.",
        )
        self.body.addWidget(Label(words, "muted", wrap=True))
        self.body.addLayout(row(self._field, None))
        self.body.addLayout(row(None, button))

    def _go(self) -> None:
        mistake = _mistake_of_count(self._count.value())
        self._field.set_mistake(mistake)
        if not mistake:
            command = IssueBlankLabels(count=int(self._count.value()))
            self._desk.record(command, owner=self, then=self._on_numbered)

    def _on_numbered(self, outcome: Outcome) -> None:
        for event in outcome.events:
            if isinstance(event, BlankLabelsIssued):
                self._print(NumberRange(event.first_tag, event.count))

    def _print(self, numbers: NumberRange) -> None:
        press, printer = self._desk.core.labels, kept_printer(self._desk.memory)
        stock = str(self._desk.memory.get(MEMORY).get("stock") or DEFAULT_STOCK)
        if printer.is_set_up:
            self._desk.tasks.read(lambda: press.send_blank(numbers, printer), owner=self)
            return
        self._desk.tasks.read(
            lambda: read_file(press.print_blank(numbers, stock)), self._show, owner=self
        )

    def _show(self, found: tuple[str, bytes]) -> None:
        title = translate("label_printer", "Labels printed in advance")
        dialog = PaperDialog(self._desk, title, self)
        dialog.show_file(found[1], title, found[0])
        dialog.open()


def _mistake_of_count(text: str) -> str:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= BLANKS_MAX:
        return ""
    return translate("label_printer", "A number from 1 to {limit}.").format(limit=BLANKS_MAX)
