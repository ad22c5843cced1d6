"""Slip of a move inside the store (存储位置调整单): from where, to where, why."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    case_facts,
    code_cell,
    number_column,
    quantity_text,
)
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
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """One thing: where it lay before, where it lies since."""

    line: ItemLine
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSlip:
    """Things of a case that were moved; the head of the centre signs where the zone changes."""

    head: FormHead
    case: CaseRef
    lines: tuple[MovedLine, ...]
    moved_at: Moment
    reason: str = ""
    custodian: Signatory = NOBODY_YET
    second: Signatory | None = None
    head_of_custody: Signatory = NOBODY_YET
    approval_no: str = ""


def build(form: MoveSlip, say: Wording) -> Sheet:
    """Lay the slip out on one table."""
    translate = say.translate
    moved = say.moment(form.moved_at, form.head.zone_minutes)
    boxes = [Box(translate("forms", "Custodian"), form.custodian)]
    if form.second is not None:
        boxes.append(Box(translate("forms", "Second person"), form.second))
    changes = translate("forms", "Head of custody, where the zone changes")
    boxes.append(Box(changes, form.head_of_custody))
    facts = [*case_facts(say, form.case), Fact(translate("forms", "Moved at"), moved)]
    if form.approval_no:
        facts.append(Fact(translate("forms", "Approval no."), form.approval_no))
    return Sheet(
        title=translate("forms", "Slip of a move inside the store"),
        head=form.head,
        blocks=(
            Facts(tuple(facts)),
            Table(
                columns=(
                    number_column(say),
                    Column(translate("forms", "Code"), 2.4, Align.CENTRE),
                    Column(translate("forms", "Item"), 3.0),
                    Column(translate("forms", "Quantity (unit)"), 1.8, Align.CENTRE),
                    Column(translate("forms", "Place before"), 3.4),
                    Column(translate("forms", "Place now"), 3.4),
                ),
                rows=tuple(
                    (
                        str(number),
                        code_cell(one.line.code18),
                        one.line.name,
                        quantity_text(say, one.line),
                        one.before,
                        one.after,
                    )
                    for number, one in enumerate(form.lines, 1)
                ),
            ),
            Prose(form.reason, translate("forms", "Reason"), lines_min=2),
            Signatures(tuple(boxes)),
        ),
        copies=translate("forms", "centre archive"),
    )
