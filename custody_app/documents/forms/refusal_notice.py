"""Refusal notice (拒收通知书): what was not taken, why, and which clock runs on."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    case_facts,
    features_text,
    number_column,
    papers_text,
    quantity_text,
)
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, ItemLine, Paper, Signatory
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
from custody_app.domain.vocabulary import RefusalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedLine:
    """A line, or a part of it, that was not taken."""

    line: ItemLine
    reason: RefusalReason
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalNotice:
    """The refusal of one delivery.

    Attributes:
        due_at: end of the running 24 hours; None when no clock runs.
        basis: articles the centre has confirmed; nothing is printed as a legal basis otherwise.
    """

    head: FormHead
    case: CaseRef
    lines: tuple[RefusedLine, ...]
    refused_at: Moment
    papers: tuple[Paper, ...] = ()
    taken_at: Moment | None = None
    due_at: Moment | None = None
    basis: str = ""
    demand: str = ""
    delivered_by: Signatory = NOBODY_YET
    refused_by: Signatory = NOBODY_YET


def build(form: RefusalNotice, say: Wording) -> Sheet:
    """Lay the notice out: lines with reasons, then the clock, then who was told."""
    translate = say.translate
    zone = form.head.zone_minutes
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Legal documents"), papers_text(say, form.papers), wide=True),
        Fact(translate("forms", "Refused at"), say.moment(form.refused_at, zone)),
        Fact(translate("forms", "Taken at"), say.moment(form.taken_at, zone)),
        Fact(translate("forms", "Basis"), form.basis, wide=True),
    )
    return Sheet(
        title=translate("forms", "Refusal notice"),
        head=form.head,
        blocks=(
            Facts(facts),
            _table(form, say),
            Prose(_clock(form, say), translate("forms", "Hand-over term")),
            Prose(form.demand, translate("forms", "To be put right"), lines_min=2),
            Signatures(
                (
                    Box(translate("forms", "Refused by (custodian)"), form.refused_by, seal=True),
                    Box(translate("forms", "Notice taken by (case officer)"), form.delivered_by),
                )
            ),
        ),
        copies=translate("forms", "case unit, centre archive"),
    )


def _clock(form: RefusalNotice, say: Wording) -> str:
    translate = say.translate
    if form.due_at is None:
        return translate("forms", "No hand-over term is running for these items.")
    return translate(
        "forms",
        "The refusal does not stop the hand-over term. "
        "The refused items must be handed over by {due}, put right as stated.",
    ).format(due=say.moment(form.due_at, form.head.zone_minutes))


def _table(form: RefusalNotice, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 3.0),
            Column(translate("forms", "Quantity (unit)"), 1.8, Align.CENTRE),
            Column(translate("forms", "Description"), 4.0),
            Column(translate("forms", "Reason for refusal"), 3.2),
            Column(translate("forms", "Explanation"), 4.0),
        ),
        rows=tuple(
            (
                refused.line.no,
                refused.line.name,
                quantity_text(say, refused.line),
                features_text(say, refused.line),
                say.word(refused.reason),
                say.joined([refused.note, refused.line.remark]),
            )
            for refused in form.lines
        ),
    )
