"""At the window: differences, refusals, lateness, cash, drugs, things that are not on the list."""

from __future__ import annotations

from typing import Any

from custody_app.domain.vocabulary import Condition, Custody, FreezeReason
from tests.scenarios.conftest import ONE, Play

FIVE = {"n": "5", "u": "部"}
FOUR = {"n": "4", "u": "部"}


def yuan(notes: int) -> dict[str, Any]:
    total = {"n": str(notes * 100), "u": "CNY"}
    return {
        "use": "to_bank",
        "total": total,
        "denominations": [{"face": {"n": "100", "u": "CNY"}, "count": notes}],
    }


def test_five_on_the_list_four_in_the_bag(play: Play) -> None:
    play.lists("手机", category="phone", quantity=FIVE)
    asked = {"item": "$thing.item", "quantity": FOUR, "delivered_by": "530211"}
    assert play.refused("clerk", "AcceptItem", **asked) == ["intake.difference_needs_note"]
    more = {"difference_note": "实物四部", "corrected_list_awaited": True}
    play.does("clerk", "AcceptItem", **asked, **more)
    item = play.item("$thing.item")
    assert (item.balance.listed.n, item.balance.taken.n, item.difference) == ("5", "4", True)
    play.does(
        "clerk", "FileCorrectedList",
        seizure="$thing-list.seizure", list_no="补1", received_on=play.today,
    )  # fmt: skip
    assert play.item("$thing.item").balance.listed.n == "5"


def test_one_line_becomes_four_phones_with_their_own_numbers(play: Play) -> None:
    play.lists("手机", category="phone", quantity=FOUR)
    play.takes_in()
    single = {"n": "1", "u": "部"}
    numbers = [{"imei": f"86241005317724{n}"} for n in range(4)]
    answer = play.does(
        "clerk", "SplitItem", as_="phone",
        item="$thing.item", quantities=[single] * 4, identifiers=numbers,
    )  # fmt: skip
    assert len(answer["events"][0]["subjects"]) == 5
    parts = [play.item(f"$phone.item.{n}") for n in range(1, 5)]
    assert [part.line for part in parts] == ["1-1", "1-2", "1-3", "1-4"]
    assert [part.identifiers.imei for part in parts if part.identifiers] == [
        n["imei"] for n in numbers
    ]
    assert len({part.tag for part in parts}) == 4
    assert play.item("$thing.item").custody is Custody.SPLIT_UP


def test_late_is_recorded_with_its_reason_and_never_turned_away(play: Play) -> None:
    play.lists("撬棍", hours_ago=30)
    asked = {"item": "$thing.item", "quantity": ONE, "delivered_by": "530211"}
    assert play.refused("clerk", "AcceptItem", **asked) == ["intake.late_needs_reason"]
    play.does("clerk", "AcceptItem", **asked, late_note="跨县取证，返程延误")
    assert play.item("$thing.item").custody is Custody.IN_STORE


def test_a_refused_thing_keeps_its_clock_and_may_be_brought_again(play: Play) -> None:
    play.lists("撬棍")
    due = play.item("$thing.item").hand_over_due_at
    play.does("clerk", "RefuseItem", item="$thing.item", reason="name_differs", note="实为螺丝刀")
    item = play.item("$thing.item")
    assert (item.custody, item.hand_over_due_at) == (Custody.REFUSED, due)
    play.takes_in(place="A-01-01")
    assert play.item("$thing.item").custody is Custody.IN_STORE


def test_the_officer_of_the_case_never_keeps_its_things(play: Play) -> None:
    play.lists("撬棍")
    play.does(
        "head", "ChangeCase", case=play.burglary, officers=["530211", "530101"], reason="借调办案"
    )
    accept = {"item": "$thing.item", "quantity": ONE, "delivered_by": "530211"}
    assert play.refused("clerk", "AcceptItem", **accept) == ["separation.case_officer_keeps"]
    play.does("second", "AcceptItem", **accept)


