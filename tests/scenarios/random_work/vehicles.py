"""Steps of vehicles: sheet, keys and articles, the slot of the yard, upkeep, loans of vehicles."""

from __future__ import annotations

from custody_app.domain.commands.loans import RequestCallOut, RequestedItem
from custody_app.domain.commands.store import MoveItem
from custody_app.domain.commands.vehicles import (
    CorrectInspection,
    InspectVehicle,
    LinkToVehicle,
    MaintainVehicle,
)
from custody_app.domain.moments import later
from custody_app.domain.parts import Identifiers
from custody_app.domain.state.item import ItemState
from custody_app.domain.vehicle import UpkeepTask, VehicleFacts
from custody_app.domain.vocabulary import Category, LoanPurpose
from tests import builders as b
from tests.scenarios.random_work.centre import Centre
from tests.scenarios.random_work.dice import Asked, Steps, Throw

VEHICLES = Steps()
FACTS = (
    VehicleFacts(make="大众迈腾", colour="白色", mileage="68412", keys=1),
    VehicleFacts(make="大众迈腾", colour="白色", mileage="", keys=0),
    VehicleFacts(make="大众迈腾", colour="灰色", mileage="68421", keys=2),
)


@VEHICLES.step()
def inspect(centre: Centre, throw: Throw) -> Asked:
    car = centre.car(throw.dice)
    hours = throw.dice.one_of((-1, -1, 1, -24 * 30))
    return car and InspectVehicle(
        item=car, inspected_at=later(centre.now, hours=hours), facts=throw.dice.one_of(FACTS),
        missing_note=throw.dice.one_of(("拖移入场", "")),
        identifiers=throw.dice.one_of((None, Identifiers(plate="云A7K32N"))),
    )  # fmt: skip


@VEHICLES.step(b.CUSTODIAN_2)
def correct_the_sheet(centre: Centre, throw: Throw) -> Asked:
    car = centre.car(throw.dice)
    return car and CorrectInspection(item=car, facts=throw.dice.one_of(FACTS), reason="录错")


@VEHICLES.step()
def maintain(centre: Centre, throw: Throw) -> Asked:
    car = centre.car(throw.dice)
    at = later(centre.now, hours=throw.dice.one_of((0, -2, -24 * 30)))
    return car and MaintainVehicle(item=car, maintained_at=at, tasks=(UpkeepTask.ENGINE,))


def is_no_car(item: ItemState) -> bool:
    return item.category is not Category.VEHICLE


@VEHICLES.step()
def link(centre: Centre, throw: Throw) -> Asked:
    car, part = centre.car(throw.dice), centre.thing(throw.dice, is_no_car)
    if car is None or part is None:
        return None
    return LinkToVehicle(item=part, vehicle=car, is_key=throw.dice.mostly(), reason="车内发现")


@VEHICLES.step(b.CUSTODIAN_2)
def park(centre: Centre, throw: Throw) -> Asked:
    car = centre.car(throw.dice)
    return car and MoveItem(item=car, place=throw.dice.one_of((b.YARD_SLOT, b.YARD, b.PARKING)))


@VEHICLES.step(b.CUSTODIAN, b.OFFICER)
def ask_to_drive_it_out(centre: Centre, throw: Throw) -> Asked:
    car = centre.car(throw.dice)
    return car and RequestCallOut(
        items=(RequestedItem(item=car),), purpose=LoanPurpose.INSPECTION,
        due_at=later(centre.now, days=2), reason="车辆检验", requester=throw.other,
    )  # fmt: skip
