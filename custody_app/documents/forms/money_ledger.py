"""Money ledger of a case (涉案款明细账): every line with the balance after it."""

from __future__ import annotations

from custody_app.documents.forms.money_receipt import in_words
from custody_app.documents.forms.wordings import case_facts
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, Signatory
from custody_app.documents.sheet import (
    Align,
    Box,
    Column,
    Fact,
    Facts,
    Sheet,
    Signatures,
    Table,
)
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Day
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One line.

    Attributes:
        kind: code of the event, such as ``MONEY_DEPOSITED``.
        of_line: the earlier line that a correction or a late receipt is about; 0 for none.
        came: what came in; ``went`` is what went out.
        who: payer or recipient.
        basis: number of the request or the judgment.
    """

    line: int
    day: Day
    kind: str
    balance: Amount
    of_line: int = 0
    came: Amount | None = None
    went: Amount | None = None
    receipt_no: str = ""
    who: str = ""
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLedger:
    """The ledgers of a case, one for each currency, one after the other."""

    head: FormHead
    case: CaseRef
    lines: tuple[LedgerLine, ...]
    balances: tuple[Amount, ...]
    clerk: Signatory = NOBODY_YET
    checked_by: Signatory = NOBODY_YET


def build(form: MoneyLedger, say: Wording) -> Sheet:
    """Lay the ledger out, across."""
    translate = say.translate
    facts = list(case_facts(say, form.case))
    for balance in form.balances:
        words = in_words(say, balance)
        value = f"{say.amount(balance)}（{words}）" if words else say.amount(balance)
        facts.append(Fact(translate("forms", "Balance of the case"), value, wide=True))
    return Sheet(
        title=translate("forms", "Money ledger of a case"),
        head=form.head,
        blocks=(
            Facts(tuple(facts)),
            _table(form, say),
            Signatures(
                (
                    Box(translate("forms", "Finance clerk"), form.clerk, seal=True),
                    Box(translate("forms", "Checked by"), form.checked_by),
                )
            ),
        ),
        copies=translate("forms", "case file, finance"),
        landscape=True,
    )


def _table(form: MoneyLedger, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            Column(translate("forms", "Line"), 0.8, Align.CENTRE),
            Column(translate("forms", "Date"), 2.2, Align.CENTRE),
            Column(translate("forms", "Entry"), 2.0),
            Column(translate("forms", "Payer, recipient"), 2.4),
            Column(translate("forms", "Came in"), 2.0, Align.RIGHT),
            Column(translate("forms", "Went out"), 2.0, Align.RIGHT),
            Column(translate("forms", "Balance"), 2.2, Align.RIGHT),
            Column(translate("forms", "Bank receipt no."), 2.2),
            Column(translate("forms", "Basis"), 2.4),
            Column(translate("forms", "Remark"), 2.2),
        ),
        rows=tuple(
            (
                str(line.line),
                say.day(line.day),
                _entry(line, say),
                line.who,
                say.amount(line.came),
                say.amount(line.went),
                say.amount(line.balance),
                line.receipt_no,
                line.basis,
                line.note,
            )
            for line in form.lines
        ),
    )


def _entry(line: LedgerLine, say: Wording) -> str:
    said = say.named("event", line.kind)
    if not line.of_line:
        return said
    return say.translate("forms", "{entry} (line {line})").format(entry=said, line=line.of_line)
