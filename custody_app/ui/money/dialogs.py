"""What the finance clerk types about money that came in: deposit, interest, receipt, correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.money import (
    AddInterest,
    AddMoneyReceipt,
    CorrectMoney,
    DepositMoney,
)
from custody_app.domain.ids import CaseId
from custody_app.domain.moments import Day, moment_of
from custody_app.domain.money import MoneySource
from custody_app.domain.quantity import CURRENCIES, Amount
from custody_app.domain.vocabulary import AttachmentKind
from custody_app.queries.money import AccountRow, MoneyRow
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.files_field import FilesField
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.money.presenter import HOME, money_text
from custody_app.ui.money.tables import amount_text, entry_text
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.times import local_text
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import TextField
from custody_app.ui.widgets.quantity_field import decimal_of

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk

BY_HAND = (MoneySource.TRANSFER, MoneySource.CASH)
WIDE = 640


def today_of(desk: Desk) -> str:
    """The day at this place."""
    return local_text(moment_of(desk.core.clock.now()))[:10]


def amount_entry(text: str = "") -> Entry:
    """The amount as the paper shows it."""
    editor = TextField(text, name="amount", max_length=24)
    return text_entry("amount", translate("money", "Amount"), editor, needed=True)


def unit_entry(unit: str = HOME) -> Entry:
    """The currency; the home currency first."""
    choices = [(one, word("unit", one)) for one in (HOME, *sorted(CURRENCIES - {HOME}))]
    return choice_entry("unit", translate("money", "Currency"), choices, value=unit)


def case_entry(account: AccountRow | None) -> Entry:
    """The case by number or code."""
    number = account.case_number if account else ""
    editor = TextField(number, name="case", max_length=80)
    return text_entry("case", translate("money", "Case number"), editor, needed=True, span=2)


def day_entry(desk: Desk, word_: str) -> Entry:
    """A day that is not still to come."""
    return text_entry("day", word_, DateField(today_of(desk), name="day"), needed=True)


def receipt_entry(*, needed: bool) -> Entry:
    """The number on the bank's receipt."""
    editor = TextField(name="receipt", max_length=80)
    return text_entry("receipt", translate("money", "Bank receipt no."), editor, needed=needed)


def files_entry(desk: Desk, *kinds: AttachmentKind) -> Entry:
    """Papers of the step."""
    return text_entry("files", translate("money", "Papers"), FilesField(desk, kinds), span=2)


def amount_of_values(values: Values, dialog: FormDialog, unit: str = "") -> Amount | None:
    """The typed amount; None, and told in the dialog, where it is none.

    Raises:
        RuleBroken: ``quantity.cents``.
    """
    number = decimal_of(values["amount"])
    if not number:
        text = translate("money", "Type an amount such as 1200.00.")
        dialog.fields["amount"].set_mistake(text)
        return None
    return Amount(number, unit or values["unit"])


def deposit(desk: Desk, account: AccountRow | None) -> FormDialog:
    """Money that came in by transfer or over the bank's counter."""
    sources = [(one.value, word("money_source", one.value)) for one in BY_HAND]
    entries = [
        case_entry(account),
        amount_entry(),
        unit_entry(account.unit if account else HOME),
        choice_entry("source", translate("money", "Source"), sources),
        text_entry("payer", translate("money", "Payer"), TextField(name="payer", max_length=120),
                   needed=True),
        receipt_entry(needed=False),
        day_entry(desk, translate("money", "Came in on")),
        note_entry("note", translate("money", "Remark"), needed=False, lines=2, span=2),
        files_entry(desk, AttachmentKind.RECEIPT, AttachmentKind.OTHER),
    ]  # fmt: skip
    sentence = translate("money", "The receipt may come later; it is then waited for.")
    sheet = Sheet(translate("money", "Deposit"), entries, sentence, columns=2, width=WIDE)

    def go(values: Values, dialog: FormDialog) -> None:
        amount = amount_of_values(values, dialog)
        if amount is None:
            return
        command = DepositMoney(
            case=CaseId(values["case"]),
            source=MoneySource(values["source"]),
            amount=amount,
            day=Day(values["day"]),
            receipt_no=values["receipt"],
            payer=values["payer"],
            note=values["note"],
            attachments=values["files"],
        )
        text = translate("money", "{amount} from {payer} is money of case {case}.")
        sentence = text.format(amount=amount_text(amount), payer=command.payer, case=values["case"])
        dialog.ask_and_record(Question(sentence), command)

    return _opened(FormDialog(desk, sheet, go))


