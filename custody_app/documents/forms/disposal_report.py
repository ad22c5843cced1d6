"""Disposal report (处置报表): opening + in − out = closing by unit and kind."""

from __future__ import annotations

from decimal import Decimal

from custody_app.documents.forms.wordings import number_column
from custody_app.documents.parts import NOBODY_YET, FormHead, Signatory
from custody_app.documents.sheet import (
    Align,
    Box,
    Cell,
    Column,
    Fact,
    Facts,
    Sheet,
    Signatures,
    Table,
)
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Day, Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Category, Custody, Disposal, FormKind


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceLine:
    """The movement of one kind of one case unit, in one unit of measure."""

    unit: str
    category: Category
    opening: Amount
    taken_in: Amount
    out: Amount
    closing: Amount

    @property
    def holds(self) -> bool:
        """Whether opening + in − out is the closing stock."""
        return self.opening.value + self.taken_in.value - self.out.value == self.closing.value


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposedLine:
    """One thing that left for good in the period."""

    at: Moment
    code18: str
    name: str
    quantity: Amount
    kind: Disposal | Custody
    case: str = ""
    approval_no: str = ""
    receipt_no: str = ""
    recipient: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedLine:
    """One correction made in the period."""

    at: Moment
    number: str
    fact: str
    old: str
    new: str
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsignedLine:
    """A form issued in the period whose signed copy has not come back."""

    number: str
    kind: FormKind
    issued_at: Moment
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalReport:
    """The report of a period, both days included."""

    head: FormHead
    since: Day
    until: Day
    balances: tuple[BalanceLine, ...]
    disposed: tuple[DisposedLine, ...] = ()
    corrections: tuple[CorrectedLine, ...] = ()
    unsigned: tuple[UnsignedLine, ...] = ()
    scope: str = ""
    made_by: Signatory = NOBODY_YET
    checked_by: Signatory = NOBODY_YET


def build(form: DisposalReport, say: Wording) -> Sheet:
    """Lay the report out in four tables."""
    translate = say.translate
    period = f"{say.day(form.since)} — {say.day(form.until)}"
    wrong = sum(not line.holds for line in form.balances)
    result = translate("forms", "Every balance holds.")
    if wrong:
        result = translate("forms", "{count} {count:balance does|balances do} not hold.").format(
            count=wrong
        )
    return Sheet(
        title=translate("forms", "Disposal report"),
        head=form.head,
        blocks=(
            Facts(
                (
                    Fact(translate("forms", "Period"), period),
                    Fact(translate("forms", "Scope"), form.scope or form.head.agency),
                    Fact(translate("forms", "Balance check"), result, wide=True),
                )
            ),
            _balances(form, say),
            _disposed(form, say),
            _corrections(form, say),
            _unsigned(form, say),
            Signatures(
                (
                    Box(translate("forms", "Made by"), form.made_by),
                    Box(translate("forms", "Checked by"), form.checked_by, seal=True),
                )
            ),
        ),
        copies=translate("forms", "supervisor, centre archive"),
        landscape=True,
    )


def _balances(form: DisposalReport, say: Wording) -> Table:
    translate = say.translate
    rows: list[tuple[Cell, ...]] = [
        (
            line.unit,
            say.word(line.category),
            say.amount(line.opening),
            say.amount(line.taken_in),
            say.amount(line.out),
            say.amount(line.closing),
            translate("forms", "holds") if line.holds else translate("forms", "does not hold"),
        )
        for line in form.balances
    ]
    for unit in sorted({line.closing.u for line in form.balances}):
        rows.append(_total(unit, form, say))
    return Table(
        title=translate("forms", "Balance: opening + in − out = closing"),
        columns=(
            Column(translate("forms", "Case unit"), 4.0),
            Column(translate("forms", "Kind"), 2.4, Align.CENTRE),
            Column(translate("forms", "Opening"), 2.4, Align.RIGHT),
            Column(translate("forms", "In"), 2.4, Align.RIGHT),
            Column(translate("forms", "Out"), 2.4, Align.RIGHT),
            Column(translate("forms", "Closing"), 2.4, Align.RIGHT),
            Column(translate("forms", "Check"), 1.6, Align.CENTRE),
        ),
        rows=tuple(rows),
        closing=False,
    )


def _total(unit: str, form: DisposalReport, say: Wording) -> tuple[Cell, ...]:
    lines = [line for line in form.balances if line.closing.u == unit]

    def total(values: list[Amount]) -> str:
        return say.amount(Amount(f"{sum((one.value for one in values), Decimal(0)):f}", unit))

    return (
        say.translate("forms", "Total"),
        "",
        total([line.opening for line in lines]),
        total([line.taken_in for line in lines]),
        total([line.out for line in lines]),
        total([line.closing for line in lines]),
        "",
    )


def _disposed(form: DisposalReport, say: Wording) -> Table:
    translate = say.translate
    return Table(
        title=translate("forms", "Left for good"),
        columns=(
            number_column(say),
            Column(translate("forms", "Time"), 2.2, Align.CENTRE),
            Column(translate("forms", "Code"), 3.0, Align.CENTRE),
            Column(translate("forms", "Item"), 3.4),
            Column(translate("forms", "Quantity (unit)"), 1.8, Align.CENTRE),
            Column(translate("forms", "Case"), 2.8),
            Column(translate("forms", "Way of disposal"), 2.2, Align.CENTRE),
            Column(translate("forms", "Approval no."), 2.8),
            Column(translate("forms", "Receipt no."), 2.6),
            Column(translate("forms", "Recipient"), 2.4),
        ),
        rows=tuple(
            (
                str(number),
                say.moment(line.at, form.head.zone_minutes),
                line.code18,
                line.name,
                say.amount(line.quantity),
                line.case,
                say.word(line.kind),
                line.approval_no,
                line.receipt_no,
                line.recipient,
            )
            for number, line in enumerate(form.disposed, 1)
        ),
    )


def _corrections(form: DisposalReport, say: Wording) -> Table:
    translate = say.translate
    return Table(
        title=translate("forms", "Corrections"),
        columns=(
            number_column(say),
            Column(translate("forms", "Time"), 2.2, Align.CENTRE),
            Column(translate("forms", "Of form or record"), 3.2),
            Column(translate("forms", "Fact"), 2.4),
            Column(translate("forms", "Old value"), 3.4),
            Column(translate("forms", "New value"), 3.4),
            Column(translate("forms", "Reason"), 4.0),
            Column(translate("forms", "Corrected by"), 2.2),
        ),
        rows=tuple(
            (
                str(number),
                say.moment(line.at, form.head.zone_minutes),
                line.number,
                line.fact,
                line.old,
                line.new,
                line.reason,
                line.by,
            )
            for number, line in enumerate(form.corrections, 1)
        ),
    )


def _unsigned(form: DisposalReport, say: Wording) -> Table:
    translate = say.translate
    return Table(
        title=translate("forms", "Papers still unsigned"),
        columns=(
            number_column(say),
            Column(translate("forms", "Number"), 4.0),
            Column(translate("forms", "Form"), 4.0),
            Column(translate("forms", "Issued at"), 3.0, Align.CENTRE),
            Column(translate("forms", "Case"), 5.0),
        ),
        rows=tuple(
            (
                str(number),
                line.number,
                say.word(line.kind),
                say.moment(line.issued_at, form.head.zone_minutes),
                line.case,
            )
            for number, line in enumerate(form.unsigned, 1)
        ),
    )
