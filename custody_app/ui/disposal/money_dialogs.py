"""Ways out against a receipt: sale and auction, treasury, competent authority; cash to the bank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.intake import BankCash
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ItemId, PersonId
from custody_app.domain.moments import Day
from custody_app.domain.quantity import CURRENCIES, Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import AttachmentKind, Disposal
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.reader import Reader
from custody_app.queries.states import state_of
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.disposal.carrying import CarryingDialog, today_of
from custody_app.ui.disposal.departures import deliveries, hand_ins, payments, sales
from custody_app.ui.disposal.destroy_dialog import DestroyDialog
from custody_app.ui.disposal.presenter import Carrying, is_sale
from custody_app.ui.disposal.release_dialog import ReleaseDialog
from custody_app.ui.files_field import FilesField
from custody_app.ui.form_dialog import (
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    text_entry,
)
from custody_app.ui.item_columns import amount_text, line_text
from custody_app.ui.leaving_lines import LeavingLine, Mistake
from custody_app.ui.shell.confirm_dialog import Question
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.quantity_field import decimal_of

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

HOME = "CNY"


class SaleDialog(CarryingDialog):
    """Proceeds of each thing, voucher, buyer, receipt of the account."""

    def __init__(self, desk: Desk, carrying: Carrying) -> None:
        currencies = [(HOME, word("unit", HOME))]
        currencies += [(one, word("unit", one)) for one in sorted(CURRENCIES - {HOME})]
        entries = [
            text_entry(
                "voucher", translate("disposal", "Voucher no."),
                TextField(name="voucher", max_length=80), needed=True,
            ),
            text_entry(
                "buyer", translate("disposal", "Buyer"), TextField(name="buyer", max_length=120)
            ),
            text_entry(
                "account", translate("disposal", "Receipt of the account"),
                TextField(name="account", max_length=80),
                hint=translate("disposal", "Where the proceeds were paid in."),
            ),
            choice_entry("currency", translate("disposal", "Currency"), currencies),
            text_entry(
                "files", translate("disposal", "Voucher on file"),
                FilesField(desk, [AttachmentKind.RECEIPT, AttachmentKind.PHOTO]), span=2,
            ),
        ]  # fmt: skip
        extra = [("proceeds", translate("disposal", "Proceeds"))]
        super().__init__(desk, carrying, entries, extra=extra)

    def commands(
        self, values: Values, lines: Sequence[LeavingLine], handlers: tuple[PersonId, ...]
    ) -> list[Command]:
        """One sale for each thing."""
        proceeds = {line.item.id: read_money(line, values["currency"]) for line in lines}
        papers = (values["voucher"], values["buyer"], values["account"])
        return sales(self.carrying.requests, lines, proceeds, papers, values["files"])

    def sentence(self, values: Values, lines: Sequence[LeavingLine]) -> str:
        """What is sold for how much."""
        total = sum(read_money(line, values["currency"]).value for line in lines)
        text = translate(
            "disposal", "{way} of {count} {count:thing|things} for {total}, voucher {voucher}."
        )
        return text.format(
            way=self.title,
            count=len(lines),
            total=f"{total:,f} {word('unit', values['currency'])}",
            voucher=values["voucher"],
        )


def read_money(line: LeavingLine, currency: str) -> Amount:
    """The proceeds typed for a thing.

    Raises:
        Mistake: nothing typed, or no amount of money.
    """
    text = decimal_of(line.typed.get("proceeds", ""))
    try:
        amount = Amount(text, currency)
    except RuleBroken as error:
        words = translate("disposal", "Type the proceeds of “{name}”, such as 1200.00.")
        raise Mistake(words.format(name=line.item.name)) from error
    return amount


class TreasuryDialog(CarryingDialog):
    """The receipt of the treasury or of the finance department."""

    def __init__(self, desk: Desk, carrying: Carrying) -> None:
        named = carrying.folder.state.to_unit or ""
        choices = [(unit.id, unit.name) for unit in carrying.units if named in ("", unit.id)]
        if not named:
            choices.insert(0, ("", translate("disposal", "Not named")))
        entries = [
            text_entry(
                "receipt", translate("disposal", "Receipt no."),
                TextField(name="receipt", max_length=80), needed=True,
            ),
            choice_entry("unit", translate("disposal", "Received by"), choices),
            text_entry(
                "files", translate("disposal", "Receipt on file"),
                FilesField(desk, [AttachmentKind.RECEIPT]), span=2,
            ),
        ]  # fmt: skip
        super().__init__(desk, carrying, entries)

    def commands(
        self, values: Values, lines: Sequence[LeavingLine], handlers: tuple[PersonId, ...]
    ) -> list[Command]:
        """One payment for each thing."""
        return payments(
            self.carrying.request, lines, values["receipt"], values["unit"], values["files"]
        )

    def sentence(self, values: Values, lines: Sequence[LeavingLine]) -> str:
        """What is paid in against which receipt."""
        text = translate(
            "disposal", "{count} {count:thing is|things are} paid in, receipt {receipt}."
        )
        return text.format(count=len(lines), receipt=values["receipt"])


class AuthorityDialog(CarryingDialog):
    """Hand to the competent authority that was approved; weighed again where need be."""

    def __init__(self, desk: Desk, carrying: Carrying) -> None:
        entries = [
            text_entry(
                "receipt", translate("disposal", "Receipt no."),
                TextField(name="receipt", max_length=80), needed=True,
            ),
            text_entry(
                "receiver", translate("disposal", "Who receives it"),
                TextField(name="receiver", max_length=80), needed=True,
                hint=carrying.folder.to_unit,
            ),
            text_entry(
                "files", translate("disposal", "Receipt on file"),
                FilesField(desk, [AttachmentKind.RECEIPT, AttachmentKind.PHOTO]), span=2,
            ),
        ]  # fmt: skip
        super().__init__(desk, carrying, entries, with_weights=True)

    def commands(
        self, values: Values, lines: Sequence[LeavingLine], handlers: tuple[PersonId, ...]
    ) -> list[Command]:
        """One hand-over for each thing."""
        unit = self.carrying.folder.state.to_unit
        assert unit is not None
        papers = (values["receipt"], values["receiver"])
        return hand_ins(self.carrying.request, lines, unit, papers, values["files"])

    def sentence(self, values: Values, lines: Sequence[LeavingLine]) -> str:
        """What goes to whom against which receipt."""
        text = translate(
            "disposal", "{count} {count:thing goes|things go} to {unit}, receipt {receipt}."
        )
        return text.format(
            count=len(lines), unit=self.carrying.folder.to_unit, receipt=values["receipt"]
        )


class AuthorityStoreDialog(AuthorityDialog):
    """Deliver to the store of the authority: weighed by both people, no disposal."""

    def commands(
        self, values: Values, lines: Sequence[LeavingLine], handlers: tuple[PersonId, ...]
    ) -> list[Command]:
        """One delivery for each thing."""
        unit = self.carrying.folder.state.to_unit
        assert unit is not None
        papers = (values["receipt"], values["receiver"])
        return deliveries(self.carrying.request, lines, unit, papers, values["files"])


def dialog_of(desk: Desk, carrying: Carrying) -> CarryingDialog:
    """The dialog of the way that was approved."""
    if is_sale(carrying.way):
        return SaleDialog(desk, carrying)
    made: dict[Disposal, type[DestroyDialog | TreasuryDialog | AuthorityDialog]] = {
        Disposal.DESTRUCTION: DestroyDialog,
        Disposal.TREASURY: TreasuryDialog,
        Disposal.COMPETENT_AUTHORITY: AuthorityDialog,
        Disposal.AUTHORITY_STORE: AuthorityStoreDialog,
    }
    way = made.get(carrying.way)
    return way(desk, carrying) if way is not None else ReleaseDialog(desk, carrying)


def bank_cash(desk: Desk, row: ItemRow) -> None:
    """Cash that was to be banked: the receipt number closes it."""
    read = Reader(desk.core.reader)

    def show(state: ItemState) -> None:
        total = state.cash.total if state.cash is not None else state.balance.stored
        BankDialog(desk, row, total).dialog.open()

    desk.tasks.read(
        lambda: read(state_of, ItemState, row.id), show, owner=desk.notices.window(),
        question="bank",
    )  # fmt: skip


class BankDialog:
    """Amount as counted, receipt of the bank, day."""

    def __init__(self, desk: Desk, row: ItemRow, total: Amount) -> None:
        self._row = row
        self._total = total
        entries = [
            text_entry(
                "amount", translate("disposal", "Amount on the receipt"),
                TextField(name="amount", max_length=24), needed=True,
                hint=translate("disposal", "Counted: {total}").format(total=amount_text(total)),
            ),
            text_entry(
                "receipt", translate("disposal", "Receipt no. of the bank"),
                TextField(name="receipt", max_length=80), needed=True,
            ),
            text_entry(
                "on", translate("disposal", "Banked on"), DateField(today_of(desk), name="on"),
                needed=True,
            ),
            text_entry(
                "files", translate("disposal", "Receipt on file"),
                FilesField(desk, [AttachmentKind.RECEIPT]),
            ),
        ]  # fmt: skip
        sheet = Sheet(translate("disposal", "Cash to the bank"), entries, line_text(row))
        self.dialog = FormDialog(desk, sheet, self._go)

    def _go(self, values: Values, dialog: FormDialog) -> None:
        number = decimal_of(values["amount"])
        if not number:
            text = translate("disposal", "Type an amount such as 1200.00.")
            dialog.fields["amount"].set_mistake(text)
            return
        command = BankCash(
            item=ItemId(self._row.id),
            amount=Amount(number, self._total.u),
            receipt_no=values["receipt"],
            banked_on=Day(values["on"]),
            attachments=values["files"],
        )
        text = translate("disposal", "{amount} of “{name}” is banked, receipt {receipt}.")
        question = Question(
            text.format(
                amount=amount_text(command.amount), name=self._row.name, receipt=values["receipt"]
            )
        )
        dialog.ask_and_record(question, command)
