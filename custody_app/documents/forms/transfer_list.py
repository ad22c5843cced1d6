"""Transfer list (随案移送清单): what goes with the case, with a proposal each."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    approval_facts,
    case_facts,
    features_text,
    number_column,
    paper_text,
    place_text,
    quantity_text,
    source_text,
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
    CodeCell,
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
class TransferredLine:
    """One thing that goes with the case."""

    line: ItemLine
    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferList:
    """The hand-over of the whole or a part with the case."""

    head: FormHead
    case: CaseRef
    lines: tuple[TransferredLine, ...]
    to_unit: str
    handed_at: Moment | None = None
    paper: Paper | None = None
    approval: Approval = Approval()
    giver: Signatory = NOBODY_YET
    receiver: Signatory = NOBODY_YET
    second: Signatory | None = None


def build(form: TransferList, say: Wording) -> Sheet:
    """Lay the list out; both units sign and stamp."""
    translate = say.translate
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Transferring unit"), form.head.agency),
        Fact(translate("forms", "Receiving unit"), form.to_unit),
        Fact(translate("forms", "Legal documents"), paper_text(say, form.paper), wide=True),
        *approval_facts(say, form.approval),
        Fact(
            translate("forms", "Handed over at"),
            say.moment(form.handed_at, form.head.zone_minutes),
            wide=True,
        ),
    )
    boxes = [Box(translate("forms", "Handed over by"), form.giver, seal=True)]
    boxes.append(Box(translate("forms", "Received by"), form.receiver, seal=True))
    if form.second is not None:
        boxes.append(Box(translate("forms", "Second person"), form.second))
    return Sheet(
        title=translate("forms", "List of property transferred with the case"),
        head=form.head,
        blocks=(Facts(facts), _table(form, say), Signatures(tuple(boxes))),
        copies=translate("forms", "transferring unit, receiving unit"),
    )


def _table(form: TransferList, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 2.6),
            Column(translate("forms", "Quantity (unit)"), 1.6, Align.CENTRE),
            Column(translate("forms", "Features"), 4.0),
            Column(translate("forms", "Source"), 1.9),
            Column(translate("forms", "Place of storage"), 2.1),
            Column(translate("forms", "Proposed disposition"), 2.4),
            Column(translate("forms", "QR code"), 1.2, Align.CENTRE),
            Column(translate("forms", "Remark"), 1.7),
        ),
        rows=tuple(
            (
                moved.line.no,
                moved.line.name,
                quantity_text(say, moved.line),
                features_text(say, moved.line),
                source_text(say, moved.line),
                place_text(say, moved.line),
                moved.proposal,
                CodeCell(moved.line.code18),
                moved.line.remark,
            )
            for moved in form.lines
        ),
        pad_to=12,
    )
