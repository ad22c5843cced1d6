"""Receipt (接收回执单): what the centre confirms to have received, with its grade."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    case_facts,
    code_cell,
    delivery_ticks,
    number_column,
    place_text,
    quantity_text,
    sealing_ticks,
)
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, ItemLine, Signatory
from custody_app.documents.sheet import (
    Align,
    Box,
    Choices,
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
from custody_app.domain.vocabulary import DeliveryMode, Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The centre's answer to a delivery.

    Attributes:
        due_at: end of the 24 hours after ``taken_at``; ``late_note`` says why it came later.
        opinion: preliminary opinion or remark of the custodian, differences included.
    """

    head: FormHead
    case: CaseRef
    lines: tuple[ItemLine, ...]
    keeping_unit: str = ""
    taken_at: Moment | None = None
    due_at: Moment | None = None
    received_at: Moment | None = None
    late_note: str = ""
    opinion: str = ""
    mode: DeliveryMode | None = None
    sealed_uncounted: bool | None = None
    delivered_by: Signatory = NOBODY_YET
    received_by: Signatory = NOBODY_YET
    second: Signatory | None = None


def build(form: Receipt, say: Wording) -> Sheet:
    """Lay the receipt out."""
    translate = say.translate
    zone = form.head.zone_minutes
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Keeping unit"), form.keeping_unit or form.head.agency),
        Fact(translate("forms", "Taken at"), say.moment(form.taken_at, zone)),
        Fact(translate("forms", "Hand-over due"), say.moment(form.due_at, zone)),
        Fact(translate("forms", "Received at"), say.moment(form.received_at, zone)),
        Fact(translate("forms", "Late hand-over, reason"), form.late_note, wide=True),
    )
    boxes = [Box(translate("forms", "Handed over by (case officer)"), form.delivered_by)]
    boxes.append(Box(translate("forms", "Received by (custodian)"), form.received_by, seal=True))
    if form.second is not None:
        boxes.append(Box(translate("forms", "Second person"), form.second))
    return Sheet(
        title=translate("forms", "Receipt for seized property"),
        head=form.head,
        blocks=(
            Facts(facts),
            _table(form, say),
            Choices((delivery_ticks(say, form.mode), sealing_ticks(say, form.sealed_uncounted))),
            Prose(form.opinion, translate("forms", "Preliminary opinion, remarks"), lines_min=2),
            Signatures(tuple(boxes)),
        ),
        copies=translate("forms", "case unit, centre archive"),
    )


def _table(form: Receipt, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 3.0),
            Column(translate("forms", "Quantity (unit)"), 1.8, Align.CENTRE),
            Column(translate("forms", "Grade"), 2.2, Align.CENTRE),
            Column(translate("forms", "Code"), 2.7, Align.CENTRE),
            Column(translate("forms", "Seal no."), 1.8, Align.CENTRE),
            Column(translate("forms", "Place"), 2.0),
            Column(translate("forms", "Condition"), 1.5, Align.CENTRE),
            Column(translate("forms", "Remark"), 1.9),
        ),
        rows=tuple(
            (
                line.no,
                line.name,
                quantity_text(say, line),
                "\n".join(f"{'■' if one is line.grade else '□'}{say.word(one)}" for one in Grade),
                code_cell(line.code18),
                line.seal_no,
                place_text(say, line),
                say.joined([say.word(line.condition), line.condition_note]),
                line.remark,
            )
            for line in form.lines
        ),
    )
