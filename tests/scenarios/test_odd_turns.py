"""Turns that nobody planned for: the random workflows found them, here they are told plainly."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.vocabulary import Custody
from tests.scenarios.conftest import Play
from tests.scenarios.test_deadlines_effects import BELT, leaves
from tests.scenarios.test_transitions_stores import CONTRACT, THING, entrusted

FIVE = {"n": "5", "u": "个"}
TWO = {"n": "2", "u": "个"}
THREE = {"n": "3", "u": "个"}


def in_store(play: Play, place: str = "A-01-01") -> None:
    """Five pieces of one line, taken in."""
    play.lists("扳手", quantity=FIVE)
    play.takes_in(place=place)


def lost(play: Play, **more: Any) -> None:
    """Stopped, reported to both heads, written off by decision of the police head."""
    play.does("clerk", "FreezeItem", item=THING, reason="count_differs", note="少两个")
    play.does("head", "AcknowledgeDifference", item=THING, note="已阅")
    play.does("wuhua_head", "AcknowledgeDifference", item=THING, note="已阅")
    play.does(
        "clerk", "WriteOffItem",
        item=THING, paper_no="批1", liability_no="责1", approver="530301", note="途中遗失",
        attachments=[play.file("other")], **more,
    )  # fmt: skip


def goes_with_the_case(play: Play, quantity: dict[str, str] | None = None) -> None:
    play.does(
        "zhang", "RequestDisposal", as_="asked",
        items=[{"item": THING}], disposal="with_case", reason="移诉", to_unit="530102JCY",
        legal_paper_no="诉1",
    )  # fmt: skip
    play.does("wuhua_head", "ApproveRequest", request="$asked.request")
    part = {"quantity": quantity} if quantity else {}
    play.does(
        "clerk", "HandOverWithCase",
        item=THING, request="$asked.request", to_unit="530102JCY", proposal="没收",
        received_by="孙慧", **part,
    )  # fmt: skip


def back_from_the_case(quantity: dict[str, str], place: str = "A-01-01") -> dict[str, Any]:
    return {
        "item": THING, "quantity": quantity, "paper_no": "退补1", "reason": "补充侦查",
        "from_unit": "530102JCY", "place": place,
    }  # fmt: skip


def test_what_was_taken_in_without_a_place_is_in_the_centre(play: Play) -> None:
    """Put away into a temporary store, it would stand as in the centre and lie elsewhere."""
    play.lists("扳手", quantity=FIVE)
    play.takes_in()
    away = play.refused("clerk", "MoveItem", item=THING, place="ZC-01-01")
    assert away == ["stores.needs_transport"]
    play.does("clerk", "MoveItem", item=THING, place="A-01-01")


def test_what_was_lent_comes_back_into_the_centre(play: Play) -> None:
    in_store(play)
    play.calls_out()
    play.checks_out()
    back = {"item": THING, "returned_by": "530211"}
    assert play.refused("clerk", "ReturnItem", **back, place="ZC-01-01") == [
        "stores.back_to_centre"
    ]
    play.does("clerk", "ReturnItem", **back, place="A-01-01")


def test_what_comes_back_from_the_case_comes_into_the_centre(play: Play) -> None:
    in_store(play)
    goes_with_the_case(play)
    back = back_from_the_case(FIVE)
    assert play.refused("clerk", "TakeBackItem", **(back | {"place": "ZC-01-01"})) == [
        "stores.back_to_centre"
    ]
    play.does("clerk", "TakeBackItem", **back)


def test_what_was_written_off_while_entrusted_does_not_come_back(play: Play) -> None:
    entrusted(play, quantity=FIVE)
    lost(play)
    item = play.item(THING)
    assert (item.custody, item.entrusted) == (Custody.WRITTEN_OFF, None)
    back = {"item": THING, "place": "A-01-01"}
    assert play.refused("head", "ReturnEntrusted", **back) == ["stores.not_entrusted"]


def test_a_part_lost_by_the_keeper_is_no_longer_waited_for(play: Play) -> None:
    """What comes back without a word about its quantity is what is left, not what went out."""
    entrusted(play, quantity=FIVE)
    lost(play, quantity=TWO)
    play.does("head", "ReturnEntrusted", item=THING, place="A-01-01")
    balance = play.item(THING).balance
    assert (balance.taken.n, balance.stored.n, balance.lost.n) == ("5", "3", "2")


def test_what_was_written_off_on_its_way_does_not_arrive(play: Play) -> None:
    in_store(play)
    play.does("clerk", "SendToStore", item=THING, carrier="530401", to_store="ZC", reason="调整")
    lost(play, quantity=TWO)
    transit = play.item(THING).transit
    assert transit is not None
    assert transit.quantity.n == "3"
    lost(play)
    arrives = {"item": THING, "place": "ZC-01-01"}
    assert play.refused("store", "ReceiveFromStore", **arrives) == ["stores.not_in_transit"]


def test_a_part_comes_back_to_a_rest_that_is_here(play: Play) -> None:
    """The rest keeps its place; while it is away itself, nothing is put beside it."""
    in_store(play)
    goes_with_the_case(play, TWO)
    terms = CONTRACT | {"contract_on": play.today, "until": "2035-12-31"}
    play.does("head", "EntrustItem", **terms)
    back = back_from_the_case(TWO) | {"place": None}
    assert play.refused("clerk", "TakeBackItem", **back) == ["item.entrusted"]
    play.does("head", "ReturnEntrusted", item=THING, place="A-01-01")
    place = play.item(THING).place
    play.does("clerk", "TakeBackItem", **back)
    item = play.item(THING)
    assert (item.place, item.balance.stored.n, item.leg) == (place, "5", 2)


def test_only_what_went_with_the_case_comes_back_not_what_was_destroyed(play: Play) -> None:
    in_store(play)
    destroys(play, THREE)
    goes_with_the_case(play)
    assert play.refused("clerk", "TakeBackItem", **back_from_the_case(FIVE)) == [
        "transfer.more_than_left"
    ]
    play.does("clerk", "TakeBackItem", **back_from_the_case(TWO))
    assert play.item(THING).balance.stored.n == "2"


def test_what_went_with_the_case_comes_back_though_the_rest_was_destroyed(play: Play) -> None:
    in_store(play)
    goes_with_the_case(play, TWO)
    destroys(play, THREE)
    play.does("clerk", "TakeBackItem", **back_from_the_case(TWO))
    assert play.item(THING).custody is Custody.IN_STORE


def asks_to_destroy(play: Play, quantity: dict[str, str]) -> None:
    play.does(
        "zhang", "RequestDisposal", as_="asked",
        items=[{"item": THING, "quantity": quantity}], disposal="destruction", reason="呈请",
        legal_paper_no="决1",
    )  # fmt: skip
    play.does("police_head", "ApproveRequest", request="$asked.request")


def destroys(play: Play, quantity: dict[str, str]) -> None:
    asks_to_destroy(play, quantity)
    play.does(
        "clerk", "DestroyItem", "second",
        item=THING, request="$asked.request", method="熔毁", where="钢厂",
        handlers=["530101", "530102"], witness="530401", attachments=play.photo,
    )  # fmt: skip


def test_stock_of_a_temporary_store_is_taken_over_as_such(play: Play) -> None:
    play.does(
        "zhang", "RecordSeizure", as_="old",
        case=play.burglary, measure="seize", taken_at=play.hours(-2000), document_no="旧1号",
        document_on="2025-01-01", officers=["530211", "530212"], holder="罗某某", witness="李秀英",
        place="文林街", takeover=True,
    )  # fmt: skip
    over = {
        "seizure": "$old.seizure", "name": "旧自行车", "category": "general", "quantity": FIVE,
    }  # fmt: skip
    assert play.refused("store", "TakeOverItem", **over, place="A-01-01") == [
        "stores.centre_not_yours"
    ]
    answer = play.does("store", "TakeOverItem", as_="thing", **over, place="ZC-01-01")
    assert play.types(answer) == ["ITEM_TAKEN_OVER", "ITEM_KEPT_TEMPORARILY"]
    assert play.item(THING).custody is Custody.TEMPORARY_STORE


@pytest.mark.parametrize("command", ["ReturnEffects", "TakeOutEffects"])
def test_who_became_officer_of_the_case_keeps_its_effects_no_longer(
    play: Play, command: str
) -> None:
    """At the deposit somebody else kept them; what follows is judged as well."""
    id_ = leaves(play, case=play.burglary, lines=[BELT])
    play.does(
        "head", "ChangeCase", case=play.burglary, officers=["530211", "530101"], reason="借调办案"
    )
    steps: dict[str, dict[str, Any]] = {
        "ReturnEffects": {"signed_by": "signature"},
        "TakeOutEffects": {"taken_by": "530211", "purpose": "体检"},
    }
    step = {"effects": id_, "lines": [1]} | steps[command]
    assert play.refused("clerk", command, "second", **step) == ["effects.case_officer"]
    play.does("second", command, "head", **step)


def test_who_keeps_a_temporary_store_does_nothing_in_the_centre(play: Play) -> None:
    in_store(play)
    wrong = ["stores.centre_not_yours"]
    assert play.refused("store", "MoveItem", item=THING, place="A-01-02") == wrong
    play.calls_out()
    out = {"item": THING, "request": "$asked.request", "borrower": "530211", "shown": "seen"}
    assert play.refused("store", "CheckOutItem", **out) == wrong
    play.checks_out()
    back = {"item": THING, "returned_by": "530211", "place": "A-01-01"}
    assert play.refused("store", "ReturnItem", **back) == wrong
    play.does("clerk", "ReturnItem", **back)
    destroyed = {"method": "熔毁", "where": "钢厂", "handlers": ["530103", "530102"]}
    asks_to_destroy(play, THREE)
    assert play.refused(
        "store", "DestroyItem", "second",
        item=THING, request="$asked.request", witness="530401", attachments=play.photo, **destroyed,
    ) == wrong  # fmt: skip
    play.does("clerk", "RegisterContainer", as_="box", kind="box", place="A-01-01")
    move = {"container": "$box.code", "place": "ZC-01-01"}
    assert play.refused("store", "MoveContainer", **move) == wrong
