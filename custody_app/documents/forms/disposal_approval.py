"""Disposal approval form (呈请审批表): what shall leave for good, decided by whom."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    case_facts,
    features_text,
    number_column,
    paper_text,
    person_text,
    quantity_text,
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
    Prose,
    Sheet,
    Signatures,
    Table,
    Ticks,
)
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Disposal, Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalApproval:
    """A request to dispose, on paper; opinions are written by hand when empty."""

    head: FormHead
    case: CaseRef
    lines: tuple[ItemLine, ...]
    request_no: str
    disposal: Disposal
    reason: str
    rank_needed: Rank
    requested_at: Moment | None = None
    paper: Paper | None = None
    recipient: str = ""
    legal_opinion: str = ""
    opinion: str = ""
    requester: Signatory = NOBODY_YET
    reviewer: Signatory = NOBODY_YET
    approver: Signatory = NOBODY_YET


def build(form: DisposalApproval, say: Wording) -> Sheet:
    """Lay the form out: way of disposal, facts, lines, two opinions, three boxes."""
    translate = say.translate
    zone = form.head.zone_minutes
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Request no."), form.request_no),
        Fact(translate("forms", "Requested at"), say.moment(form.requested_at, zone)),
        Fact(translate("forms", "Requested by"), person_text(say, form.requester)),
        Fact(translate("forms", "Approver's level"), say.word(form.rank_needed)),
        Fact(translate("forms", "Recipient or receiving unit"), form.recipient),
        Fact(translate("forms", "Legal documents"), paper_text(say, form.paper)),
        Fact(translate("forms", "Reason"), form.reason, wide=True),
    )
    ways = Ticks(
        translate("forms", "Way of disposal"),
        tuple((say.word(one), one is form.disposal) for one in Disposal),
    )
    return Sheet(
        title=translate("forms", "Disposal approval form"),
        head=form.head,
        blocks=(
            Facts(facts),
            Choices((ways,)),
            _table(form, say),
            Prose(form.legal_opinion, translate("forms", "Legal review"), lines_min=3),
            Prose(form.opinion, translate("forms", "Approval opinion"), lines_min=4),
            Signatures(
                (
                    Box(translate("forms", "Case officer"), form.requester),
                    Box(translate("forms", "Legal reviewer"), form.reviewer),
                    Box(translate("forms", "Approver"), form.approver, seal=True),
                )
            ),
        ),
        copies=translate("forms", "case file, centre archive"),
    )


def _table(form: DisposalApproval, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 3.2),
            Column(translate("forms", "Quantity (unit)"), 1.8, Align.CENTRE),
            Column(translate("forms", "Features"), 5.6),
            Column(translate("forms", "Grade"), 1.4, Align.CENTRE),
            Column(translate("forms", "QR code"), 1.2, Align.CENTRE),
            Column(translate("forms", "Remark"), 2.2),
        ),
        rows=tuple(
            (
                line.no,
                line.name,
                quantity_text(say, line),
                features_text(say, line),
                say.word(line.grade),
                CodeCell(line.code18),
                line.remark,
            )
            for line in form.lines
        ),
        pad_to=6,
    )
