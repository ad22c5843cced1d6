"""Correction notice (更正单): names the old form, shows old and new values."""

from __future__ import annotations

from custody_app.documents.forms.wordings import case_facts, code_cell, number_column
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, Signatory
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
from custody_app.domain.vocabulary import FormKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFact:
    """One recorded fact, before and after."""

    item: str
    code18: str
    fact: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice:
    """A correction of a signed record; nothing is overwritten, both versions stay readable."""

    head: FormHead
    case: CaseRef
    facts: tuple[ChangedFact, ...]
    reason: str
    corrected_at: Moment
    of_kind: FormKind | None = None
    of_number: str = ""
    of_event: str = ""
    corrected_by: Signatory = NOBODY_YET
    second: Signatory | None = None
    other_side: Signatory = NOBODY_YET


def build(form: CorrectionNotice, say: Wording) -> Sheet:
    """Lay the notice out."""
    translate = say.translate
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Corrects form"), say.word(form.of_kind)),
        Fact(translate("forms", "Number of that form"), form.of_number),
        Fact(translate("forms", "Corrects record"), form.of_event),
        Fact(
            translate("forms", "Corrected at"),
            say.moment(form.corrected_at, form.head.zone_minutes),
        ),
        Fact(translate("forms", "Reason"), form.reason, wide=True),
    )
    boxes = [Box(translate("forms", "Corrected by"), form.corrected_by)]
    if form.second is not None:
        boxes.append(Box(translate("forms", "Second person"), form.second))
    boxes.append(Box(translate("forms", "Other side of the hand-over"), form.other_side))
    rule = translate(
        "forms",
        "The earlier form stays in the file unchanged. "
        "From now on the values in the last column hold.",
    )
    return Sheet(
        title=translate("forms", "Correction notice"),
        head=form.head,
        blocks=(
            Facts(facts),
            _table(form, say),
            Prose(rule, framed=False),
            Signatures(tuple(boxes)),
        ),
        copies=translate("forms", "case unit, centre archive"),
    )


def _table(form: CorrectionNotice, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 3.4),
            Column(translate("forms", "Code"), 2.6, Align.CENTRE),
            Column(translate("forms", "Fact"), 2.4),
            Column(translate("forms", "Old value"), 4.0),
            Column(translate("forms", "New value"), 4.0),
        ),
        rows=tuple(
            (str(number), one.item, code_cell(one.code18), one.fact, one.old, one.new)
            for number, one in enumerate(form.facts, 1)
        ),
    )
