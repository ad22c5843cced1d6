"""Call-out approval form (借调审批表): request, lines, opinion; scanned back by its code."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    case_facts,
    features_text,
    number_column,
    person_text,
    quantity_text,
)
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, ItemLine, Signatory
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
from custody_app.domain.vocabulary import LoanPurpose, Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOutApproval:
    """A request to call things out, on paper; opinions are written by hand when empty."""

    head: FormHead
    case: CaseRef
    lines: tuple[ItemLine, ...]
    request_no: str
    purpose: LoanPurpose
    reason: str
    due_at: Moment
    rank_needed: Rank
    requested_at: Moment | None = None
    extends: str = ""
    opinion: str = ""
    requester: Signatory = NOBODY_YET
    custodian: Signatory = NOBODY_YET
    approver: Signatory = NOBODY_YET


def build(form: CallOutApproval, say: Wording) -> Sheet:
    """Lay the form out with room for the approver's own words."""
    translate = say.translate
    zone = form.head.zone_minutes
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Request no."), form.request_no),
        Fact(translate("forms", "Requested at"), say.moment(form.requested_at, zone)),
        Fact(translate("forms", "Requested by"), person_text(say, form.requester)),
        Fact(translate("forms", "Purpose"), say.word(form.purpose)),
        Fact(translate("forms", "Reason"), form.reason, wide=True),
        Fact(translate("forms", "Expected return"), say.moment(form.due_at, zone)),
        Fact(translate("forms", "Approver's level"), say.word(form.rank_needed)),
        Fact(translate("forms", "Extends request"), form.extends, wide=True),
    )
    return Sheet(
        title=translate("forms", "Call-out approval form"),
        head=form.head,
        blocks=(
            Facts(facts),
            _table(form, say),
            Prose(form.opinion, translate("forms", "Approval opinion"), lines_min=5),
            Signatures(
                (
                    Box(translate("forms", "Case officer"), form.requester),
                    Box(translate("forms", "Custodian"), form.custodian),
                    Box(translate("forms", "Approver"), form.approver, seal=True),
                )
            ),
        ),
        copies=translate("forms", "case unit, centre archive"),
    )


def _table(form: CallOutApproval, say: Wording) -> Table:
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
