"""T03 to T09: between the officer's hands, stores and other keepers, in the words of the field."""

from __future__ import annotations

from typing import Any

from custody_app.domain.vocabulary import Custody, FreezeReason
from custody_app.queries.deadlines import Alert, sweep
from custody_app.queries.reader import Reader
from tests.scenarios.conftest import ONE, Play

THING = "$thing.item"
CONTRACT = {
    "item": THING,
    "to_unit": "530100WT",
    "qualification": "危险品仓储经营许可证 云安经字001号",
    "contract_no": "委保〔2026〕3号",
    "reason": "体积过大，中心无存放条件",
}


def alerts(play: Play, kind: str, *, after_hours: float = 0) -> list[Alert]:
    """What the sweep would tell of this kind so many hours from now."""
    found = Reader(play.core.reader)(sweep, now=play.hours(after_hours))
    return [one for one in found if one.kind == kind]


def announces(play: Play, who: str = "zhang", **more: Any) -> None:
    args = {"item": THING, "expected_at": play.hours(2), "brings": "530211"} | more
    play.does(who, "AnnounceDelivery", **args)


def in_temporary_store(play: Play, **more: Any) -> None:
    """Accepted and put away by the custodian of the station store."""
    play.lists("撬棍", **more)
    announces(play)
    play.does("store", "LabelItem", item=THING)
    play.does("store", "ProveLabel", item=THING, code="$thing.code")
    accept = {"quantity": play.said("thing"), "delivered_by": "530211", "place": "ZC-01-01"}
    answer = play.does("store", "AcceptItem", item=THING, **accept)
    assert play.types(answer) == ["ITEM_ACCEPTED", "ITEM_KEPT_TEMPORARILY"]


def sent_to_centre(play: Play) -> None:
    play.does("store", "SendToStore", item=THING, carrier="530104", reason="集中保管")


def entrusted(play: Play, *, until: str = "2035-12-31", **more: Any) -> None:
    play.lists("变压器", **more)
    play.takes_in(place="A-01-01")
    terms = CONTRACT | {"contract_on": play.today, "until": until}
    play.does("head", "EntrustItem", **terms)


# -- T03: urgent test before hand-over


def test_t03_urgent_test_moves_the_24_hours_when_the_head_of_the_unit_agrees(play: Play) -> None:
    play.lists("疑似毒品", category="general", quantity={"n": "1", "u": "包"})
    excepted = {"item": THING, "exception": "urgent_test", "due_at": play.hours(40)}
    assert play.refused("zhang", "ExceptHandOverClock", **excepted) == [
        "intake.urgent_test_needs_approver"
    ]
    own = play.refused("zhang", "ExceptHandOverClock", **excepted, approver="530211")
    assert own == ["intake.urgent_test_rank"]
    play.does("zhang", "ExceptHandOverClock", **excepted, approver="530201")
    item = play.item(THING)
    assert (item.custody, item.hand_over_due_at) == (Custody.URGENT_TEST, play_due(excepted))
    assert not alerts(play, "hand_over", after_hours=30)
    assert [one.deadline for one in alerts(play, "hand_over", after_hours=41)] == ["D01"]
    play.takes_in()
    assert play.item(THING).custody is Custody.IN_STORE


def play_due(excepted: dict[str, Any]) -> Any:
    return excepted["due_at"]


# -- T04: announced delivery


def test_t04_announced_delivery_awaits_acceptance_while_the_24_hours_run(play: Play) -> None:
    play.lists("撬棍", hours_ago=20)
    announces(play)
    item = play.item(THING)
    assert item.custody is Custody.AWAITED
    assert item.delivery is not None
    assert alerts(play, "hand_over", after_hours=5)
    twice = {"item": THING, "expected_at": play.hours(3), "brings": "530211"}
    assert play.refused("zhang", "AnnounceDelivery", **twice) == ["stores.announced_already"]
    play.does("zhang", "WithdrawDelivery", item=THING, reason="临时出警，改日送交")
    assert play.item(THING).custody is Custody.LISTED
    again = play.refused("zhang", "WithdrawDelivery", item=THING, reason="再撤")
    assert again == ["stores.not_announced"]


