"""D19 and the life of a slip of personal effects, played on a real centre in words of the field."""

from __future__ import annotations

from typing import Any

from custody_app.domain.ids import EffectsId
from custody_app.domain.moments import Moment, later
from custody_app.domain.state.effects import EffectsState
from custody_app.queries.deadlines import Alert, sweep
from custody_app.queries.reader import Reader
from custody_app.queries.states import state_of
from custody_app.services.script.answer import filled_in
from custody_app.storage.erasing import _papers_of
from tests.scenarios.conftest import Play

BELT = {"name": "皮带", "quantity": {"n": "1", "u": "根"}}
MONEY = {"name": "人民币", "quantity": {"n": "350.50", "u": "CNY"}, "seal_no": "F-1"}
WATCH = {"name": "手表", "quantity": {"n": "1", "u": "块"}, "feature": "银色"}


def leaves(play: Play, place: str = "SW-02", **more: Any) -> EffectsId:
    """Somebody leaves three things in a locker."""
    args = {
        "place": place, "officer": "530211", "why": "nobody_reached", "person_name": "赵某",
        "id_kind": "居民身份证", "id_no": "530102199001010000", "lines": [BELT, MONEY, WATCH],
    }  # fmt: skip
    play.does("clerk", "ReceiveEffects", as_="slip", **(args | more))
    return EffectsId(filled_in("$slip.effects", play.answers))


def slip(play: Play, id_: EffectsId) -> EffectsState:
    return Reader(play.core.reader)(state_of, kind=EffectsState, id_=id_)


def told(play: Play, id_: EffectsId, at: Moment) -> list[Alert]:
    swept = Reader(play.core.reader)(sweep, now=at, limit=100)
    return [one for one in swept if one.item == id_]


def test_d19_what_a_person_left_is_told_after_24_hours(play: Play) -> None:
    """It starts with the deposit, nobody starts it by hand, and the last outcome ends it."""
    id_ = leaves(play)
    start = slip(play, id_).received_at
    end = later(start, hours=24)
    assert told(play, id_, later(start, hours=23)) == []
    (alert,) = told(play, id_, later(end, hours=1))
    assert (alert.deadline, alert.at) == ("D19", end)
    assert [role.value for role in alert.told] == ["store_custodian"]
    back = {"effects": id_, "signed_by": "signature"}
    play.does("clerk", "ReturnEffects", "second", lines=[1, 2], **back)
    assert told(play, id_, later(end, hours=1))
    play.does("clerk", "ReturnEffects", "second", lines=[3], **back)
    assert told(play, id_, later(end, hours=1)) == []
    assert slip(play, id_).closed_at is not None


def test_d19_is_started_by_nobody_for_a_thing(play: Play) -> None:
    play.lists("撬棍")
    play.takes_in()
    refused = play.refused(
        "clerk", "StartClock", item="$thing.item", deadline="D19", since=play.hours(0),
        reason="暂存",
    )  # fmt: skip
    assert refused == ["clock.by_itself"]


def test_what_turns_out_to_belong_to_the_case_goes_the_way_of_its_list(play: Play) -> None:
    id_ = leaves(play)
    play.lists("撬棍")
    args = {
        "effects": id_, "seizure": "$thing-list.seizure", "taken_by": "530211",
        "lines": [{"line": 3, "category": "valuables"}],
    }  # fmt: skip
    answer = play.does("clerk", "MoveEffectsToSeizure", as_="moved", **args)
    assert play.types(answer) == ["EFFECTS_SEIZED", "ITEM_LISTED"]
    thing = slip(play, id_).lines[2].item
    assert thing is not None
    assert play.item(thing).name == "手表"
    assert play.refused("clerk", "MoveEffectsToSeizure", **args) == ["effects.line_settled"]


def test_one_takes_out_for_a_while_and_what_is_unclear_waits_in_the_temporary_store(
    play: Play,
) -> None:
    id_ = leaves(play)
    assert play.refused(
        "clerk", "ReceiveEffects", place="SW-02", officer="530211", why="nobody_reached",
        person_name="钱某", lines=[BELT],
    ) == ["effects.locker_taken"]  # fmt: skip
    out = {"effects": id_, "lines": [1], "taken_by": "530211", "purpose": "送看守所体检使用"}
    play.does("clerk", "TakeOutEffects", **out)
    assert slip(play, id_).taken_out == 1
    play.does("clerk", "PutBackEffects", effects=id_, lines=[1], put_by="530211")
    store = {"effects": id_, "lines": [1, 2, 3], "place": "ZC", "taken_by": "530211"}
    play.does("clerk", "MoveEffectsToTemporaryStore", reason="权属待查", **store)
    assert not slip(play, id_).is_open


def test_the_case_officer_keeps_no_effects(play: Play) -> None:
    refused = play.refused(
        "zhang", "ReceiveEffects", place="SW-02", officer="530212", why="nobody_reached",
        person_name="赵某", lines=[BELT],
    )  # fmt: skip
    assert refused == ["permission.role"]


def test_papers_of_a_slip_are_issued_and_go_with_the_data_of_the_person(play: Play) -> None:
    id_ = leaves(play)
    answer = play.does("clerk", "IssueForm", kind="effects_slip", effects=id_)
    assert play.types(answer) == ["FORM_ISSUED", "EFFECTS_PAPER_ISSUED"]
    refused = play.refused("clerk", "IssueForm", kind="effects_out", effects=id_)
    assert refused == ["form.nothing_left"]
    out = {"effects": id_, "lines": [1], "taken_by": "530211", "purpose": "辨认"}
    play.does("clerk", "TakeOutEffects", **out)
    play.does("clerk", "IssueForm", kind="effects_out", effects=id_)
    assert len(slip(play, id_).papers) == 2
    with play.core.writer.connect() as connection:
        papers = _papers_of(connection, {id_: "effects"})
    assert [kind for _, kind in papers] == ["effects_slip", "effects_out"]
