"""Result of a count (盘点结果单): how much was found at a place, and what differs (21号 第24条)."""

from __future__ import annotations

from custody_app.documents.forms.wordings import code_cell, number_column, quantity_text
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
class CountedLine:
    """One thing that differs: not found here, or found here and recorded elsewhere."""

    line: ItemLine
    missing: bool
    stopped: bool = False
    recorded_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSheet:
    """One count of one place."""

    head: FormHead
    place: str
    counted_at: Moment
    expected: int
    seen: int
    lines: tuple[CountedLine, ...]
    counted_by: Signatory = NOBODY_YET
    note: str = ""


def build(form: CountSheet, say: Wording) -> Sheet:
    """Lay the result out; without differences the table says so."""
    translate = say.translate
    unexpected = sum(not one.missing for one in form.lines)
    facts = (
        Fact(translate("forms", "Place"), form.place),
        Fact(translate("forms", "Counted at"), say.moment(form.counted_at, form.head.zone_minutes)),
        Fact(translate("forms", "On record here"), str(form.expected)),
        Fact(translate("forms", "Found of these"), str(form.seen)),
        Fact(translate("forms", "Not found"), str(form.expected - form.seen)),
        Fact(translate("forms", "Found, recorded elsewhere"), str(unexpected)),
    )
    rule = translate(
        "forms",
        "Whoever counted did not see what should be there. What a second person does not find "
        "either is stopped and reported to the two heads. Article 24 of the custody rules (2015, "
        "no. 21).",
    )
    return Sheet(
        title=translate("forms", "Result of a count"),
        head=form.head,
        blocks=(
            Facts(facts),
            _table(form, say),
            Prose(form.note, translate("forms", "Remark"), lines_min=2),
            Prose(rule, framed=False),
            Signatures(
                (
                    Box(translate("forms", "Counted by"), form.counted_by),
                    Box(translate("forms", "Head of custody"), NOBODY_YET),
                )
            ),
        ),
        copies=translate("forms", "supervisor, centre archive"),
    )


def _table(form: CountSheet, say: Wording) -> Table:
    translate = say.translate

    def found(one: CountedLine) -> str:
        if not one.missing:
            return translate("forms", "found here")
        if one.stopped:
            return translate("forms", "not found twice, stopped")
        return translate("forms", "not found")

    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Item"), 3.2),
            Column(translate("forms", "Code"), 2.4, Align.CENTRE),
            Column(translate("forms", "Quantity (unit)"), 1.8, Align.CENTRE),
            Column(translate("forms", "Case"), 2.6),
            Column(translate("forms", "What differs"), 2.4, Align.CENTRE),
            Column(translate("forms", "Recorded at"), 2.6),
        ),
        rows=tuple(
            (
                str(number),
                one.line.name,
                code_cell(one.line.code18),
                quantity_text(say, one.line),
                one.line.case,
                found(one),
                one.recorded_at,
            )
            for number, one in enumerate(form.lines, 1)
        ),
    )