def test_t04_who_may_announce_and_what_must_be_said(play: Play) -> None:
    play.lists("撬棍")
    args = {"item": THING, "expected_at": play.hours(2)}
    assert play.refused("duan", "AnnounceDelivery", **args) == ["permission.own_case"]
    assert play.refused("supervisor", "AnnounceDelivery", **args) == ["permission.role"]
    assert play.refused("zhang", "AnnounceDelivery", **args) == ["stores.who_brings"]
    fetched = args | {"mode": "centre_fetches"}
    assert play.refused("clerk", "AnnounceDelivery", **fetched) == ["stores.fetch_where"]
    past = {"item": THING, "expected_at": play.hours(-2), "brings": "530211"}
    assert play.refused("zhang", "AnnounceDelivery", **past) == ["stores.expected_in_past"]
    play.does("clerk", "AnnounceDelivery", **fetched, note="文林派出所值班室")
    reason = {"item": THING, "reason": " "}
    assert play.refused("zhang", "WithdrawDelivery", **reason) == ["stores.withdraw_reason"]


def test_t04_a_thing_in_store_is_not_announced(play: Play) -> None:
    play.lists("撬棍")
    play.takes_in(place="A-01-01")
    args = {"item": THING, "expected_at": play.hours(2), "brings": "530211"}
    assert play.refused("zhang", "AnnounceDelivery", **args) == ["stores.not_to_deliver"]


def test_t04_an_urgent_test_goes_on_to_the_window(play: Play) -> None:
    play.lists("疑似毒品", quantity={"n": "1", "u": "包"})
    play.does(
        "zhang", "ExceptHandOverClock", item=THING, exception="urgent_test",
        due_at=play.hours(40), approver="530201",
    )  # fmt: skip
    announces(play)
    play.does("zhang", "WithdrawDelivery", item=THING, reason="检验未完")
    assert play.item(THING).custody is Custody.URGENT_TEST


# -- T05 and T06: accept, refuse, partly accept


def test_t05_acceptance_ends_the_announcement(play: Play) -> None:
    play.lists("撬棍")
    announces(play)
    assert play.refused("zhang", "AcceptItem", item=THING, quantity=ONE) == ["permission.role"]
    play.takes_in(place="A-01-01")
    item = play.item(THING)
    assert (item.custody, item.delivery) == (Custody.IN_STORE, None)
    assert item.hand_over_due_at is None


def test_t05_a_valuable_needs_the_second_custodian(play: Play) -> None:
    play.lists("金戒指", category="relic")
    announces(play)
    args = {"item": THING, "quantity": ONE, "delivered_by": "530211"}
    assert play.refused("clerk", "AcceptItem", **args) == ["separation.second_person"]
    play.does("clerk", "AcceptItem", "second", **args)
    assert play.item(THING).custody is Custody.IN_STORE


def test_t06_refused_at_the_window_while_the_24_hours_run_on(play: Play) -> None:
    play.lists("撬棍", hours_ago=20)
    announces(play)
    play.does("clerk", "RefuseItem", item=THING, reason="name_differs", delivered_by="530211")
    item = play.item(THING)
    assert (item.custody, item.delivery) == (Custody.REFUSED, None)
    assert alerts(play, "hand_over", after_hours=5)
    announces(play)
    assert play.item(THING).custody is Custody.AWAITED


def test_t06_partly_accepted_partly_refused(play: Play) -> None:
    play.lists("手机壳", quantity={"n": "5", "u": "个"})
    announces(play)
    two = {"n": "2", "u": "个"}
    play.does("clerk", "RefuseItem", item=THING, reason="quantity_differs", quantity=two)
    assert play.item(THING).custody is Custody.AWAITED
    play.does("clerk", "AcceptItem", item=THING, quantity={"n": "3", "u": "个"})
    item = play.item(THING)
    assert item.custody is Custody.IN_STORE
    assert (item.balance.stored.n, item.balance.refused.n) == ("3", "2")


# -- T07: temporary store and transport


