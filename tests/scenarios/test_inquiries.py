"""Discrepancies as a centre meets them: reported to two heads, looked into, cleared or lost."""

from __future__ import annotations

from typing import Any

from custody_app.domain.vocabulary import Custody, FormKind
from custody_app.queries.forms import find_forms
from custody_app.queries.reader import Reader
from tests.scenarios.conftest import ONE, Play

FIVE = {"n": "5", "u": "个"}


def stops(play: Play, **line: Any) -> None:
    """A thing that lies on its shelf by the record, and is not found."""
    play.lists("撬棍", **line)
    play.takes_in(place="A-01-01")
    play.does(
        "clerk", "FreezeItem", as_="stopped",
        item="$thing.item", reason="not_found", note="架上未见",
    )  # fmt: skip


def both_heads_know(play: Play) -> None:
    play.does("wuhua_head", "AcknowledgeDifference", item="$thing.item")
    play.does("head", "AcknowledgeDifference", item="$thing.item")


def test_t16_a_difference_stops_every_way_out_and_is_reported_to_two_heads(play: Play) -> None:
    play.lists("撬棍")
    play.takes_in(place="A-01-01")
    play.calls_out()
    play.does("clerk", "FreezeItem", item="$thing.item", reason="not_found", note="架上未见")
    item = play.item("$thing.item")
    assert {rank.value for rank in item.unacknowledged} == {"unit_head", "custody_head"}
    hand_out = {"item": "$thing.item", "request": "$asked.request", "borrower": "530211"}
    assert "item.frozen" in play.refused("clerk", "CheckOutItem", "zhang", **hand_out)
    notice = play.does("clerk", "IssueForm", kind="difference_notice", items=["$thing.item"])
    assert "FORM_ISSUED" in play.types(notice)
    assert play.refused("zhang", "AcknowledgeDifference", item="$thing.item")
    both_heads_know(play)
    assert play.item("$thing.item").unacknowledged == ()
    assert play.item("$thing.item").frozen is not None


def test_t16_a_stopped_thing_may_be_put_where_differences_lie_by_two(play: Play) -> None:
    stops(play)
    move = {"item": "$thing.item", "place": "D"}
    assert play.refused("clerk", "MoveItem", **move) == ["separation.second_person_discrepancy"]
    play.does("clerk", "MoveItem", "second", **move)


def test_t17_what_is_found_goes_on_by_decision_of_the_police_head(play: Play) -> None:
    stops(play)
    clear = {"item": "$thing.item", "paper_no": "核1", "note": "误放 A-01-02，已归位"}
    assert play.refused("clerk", "UnfreezeItem", **clear, approver="530201") == [
        "item.unfreeze_rank"
    ]
    play.does("clerk", "UnfreezeItem", **clear, approver="530301")
    assert play.item("$thing.item").frozen is None
    play.calls_out()
    play.checks_out()


def test_t17_what_is_lost_is_written_off_with_report_and_liability(play: Play) -> None:
    stops(play)
    lost = {
        "item": "$thing.item", "paper_no": "核1", "liability_no": "责1", "approver": "530301",
        "note": "查找未果", "attachments": [play.file("approval")],
    }  # fmt: skip
    assert play.refused("clerk", "WriteOffItem", **lost) == ["item.write_off_not_reported"]
    both_heads_know(play)
    bare = lost | {"attachments": [], "liability_no": " "}
    assert set(play.refused("clerk", "WriteOffItem", **bare)) == {
        "item.write_off_liability_missing", "item.write_off_report_missing",
    }  # fmt: skip
    assert play.refused("zhang", "WriteOffItem", **lost) == ["permission.role"]
    answer = play.does("clerk", "WriteOffItem", **lost)
    assert "ITEM_WRITTEN_OFF" in play.types(answer)
    item = play.item("$thing.item")
    assert item.custody is Custody.WRITTEN_OFF
    assert item.balance.adds_up
    play.does("clerk", "IssueForm", kind="inquiry_result", items=["$thing.item"])
    printed = Reader(play.core.reader)(find_forms, kind=FormKind.INQUIRY_RESULT.value).rows
    assert len(printed) == 1
    play.does("clerk", "ArchiveItem", item="$thing.item")


def test_t17_a_part_is_written_off_and_the_rest_moves_again(play: Play) -> None:
    stops(play, quantity=FIVE)
    both_heads_know(play)
    play.does(
        "clerk", "WriteOffItem",
        item="$thing.item", quantity=ONE, paper_no="核1", liability_no="责1", approver="530301",
        note="短少一根", attachments=[play.file("approval")],
    )  # fmt: skip
    item = play.item("$thing.item")
    assert (item.custody, item.balance.stored.n, item.balance.lost.n) == (
        Custody.IN_STORE, "4", "1",
    )  # fmt: skip
    play.does("clerk", "MoveItem", item="$thing.item", place="A-01-02")


def test_t17_a_lent_thing_that_never_comes_back_is_written_off_whole(play: Play) -> None:
    play.lists("撬棍", quantity=FIVE)
    play.takes_in(place="A-01-01")
    play.calls_out()
    play.checks_out()
    play.does("clerk", "FreezeItem", item="$thing.item", reason="not_found", note="借用人丢失")
    both_heads_know(play)
    lost = {
        "item": "$thing.item", "paper_no": "核1", "liability_no": "责1", "approver": "530301",
        "note": "借用人途中丢失", "attachments": [play.file("approval")],
    }  # fmt: skip
    assert play.refused("clerk", "WriteOffItem", **lost, quantity=ONE) == [
        "item.write_off_loan_in_part"
    ]
    play.does("clerk", "WriteOffItem", **lost)
    item = play.item("$thing.item")
    assert (item.custody, item.loan) == (Custody.WRITTEN_OFF, None)
    assert item.balance.adds_up
