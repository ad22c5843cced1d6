"""Check-out slip (借调清单): what left on loan, on whose approval, with whom, until when."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    approval_facts,
    case_facts,
    features_text,
    number_column,
    person_text,
    place_text,
    quantity_text,
    reading_text,
)
from custody_app.documents.parts import (
    NOBODY_YET,
    Approval,
    CaseRef,
    FormHead,
    ItemLine,
    Signatory,
)
from custody_app.documents.sheet import (
    Align,
    Box,
    CodeCell,
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
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import LoanPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTerms:
    """One approved request, and until when its things are lent."""

    approval: Approval
    due_at: Moment
    request_no: str = ""
    purpose: LoanPurpose | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutSlip:
    """Things of one case handed out together, on one approved request or several."""

    head: FormHead
    case: CaseRef
    lines: tuple[ItemLine, ...]
    terms: tuple[LoanTerms, ...]
    checked_out_at: Moment
    borrower: Signatory = NOBODY_YET
    custodian: Signatory = NOBODY_YET
    second: Signatory | None = None


def build(form: CheckOutSlip, say: Wording) -> Sheet:
    """Lay the slip out; the borrower signs for condition, seal and return date."""
    translate = say.translate
    zone = form.head.zone_minutes
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Checked out at"), say.moment(form.checked_out_at, zone)),
        Fact(translate("forms", "Borrower"), person_text(say, form.borrower)),
    )
    boxes = [Box(translate("forms", "Borrower (case officer)"), form.borrower)]
    boxes.append(Box(translate("forms", "Handed out by (custodian)"), form.custodian))
    if form.second is not None:
        boxes.append(Box(translate("forms", "Second person"), form.second))
    duty = translate(
        "forms",
        "The borrower has checked quantity, condition and seal against this slip, keeps the "
        "items safe and returns them by the date above. Damage, shortage or loss is reported "
        "at once.",
    )
    return Sheet(
        title=translate("forms", "Check-out slip"),
        head=form.head,
        blocks=(
            Facts(facts),
            *(Facts(_terms(one, say, zone)) for one in form.terms),
            _table(form, say),
            Prose(duty, framed=False),
            Signatures(tuple(boxes)),
        ),
        copies=translate("forms", "case unit, centre archive"),
    )


def _terms(terms: LoanTerms, say: Wording, zone: int) -> tuple[Fact, ...]:
    translate = say.translate
    return (
        Fact(translate("forms", "Request no."), terms.request_no),
        Fact(translate("forms", "Purpose"), say.word(terms.purpose)),
        Fact(translate("forms", "Reason"), terms.reason, wide=True),
        *approval_facts(say, terms.approval),
        Fact(translate("forms", "Return due"), say.moment(terms.due_at, zone), wide=True),
    )


def _before_text(line: ItemLine, say: Wording) -> str:
    """What the record said of a thing that was found otherwise at the hand-out."""
    if line.before is None:
        return ""
    text = say.translate("forms", "Recorded before: {values}")
    return text.format(values=reading_text(say, line.before))


def _table(form: CheckOutSlip, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 3.0),
            Column(translate("forms", "Quantity (unit)"), 1.7, Align.CENTRE),
            Column(translate("forms", "Kind"), 1.5, Align.CENTRE),
            Column(translate("forms", "Description, seal, condition"), 5.0),
            Column(translate("forms", "Place of storage"), 2.4),
            Column(translate("forms", "QR code"), 1.2, Align.CENTRE),
            Column(translate("forms", "Remark"), 2.0),
        ),
        rows=tuple(
            (
                line.no,
                line.name,
                quantity_text(say, line),
                say.word(line.category),
                features_text(say, line),
                place_text(say, line),
                CodeCell(line.code18),
                say.joined([say.word(line.grade), _before_text(line, say), line.remark]),
            )
            for line in form.lines
        ),
        pad_to=10,
    )
