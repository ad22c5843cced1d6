"""Difference notice (差异报告单): what differs and why; the thing is stopped, two heads sign."""

from __future__ import annotations

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
    Prose,
    Sheet,
    Signatures,
    Table,
)
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import FreezeReason


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferingLine:
    """One thing that was stopped.

    Attributes:
        last: as it was recorded before; None where nothing was compared.
        found: as it is now.
    """

    line: ItemLine
    reason: FreezeReason
    found_at: Moment
    last: Reading | None = None
    found: Reading | None = None
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceNotice:
    """Differences of one case, reported to the head of the case unit and the head of custody."""

    head: FormHead
    case: CaseRef
    lines: tuple[DifferingLine, ...]
    found_at: Moment
    borrower: Signatory = NOBODY_YET
    found_by: Signatory = NOBODY_YET
    second: Signatory | None = None


def build(form: DifferenceNotice, say: Wording) -> Sheet:
    """Lay the notice out; each head writes what is to be done, and signs."""
    translate = say.translate
    zone = form.head.zone_minutes
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Found at"), say.moment(form.found_at, zone)),
        Fact(translate("forms", "Last borrower"), person_text(say, form.borrower)),
    )
    rule = translate(
        "forms",
        "The things above are stopped: they may be taken in and put into the discrepancy place, "
        "but may not leave until the head of the police agency has decided. Reported under "
        "Article 16 of the custody rules (2015, no. 21).",
    )
    boxes = [Box(translate("forms", "Found by (custodian)"), form.found_by)]
    if form.second is not None:
        boxes.append(Box(translate("forms", "Second person"), form.second))
    boxes.append(Box(translate("forms", "Head of the case unit"), NOBODY_YET))
    boxes.append(Box(translate("forms", "Head of custody"), NOBODY_YET))
    return Sheet(
        title=translate("forms", "Difference notice"),
        head=form.head,
        blocks=(
            Facts(facts),
            _table(form, say),
            Prose(rule, framed=False),
            Prose("", translate("forms", "Opinion of the head of the case unit"), lines_min=2),
            Prose("", translate("forms", "Opinion of the head of custody"), lines_min=2),
            Signatures(tuple(boxes)),
        ),
        copies=translate("forms", "case unit, centre archive"),
    )


def _table(form: DifferenceNotice, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 2.8),
            Column(translate("forms", "Code"), 2.3, Align.CENTRE),
            Column(translate("forms", "What differs"), 1.8, Align.CENTRE),
            Column(translate("forms", "Recorded before"), 3.2),
            Column(translate("forms", "Found now"), 3.2),
            Column(translate("forms", "Explanation of the difference"), 3.4),
        ),
        rows=tuple(
            (
                one.line.no,
                one.line.name,
                code_cell(one.line.code18),
                say.word(one.reason),
                reading_text(say, one.last) if one.last is not None else "",
                reading_text(say, one.found) if one.found is not None else "",
                one.explanation,
            )
            for one in form.lines
        ),
    )