def test_alone_with_cash_it_is_taken_sealed_and_counted_by_two_later(play: Play) -> None:
    listed = {"category": "cash", "quantity": {"n": "5000", "u": "CNY"}, "cash": yuan(50)}
    play.lists("现金", **listed)
    asked = {"item": "$thing.item", "quantity": listed["quantity"], "delivered_by": "530211"}
    assert play.refused("clerk", "AcceptItem", **asked) == ["separation.second_person"]
    sealed = asked | {"counted": False, "seal_no": "F1", "attachments": play.photo}
    assert play.refused("clerk", "AcceptItem", **sealed, place="A-01-01") != []
    play.does("clerk", "AcceptItem", **sealed, place="G-01")
    assert play.item("$thing.item").is_uncounted
    count = {"item": "$thing.item", "quantity": listed["quantity"], "cash": yuan(50)}
    assert play.refused("clerk", "RecountItem", **count, new_seal_no="F2") == [
        "separation.second_person"
    ]
    play.does("clerk", "RecountItem", "second", **count, new_seal_no="F2")
    banked = {"item": "$thing.item", "receipt_no": "YH1", "banked_on": play.today}
    wrong = {"n": "4900", "u": "CNY"}
    assert play.refused("clerk", "BankCash", "second", **banked, amount=wrong) == [
        "intake.banked_other_amount"
    ]
    play.does("clerk", "BankCash", "second", **banked, amount=listed["quantity"])
    assert play.item("$thing.item").banked_receipt_no == "YH1"


def test_cash_kept_as_an_object_says_what_it_proves(play: Play) -> None:
    play.lists("撬棍")
    kept = yuan(1) | {"use": "object"}
    asked = {
        "seizure": "$thing-list.seizure", "name": "现金", "category": "cash",
        "quantity": {"n": "100", "u": "CNY"}, "cash": kept,
    }  # fmt: skip
    assert play.refused("zhang", "ListItem", **asked) == ["intake.proving_feature_missing"]
    play.does("zhang", "ListItem", **asked, proving_feature="冠字号 QK35081102")


def drugs(play: Play) -> None:
    play.lists("晶体", category="drugs", quantity={"n": "1", "u": "袋"})
    weights = [{"kind": "net", "amount": {"n": "5.50", "u": "g"}}]
    play.takes_in("thing", "second", "G-02", weights=weights, seal_no="F1")
    play.calls_out()
    play.does(
        "clerk", "CheckOutItem", "second",
        item="$thing.item", request="$asked.request", borrower="530211", shown="seen",
        weights=weights, seal_no="F1",
    )  # fmt: skip


def back(net: str, **more: Any) -> dict[str, Any]:
    weights = [{"kind": "net", "amount": {"n": net, "u": "g"}}]
    return {"item": "$thing.item", "weights": weights, "seal_no": "F1", "place": "G-02"} | more


def test_a_lighter_bag_is_explained(play: Play) -> None:
    drugs(play)
    told = play.refused("clerk", "ReturnItem", "second", **back("5.32"))
    assert told[0] == "return.difference_unexplained"
    play.does("clerk", "ReturnItem", "second", **back("5.32", difference_note="鉴定消耗"))
    item = play.item("$thing.item")
    assert (item.custody, item.frozen) == (Custody.IN_STORE, None)


def test_a_much_lighter_bag_is_frozen_and_goes_to_the_place_for_differences(play: Play) -> None:
    drugs(play)
    short = back("4.86", difference_note="不明")
    assert play.refused("clerk", "ReturnItem", "second", **short) == ["move.frozen"]
    assert play.refused("clerk", "ReturnItem", **(short | {"place": "D"})) == [
        "separation.second_person_discrepancy"
    ]
    play.does("clerk", "ReturnItem", "second", **(short | {"place": "D"}))
    assert play.item("$thing.item").frozen is FreezeReason.WEIGHT_DIFFERS
    assert play.refused(
        "zhang", "RequestCallOut",
        items=[{"item": "$thing.item"}], purpose="test", due_at=play.hours(3), reason="复检",
    ) == ["item.frozen"]  # fmt: skip


def test_anyone_may_bring_a_thing_back_late_and_damaged(play: Play) -> None:
    play.lists("撬棍")
    play.takes_in(place="A-01-01")
    play.calls_out()
    play.checks_out()
    play.does(
        "clerk", "ReturnItem",
        item="$thing.item", brought_by="快递员", condition="damaged", difference_note="弯折",
    )  # fmt: skip
    item = play.item("$thing.item")
    assert (item.custody, item.condition) == (Custody.IN_STORE, Condition.DAMAGED)
    assert item.balance.adds_up
