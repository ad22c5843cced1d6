"""Destruction list (销毁清单): what was destroyed by two handlers before a supervisor."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    approval_facts,
    case_facts,
    code_cell,
    features_text,
    number_column,
    paper_text,
    quantity_text,
)
from custody_app.documents.parts import (
    NOBODY_YET,
    Approval,
    CaseRef,
    FormHead,
    ItemLine,
    Paper,
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
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DestroyedLine:
    """One thing to be destroyed, with the reason."""

    line: ItemLine
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionList:
    """One destruction; things of several cases name theirs in the line."""

    head: FormHead
    lines: tuple[DestroyedLine, ...]
    approval: Approval
    case: CaseRef = CaseRef()
    paper: Paper | None = None
    destroyed_at: Moment | None = None
    method: str = ""
    where: str = ""
    recording: str = ""
    handlers: tuple[Signatory, ...] = (NOBODY_YET, NOBODY_YET)
    witness: Signatory = NOBODY_YET
    approver: Signatory = NOBODY_YET


def build(form: DestructionList, say: Wording) -> Sheet:
    """Lay the list out; approver, every handler and the supervisor sign."""
    translate = say.translate
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Legal documents"), paper_text(say, form.paper), wide=True),
        *approval_facts(say, form.approval),
        Fact(translate("forms", "Method of destruction"), form.method),
        Fact(translate("forms", "Place of destruction"), form.where),
        Fact(
            translate("forms", "Destroyed at"),
            say.moment(form.destroyed_at, form.head.zone_minutes),
        ),
        Fact(translate("forms", "Photos or video"), form.recording),
    )
    boxes = [Box(translate("forms", "Approved by"), form.approver)]
    boxes += [
        Box(translate("forms", "Handler {number}").format(number=number), person)
        for number, person in enumerate(form.handlers, 1)
    ]
    boxes.append(Box(translate("forms", "Supervisor of the destruction"), form.witness, seal=True))
    return Sheet(
        title=translate("forms", "List of property destroyed"),
        head=form.head,
        blocks=(Facts(facts), _table(form, say), Signatures(tuple(boxes))),
        copies=translate("forms", "case file, centre archive"),
    )


def _table(form: DestructionList, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 3.0),
            Column(translate("forms", "Quantity (unit)"), 1.8, Align.CENTRE),
            Column(translate("forms", "Features"), 4.4),
            Column(translate("forms", "Code"), 2.3, Align.CENTRE),
            Column(translate("forms", "Case"), 2.4),
            Column(translate("forms", "Manner and reason"), 2.8),
            Column(translate("forms", "Remark"), 1.6),
        ),
        rows=tuple(
            (
                one.line.no,
                one.line.name,
                quantity_text(say, one.line),
                features_text(say, one.line),
                code_cell(one.line.code18),
                one.line.case or form.case.name,
                one.reason,
                one.line.remark,
            )
            for one in form.lines
        ),
        pad_to=12,
    )
