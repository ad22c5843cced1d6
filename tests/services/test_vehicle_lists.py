"""The yard as the clerk asks for it: which vehicles, where, what is missing, what is due."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from custody_app.bootstrap import Core
from custody_app.domain.moments import later, moment_of
from custody_app.domain.vocabulary import Custody
from custody_app.queries.reader import Reader
from custody_app.queries.vehicles import (
    VehicleRow,
    View,
    parts_of_vehicle,
    sheets_out,
    upkeeps_of,
    vehicle_row,
    vehicles,
)
from custody_app.queries.yard import yard_slots
from custody_app.runtime.paths import CentreDir
from tests.living import copy_of, opened


@pytest.fixture(scope="module")
def core(lived_once: CentreDir, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Core]:
    with opened(copy_of(lived_once, tmp_path_factory.mktemp("yard") / "centre")) as found:
        yield found


def listed(core: Core, view: View = View.HERE, text: str = "", days: int = 0) -> list[VehicleRow]:
    now = later(moment_of(core.clock.now()), days=days)
    return list(Reader(core.reader)(vehicles, now=now, view=view, text=text).rows)


def names(rows: list[VehicleRow]) -> list[str]:
    return [row.item.name for row in rows]


def test_both_vehicles_of_the_day_are_here(core: Core) -> None:
    bike, car = listed(core)
    assert (car.plate, car.vin, car.keys, car.articles) == ("云A7K32N", "LFV2A21KXJ3108264", 1, 3)
    assert (car.item.custody, car.item.place_code) == (Custody.ON_LOAN, "")
    assert (bike.keys, bike.articles, bike.item.place_code) == (0, 0, "Y-02")
    assert car.inspected
    assert bike.inspected
    assert car.days >= 0
    assert bike.upkeep_at is not None
    assert car.upkeep_at is None, "a vehicle that is out is looked after when it is back"
    assert car.term is not None
    assert car.term.deadline == "D05"
    now = moment_of(core.clock.now())
    assert Reader(core.reader)(vehicle_row, item=car.item, now=now) == car


def test_each_view_narrows_the_list(core: Core) -> None:
    assert names(listed(core, View.NO_KEY)) == ["两轮摩托车"]
    assert names(listed(core, View.ON_LOAN)) == ["小型轿车"]
    assert names(listed(core, View.NOT_INSPECTED)) == []
    assert names(listed(core, View.COMING)) == []
    assert names(listed(core, View.GONE)) == []
    assert names(listed(core, View.UPKEEP)) == []
    assert names(listed(core, View.UPKEEP, days=85)) == ["两轮摩托车"]
    (late,) = listed(core, View.UPKEEP, days=200)
    assert late.upkeep_late
    assert names(listed(core, text="A7K32N")) == ["小型轿车"]


def test_a_page_goes_on_where_the_last_one_ended(core: Core) -> None:
    read, now = Reader(core.reader), moment_of(core.clock.now())
    first = read(vehicles, now=now, limit=1)
    assert names(list(first.rows)) == ["两轮摩托车"]
    second = read(vehicles, now=now, limit=1, after=first.after)
    assert names(list(second.rows)) == ["小型轿车"]


def test_key_articles_and_upkeep_of_a_vehicle(core: Core) -> None:
    (car,) = listed(core, View.ON_LOAN)
    read = Reader(core.reader)
    parts = read(parts_of_vehicle, vehicle=car.item.id)
    assert [part.name for part in parts] == ["车钥匙", "行车记录仪", "公文包", "号牌"]
    assert parts[0].place_code == "G-06"
    ((upkeep, seen),) = read(upkeeps_of, vehicle=car.item.id)
    assert upkeep.note.startswith("入场检查")
    assert seen.core.typ == "VEHICLE_MAINTAINED"


def test_a_sheet_that_is_still_out_is_told(core: Core) -> None:
    (sheet,) = Reader(core.reader)(sheets_out)
    assert sheet.awaits
    assert not sheet.case_id


def test_the_yard_shows_free_slots_and_what_stands_on_the_others(core: Core) -> None:
    slots = Reader(core.reader)(yard_slots)
    taken = [(slot.code, slot.told) for slot in slots if slot.item]
    assert taken == [("Y-02", "两轮摩托车")]
    assert sum(slot.is_free for slot in slots) == 11
    assert {slot.yard for slot in slots} == {"Y"}
