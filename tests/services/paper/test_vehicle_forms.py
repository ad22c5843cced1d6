"""Papers of vehicles on the lived centre: blank sheets, typed ones, the register, the week."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from custody_app.bootstrap import Core
from custody_app.documents.parts import FormHead
from custody_app.documents.render import render
from custody_app.domain import tag
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Day
from custody_app.domain.vehicle import UpkeepTask
from custody_app.domain.vocabulary import FormKind
from custody_app.services.paper.gather import Gather
from custody_app.services.paper.vehicle_forms import (
    inspection_sheet,
    maintenance_sheet,
    vehicle_week,
)
from custody_app.services.signed_copies import form_codes
from tests.documents.reading import pictures
from tests.services.asking import item_named


def asked(core: Core, kind: FormKind, *names: str) -> IssueForm:
    return IssueForm(kind=kind, items=tuple(item_named(core, name) for name in names))


def test_a_blank_sheet_says_nothing_of_any_vehicle(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    paper = inspection_sheet(asked(centre, FormKind.INSPECTION_SHEET), gather, head)
    assert (paper.case, paper.vehicle, paper.facts, paper.articles) == (None, "", None, ())


def test_the_scan_of_a_blank_sheet_tells_its_code(
    centre: Core, gather: Gather, head: FormHead, tmp_path: Path
) -> None:
    coded = replace(head, code18=tag.code_of("653010126000001"))
    paper = inspection_sheet(asked(centre, FormKind.INSPECTION_SHEET), gather, coded)
    (page,) = pictures(render(paper), 200)
    scan = tmp_path / "scan.png"
    page.save(scan)
    assert form_codes(scan) == (coded.code18,)


def test_a_sheet_that_was_typed_in_holds_both_times_and_what_was_inside(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    paper = inspection_sheet(asked(centre, FormKind.INSPECTION_SHEET, "小型轿车"), gather, head)
    assert paper.facts is not None
    assert (paper.facts.mileage, paper.facts.keys) == ("68412", 1)
    assert paper.inspected_at is not None
    assert paper.typed_at is not None
    assert paper.inspected_at < paper.typed_at
    assert [name for name, _ in paper.articles] == ["车钥匙", "行车记录仪", "公文包", "号牌"]
    bike = inspection_sheet(asked(centre, FormKind.INSPECTION_SHEET, "两轮摩托车"), gather, head)
    assert bike.facts is not None
    assert (bike.facts.colour, bike.facts.keys) == ("红色", 0)
    assert "无钥匙" in bike.missing_note


def test_the_register_holds_every_line_of_the_record(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    paper = maintenance_sheet(asked(centre, FormKind.MAINTENANCE_SHEET, "小型轿车"), gather, head)
    (line,) = paper.lines
    assert UpkeepTask.BATTERY in line.tasks
    assert line.by
    for names, code in (((), "form.no_items"), (("小型轿车", "两轮摩托车"), "form.one_vehicle"),
                        (("公文包",), "vehicle.not_a_vehicle")):  # fmt: skip
        with pytest.raises(RuleBroken) as told:
            maintenance_sheet(asked(centre, FormKind.MAINTENANCE_SHEET, *names), gather, head)
        assert told.value.code == code


def test_the_week_counts_vehicles_and_names_them(
    centre: Core, gather: Gather, head: FormHead
) -> None:
    week = IssueForm(kind=FormKind.VEHICLE_WEEK, since=Day("2000-01-01"), until=Day("2099-12-31"))
    paper = vehicle_week(week, gather, head)
    assert [(one.opening, one.taken_in, one.out, one.closing) for one in paper.lines] == [
        (0, 2, 0, 2)
    ]
    told = {one.name: one for one in paper.parked}
    assert told["小型轿车"].on_loan
    assert (told["两轮摩托车"].keys, told["两轮摩托车"].place) == (0, "Y-02")
    with pytest.raises(RuleBroken, match=r"form\.no_period"):
        vehicle_week(IssueForm(kind=FormKind.VEHICLE_WEEK), gather, head)
