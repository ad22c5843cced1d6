"""Deposit receipt (涉案款存入回执单): what came into the sole account, for the case file."""

from __future__ import annotations

from decimal import Decimal

from custody_app.documents.forms.wordings import case_facts
from custody_app.documents.money_words import yuan_in_words
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, Signatory
from custody_app.documents.sheet import Box, Fact, Facts, Prose, Sheet, Signatures
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Day
from custody_app.domain.money import MoneySource
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyReceipt:
    """One deposit.

    Attributes:
        thing: the cash that was banked or the thing that was sold.
        balance: what the case has in the account since this line.
    """

    head: FormHead
    case: CaseRef
    line: int
    source: MoneySource
    amount: Amount
    day: Day
    receipt_no: str = ""
    payer: str = ""
    thing: str = ""
    note: str = ""
    balance: Amount
    clerk: Signatory = NOBODY_YET
    received_by: Signatory = NOBODY_YET


def in_words(say: Wording, amount: Amount) -> str:
    """Capital numerals where the form is Chinese and the money yuan."""
    return yuan_in_words(Decimal(amount.n)) if say.chinese and amount.u == "CNY" else ""


def build(form: MoneyReceipt, say: Wording) -> Sheet:
    """Lay the receipt out."""
    translate = say.translate
    facts = [
        *case_facts(say, form.case),
        Fact(translate("forms", "Amount"), say.amount(form.amount)),
        Fact(translate("forms", "Deposited on"), say.day(form.day)),
    ]
    words = in_words(say, form.amount)
    if words:
        facts.append(Fact(translate("forms", "In words"), words, wide=True))
    facts += [
        Fact(translate("forms", "Source of the money"), say.word(form.source)),
        Fact(translate("forms", "Bank receipt no."), form.receipt_no),
        Fact(translate("forms", "Paid in by"), form.payer),
        Fact(translate("forms", "Line of the ledger"), str(form.line)),
        Fact(translate("forms", "From the thing"), form.thing, wide=True),
        Fact(translate("forms", "Balance of the case"), say.amount(form.balance), wide=True),
    ]
    return Sheet(
        title=translate("forms", "Deposit receipt for money of a case"),
        head=form.head,
        blocks=(
            Facts(tuple(facts)),
            Prose(form.note, translate("forms", "Remark"), lines_min=2),
            Signatures(
                (
                    Box(translate("forms", "Finance clerk"), form.clerk, seal=True),
                    Box(translate("forms", "Received by (case officer)"), form.received_by),
                )
            ),
        ),
        copies=translate("forms", "case file, finance, centre archive"),
    )
