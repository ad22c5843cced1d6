"""Reconciliation sheet (银行对账单核对表): bank statement and ledger, and what disagrees."""

from __future__ import annotations

from custody_app.documents.forms.wordings import number_column
from custody_app.documents.parts import NOBODY_YET, FormHead, Signatory
from custody_app.documents.sheet import (
    Align,
    Box,
    Column,
    Fact,
    Facts,
    Prose,
    Sheet,
    Signatures,
    Table,
)
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Day
from custody_app.domain.quantity import Amount
from custody_app.domain.reconciliation import Discrepancy
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyReconciliation:
    """What came out when a statement was laid beside the ledger.

    Attributes:
        sha256: digest of the statement's file.
        lines: rows of the statement; ``entries`` are those of the ledger in the same days.
    """

    head: FormHead
    unit: str
    first_day: Day
    last_day: Day
    sha256: str
    lines: int
    entries: int
    matched: int
    differing: int
    only_here: int
    only_there: int
    found: tuple[Discrepancy, ...]
    note: str = ""
    clerk: Signatory = NOBODY_YET
    checked_by: Signatory = NOBODY_YET


def build(form: MoneyReconciliation, say: Wording) -> Sheet:
    """Lay the sheet out."""
    translate = say.translate
    period = translate("forms", "{first} to {last}").format(
        first=say.day(form.first_day), last=say.day(form.last_day)
    )
    facts = (
        Fact(translate("forms", "Period"), period),
        Fact(translate("forms", "Currency"), say.named("unit", form.unit)),
        Fact(translate("forms", "Lines of the statement"), str(form.lines)),
        Fact(translate("forms", "Lines of the ledger"), str(form.entries)),
        Fact(translate("forms", "Agreeing"), str(form.matched)),
        Fact(translate("forms", "Differing"), str(form.differing)),
        Fact(translate("forms", "Only in the ledger"), str(form.only_here)),
        Fact(translate("forms", "Only at the bank"), str(form.only_there)),
        Fact(translate("forms", "SHA-256 of the statement"), form.sha256, wide=True),
    )
    left_out = form.differing + form.only_here + form.only_there - len(form.found)
    note = form.note
    if left_out > 0:
        more = translate("forms", "{count} more are not listed here.").format(count=left_out)
        note = say.joined([note, more])
    return Sheet(
        title=translate("forms", "Reconciliation with the bank"),
        head=form.head,
        blocks=(
            Facts(facts),
            _table(form, say),
            Prose(note, translate("forms", "What was found out, remarks"), lines_min=3),
            Signatures(
                (
                    Box(translate("forms", "Finance clerk"), form.clerk),
                    Box(translate("forms", "Checked by"), form.checked_by),
                )
            ),
        ),
        copies=translate("forms", "finance, centre archive"),
    )


def _table(form: MoneyReconciliation, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Finding"), 2.4),
            Column(translate("forms", "Bank receipt no."), 2.4),
            Column(translate("forms", "Day in the ledger"), 2.2, Align.CENTRE),
            Column(translate("forms", "Amount in the ledger"), 2.4, Align.RIGHT),
            Column(translate("forms", "Day at the bank"), 2.2, Align.CENTRE),
            Column(translate("forms", "Amount at the bank"), 2.4, Align.RIGHT),
        ),
        rows=tuple(
            (
                str(number),
                say.word(one.finding),
                one.receipt_no,
                say.day(one.day_here),
                _signed(say, one.here, out=one.out_here),
                say.day(one.day_there),
                _signed(say, one.there, out=one.out_there),
            )
            for number, one in enumerate(form.found, 1)
        ),
    )


def _signed(say: Wording, amount: Amount | None, *, out: bool) -> str:
    return f"{'-' if out else ''}{say.amount(amount)}"
