"""Vehicles: the sheet that is typed in, upkeep, keys and articles, slots, accident vehicles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands.intake import ListItem
from custody_app.domain.commands.outgoing import ReleaseItem
from custody_app.domain.commands.store import MoveItem
from custody_app.domain.commands.vehicles import (
    CorrectInspection,
    InspectVehicle,
    LinkToVehicle,
    MaintainVehicle,
    RecordAccidentStep,
)
from custody_app.domain.events.item import ItemListed, ItemReleased
from custody_app.domain.events.registers import FormIssued, FormVoided, RequestCarriedOut
from custody_app.domain.events.vehicles import (
    AccidentStepRecorded,
    FormFilledIn,
    InspectionCorrected,
    ItemLinkedToVehicle,
    PartsLeftBehind,
    VehicleInspected,
    VehicleMaintained,
)
from custody_app.domain.ids import FormId, ItemId
from custody_app.domain.law.doubts import doubts_in
from custody_app.domain.moments import Day, Moment, later
from custody_app.domain.parts import Attached, Identifiers
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.accident import BEFORE
from custody_app.domain.rules.clocks import clocks_of
from custody_app.domain.rules.running import end_now, law_in_force
from custody_app.domain.rules.vehicle_parts import RULES as OF_PARTS
from custody_app.domain.rules.vehicles import KEYS_MAX
from custody_app.domain.state.vehicle import Inspection, VehicleRecord
from custody_app.domain.state.vehicle_steps import completed
from custody_app.domain.vehicle import (
    AccidentStep,
    BodyZone,
    Fuel,
    UpkeepTask,
    VehicleFacts,
    VehiclePaper,
    ZoneSeen,
    ZoneState,
)
from custody_app.domain.vocabulary import (
    AttachmentKind,
    Category,
    Custody,
    Disposal,
    FormKind,
    Measure,
    Recipient,
)
from tests.builders import (
    ADMIN_CASE,
    ADMIN_SEIZURE,
    NOW,
    OFFICER,
    PHOTO,
    SEIZURE,
    SLOT,
    SLOT_2,
    TAKEN_AT,
    YARD,
    YARD_SLOT,
    TestWorld,
    a_centre,
)
from tests.domain.rules.asking import disposal_granted, disposal_of

NUMBERS = Identifiers(vin="1M8GDM9AXKP042788", plate="云A7K32N", engine_no="C41806")
FACTS = VehicleFacts(
    make="大众迈腾",
    colour="白色",
    mileage="68412",
    fuel=Fuel.HALF,
    keys=1,
    zones=(ZoneSeen(BodyZone.LEFT, ZoneState.SCRATCHED, "翼子板 20 厘米"),),
    papers=(VehiclePaper.LICENCE,),
    equipment="备胎、千斤顶",
)
PAPER = Attached("b" * 64, 1000, "application/pdf", AttachmentKind.PROOF, "1.pdf")


def a_car(world: TestWorld, **values: Any) -> ItemId:
    facts: dict[str, Any] = {
        "category": Category.VEHICLE,
        "name": "小型轿车",
        "identifiers": NUMBERS,
    }
    return world.stored(YARD_SLOT, **(facts | values))


def inspected(item: ItemId, facts: VehicleFacts = FACTS, **values: Any) -> InspectVehicle:
    return InspectVehicle(item=item, inspected_at=later(NOW, hours=-1), facts=facts, **values)


def a_form(world: TestWorld, kind: FormKind, *items: ItemId) -> FormId:
    form = FormId(f"form-{world.serial}-{len(world.events)}")
    world.given(
        FormIssued(
            form=form, tag="6", number="CX1", kind=kind, sha256="0" * 64, language="zh_CN",
            items=items,
        )
    )  # fmt: skip
    return form


def test_a_sheet_keeps_the_time_on_paper_and_the_time_of_typing() -> None:
    world = a_centre()
    car = a_car(world)
    world.when(inspected(car)).then(VehicleInspected).saying(
        identifiers=Identifiers(mileage="68412")
    )
    found = world.item(car).vehicle
    assert found is not None
    inspection = found.inspection
    assert isinstance(inspection, Inspection)
    assert (inspection.inspected_at, inspection.typed_at) == (later(NOW, hours=-1), NOW)
    assert inspection.facts == FACTS
    assert world.item(car).identifiers == replace(NUMBERS, mileage="68412")


def test_a_vehicle_towed_in_without_key_or_mileage_needs_a_reason() -> None:
    world = a_centre()
    car = a_car(world)
    bare = VehicleFacts(make="本田", colour="红色", keys=0)
    assert bare.gaps == ("keys", "mileage")
    assert VehicleFacts().gaps == bare.gaps
    world.when(inspected(car, bare)).refused("vehicle.no_keys", "vehicle.no_mileage")
    told = world.when(inspected(car, bare, missing_note="拖移入场，电门锁损坏"))
    told.then(VehicleInspected).saying(missing_note="拖移入场，电门锁损坏", identifiers=None)
    whole = a_car(world)
    world.when(inspected(whole, missing_note="多余")).saying(missing_note="")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"zones": (ZoneSeen(BodyZone.ROOF, ZoneState.INTACT),) * 2}, "vehicle.zone_twice"),
        ({"papers": (VehiclePaper.LICENCE,) * 2}, "vehicle.paper_twice"),
        ({"keys": -1}, "vehicle.keys"),
        ({"keys": KEYS_MAX + 1}, "vehicle.keys"),
        ({"mileage": "6万"}, "vehicle.mileage"),
    ],
)
def test_what_cannot_stand_on_a_sheet(facts: dict[str, Any], code: str) -> None:
    world = a_centre()
    car = a_car(world)
    world.when(inspected(car, replace(FACTS, **facts))).refused(code)
    world.do(inspected(car))
    wrong = CorrectInspection(item=car, facts=replace(FACTS, **facts), reason="核对")
    world.when(wrong).refused(code)


def test_another_number_than_on_record_is_another_vehicle() -> None:
    world = a_centre()
    car = a_car(world)
    other = Identifiers(vin="LFV2A21KXJ3108264", plate="云a 7k32n")
    world.when(inspected(car, identifiers=other)).refused("vehicle.other_number")
    known = Identifiers(plate="云a 7k32n", serial_no="7")
    world.when(inspected(car, identifiers=known)).saying(
        identifiers=Identifiers(serial_no="7", mileage="68412")
    )


def test_a_wrong_check_digit_is_marked_and_never_refused() -> None:
    world = a_centre()
    car = a_car(world, identifiers=None)
    wrong = Identifiers(vin="1M8GDM9A1KP042788")
    assert "vin" in doubts_in(wrong)
    world.when(inspected(car, identifiers=wrong)).then(VehicleInspected)
    assert world.item(car).is_doubtful


def test_numbers_that_were_missing_at_intake_are_there_after_the_inspection() -> None:
    world = a_centre()
    rule = world.world.rules().pack.category(Category.VEHICLE)
    car = a_car(
        world, identifiers=Identifiers(plate="云A7K32N"), accepted={"missing": rule.required}
    )
    world.do(inspected(car, identifiers=NUMBERS))
    assert [one.value for one in world.item(car).missing] == ["photo"]
    assert completed(None, NUMBERS) == completed(NUMBERS, None) == NUMBERS


def test_a_sheet_is_typed_in_once_and_becomes_a_paper_of_the_vehicle() -> None:
    world = a_centre()
    car, other = a_car(world), a_car(world)
    sheet = a_form(world, FormKind.INSPECTION_SHEET)
    world.when(inspected(car, form=sheet)).then(VehicleInspected, FormFilledIn)
    state = world.world.form(sheet)
    assert (state.items, state.filled_at, state.case) == ((car,), NOW, world.item(car).case)
    world.when(inspected(other, form=sheet)).refused("vehicle.sheet_typed_in")
    own = a_form(world, FormKind.INSPECTION_SHEET, car)
    world.when(inspected(other, form=own)).refused("vehicle.sheet_of_other")
    world.when(inspected(car, form=own)).then(VehicleInspected, FormFilledIn)
    receipt = a_form(world, FormKind.RECEIPT)
    world.when(inspected(car, form=receipt)).refused("vehicle.other_sheet")
    void = a_form(world, FormKind.INSPECTION_SHEET)
    world.given(FormVoided(form=void, reason="污损"))
    world.when(inspected(car, form=void)).refused("form.voided")


def test_who_and_what_may_not_be_inspected() -> None:
    world = a_centre()
    bag = world.stored()
    world.when(inspected(bag)).refused("vehicle.not_a_vehicle")
    pair = world.listed(category=Category.VEHICLE, quantity=Amount("2", "辆"))
    world.when(inspected(pair)).refused("vehicle.several")
    car = a_car(world)
    early = InspectVehicle(item=car, inspected_at=later(TAKEN_AT, hours=-1), facts=FACTS)
    world.when(early).refused("time.before_taken")
    late = InspectVehicle(item=car, inspected_at=later(NOW, hours=2), facts=FACTS)
    world.when(late).refused("time.in_future")
    world.change(car, custody=Custody.SOLD)
    world.when(inspected(car)).refused("item.gone")


def test_an_inspection_is_corrected_by_adding() -> None:
    world = a_centre()
    car = a_car(world)
    right = replace(FACTS, keys=2)
    command = CorrectInspection(item=car, facts=right, reason="另有一把备用钥匙")
    world.when(command).refused("vehicle.not_inspected")
    world.do(inspected(car))
    world.when(replace(command, reason=" ")).refused("correction.reason_missing")
    world.when(replace(command, facts=FACTS)).refused("correction.nothing_changes")
    world.when(command).then(InspectionCorrected).saying(was=FACTS, facts=right)
    vehicle = world.item(car).vehicle
    assert vehicle is not None
    assert vehicle.inspection is not None
    assert vehicle.inspection.facts == right
    assert world.item(car).corrections == 1


def test_upkeep_starts_the_clock_anew() -> None:
    world = a_centre()
    car = a_car(world)
    first = end_now(world.item(car), "D27", world.world)
    assert first is not None
    month = later(NOW, days=30)
    done = MaintainVehicle(item=car, maintained_at=month, tasks=(UpkeepTask.ENGINE,))
    world.when(done, now=month).then(VehicleMaintained)
    second = end_now(world.item(car), "D27", world.world)
    assert second is not None
    assert second[:10] > first[:10]
    older = replace(done, maintained_at=later(NOW, days=10))
    world.when(older, now=month).then(VehicleMaintained)
    assert world.item(car).vehicle == VehicleRecord(maintained_at=month, upkeeps=2)
    assert end_now(world.item(car), "D27", world.world) == second
    world.change(car, custody=Custody.ON_LOAN)
    assert end_now(world.item(car), "D27", world.world) is None


def test_upkeep_says_what_was_done_and_where() -> None:
    world = a_centre()
    car = a_car(world)
    nothing = MaintainVehicle(item=car, maintained_at=NOW)
    world.when(nothing).refused("vehicle.nothing_done")
    world.when(replace(nothing, note="电瓶亏电，无法启动")).then(VehicleMaintained)
    twice = replace(nothing, tasks=(UpkeepTask.TYRES, UpkeepTask.TYRES))
    world.when(twice).refused("vehicle.task_twice")
    listed = world.listed(category=Category.VEHICLE)
    world.when(replace(nothing, item=listed, note="x")).refused("item.not_in_store")
    before = replace(nothing, maintained_at=later(TAKEN_AT, hours=1), note="x")
    world.when(before).refused("time.before_taken")


def test_a_key_is_listed_as_belonging_to_its_vehicle() -> None:
    world = a_centre()
    car = a_car(world)
    key = ListItem(
        seizure=SEIZURE, name="车钥匙", category=Category.GENERAL, quantity=Amount("1", "把"),
        vehicle=car, is_key=True,
    )  # fmt: skip
    events = world.when(key, by=OFFICER).then(ItemListed, ItemLinkedToVehicle).events
    first = events[0]
    assert isinstance(first, ItemListed)
    state = world.item(first.item)
    assert (state.belongs_to, state.is_key) == (car, True)
    world.when(replace(key, vehicle=None)).refused("vehicle.key_of_none")
    world.when(replace(key, seizure=ADMIN_SEIZURE)).refused("vehicle.other_case")
    bag = world.stored()
    world.when(replace(key, vehicle=bag)).refused("vehicle.not_a_vehicle")


def test_what_is_on_record_already_is_linked_afterwards() -> None:
    world = a_centre()
    car, bag = a_car(world), world.stored()
    link = LinkToVehicle(item=bag, vehicle=car, reason="后备箱内发现")
    assert set(OF_PARTS) == {LinkToVehicle}
    world.when(replace(link, item=car)).refused("vehicle.itself")
    world.when(link).then(ItemLinkedToVehicle)
    world.when(link).refused("vehicle.linked_already")
    world.when(replace(link, is_key=True)).then(ItemLinkedToVehicle)
    world.change(car, custody=Custody.SOLD)
    world.when(link).refused("item.gone")


def release_of(item: ItemId, request: Any, **values: Any) -> ReleaseItem:
    facts: dict[str, Any] = {
        "recipient": Recipient.OWNER, "recipient_name": "罗某某", "recipient_id_kind": "居民身份证",
        "recipient_id_no": "53010219800101001X", "proof": "机动车登记证书",
        "attachments": (PHOTO, PAPER),
    }  # fmt: skip
    return ReleaseItem(item=item, request=request, **(facts | values))


def test_a_vehicle_leaves_without_its_key_only_with_a_reason() -> None:
    world = a_centre()
    car, key = a_car(world), world.stored()
    world.do(LinkToVehicle(item=key, vehicle=car, is_key=True))
    request = disposal_granted(world, car, disposal=Disposal.RETURN_TO_VICTIM, recipient="罗某某")
    world.when(release_of(car, request)).refused("vehicle.parts_remain")
    left = world.when(release_of(car, request, parts_note="钥匙作为物证另案保管"))
    left.then(ItemReleased, PartsLeftBehind, RequestCarriedOut)
    assert left.events[1] == PartsLeftBehind(item=car, count=1, reason="钥匙作为物证另案保管")


def test_a_key_leaves_alone_and_the_vehicle_after_it_without_a_word() -> None:
    world = a_centre()
    car, key = a_car(world), world.stored()
    world.do(LinkToVehicle(item=key, vehicle=car, is_key=True))
    request = disposal_granted(
        world, key, car, disposal=Disposal.RETURN_TO_VICTIM, recipient="罗某某"
    )
    world.when(release_of(key, request)).then(ItemReleased)
    world.when(release_of(car, request)).then(ItemReleased, RequestCarriedOut)


def test_one_vehicle_a_slot_of_the_yard() -> None:
    world = a_centre()
    a_car(world)
    second = world.stored(YARD, category=Category.VEHICLE, identifiers=NUMBERS)
    world.when(MoveItem(item=second, place=YARD_SLOT)).refused("move.slot_taken")
    key = world.stored()
    world.do(MoveItem(item=key, place=YARD_SLOT))
    inside = world.stored(SLOT, category=Category.VEHICLE, identifiers=NUMBERS)
    world.do(MoveItem(item=inside, place=SLOT_2))
    world.do(MoveItem(item=second, place=SLOT_2))


def joint(world: TestWorld, *ids: str) -> None:
    """A pack that lets these deadlines run."""
    rules = world.world.rules()
    deadlines = tuple(
        replace(one, enabled=True) if one.id in ids else one for one in rules.pack.deadlines
    )
    world.change(rules.id, "rules", pack=replace(rules.pack, deadlines=deadlines))


def kinds(world: TestWorld, item: ItemId) -> set[str]:
    law = law_in_force(world.world)
    return {one.deadline for one in clocks_of(world.item(item), law)}


def test_d20_runs_by_itself_for_a_vehicle_of_a_traffic_case_on_the_road() -> None:
    world = a_centre()
    detained = {
        "category": Category.VEHICLE, "measure": Measure.DETAIN, "case": ADMIN_CASE,
        "seizure": ADMIN_SEIZURE,
    }  # fmt: skip
    car = world.listed(**detained)
    assert "D20" not in kinds(world, car)
    joint(world, "D20")
    assert end_now(world.item(car), "D20", world.world) == later(TAKEN_AT, hours=24)
    bag = world.listed(**(detained | {"category": Category.GENERAL}))
    assert "D20" not in kinds(world, bag)
    assert "D20" not in kinds(world, world.listed(category=Category.VEHICLE))
    assert "D20" not in kinds(world, a_car(world, **detained))


def test_d21_each_step_starts_the_next_deadline() -> None:
    world = a_centre()
    joint(world, "D21", "D33", "D34")
    car = a_car(world)
    first = RecordAccidentStep(
        item=car, step=AccidentStep.REPORT_FIXED, done_on=Day("2026-03-02"), paper_no="鉴字1号"
    )
    told = replace(first, step=AccidentStep.OWNER_TOLD)
    assert list(BEFORE) == list(AccidentStep)
    world.when(told).refused("vehicle.step_order")
    world.when(replace(first, paper_no="")).refused("vehicle.paper_missing")
    world.when(replace(first, done_on=Day("2026-03-01"))).refused("vehicle.step_early")
    world.when(first).then(AccidentStepRecorded)
    assert end_now(world.item(car), "D21", world.world) == Moment("2026-03-09T15:59:59.999Z")
    world.when(told).then(AccidentStepRecorded)
    assert kinds(world, car) & {"D21", "D33", "D34"} == {"D33"}
    notice = replace(first, step=AccidentStep.NOTICE_PUBLISHED, done_on=Day("2026-03-20"))
    world.when(notice, now=later(NOW, days=40)).refused("vehicle.notice_early")
    world.when(replace(notice, done_on=Day("2026-04-08")), now=later(NOW, days=40)).then(
        AccidentStepRecorded
    )
    assert kinds(world, car) & {"D21", "D33", "D34"} == {"D34"}


def test_an_accident_vehicle_is_sold_after_its_notice_only() -> None:
    world = a_centre()
    joint(world, "D21", "D33", "D34")
    car = a_car(world)
    sale = disposal_of(car, disposal=Disposal.SALE)
    step = RecordAccidentStep(
        item=car, step=AccidentStep.REPORT_FIXED, done_on=Day("2026-03-02"), paper_no="鉴字1号"
    )
    world.do(step)
    world.when(sale).refused("disposal.collect_notice_missing")
    world.do(replace(step, step=AccidentStep.OWNER_TOLD))
    published = replace(step, step=AccidentStep.NOTICE_PUBLISHED, done_on=Day("2026-04-08"))
    world.do(published, now=later(NOW, days=60))
    world.when(sale, now=later(NOW, days=70)).refused("disposal.collect_notice_running")
    assert not world.when(sale, now=later(NOW, days=160)).broken
