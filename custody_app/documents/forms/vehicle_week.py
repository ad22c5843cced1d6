"""Weekly vehicle table (涉案车辆周统计表): how many came, left and stay, and which."""

from __future__ import annotations

from custody_app.documents.forms.wordings import number_column
from custody_app.documents.parts import NOBODY_YET, FormHead, Signatory
from custody_app.documents.sheet import (
    Align,
    Box,
    Column,
    Fact,
    Facts,
    Sheet,
    Signatures,
    Table,
)
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Day, Moment
from custody_app.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLine:
    """Vehicles of one case unit: opening + in − out = closing."""

    unit: str
    opening: int
    taken_in: int
    out: int
    closing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedLine:
    """One vehicle that is still answered for."""

    plate: str
    name: str
    case: str
    place: str
    days: int
    on_loan: bool
    keys: int
    next_at: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleWeek:
    """The table of a period, both days included."""

    head: FormHead
    since: Day
    until: Day
    lines: tuple[WeekLine, ...]
    parked: tuple[ParkedLine, ...]
    made_by: Signatory = NOBODY_YET


def build(form: VehicleWeek, say: Wording) -> Sheet:
    """Lay the table out."""
    translate = say.translate
    lent = sum(one.on_loan for one in form.parked)
    late = sum(
        one.next_at is not None and one.next_at < form.head.printed_at for one in form.parked
    )
    facts = (
        Fact(translate("forms", "From"), say.day(form.since)),
        Fact(translate("forms", "To"), say.day(form.until)),
        Fact(translate("forms", "Vehicles on loan"), str(lent)),
        Fact(translate("forms", "Maintenance late"), str(late)),
    )
    return Sheet(
        title=translate("forms", "Weekly vehicle table"),
        head=form.head,
        blocks=(
            Facts(facts),
            _units(form, say),
            _parked(form, say),
            Signatures(
                (
                    Box(translate("forms", "Made by"), form.made_by),
                    Box(translate("forms", "Head of custody"), NOBODY_YET),
                )
            ),
        ),
        copies=translate("forms", "supervisor, centre archive"),
    )


def _units(form: VehicleWeek, say: Wording) -> Table:
    translate = say.translate
    rows = [(one.unit, one.opening, one.taken_in, one.out, one.closing) for one in form.lines]
    sums = [sum(int(row[at]) for row in rows) for at in range(1, 5)]
    rows.append((translate("forms", "Total"), *sums))  # type: ignore[arg-type]
    return Table(
        columns=(
            Column(translate("forms", "Case unit"), 6.0),
            Column(translate("forms", "Opening"), 1.8, Align.CENTRE),
            Column(translate("forms", "In"), 1.8, Align.CENTRE),
            Column(translate("forms", "Out"), 1.8, Align.CENTRE),
            Column(translate("forms", "Closing"), 1.8, Align.CENTRE),
        ),
        rows=tuple((str(unit), *(str(one) for one in counts)) for unit, *counts in rows),
        title=translate("forms", "By case unit"),
        closing=False,
    )


def _parked(form: VehicleWeek, say: Wording) -> Table:
    translate = say.translate

    def where(one: ParkedLine) -> str:
        return translate("forms", "On loan") if one.on_loan else one.place

    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Plate"), 2.2),
            Column(translate("forms", "Vehicle"), 3.0),
            Column(translate("forms", "Case no."), 4.0),
            Column(translate("forms", "Place"), 2.2, Align.CENTRE),
            Column(translate("forms", "Keys"), 1.2, Align.CENTRE),
            Column(translate("forms", "Days"), 1.4, Align.CENTRE),
            Column(translate("forms", "Next maintenance by"), 2.6, Align.CENTRE),
        ),
        rows=tuple(
            (
                str(number), one.plate, one.name, one.case, where(one), str(one.keys),
                str(one.days), say.moment(one.next_at, form.head.zone_minutes)[:10],
            )
            for number, one in enumerate(form.parked, 1)
        ),
        title=translate("forms", "Vehicles in custody"),
    )  # fmt: skip
