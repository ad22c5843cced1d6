"""Labels and cards: label papers, command cards, blank slips for a power cut."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from custody_app.documents.labels.stock import DEFAULT_STOCK, Stock, read_stock, stock_names
from custody_app.domain.commands.registers import IssueBlankSlips
from custody_app.domain.events.centre import BlankSlipsIssued
from custody_app.domain.vocabulary import FormKind
from custody_app.runtime.faults import Fault
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.label_dialog import MEMORY
from custody_app.ui.label_printer import kept_printer
from custody_app.ui.paper_dialog import PaperDialog
from custody_app.ui.settings.blank_label_card import BlankLabelCard
from custody_app.ui.settings.label_printer_card import LabelPrinterCard
from custody_app.ui.settings.section import Section
from custody_app.ui.widgets.buttons import Button, Kind
from custody_app.ui.widgets.cards import Card
from custody_app.ui.widgets.columns import Column
from custody_app.ui.widgets.fields import ChoiceField, Field, TextField
from custody_app.ui.widgets.labels import Label
from custody_app.ui.widgets.layouts import row
from custody_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from custody_app.scanning.code import ScannedCode
    from custody_app.services.label_printing.sending import Sent
    from custody_app.services.outcome import Outcome
    from custody_app.ui.desk import Desk

POINTS_A_MM = 72 / 25.4
TABLE_HEIGHT = 346
SLIPS_MAX = 200
SLIP_KINDS = (FormKind.INTAKE_LIST, FormKind.CHECK_OUT_SLIP, FormKind.RETURN_SLIP)


class PapersSection(Section):
    """A card for each thing that is printed beforehand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._stocks = [read_stock(name) for name in stock_names()]
        kept = str(desk.memory.get(MEMORY).get("stock") or DEFAULT_STOCK)
        choices = [(stock.name, stock.words[desk.language]) for stock in self._stocks]
        self._stock = ChoiceField(choices, value=kept, name="usual_stock")
        self._stock.chosen.connect(self._keep_stock)
        self._kind = ChoiceField(
            [(kind.value, word("form_kind", kind.value)) for kind in SLIP_KINDS], name="slip_kind"
        )
        self._count = TextField("20", max_length=3, name="slip_count", check=_mistake_of_count)
        self._count_field = Field(translate("settings", "How many"), self._count)
        self._printer_card = LabelPrinterCard(desk)
        self.body.addWidget(self._printer_card)
        self.body.addWidget(self._stock_card())
        self.body.addWidget(self._command_card())
        self.body.addWidget(BlankLabelCard(desk))
        self.body.addWidget(self._slip_card())
        self.body.addStretch(1)

    def on_scan(self, code: ScannedCode) -> bool:
        """A label of the test strip."""
        return self._printer_card.on_scan(code)

    def _stock_card(self) -> Card:
        card = Card(translate("settings", "Label papers"))
        table: RecordTable[Stock] = RecordTable(
            "settings_stocks",
            [
                Column("name", translate("settings", "Label paper"),
                       lambda r: r.words[self.desk.language], 240, is_strong=True),
                Column("size", translate("settings", "Label (mm)"),
                       lambda r: f"{_mm(r.label[0])} × {_mm(r.label[1])}", 130),
                Column("page", translate("settings", "Page (mm)"),
                       lambda r: f"{_mm(r.page[0])} × {_mm(r.page[1])}", 130),
                Column("count", translate("settings", "A page"), lambda r: str(r.per_page), 90,
                       is_number=True),
                Column("file", translate("settings", "File"), lambda r: f"{r.name}.toml", 160),
            ],
            self.desk.tasks,
            self.desk.memory,
            footer=False,
        )  # fmt: skip
        table.set_rows(self._stocks)
        table.setFixedHeight(TABLE_HEIGHT)
        card.body.addWidget(table)
        card.body.addWidget(Field(translate("settings", "Usual label paper of mine"), self._stock))
        return card

    def _command_card(self) -> Card:
        card = Card(translate("settings", "Command cards"))
        card.body.addWidget(
            Label(
                translate(
                    "settings",
                    "Five cards to keep beside the scanner. They act in an open basket of the "
                    "counter, so that a hand-over needs no mouse.",
                ),
                wrap=True,
            )
        )
        button = Button(
            translate("settings", "Print command cards"), Kind.PRIMARY, "printer", self._cards,
            name="print_command_cards",
        )  # fmt: skip
        card.body.addLayout(row(None, button))
        return card

    def _slip_card(self) -> Card:
        card = Card(translate("settings", "Blank slips for a power cut"))
        card.body.addWidget(
            Label(
                translate(
                    "settings",
                    "Numbered in advance and kept at the counter. After the power cut they are "
                    "typed in with both times and who signed.",
                ),
                wrap=True,
            )
        )
        button = Button(
            translate("settings", "Number and print"), Kind.PRIMARY, "printer", self._slips,
            name="print_blank_slips",
        )  # fmt: skip
        kind = Field(translate("settings", "Kind"), self._kind)
        card.body.addLayout(row(kind, self._count_field))
        card.body.addLayout(row(None, button))
        return card

    def _keep_stock(self, name: str) -> None:
        kept = dict(self.desk.memory.get(MEMORY))
        kept["stock"] = name
        self.desk.memory.put(MEMORY, kept)

    def _cards(self) -> None:
        press, stock = self.core.labels, self._stock.value()
        words = command_words()
        title = translate("settings", "Command cards")
        printer = kept_printer(self.desk.memory)
        if printer.is_set_up:
            self.desk.tasks.read(
                lambda: press.send_command_cards(words, printer), self._on_sent, owner=self
            )
            return
        self.desk.tasks.read(
            lambda: press.print_command_cards(words, stock).read_bytes(),
            lambda pdf: self._show(pdf, title),
            owner=self,
        )

    def _on_sent(self, sent: Sent) -> None:
        text = translate("settings", "Command cards printed: {count}.")
        self.desk.notices.success(text.format(count=sent.total))

    def _slips(self) -> None:
        mistake = _mistake_of_count(self._count.value())
        self._count_field.set_mistake(mistake)
        if mistake:
            return
        command = IssueBlankSlips(kind=FormKind(self._kind.value()), count=int(self._count.value()))
        self.desk.record(command, owner=self, then=self._on_slips)

    def _on_slips(self, outcome: Outcome) -> None:
        issued = [event for event in outcome.events if isinstance(event, BlankSlipsIssued)]
        title = word("form_kind", FormKind.BLANK_SLIP.value)
        for event in issued:
            path = self.core.folder.printed / f"blank-{event.first_tag}-{event.count}.pdf"
            self.desk.tasks.read(
                partial(_content, path), lambda pdf: self._show(pdf, title), owner=self
            )

    def _show(self, pdf: bytes, title: str) -> None:
        dialog = PaperDialog(self.desk, title, self)
        dialog.show_file(pdf, title, f"{title}.pdf")
        dialog.open()


def command_words() -> tuple[tuple[str, str], ...]:
    """The cards in the order of their serials (see the counter)."""
    return (
        (
            translate("settings", "Confirm"),
            translate("settings", "Sign and record what lies in the basket"),
        ),
        (translate("settings", "Cancel"), translate("settings", "Empty the basket")),
        (translate("settings", "Print"), translate("settings", "Print the slip again")),
        (
            translate("settings", "Next person"),
            translate("settings", "Put the basket aside and begin another"),
        ),
        (
            translate("settings", "Same place"),
            translate("settings", "Put the next things where the last one went"),
        ),
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Fault("file.not_read", path=path.name, reason=error.strerror or "") from error


def _mm(points: float) -> str:
    return f"{points / POINTS_A_MM:.1f}".rstrip("0").rstrip(".")


def _mistake_of_count(text: str) -> str:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= SLIPS_MAX:
        return ""
    return translate("settings", "A number from 1 to {limit}.").format(limit=SLIPS_MAX)
