"""Vehicle inspection sheet (涉案车辆查验单): blank for the yard, or as typed in (21号 第17条).

Its fields stand in the order in which they are typed in, with the same numbers.
"""

from __future__ import annotations

from custody_app.documents.forms.wordings import code_text, number_column
from custody_app.documents.parts import NOBODY_YET, CaseRef, FormHead, Signatory
from custody_app.documents.sheet import (
    Align,
    Block,
    Box,
    Choices,
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
from custody_app.domain.parts import Identifiers
from custody_app.domain.values import dataclass
from custody_app.domain.vehicle import BodyZone, Fuel, VehicleFacts, VehiclePaper, ZoneState

ARTICLES = 4
"""Rows for things inside; what does not fit goes on the list of the case."""
BY_HAND = " "
"""A field that is filled by hand is blank, not struck through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionSheet:
    """One sheet; without ``facts`` it is filled by hand in the yard.

    Attributes:
        vehicle: what the vehicle is called; empty on a sheet for any vehicle.
        articles: name and quantity of what was found inside, and of the keys.
    """

    head: FormHead
    case: CaseRef | None = None
    vehicle: str = ""
    code18: str = ""
    place: str = ""
    identifiers: Identifiers | None = None
    facts: VehicleFacts | None = None
    inspected_at: Moment | None = None
    typed_at: Moment | None = None
    missing_note: str = ""
    articles: tuple[tuple[str, str], ...] = ()
    inspector: Signatory = NOBODY_YET


def build(form: InspectionSheet, say: Wording) -> Sheet:
    """Lay the sheet out on one page."""
    translate, facts = say.translate, form.facts or VehicleFacts()
    damage = say.joined(f"{say.word(one.zone)} {one.note}" for one in facts.zones if one.note)
    rule = translate(
        "forms",
        "Things inside that belong to the case are seized and labelled one by one; what does not "
        "belong to it is collected by the party. Without key or mileage write why.",
    )
    blocks: tuple[Block, ...] = (
        Facts(_heading(form, say)),
        Facts(_numbers(form, facts, say)),
        Choices(_ticks(facts, say)),
        Prose(damage, translate("forms", "12. Damage, in words"), lines_min=2),
        Facts(
            (
                Fact(translate("forms", "13. Equipment"), facts.equipment or BY_HAND, wide=True),
                Fact(translate("forms", "14. Why not given"),
                     form.missing_note or BY_HAND, wide=True),
                Fact(translate("forms", "15. Remark"), facts.remark or BY_HAND, wide=True),
            )
        ),
        _articles(form, say),
        Prose(rule, framed=False),
        Signatures(
            (
                Box(translate("forms", "Inspected by"), form.inspector),
                Box(translate("forms", "Handed over by"), NOBODY_YET),
                Box(translate("forms", "Witness"), NOBODY_YET),
            )
        ),
    )  # fmt: skip
    return Sheet(
        title=translate("forms", "Vehicle inspection sheet"),
        head=form.head,
        blocks=blocks,
        copies=translate("forms", "case unit, centre archive"),
    )


def _heading(form: InspectionSheet, say: Wording) -> tuple[Fact, ...]:
    translate, zone = say.translate, form.head.zone_minutes
    case = form.case
    typed = say.moment(form.typed_at, zone)
    return (
        Fact(translate("forms", "Case no."), (case.number if case else "") or BY_HAND),
        Fact(translate("forms", "Case unit"), (case.unit if case else "") or BY_HAND),
        Fact(translate("forms", "Vehicle"), form.vehicle or BY_HAND),
        Fact(translate("forms", "Code"), code_text(form.code18) or BY_HAND),
        Fact(translate("forms", "Place"), form.place or BY_HAND),
        Fact(translate("forms", "Typed in at"), typed or BY_HAND),
    )


def _numbers(form: InspectionSheet, facts: VehicleFacts, say: Wording) -> tuple[Fact, ...]:
    translate, own = say.translate, form.identifiers or Identifiers()
    keys = "" if facts.keys is None else str(facts.keys)
    mileage = facts.mileage or (own.mileage if form.facts else "")
    at = say.moment(form.inspected_at, form.head.zone_minutes)
    return (
        Fact(translate("forms", "1. Inspected at"), at or BY_HAND),
        Fact(translate("forms", "2. Plate"), own.plate or BY_HAND),
        Fact(translate("forms", "3. VIN"), own.vin or BY_HAND),
        Fact(translate("forms", "4. Engine no."), own.engine_no or BY_HAND),
        Fact(translate("forms", "5. Make and model"), facts.make or BY_HAND),
        Fact(translate("forms", "6. Colour"), facts.colour or BY_HAND),
        Fact(translate("forms", "7. Mileage (km)"), mileage or BY_HAND),
        Fact(translate("forms", "8. Keys"), keys or BY_HAND),
    )


def _ticks(facts: VehicleFacts, say: Wording) -> tuple[Ticks, ...]:
    translate = say.translate
    seen = {one.zone: one.state for one in facts.zones}
    zones = tuple(
        Ticks(
            translate("forms", "11. {zone}").format(zone=say.word(zone)),
            tuple((say.word(state), seen.get(zone) is state) for state in ZoneState),
        )
        for zone in BodyZone
    )
    return (
        Ticks(translate("forms", "9. Fuel"),
              tuple((say.word(one), facts.fuel is one) for one in Fuel)),
        Ticks(translate("forms", "10. Papers"),
              tuple((say.word(one), one in facts.papers) for one in VehiclePaper)),
        *zones,
    )  # fmt: skip


def _articles(form: InspectionSheet, say: Wording) -> Table:
    translate = say.translate
    empty = max(ARTICLES - len(form.articles), 0)
    yes, open_ = translate("forms", "■ yes  □ no"), translate("forms", "□ yes  □ no")
    rows = [*form.articles, *[(BY_HAND, BY_HAND)] * empty]
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "16. Keys and articles inside"), 6.0),
            Column(translate("forms", "Quantity (unit)"), 2.2, Align.CENTRE),
            Column(translate("forms", "Belongs to the case"), 2.4, Align.CENTRE),
            Column(translate("forms", "Remark"), 4.0),
        ),
        rows=tuple(
            (str(number), name, quantity, yes if name != BY_HAND else open_, BY_HAND)
            for number, (name, quantity) in enumerate(rows, 1)
        ),
        closing=False,
    )