def test_t07_station_store_then_transport_with_two_signatures(play: Play) -> None:
    in_temporary_store(play)
    assert play.item(THING).custody is Custody.TEMPORARY_STORE
    play.does("store", "MoveItem", item=THING, place="ZC-01-02", reason="调整")
    sent_to_centre(play)
    item = play.item(THING)
    assert (item.custody, item.place) == (Custody.IN_TRANSIT, None)
    assert item.in_custody
    receive = {"item": THING, "place": "A-01-01"}
    play.does("clerk", "ReceiveFromStore", **receive)
    item = play.item(THING)
    assert (item.custody, item.transit) == (Custody.IN_STORE, None)
    assert play.refused("clerk", "ReceiveFromStore", **receive) == ["stores.not_in_transit"]


def test_t07_whose_act_it_is(play: Play) -> None:
    play.lists("撬棍")
    play.does("store", "LabelItem", item=THING)
    play.does("store", "ProveLabel", item=THING, code="$thing.code")
    accept = {"item": THING, "quantity": ONE}
    in_centre = play.refused("store", "AcceptItem", **accept, place="A-01-01")
    assert in_centre == ["stores.centre_not_yours"]
    play.does("store", "AcceptItem", **accept, place="ZC-01-01")
    send = {"item": THING, "carrier": "530104"}
    assert play.refused("zhang", "SendToStore", **send) == ["permission.role"]
    officer = send | {"carrier": "530211"}
    assert play.refused("store", "SendToStore", **officer) == ["separation.case_officer_keeps"]
    same = play.refused("store", "SendToStore", **send, to_store="ZC")
    assert same == ["stores.same_store"]
    play.does("store", "SendToStore", **send)
    receive = {"item": THING, "place": "ZC-01-01"}
    assert play.refused("store", "ReceiveFromStore", **receive) == ["stores.receives_own_dispatch"]
    carried = play.refused("head", "ReceiveFromStore", item=THING, place="A-01-01")
    assert carried == ["stores.receives_own_dispatch"]
    nowhere = play.refused("clerk", "ReceiveFromStore", item=THING)
    assert nowhere == ["stores.place_needed"]


def test_t07_nothing_else_happens_in_transit(play: Play) -> None:
    in_temporary_store(play)
    sent_to_centre(play)
    asked = {"items": [{"item": THING}], "reason": "办案"}
    call = asked | {"purpose": "appraisal", "due_at": play.hours(4)}
    assert play.refused("zhang", "RequestCallOut", **call) == ["item.in_transit"]
    out = asked | {"disposal": "destruction"}
    assert play.refused("zhang", "RequestDisposal", **out) == ["item.in_transit"]
    assert play.refused("clerk", "MoveItem", item=THING, place="A-01-01") == ["item.in_transit"]
    assert play.refused("clerk", "SeeItem", item=THING) == ["item.in_transit"]
    again = {"item": THING, "reason": "破损"}
    assert play.refused("clerk", "LabelItem", **again) == ["label.not_here"]
    send = {"item": THING, "carrier": "530104"}
    assert play.refused("store", "SendToStore", **send) == ["item.in_transit"]
    play.does("clerk", "FreezeItem", item=THING, reason="not_found", note="途中未见该袋")
    assert play.item(THING).frozen is FreezeReason.NOT_FOUND


def test_t07_a_thing_too_long_on_the_road_is_told(play: Play) -> None:
    in_temporary_store(play)
    sent_to_centre(play)
    assert not alerts(play, "D30", after_hours=23)
    (alarm,) = alerts(play, "D30", after_hours=25)
    assert alarm.cleared_by == ("ReceiveFromStore", "FreezeItem")
    play.does("clerk", "ReceiveFromStore", item=THING, place="A-01-01")
    assert not alerts(play, "D30", after_hours=25)


