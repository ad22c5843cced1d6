"""Intake list (入库清单): what came into the store, on which paper, from whom to whom."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    case_facts,
    delivery_ticks,
    features_text,
    number_column,
    papers_text,
    person_text,
    quantity_text,
    sealing_ticks,
    source_text,
)
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, ItemLine, Paper, Signatory
from custody_app.documents.sheet import (
    Align,
    Box,
    Choices,
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
from custody_app.domain.vocabulary import DeliveryMode

ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeList:
    """Things accepted at the window in one go."""

    head: FormHead
    case: CaseRef
    lines: tuple[ItemLine, ...]
    papers: tuple[Paper, ...] = ()
    list_no: str = ""
    taken_at: Moment | None = None
    taken_place: str = ""
    received_at: Moment | None = None
    holder: Signatory = NOBODY_YET
    witness: Signatory = NOBODY_YET
    mode: DeliveryMode | None = None
    sealed_uncounted: bool | None = None
    late_note: str = ""
    delivered_by: Signatory = NOBODY_YET
    received_by: Signatory = NOBODY_YET
    second: Signatory | None = None


def build(form: IntakeList, say: Wording) -> Sheet:
    """Lay the list out: case, papers, twenty rows, delivery and sealing, giver and receiver."""
    translate = say.translate
    zone = form.head.zone_minutes
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Legal documents"), papers_text(say, form.papers), wide=True),
        Fact(translate("forms", "List no."), form.list_no),
        Fact(translate("forms", "Taken at"), say.moment(form.taken_at, zone)),
        Fact(translate("forms", "Place of taking"), form.taken_place),
        Fact(translate("forms", "Received at"), say.moment(form.received_at, zone)),
        Fact(translate("forms", "Holder"), person_text(say, form.holder)),
        Fact(translate("forms", "Witness"), person_text(say, form.witness)),
        *_late(form, say),
    )
    boxes = [Box(translate("forms", "Handed over by (case officer)"), form.delivered_by)]
    boxes.append(Box(translate("forms", "Received by (custodian)"), form.received_by))
    if form.second is not None:
        boxes.append(Box(translate("forms", "Second person"), form.second))
    return Sheet(
        title=translate("forms", "Intake list of seized property"),
        head=form.head,
        blocks=(
            Facts(facts),
            _table(form, say),
            Choices((delivery_ticks(say, form.mode), sealing_ticks(say, form.sealed_uncounted))),
            Signatures(tuple(boxes)),
        ),
        copies=translate("forms", "case unit, centre archive"),
    )


def _late(form: IntakeList, say: Wording) -> tuple[Fact, ...]:
    if not form.late_note:
        return ()
    return (Fact(say.translate("forms", "Late hand-over, reason"), form.late_note, wide=True),)


def _table(form: IntakeList, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 2.6),
            Column(translate("forms", "Quantity (unit)"), 1.6, Align.CENTRE),
            Column(translate("forms", "Kind"), 1.2, Align.CENTRE),
            Column(translate("forms", "Description"), 4.2),
            Column(translate("forms", "Source"), 1.9, Align.CENTRE),
            Column(translate("forms", "Case"), 2.0),
            Column(translate("forms", "QR code"), 1.2, Align.CENTRE),
            Column(translate("forms", "Remark"), 1.6),
            Column(translate("forms", "Officer's signature"), 1.7, Align.CENTRE),
        ),
        rows=tuple(
            (
                line.no,
                line.name,
                quantity_text(say, line),
                say.word(line.category),
                features_text(say, line),
                source_text(say, line),
                line.case or form.case.name,
                CodeCell(line.code18),
                say.joined([say.word(line.grade), line.remark]),
                "",
            )
            for line in form.lines
        ),
        pad_to=ROWS,
    )
