"""Vehicles from the tow-in to the day they leave, in the words of the field."""

from __future__ import annotations

from typing import Any

from custody_app.domain.state.registers import FormState
from custody_app.domain.vocabulary import Custody, Rank
from custody_app.queries.reader import Reader
from custody_app.queries.states import state_of
from custody_app.services.script.answer import filled_in
from tests.scenarios.conftest import Play

CAR = "$thing.item"
NUMBERS = {"vin": "LFV2A21KXJ3108264", "plate": "云A7K32N", "engine_no": "C41806"}
ONE_CAR = {"n": "1", "u": "辆"}
FACTS: dict[str, Any] = {
    "make": "大众迈腾",
    "colour": "白色",
    "mileage": "68412",
    "fuel": "half",
    "keys": 1,
    "zones": [{"zone": "left", "state": "scratched", "note": "翼子板划痕 20 厘米"}],
    "papers": ["licence"],
    "equipment": "备胎、千斤顶、行车记录仪",
}


def tows_in(play: Play, place: str = "Y-01", **more: Any) -> None:
    """A car of the burglary case, taken in and parked."""
    line = {"category": "vehicle", "quantity": ONE_CAR, "identifiers": NUMBERS} | more
    play.lists("小型轿车", **line)
    play.takes_in(place=place)


def finds_in_it(play: Play, as_: str, name: str, **more: Any) -> None:
    """An article of the car, on a line of its own."""
    line = {"name": name, "category": "general", "quantity": {"n": "1", "u": "个"}} | more
    play.does("clerk", "ListItem", as_=as_, seizure="$thing-list.seizure", vehicle=CAR, **line)


def form(play: Play, reference: str) -> FormState:
    id_ = filled_in(reference, play.answers)
    return Reader(play.core.reader)(state_of, kind=FormState, id_=id_)


def test_a_blank_sheet_is_filled_in_the_yard_and_typed_in_with_both_times(play: Play) -> None:
    play.does("clerk", "IssueForm", as_="sheet", kind="inspection_sheet")
    play.does("clerk", "IssueForm", as_="second", kind="inspection_sheet")
    assert form(play, "$sheet.form").tag != form(play, "$second.form").tag
    tows_in(play, identifiers={"plate": "云A7K32N"})
    sheet = {"item": CAR, "inspected_at": play.hours(-2), "form": "$sheet.form", "facts": FACTS}
    wrong = NUMBERS | {"plate": "云A00000"}
    assert play.refused("clerk", "InspectVehicle", **sheet, identifiers=wrong) == [
        "vehicle.other_number"
    ]
    answer = play.does("clerk", "InspectVehicle", **sheet, identifiers=NUMBERS)
    assert play.types(answer) == ["VEHICLE_INSPECTED", "FORM_FILLED_IN"]
    car = play.item(CAR)
    assert car.identifiers is not None
    assert (car.identifiers.vin, car.identifiers.mileage) == (NUMBERS["vin"], "68412")
    assert car.vehicle is not None
    inspection = car.vehicle.inspection
    assert inspection is not None
    assert inspection.inspected_at == sheet["inspected_at"]
    assert inspection.inspected_at < inspection.typed_at
    assert form(play, "$sheet.form").items == (car.id,)
    again = play.refused("clerk", "InspectVehicle", **sheet)
    assert again == ["vehicle.sheet_typed_in"]
    scan = [play.file("signed_form")]
    play.does("clerk", "FileSignedForm", form="$sheet.form", attachments=scan)
    assert form(play, "$sheet.form").signed_at is not None


def test_a_motorcycle_without_key_and_mileage_is_taken_in_with_a_reason(play: Play) -> None:
    tows_in(play, identifiers={"unreadable": "车架号锈蚀，无号牌"})
    bare = {"make": "豪爵", "colour": "红色", "keys": 0}
    sheet = {"item": CAR, "inspected_at": play.hours(-1), "facts": bare}
    assert sorted(play.refused("clerk", "InspectVehicle", **sheet)) == [
        "vehicle.no_keys",
        "vehicle.no_mileage",
    ]
    play.does("clerk", "InspectVehicle", **sheet, missing_note="现场无钥匙，仪表损坏")
    assert play.refused("zhang", "InspectVehicle", **sheet) == ["permission.role"]