def test_t07_part_arrives_and_the_difference_stops_the_thing(play: Play) -> None:
    in_temporary_store(play, quantity={"n": "10", "u": "个"})
    sent_to_centre(play)
    receive = {"item": THING, "place": "D", "quantity": {"n": "9", "u": "个"}}
    refused = play.refused("clerk", "ReceiveFromStore", "second", **receive)
    assert sorted(refused) == ["return.difference_unexplained", "return.quantity_differs"]
    answer = play.does(
        "clerk", "ReceiveFromStore", "second", **receive, difference_note="少一个，运送人称未开袋"
    )
    assert play.types(answer)[:2] == ["ITEM_RECEIVED_FROM_STORE", "ITEM_FROZEN"]
    item = play.item(THING)
    assert (item.balance.stored.n, item.balance.lost.n) == ("9", "1")
    assert item.balance.adds_up
    assert item.frozen is FreezeReason.COUNT_DIFFERS


def test_t07_a_move_never_crosses_stores(play: Play) -> None:
    in_temporary_store(play)
    move = {"item": THING, "place": "A-01-01"}
    assert play.refused("clerk", "MoveItem", **move) == ["stores.needs_transport"]


# -- T09: entrusted to a third party


def test_t09_entrusted_by_the_head_of_custody_and_back(play: Play) -> None:
    entrusted(play)
    item = play.item(THING)
    assert (item.custody, item.place) == (Custody.ENTRUSTED, None)
    asked = {"items": [{"item": THING}], "reason": "办案", "disposal": "destruction"}
    assert play.refused("zhang", "RequestDisposal", **asked) == ["item.entrusted"]
    play.does("clerk", "VisitEntrusted", item=THING)
    play.does("clerk", "ReturnEntrusted", item=THING, place="A-01-01")
    item = play.item(THING)
    assert (item.custody, item.entrusted) == (Custody.IN_STORE, None)
    assert play.refused("clerk", "VisitEntrusted", item=THING) == ["stores.not_entrusted"]


def test_t09_whose_decision_and_which_contract(play: Play) -> None:
    play.lists("变压器")
    play.takes_in(place="A-01-01")
    terms = CONTRACT | {"contract_on": play.today, "until": "2035-12-31"}
    assert play.refused("clerk", "EntrustItem", **terms) == ["permission.paper"]
    unsure = play.refused("clerk", "EntrustItem", **terms, approver="530102")
    assert unsure == ["approval.needs_pin"]
    low = play.refused("clerk", "EntrustItem", "second", **terms, approver="530102")
    assert low == ["stores.entrust_rank"]
    blank = terms | {"contract_no": " ", "qualification": " ", "until": play.today}
    assert sorted(play.refused("head", "EntrustItem", **blank)) == [
        "stores.contract_missing", "stores.contract_over", "stores.qualification_missing",
    ]  # fmt: skip
    police = terms | {"to_unit": "530102XZ"}
    assert play.refused("head", "EntrustItem", **police) == ["stores.unit_keeps_nothing"]
    paper = {"number": "管理中心批1号", "on": play.today}
    play.does("clerk", "EntrustItem", **terms, approver="530104", paper=paper)
    assert play.item(THING).custody is Custody.ENTRUSTED


def test_t09_the_periodic_visit_falls_due_and_is_told(play: Play) -> None:
    entrusted(play)
    assert not alerts(play, "D31", after_hours=24 * 80)
    assert alerts(play, "D31", after_hours=24 * 84)
    play.does("clerk", "VisitEntrusted", item=THING)
    fewer = {"item": THING, "condition": "damaged"}
    assert play.refused("clerk", "VisitEntrusted", **fewer) == ["stores.visit_needs_note"]
    answer = play.does("clerk", "VisitEntrusted", item=THING, condition="lost", note="未见实物")
    assert play.types(answer) == ["ENTRUSTED_VISITED", "ITEM_FROZEN"]


def test_t09_what_comes_back_is_compared(play: Play) -> None:
    entrusted(play, quantity={"n": "4", "u": "台"})
    back = {"item": THING, "place": "A-01-01", "condition": "damaged"}
    refused = play.refused("clerk", "ReturnEntrusted", **back)
    assert sorted(refused) == ["return.condition_differs", "return.difference_unexplained"]
    play.does("clerk", "ReturnEntrusted", **back, difference_note="外壳磕碰")
    assert play.item(THING).difference
    away = {"item": THING, "place": "ZC-01-01"}
    assert play.refused("clerk", "ReturnEntrusted", **away) == ["stores.not_entrusted"]
