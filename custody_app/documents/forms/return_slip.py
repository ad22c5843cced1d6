"""Return slip (归还清单): what came back, compared with what went out."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    case_facts,
    code_cell,
    number_column,
    person_text,
    reading_text,
)
from custody_app.documents.parts import (
    NOBODY_YET,
    CaseRef,
    FormHead,
    ItemLine,
    Reading,
    Signatory,
)
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
from custody_app.domain.moments import Moment
from custody_app.domain.quantity import Amount
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedLine:
    """One thing that came back: last recorded, now found, and why they differ."""

    line: ItemLine
    last: Reading
    found: Reading
    differs: bool = False
    explanation: str = ""
    documented: Documented | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented:
    """What a laboratory's paper explains: the sample used up, the seal opened and renewed."""

    paper_no: str
    laboratory: str = ""
    sampled: Amount | None = None
    old_seal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LentTerms:
    """One loan that ends: the request it was made on, when it went out, when it was due."""

    check_out_no: str = ""
    checked_out_at: Moment | None = None
    due_at: Moment | None = None
    borrower: Signatory = NOBODY_YET


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSlip:
    """Things of one case brought back in one go, of one loan or several."""

    head: FormHead
    case: CaseRef
    lines: tuple[ReturnedLine, ...]
    returned_at: Moment
    loans: tuple[LentTerms, ...] = ()
    late_note: str = ""
    brought_by: Signatory = NOBODY_YET
    received_by: Signatory = NOBODY_YET
    second: Signatory | None = None


def build(form: ReturnSlip, say: Wording) -> Sheet:
    """Lay the slip out with the comparison in the middle."""
    translate = say.translate
    zone = form.head.zone_minutes
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Returned at"), say.moment(form.returned_at, zone)),
        Fact(translate("forms", "Brought by"), person_text(say, form.brought_by)),
        Fact(translate("forms", "Late return, reason"), form.late_note, wide=True),
    )
    boxes = [Box(translate("forms", "Returned by"), form.brought_by)]
    boxes.append(Box(translate("forms", "Checked and received by (custodian)"), form.received_by))
    if form.second is not None:
        boxes.append(Box(translate("forms", "Second person"), form.second))
    return Sheet(
        title=translate("forms", "Return slip"),
        head=form.head,
        blocks=(
            Facts(facts),
            *(Facts(_loan(one, say, zone)) for one in form.loans),
            _table(form, say),
            Signatures(tuple(boxes)),
        ),
        copies=translate("forms", "case unit, centre archive"),
    )


def _loan(loan: LentTerms, say: Wording, zone: int) -> tuple[Fact, ...]:
    translate = say.translate
    return (
        Fact(translate("forms", "Answers check-out slip"), loan.check_out_no),
        Fact(translate("forms", "Borrower"), person_text(say, loan.borrower)),
        Fact(translate("forms", "Checked out at"), say.moment(loan.checked_out_at, zone)),
        Fact(translate("forms", "Return due"), say.moment(loan.due_at, zone)),
    )


def _documented_text(say: Wording, found: Documented | None) -> str:
    """Sample and renewed seal with their paper, as they stand beside the thing."""
    if found is None:
        return ""
    translate = say.translate
    parts = []
    if found.sampled is not None:
        text = translate("forms", "Sample used up: {amount}")
        parts.append(text.format(amount=say.amount(found.sampled)))
    if found.old_seal:
        parts.append(
            translate("forms", "Seal {seal} opened and renewed").format(seal=found.old_seal)
        )
    paper = translate("forms", "by {laboratory}, paper {number}")
    if not found.laboratory:
        paper = translate("forms", "paper {number}")
    parts.append(paper.format(laboratory=found.laboratory, number=found.paper_no))
    return say.joined(parts)


def _table(form: ReturnSlip, say: Wording) -> Table:
    translate = say.translate
    same, other = translate("forms", "Agrees"), translate("forms", "Differs")
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 2.8),
            Column(translate("forms", "Code"), 2.3, Align.CENTRE),
            Column(translate("forms", "Last recorded"), 3.2),
            Column(translate("forms", "Found on return"), 3.2),
            Column(translate("forms", "Result"), 1.2, Align.CENTRE),
            Column(translate("forms", "Explanation of the difference"), 3.0),
            Column(translate("forms", "Remark"), 1.6),
        ),
        rows=tuple(
            (
                back.line.no,
                back.line.name,
                code_cell(back.line.code18),
                reading_text(say, back.last),
                reading_text(say, back.found),
                other if back.differs else same,
                say.joined([back.explanation, _documented_text(say, back.documented)]),
                back.line.remark,
            )
            for back in form.lines
        ),
        pad_to=10,
    )
