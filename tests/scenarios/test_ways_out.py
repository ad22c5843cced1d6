"""Who may approve, what an approval is bound to, and how things leave and come back."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.tag import code_of
from custody_app.domain.vocabulary import Authority, Custody, RequestState
from tests.scenarios.conftest import ONE, Play

OWNER = {
    "recipient": "owner",
    "recipient_name": "朱丽娜",
    "recipient_id_kind": "居民身份证",
    "recipient_id_no": "530102198803140049",
    "proof": "发票",
}


def in_store(play: Play, **more: Any) -> None:
    play.lists("撬棍", **more)
    play.takes_in(place="A-01-01")


def asks_to_dispose(play: Play, disposal: str, **more: Any) -> None:
    asked = {"items": [{"item": "$thing.item"}], "disposal": disposal, "reason": "呈请"} | more
    play.does("zhang", "RequestDisposal", as_="asked", **asked)


@pytest.fixture
def to_release(play: Play) -> Play:
    in_store(play, nature="victims")
    asks_to_dispose(play, "return_to_victim", recipient="朱丽娜")
    play.does("police_head", "ApproveRequest", request="$asked.request")
    return play


def test_nobody_approves_the_own_request_or_above_the_own_rank(play: Play) -> None:
    in_store(play)
    play.does(
        "zhang", "RequestCallOut", as_="asked",
        items=[{"item": "$thing.item"}], purpose="publicity", due_at=play.hours(4), reason="展示",
    )  # fmt: skip
    approve = {"request": "$asked.request"}
    assert play.refused("zhang", "ApproveRequest", **approve) == ["permission.role"]
    assert "approval.rank_too_low" in play.refused("wuhua_head", "ApproveRequest", **approve)
    paper = {"number": "批1", "on": play.today}
    own = play.refused("clerk", "ApproveRequest", **approve, approver="530211", paper=paper)
    assert "approval.own_request" in own
    play.does("police_head", "ApproveRequest", **approve)
    assert play.request("$asked.request").state is RequestState.APPROVED


def test_an_approval_outlives_a_move_but_not_a_changed_fact(play: Play) -> None:
    in_store(play)
    play.calls_out()
    play.does("clerk", "MoveItem", item="$thing.item", place="A-01-02")
    play.does("clerk", "SeeItem", item="$thing.item")
    play.does("clerk", "AttachFiles", item="$thing.item", attachments=play.photo)
    play.does("clerk", "LabelItem", item="$thing.item", reason="标签破损")
    play.does(
        "clerk", "CorrectItem",
        item="$thing.item", of_event="$thing.hash", reason="误录", features="长 50 厘米",
    )  # fmt: skip
    hand_out = {"item": "$thing.item", "request": "$asked.request", "borrower": "530211"}
    assert play.refused("clerk", "CheckOutItem", "zhang", **hand_out) == ["approval.facts_changed"]


def test_an_approval_outlives_a_move(play: Play) -> None:
    in_store(play)
    play.calls_out()
    play.does("clerk", "MoveItem", item="$thing.item", place="A-01-02")
    play.does("clerk", "LabelItem", item="$thing.item", reason="标签破损")
    play.checks_out()
    assert play.item("$thing.item").custody is Custody.ON_LOAN


def test_the_borrower_shows_who_they_are(play: Play) -> None:
    in_store(play)
    play.calls_out()
    hand_out = {"item": "$thing.item", "request": "$asked.request", "borrower": "530211"}
    assert play.refused("clerk", "CheckOutItem", **hand_out) == ["loan.borrower_not_confirmed"]
    play.does("clerk", "CheckOutItem", **hand_out, shown="seen")


def test_only_the_owner_collects_and_never_the_police(to_release: Play) -> None:
    play = to_release
    give: dict[str, Any] = {"item": "$thing.item", "request": "$asked.request"} | OWNER
    proven = {"attachments": [play.file("proof"), play.file("photo")]}
    police = give | {"recipient_name": "刘洋", "recipient_id_no": "530212"} | proven
    assert "release.police_recipient" in play.refused("clerk", "ReleaseItem", **police)
    assert "release.proof_of_owner" in play.refused("clerk", "ReleaseItem", **give)
    cannot = give | proven | {"signed_by": "cannot_sign"}
    assert play.refused("clerk", "ReleaseItem", **cannot) == ["release.witness_missing"]
    play.does("clerk", "ReleaseItem", **cannot, witness="村委会 李明")
    item = play.item("$thing.item")
    assert item.custody is Custody.RETURNED_TO_VICTIM
    assert item.balance.adds_up
    assert play.refused("clerk", "ReleaseItem", **cannot, witness="x") == ["item.gone"]
    play.does("clerk", "ArchiveItem", item="$thing.item")


def test_destruction_needs_two_handlers_a_picture_and_a_witness_who_never_held_it(
    play: Play,
) -> None:
    in_store(play)
    asks_to_dispose(play, "destruction")
    play.does("police_head", "ApproveRequest", request="$asked.request")
    burn = {
        "item": "$thing.item", "request": "$asked.request", "method": "熔毁", "where": "钢厂",
        "handlers": ["530101", "530102"], "witness": "530401", "attachments": play.photo,
    }  # fmt: skip
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"handlers": ["530101"]}, "disposal.two_handlers"),
        ({"witness": "530102"}, "disposal.witness_is_handler"),
        ({"witness": "530211"}, "disposal.witness_held_it"),
        ({"attachments": []}, "disposal.photo_missing"),
    ]
    for change, code in wrong:
        assert code in play.refused("clerk", "DestroyItem", "second", **(burn | change))
    assert "disposal.handler_not_confirmed" in play.refused("clerk", "DestroyItem", **burn)
    play.does("clerk", "DestroyItem", "second", **burn)
    assert play.item("$thing.item").custody is Custody.DESTROYED


def test_a_hold_stops_disposal_until_it_is_lifted(to_release: Play) -> None:
    play = to_release
    play.does("supervisor", "PlaceHold", item="$thing.item", reason="另案线索")
    give: dict[str, Any] = {"item": "$thing.item", "request": "$asked.request"} | OWNER
    give |= {"attachments": [play.file("proof"), play.file("photo")]}
    assert play.refused("clerk", "ReleaseItem", **give) == ["disposal.on_hold"]
    play.does("supervisor", "LiftHold", item="$thing.item", reason="线索查否")
    play.does("clerk", "ReleaseItem", **give)


def test_authority_moves_with_the_stamped_receipt_only(play: Play) -> None:
    in_store(play)
    offer = {
        "item": "$thing.item", "to_unit": "530102JCY", "paper_no": "移1", "proposal": "判决没收",
    }  # fmt: skip
    play.does("clerk", "SendAuthority", **offer)
    assert play.item("$thing.item").authority is Authority.POLICE
    play.does(
        "liaison", "RefuseAuthority", item="$thing.item", refused_on=play.today, reason="无关"
    )
    assert play.item("$thing.item").authority_offer is None
    play.does("clerk", "SendAuthority", **offer)
    play.does(
        "liaison", "ConfirmAuthority", item="$thing.item", receipt_no="回1", receipt_on=play.today
    )
    assert play.item("$thing.item").authority is Authority.PROCURATORATE


def test_what_went_with_the_case_comes_back_as_a_new_leg(play: Play) -> None:
    in_store(play)
    asks_to_dispose(play, "with_case", to_unit="530102JCY", legal_paper_no="诉1")
    play.does("wuhua_head", "ApproveRequest", request="$asked.request")
    play.does(
        "clerk", "HandOverWithCase",
        item="$thing.item", request="$asked.request", to_unit="530102JCY", proposal="没收",
        received_by="孙慧",
    )  # fmt: skip
    assert play.item("$thing.item").custody is Custody.WITH_CASE
    play.does(
        "clerk", "TakeBackItem",
        item="$thing.item", quantity=ONE, paper_no="退补1", reason="补充侦查",
        from_unit="530102JCY", place="A-01-01",
    )  # fmt: skip
    item = play.item("$thing.item")
    assert (item.custody, item.leg) == (Custody.IN_STORE, 2)


def test_a_correction_adds_and_after_the_hand_over_needs_two(to_release: Play) -> None:
    play = to_release
    give: dict[str, Any] = {"item": "$thing.item", "request": "$asked.request"} | OWNER
    give |= {"attachments": [play.file("proof"), play.file("photo")]}
    play.does("clerk", "ReleaseItem", **give)
    right = {
        "item": "$thing.item", "of_event": "$thing.hash", "reason": "笔误", "features": "铜质",
    }  # fmt: skip
    assert play.refused("clerk", "CorrectItem", **right) == ["correction.second_person"]
    play.does("clerk", "CorrectItem", "second", **right)
    assert play.item("$thing.item").features == "铜质"


def test_a_box_moves_with_all_it_holds(play: Play) -> None:
    play.lists("撬棍")
    play.takes_in()
    play.does(
        "clerk", "RegisterContainer", as_="box", kind="box", place="C-01-01", case=play.burglary
    )
    play.does("clerk", "MoveItem", item="$thing.item", container="$box.container")
    answer = play.does("clerk", "MoveContainer", container="$box.code", place="C-02-01")
    assert play.types(answer) == ["CONTAINER_MOVED"]


def test_a_code_of_another_centre_is_told_as_such(play: Play) -> None:
    foreign, unknown = code_of("144010126000001"), code_of("153010126000999")
    assert play.refused("clerk", "SeeItem", item=foreign) == ["tag.other_centre"]
    assert play.refused("clerk", "SeeItem", item=unknown) == ["item.unknown"]
