"""Place contents (库位清点核对单): what the record says lies at a place, to tick."""

from __future__ import annotations

from custody_app.documents.forms.wordings import (
    code_cell,
    code_text,
    features_text,
    number_column,
    place_text,
    quantity_text,
)
from custody_app.documents.parts import NOBODY_YET, FormHead, ItemLine, Signatory
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
class PlaceContents:
    """The things recorded at a place and below it."""

    head: FormHead
    place: str
    place_code18: str
    lines: tuple[ItemLine, ...]
    as_of: Moment
    custodian: Signatory = NOBODY_YET
    second: Signatory = NOBODY_YET


def build(form: PlaceContents, say: Wording) -> Sheet:
    """Lay the list out with a tick column and room for what was found besides."""
    translate = say.translate
    facts = (
        Fact(translate("forms", "Place"), form.place),
        Fact(translate("forms", "Code"), code_text(form.place_code18)),
        Fact(translate("forms", "As of"), say.moment(form.as_of, form.head.zone_minutes)),
        Fact(translate("forms", "Lines"), str(len(form.lines))),
    )
    return Sheet(
        title=translate("forms", "Contents of a place, check list"),
        head=form.head,
        blocks=(
            Facts(facts),
            _table(form, say),
            Prose("", translate("forms", "Found but not on the list"), lines_min=3),
            Signatures(
                (
                    Box(translate("forms", "Counted by"), form.custodian),
                    Box(translate("forms", "Second person"), form.second),
                )
            ),
        ),
        copies=translate("forms", "centre archive"),
    )


def _table(form: PlaceContents, say: Wording) -> Table:
    translate = say.translate
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Code"), 2.4, Align.CENTRE),
            Column(translate("forms", "Item"), 3.0),
            Column(translate("forms", "Quantity (unit)"), 1.8, Align.CENTRE),
            Column(translate("forms", "Features"), 4.2),
            Column(translate("forms", "Place, container"), 2.6),
            Column(translate("forms", "Case"), 2.4),
            Column(translate("forms", "There"), 0.9, Align.CENTRE),
            Column(translate("forms", "Remark"), 1.8),
        ),
        rows=tuple(
            (
                str(number),
                code_cell(line.code18),
                line.name,
                quantity_text(say, line),
                features_text(say, line),
                place_text(say, line),
                line.case,
                "□",
                line.remark,
            )
            for number, line in enumerate(form.lines, 1)
        ),
    )