def test_a_sheet_that_was_typed_in_wrongly_is_corrected_and_both_stay(play: Play) -> None:
    tows_in(play)
    play.does("clerk", "InspectVehicle", item=CAR, inspected_at=play.hours(-1), facts=FACTS)
    right = FACTS | {"keys": 2}
    answer = play.does("clerk", "CorrectInspection", item=CAR, facts=right, reason="漏记备用钥匙")
    assert play.types(answer) == ["INSPECTION_CORRECTED"]


def test_key_and_articles_live_lives_of_their_own_and_are_asked_for_at_the_end(play: Play) -> None:
    tows_in(play, nature="victims")
    finds_in_it(play, "key", "车钥匙", is_key=True, quantity={"n": "1", "u": "把"})
    finds_in_it(play, "bag", "公文包")
    play.takes_in("key", place="G-06")
    play.takes_in("bag", place="A-01-01")
    assert play.item("$key.item").is_key
    assert play.item("$bag.item").belongs_to == play.item(CAR).id
    asked = {"disposal": "return_to_victim", "reason": "权属明确无争议", "recipient": "罗某某"}
    for thing in ("bag", "thing"):
        play.does(
            "zhang", "RequestDisposal", as_=f"out-{thing}",
            items=[{"item": f"${thing}.item"}], **asked,
        )  # fmt: skip
        play.does("police_head", "ApproveRequest", request=f"$out-{thing}.request")
    handed = {
        "recipient": "owner", "recipient_name": "罗某某", "recipient_id_kind": "居民身份证",
        "recipient_id_no": "530102198001010011", "proof": "机动车登记证书",
        "attachments": [play.file("proof"), play.file("photo")],
    }  # fmt: skip
    play.does("clerk", "ReleaseItem", item="$bag.item", request="$out-bag.request", **handed)
    assert play.item(CAR).custody is Custody.IN_STORE
    leaves = {"item": CAR, "request": "$out-thing.request", **handed}
    assert play.refused("clerk", "ReleaseItem", **leaves) == ["vehicle.parts_remain"]
    answer = play.does("clerk", "ReleaseItem", **leaves, parts_note="钥匙作为物证留存")
    assert "PARTS_LEFT_BEHIND" in play.types(answer)
    assert play.item("$key.item").custody is Custody.IN_STORE


def test_one_vehicle_stands_in_a_slot(play: Play) -> None:
    tows_in(play)
    play.lists("摩托车", as_="bike", category="vehicle", quantity=ONE_CAR, identifiers=NUMBERS)
    play.takes_in("bike", place="Y-02")
    move = {"item": "$bike.item", "place": "Y-01"}
    assert play.refused("clerk", "MoveItem", **move) == ["move.place_full"]
    play.does("clerk", "MoveItem", item=CAR, place="Y-03")
    play.does("clerk", "MoveItem", **move)


def test_t11_a_vehicle_is_lent_on_the_approval_of_the_head_of_the_agency(play: Play) -> None:
    tows_in(play)
    play.does(
        "zhang", "RequestCallOut", as_="asked", items=[{"item": CAR}], purpose="inspection",
        due_at=play.hours(4), reason="车辆痕迹检验",
    )  # fmt: skip
    assert play.request("$asked.request").rank_needed is Rank.POLICE_HEAD
    refused = play.refused("wuhua_head", "ApproveRequest", request="$asked.request")
    assert refused[0].startswith("approval.rank_too_low")
    play.does("police_head", "ApproveRequest", request="$asked.request")
    play.checks_out()
    assert play.item(CAR).custody is Custody.ON_LOAN


def test_upkeep_is_recorded_by_custody_and_seen_in_the_record(play: Play) -> None:
    tows_in(play)
    done = {"item": CAR, "maintained_at": play.hours(0), "tasks": ["engine", "battery", "tyres"]}
    assert play.refused("zhang", "MaintainVehicle", **done) == ["permission.role"]
    nothing = {"item": CAR, "maintained_at": play.hours(0)}
    assert play.refused("clerk", "MaintainVehicle", **nothing) == ["vehicle.nothing_done"]
    answer = play.does("clerk", "MaintainVehicle", **done)
    assert play.types(answer) == ["VEHICLE_MAINTAINED"]