def interest(desk: Desk, account: AccountRow) -> FormDialog:
    """What the bank added."""
    entries = [
        amount_entry(),
        day_entry(desk, translate("money", "Added on")),
        receipt_entry(needed=False),
        files_entry(desk, AttachmentKind.RECEIPT),
    ]
    sheet = Sheet(translate("money", "Interest"), entries, _case_of(account), columns=2, width=WIDE)

    def go(values: Values, dialog: FormDialog) -> None:
        amount = amount_of_values(values, dialog, account.unit)
        if amount is None:
            return
        command = AddInterest(
            case=CaseId(account.case_id),
            amount=amount,
            day=Day(values["day"]),
            receipt_no=values["receipt"],
            attachments=values["files"],
        )
        text = translate("money", "{amount} interest is added to case {case}.")
        sentence = text.format(amount=amount_text(amount), case=account.case_number)
        dialog.ask_and_record(Question(sentence), command)

    return _opened(FormDialog(desk, sheet, go))


def correct(desk: Desk, row: MoneyRow) -> FormDialog:
    """The amount of a line was recorded wrong; a second person sees it set right."""
    entries = [
        amount_entry(),
        note_entry("reason", translate("money", "Reason"), lines=2),
        files_entry(desk, AttachmentKind.RECEIPT, AttachmentKind.OTHER),
    ]
    sheet = Sheet(translate("money", "Correct the amount"), entries, _line_of(row))

    def go(values: Values, dialog: FormDialog) -> None:
        amount = amount_of_values(values, dialog, row.unit)
        if amount is None:
            return
        command = CorrectMoney(
            case=CaseId(row.case_id),
            line=row.line,
            amount=amount,
            reason=values["reason"],
            attachments=values["files"],
        )
        text = translate("money", "Line {line} is corrected to {amount}; the line itself stays.")
        sentence = text.format(line=row.line, amount=amount_text(amount))
        dialog.ask_and_record(Question(sentence, who=Who.SECOND), command)

    return _opened(FormDialog(desk, sheet, go))


def add_receipt(desk: Desk, row: MoneyRow) -> FormDialog:
    """The bank's receipt arrived."""
    entries = [receipt_entry(needed=True), files_entry(desk, AttachmentKind.RECEIPT)]
    sheet = Sheet(translate("money", "Bank receipt"), entries, _line_of(row))

    def go(values: Values, dialog: FormDialog) -> None:
        command = AddMoneyReceipt(
            case=CaseId(row.case_id),
            line=row.line,
            receipt_no=values["receipt"],
            unit=row.unit,
            attachments=values["files"],
        )
        dialog.record(command)

    return _opened(FormDialog(desk, sheet, go))


def _opened(dialog: FormDialog) -> FormDialog:
    dialog.open()
    return dialog


def _case_of(account: AccountRow) -> str:
    text = translate("money", "Case {number}, balance {balance} {unit}.")
    return text.format(
        number=account.case_number,
        balance=money_text(account.balance_fen, account.unit),
        unit=word("unit", account.unit),
    )


def _line_of(row: MoneyRow) -> str:
    text = translate("money", "Case {number}, line {line}: {entry}, {amount} {unit}.")
    return text.format(
        number=row.case_number,
        line=row.line,
        entry=entry_text(row),
        amount=money_text(row.amount_fen, row.unit),
        unit=word("unit", row.unit),
    )
