"""Return slip (归还清单): what came back, compared with what went out."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedLine:
    """One thing that came back: last recorded, now found, and why they differ."""

    line: ItemLine
    last: Reading
    found: Reading
    differs: bool = False
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSlip:
    """Things brought back in one go."""

    head: FormHead
    case: CaseRef
    lines: tuple[ReturnedLine, ...]
    returned_at: Moment
    check_out_no: str = ""
    checked_out_at: Moment | None = None
    due_at: Moment | None = None
    late_note: str = ""
    borrower: Signatory = NOBODY_YET
    brought_by: Signatory = NOBODY_YET
    received_by: Signatory = NOBODY_YET
    second: Signatory | None = None


def build(form: ReturnSlip, say: Wording) -> Sheet:
    """Lay the slip out with the comparison in the middle."""
    translate = say.translate
    zone = form.head.zone_minutes
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Answers check-out slip"), form.check_out_no),
        Fact(translate("forms", "Checked out at"), say.moment(form.checked_out_at, zone)),
        Fact(translate("forms", "Return due"), say.moment(form.due_at, zone)),
        Fact(translate("forms", "Returned at"), say.moment(form.returned_at, zone)),
        Fact(translate("forms", "Borrower"), person_text(say, form.borrower)),
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
        blocks=(Facts(facts), _table(form, say), Signatures(tuple(boxes))),
        copies=translate("forms", "case unit, centre archive"),
    )


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
                back.explanation,
                back.line.remark,
            )
            for back in form.lines
        ),
        pad_to=10,
    )
