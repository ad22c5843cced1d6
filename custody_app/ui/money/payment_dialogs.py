"""Payments: asked for, and made on an approved request or on a judgment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from custody_app.domain.commands.money import PayOutMoney, RefundMoney, RequestPayment
from custody_app.domain.ids import CaseId, PersonId, RequestId
from custody_app.domain.law.doubts import doubts_of_account
from custody_app.domain.moments import Day
from custody_app.domain.money import Payee
from custody_app.domain.quantity import Amount
from custody_app.domain.vocabulary import AttachmentKind
from custody_app.queries.money import AccountRow
from custody_app.runtime.i18n import translate
from custody_app.runtime.words import word
from custody_app.ui.form_dialog import (
    Entry,
    FormDialog,
    Sheet,
    Values,
    choice_entry,
    note_entry,
    text_entry,
)
from custody_app.ui.money.dialogs import (
    WIDE,
    amount_entry,
    amount_of_values,
    day_entry,
    files_entry,
    receipt_entry,
)
from custody_app.ui.money.presenter import PaymentRow, money_text
from custody_app.ui.money.tables import amount_text
from custody_app.ui.person_field import person_field, take_badge
from custody_app.ui.shell.confirm_dialog import Question, Who
from custody_app.ui.widgets.date_field import DateField
from custody_app.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from custody_app.ui.desk import Desk


def payee_entry() -> Entry:
    """Whom the money goes to."""
    choices = [(one.value, word("payee", one.value)) for one in Payee]
    return choice_entry("payee", translate("money", "Paid to"), choices, value=Payee.VICTIM.value)


def recipient_entry(text: str = "") -> Entry:
    """The recipient's name."""
    editor = TextField(text, name="recipient", max_length=120)
    return text_entry("recipient", translate("money", "Recipient"), editor, needed=True)


def bank_entry() -> Entry:
    """The recipient's account, where there is one."""
    editor = TextField(judge=doubts_of_account, name="recipient_account", max_length=60)
    return text_entry("account", translate("money", "Recipient's account"), editor)


def ask_payment(desk: Desk, account: AccountRow) -> FormDialog:
    """Ask for a payment; whoever may approve it finds it under Today."""
    officer = person_field(desk, "requester")
    entries = [
        amount_entry(),
        payee_entry(),
        recipient_entry(),
        text_entry("paper", translate("money", "Judgment or decision no."),
                   TextField(name="paper", max_length=80)),
        text_entry("requester", translate("money", "Asked by (officer of the case)"), officer,
                   hint=translate("money", "Nobody picked: you ask yourself."), span=2),
        note_entry("reason", translate("money", "Reason"), lines=2, span=2),
        files_entry(desk, AttachmentKind.LEGAL_DOCUMENT, AttachmentKind.PROOF),
    ]  # fmt: skip
    sheet = Sheet(
        translate("money", "Ask for a payment"), entries, _there_is(account), columns=2, width=WIDE
    )

    def go(values: Values, dialog: FormDialog) -> None:
        amount = amount_of_values(values, dialog, account.unit)
        if amount is None:
            return
        asked_by = values["requester"]
        dialog.record(
            RequestPayment(
                case=CaseId(account.case_id),
                payee=Payee(values["payee"]),
                amount=amount,
                recipient=values["recipient"],
                reason=values["reason"],
                legal_paper_no=values["paper"],
                requester=PersonId(asked_by.id) if asked_by else None,
                attachments=values["files"],
            )
        )

    dialog = FormDialog(desk, sheet, go, on_scan=lambda code: take_badge(desk, officer, code))
    dialog.open()
    return dialog


def pay_on_request(desk: Desk, row: PaymentRow) -> FormDialog:
    """Exactly what was approved; only day, receipt and papers are typed."""
    state = row.state
    assert state.amount is not None and state.payee is not None
    amount, payee = state.amount, state.payee
    entries = [
        day_entry(desk, translate("money", "Paid on")),
        receipt_entry(needed=True),
        bank_entry(),
        files_entry(desk, AttachmentKind.RECEIPT, AttachmentKind.PROOF),
    ]
    text = translate("money", "Request {number}, case {case}: {amount} to {recipient} ({payee}).")
    sentence = text.format(
        number=row.request.number,
        case=row.request.case_number,
        amount=amount_text(amount),
        recipient=state.recipient,
        payee=word("payee", payee.value),
    )
    sheet = Sheet(translate("money", "Pay"), entries, sentence, columns=2, width=WIDE)

    def go(values: Values, dialog: FormDialog) -> None:
        basis: dict[str, object] = {"request": RequestId(row.request.id)}
        _pay(dialog, {**values, "recipient": state.recipient}, CaseId(state.case), payee, amount,
             basis)  # fmt: skip

    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def pay_on_judgment(desk: Desk, account: AccountRow) -> FormDialog:
    """A judgment or ruling orders the payment; its number and date stand in the ledger."""
    entries = [
        amount_entry(),
        payee_entry(),
        recipient_entry(),
        bank_entry(),
        text_entry("paper", translate("money", "Judgment no."),
                   TextField(name="paper", max_length=80), needed=True),
        text_entry("paper_on", translate("money", "Judgment of"), DateField(name="paper_on"),
                   needed=True),
        day_entry(desk, translate("money", "Paid on")),
        receipt_entry(needed=True),
        files_entry(desk, AttachmentKind.LEGAL_DOCUMENT, AttachmentKind.RECEIPT),
    ]  # fmt: skip
    sheet = Sheet(
        translate("money", "Pay on a judgment"), entries, _there_is(account), columns=2, width=WIDE
    )

    def go(values: Values, dialog: FormDialog) -> None:
        amount = amount_of_values(values, dialog, account.unit)
        if amount is not None:
            basis: dict[str, object] = {
                "paper_no": values["paper"],
                "paper_on": Day(values["paper_on"]),
            }
            _pay(dialog, values, CaseId(account.case_id), Payee(values["payee"]), amount, basis)

    dialog = FormDialog(desk, sheet, go)
    dialog.open()
    return dialog


def _pay(
    dialog: FormDialog,
    values: Values,
    case: CaseId,
    payee: Payee,
    amount: Amount,
    basis: dict[str, object],
) -> None:
    facts: dict[str, object] = {
        "case": case,
        "amount": amount,
        "day": Day(values["day"]),
        "receipt_no": values["receipt"],
        "recipient": values["recipient"],
        "recipient_account": values["account"],
        "attachments": values["files"],
    }
    if payee is Payee.PAYER:
        command: RefundMoney | PayOutMoney = RefundMoney(**(facts | basis))  # type: ignore[arg-type]
    else:
        command = PayOutMoney(payee=payee, **(facts | basis))  # type: ignore[arg-type]
    text = translate("money", "{amount} leaves the account for {recipient}, receipt {receipt}.")
    sentence = text.format(
        amount=amount_text(amount), recipient=values["recipient"], receipt=values["receipt"]
    )
    dialog.ask_and_record(Question(sentence, who=Who.SECOND), command)


def _there_is(account: AccountRow) -> str:
    text = translate("money", "Case {number}, balance {balance} {unit}.")
    return text.format(
        number=account.case_number,
        balance=money_text(account.balance_fen, account.unit),
        unit=word("unit", account.unit),
    )
