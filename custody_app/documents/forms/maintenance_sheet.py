"""Vehicle maintenance register (涉案车辆日常维护保养登记表): what was done, when, by whom."""

from __future__ import annotations

from custody_app.documents.forms.wordings import case_facts, code_text, number_column
from custody_app.documents.parts import CaseRef, FormHead
from custody_app.documents.sheet import Align, Column, Fact, Facts, Prose, Sheet, Table
from custody_app.documents.wording import Wording
from custody_app.domain.moments import Moment
from custody_app.domain.values import dataclass
from custody_app.domain.vehicle import UpkeepTask

ROWS = 14
BY_HAND = " "
"""A row that is filled by hand is blank, not struck through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepLine:
    """One time somebody looked after the vehicle."""

    at: Moment
    tasks: tuple[UpkeepTask, ...]
    note: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaintenanceSheet:
    """The register of one vehicle, oldest line first."""

    head: FormHead
    case: CaseRef
    vehicle: str
    plate: str
    vin: str
    code18: str
    place: str
    intake_at: Moment | None
    next_at: Moment | None
    lines: tuple[UpkeepLine, ...]


def build(form: MaintenanceSheet, say: Wording) -> Sheet:
    """Lay the register out, with rows to go on by hand."""
    translate, zone = say.translate, form.head.zone_minutes
    facts = (
        *case_facts(say, form.case),
        Fact(translate("forms", "Vehicle"), form.vehicle),
        Fact(translate("forms", "Code"), code_text(form.code18)),
        Fact(translate("forms", "Plate"), form.plate),
        Fact(translate("forms", "VIN"), form.vin),
        Fact(translate("forms", "Place"), form.place),
        Fact(translate("forms", "Taken in at"), say.moment(form.intake_at, zone)),
        Fact(translate("forms", "Next maintenance by"), say.moment(form.next_at, zone)),
    )
    work = say.listed(say.word(task) for task in UpkeepTask)
    told = translate("forms", "Work: {work}. What is done is typed in the same day.")
    return Sheet(
        title=translate("forms", "Vehicle maintenance register"),
        head=form.head,
        blocks=(Facts(facts), _table(form, say), Prose(told.format(work=work), framed=False)),
        copies=translate("forms", "centre archive"),
    )


def _table(form: MaintenanceSheet, say: Wording) -> Table:
    translate = say.translate
    rows = [
        (
            say.moment(line.at, form.head.zone_minutes),
            say.listed(say.word(task) for task in line.tasks),
            line.note,
            line.by,
        )
        for line in form.lines
    ]
    rows += [(BY_HAND,) * 4] * max(ROWS - len(rows), 2)
    return Table(
        columns=(
            number_column(say),
            Column(translate("forms", "Date"), 2.6, Align.CENTRE),
            Column(translate("forms", "Work done"), 5.2),
            Column(translate("forms", "State, remark"), 5.0),
            Column(translate("forms", "By"), 2.4, Align.CENTRE),
        ),
        rows=tuple((str(number), *row) for number, row in enumerate(rows, 1)),
        closing=False,
    )
