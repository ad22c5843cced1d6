"""Result of inquiry (差异核查处理表): what was found out, what is written off (T17)."""

from __future__ import annotations

from custody_app.documents.forms.wordings import case_facts, code_cell, number_column
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, ItemLine, Signatory
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
from custody_app.domain.moments import Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import FreezeReason


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryLine:
    """One thing that had been stopped.

    Attributes:
        lost: what is written off; None where the difference was cleared.
        liability_no: the decision on who answers for the loss.
        result: how it was cleared, or what the inquiry found.
    """

    line: ItemLine
    reason: FreezeReason | None
    stopped_at: Moment | None
    result: str
    lost: Amount | None = None
    liability_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryResult:
    """The result of looking into differences of one case."""

    head: FormHead
    case: CaseRef
    lines: tuple[InquiryLine, ...]
    decision_no: str
    decided_by: Signatory
    recorded_by: Signatory = NOBODY_YET


def build(form: InquiryResult, say: Wording) -> Sheet:
    """Lay the paper out; the police head signs that it was decided so."""
    translate = say.translate
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Decision no."), form.decision_no),
        Fact(translate("forms", "Decided by"), form.decided_by.name),
    )
    rule = translate(
        "forms",
        "What is cleared moves again from now on. What is lost is written off from the record of "
        "stock; the record of the thing stays. Article 16 of the custody rules (2015, no. 21).",
    )
    return Sheet(
        title=translate("forms", "Result of inquiry"),
        head=form.head,
        blocks=(
            Facts(facts),
            _table(form, say),
            Prose(rule, framed=False),
            Signatures(
                (
                    Box(translate("forms", "Recorded by (custodian)"), form.recorded_by),
                    Box(translate("forms", "Head of custody"), NOBODY_YET),
                    Box(translate("forms", "Head of the police agency"), NOBODY_YET),
                )
            ),
        ),
        copies=translate("forms", "case unit, centre archive"),
    )


def _table(form: InquiryResult, say: Wording) -> Table:
    translate = say.translate
    zone = form.head.zone_minutes
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 2.8),
            Column(translate("forms", "Code"), 2.3, Align.CENTRE),
            Column(translate("forms", "What differs"), 1.8, Align.CENTRE),
            Column(translate("forms", "Stopped at"), 2.0, Align.CENTRE),
            Column(translate("forms", "Result of the inquiry"), 4.0),
            Column(translate("forms", "Written off"), 1.5, Align.CENTRE),
            Column(translate("forms", "Decision on liability"), 2.4, Align.CENTRE),
        ),
        rows=tuple(
            (
                one.line.no,
                one.line.name,
                code_cell(one.line.code18),
                say.word(one.reason) if one.reason is not None else "",
                say.moment(one.stopped_at, zone) if one.stopped_at is not None else "",
                one.result,
                say.amount(one.lost) if one.lost is not None else "",
                one.liability_no,
            )
            for one in form.lines
        ),
    )
