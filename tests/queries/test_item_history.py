from __future__ import annotations

import pytest

from custody_app.domain.errors import RuleBroken
from custody_app.domain.events import item as e
from custody_app.domain.events import registers as r
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Moment, later
from custody_app.domain.parts import Attached, SplitPart, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.tag import TagKind, code_of
from custody_app.domain.vocabulary import AttachmentKind, Condition, WeightKind
from custody_app.queries.audit_trail import audit_trail, entry_of
from custody_app.queries.batch_events import batch_events
from custody_app.queries.item_card import item_card
from custody_app.queries.item_history import item_history, subject_history
from custody_app.storage import ledger_store
from tests.queries.recording import (
    BAG,
    CLERK,
    CLERK_2,
    OFFICER,
    ONE,
    SLOT,
    SLOT_2,
    START,
    Centre,
)

PHOTO = Attached("a" * 64, 1234, "image/jpeg", AttachmentKind.PHOTO, "正面.jpg")


def test_a_history_names_who_when_what_and_which_files(centre: Centre) -> None:
    item = centre.item()
    _, (moved, _) = centre.record(
        e.ItemMoved(item=item, place=SLOT_2, reason="整理"),
        confirmers=(CLERK_2,),
        occurred_at=Moment("2026-03-01T09:00:00.000Z"),
        files=(PHOTO,),
    )
    found = centre.reader(item_history, item=item)
    assert [one.typ for one in found] == ["ITEM_LISTED", "ITEM_ACCEPTED", "ITEM_MOVED"]
    last = found[-1]
    assert (last.lseq, last.ehash, last.shown) == (moved.lseq, moved.ehash, "pin")
    assert last.happened_at == "2026-03-01T09:00:00.000Z"
    assert last.recorded_at == centre.now
    assert last.late_why
    assert (last.actor.name, last.actor.unit_name) == ("民警0", "刑侦大队")
    assert last.fact("reason") == "整理"
    assert last.fact("place") == "A / A-2"
    assert [one.id for one in last.countersigned] == [CLERK_2]
    assert [(one.h, one.name, one.size) for one in last.files] == [("a" * 64, "正面.jpg", 1234)]
    accepted = found[1]
    assert accepted.fact("quantity") == "1 件"
    assert accepted.fact("delivered_by") == "民警2 030002"
    kinds = {fact.name: fact.kind for fact in accepted.facts}
    assert kinds["condition"] == "condition"
    assert kinds["mode"] == "delivery_mode"
    assert kinds["counted"] == "flag"


def test_moves_of_the_container_belong_to_the_item_while_it_was_inside(centre: Centre) -> None:
    item = centre.item()
    other = centre.item(container=BAG)
    centre.record(r.ContainerMoved(container=BAG, place=SLOT_2, reason="前"))
    centre.record(e.ItemMoved(item=item, container=BAG))
    centre.record(r.ContainerMoved(container=BAG, place=SLOT, reason="中"))
    centre.record(e.ItemMoved(item=item, place=SLOT))
    centre.record(r.ContainerMoved(container=BAG, place=SLOT_2, reason="后"))
    found = centre.reader(item_history, item=item)
    moves = [one for one in found if one.typ == "CONTAINER_MOVED"]
    assert [one.fact("reason") for one in moves] == ["中"]
    bag = centre.reader(item_card, item=other).container
    assert bag is not None
    assert moves[0].via_container == bag.code
    assert [one.pos for one in found] == sorted(one.pos for one in found)
    inside = centre.reader(item_history, item=other)
    assert [one.fact("reason") for one in inside if one.via_container] == ["前", "中", "后"]


def test_a_part_keeps_the_moves_of_the_container_its_line_lay_in(centre: Centre) -> None:
    item = centre.item(container=BAG, quantity=Amount("2", "件"))
    one, two = ItemId(centre.id()), ItemId(centre.id())
    parts = tuple(
        SplitPart(id_, centre.tag(TagKind.ITEM), f"1-{n}", ONE)
        for n, id_ in enumerate((one, two), 1)
    )
    centre.record(e.ItemSplit(item=item, parts=parts, reason="分件"))
    centre.record(r.ContainerMoved(container=BAG, place=SLOT_2))
    for id_ in (one, two):
        found = centre.reader(item_history, item=id_)
        assert [entry.typ for entry in found] == ["ITEM_SPLIT", "CONTAINER_MOVED"]
        assert found[1].via_container
    parent = centre.reader(item_card, item=item)
    assert [row.id for row in parent.parts] == [one, two]
    card = centre.reader(item_card, item=one)
    assert card.parent is not None
    assert card.parent.id == item
    assert card.place is not None
    assert card.place.path == "A / A-2"


def test_weights_are_told_by_their_kind(centre: Centre) -> None:
    item = centre.item()
    weights = (
        Weight(WeightKind.GROSS, Amount("5.50", "g")),
        Weight(WeightKind.NET, Amount("5.0", "g")),
    )
    centre.record(
        e.ItemRecounted(
            item=item, quantity=ONE, second=CLERK_2, condition=Condition.INTACT, weights=weights
        )
    )
    last = centre.reader(item_history, item=item)[-1]
    assert (last.fact("weights.gross"), last.fact("weights.net")) == ("5.50 g", "5.0 g")


def test_erased_values_leave_a_hole_that_is_told(centre: Centre) -> None:
    item = centre.item()
    first = centre.reader(item_history, item=item)[0]
    assert first.fact("owner") == "张三"
    centre.guard.erasing = True
    with centre.writer.begin() as connection:
        ledger_store.erase_personal(connection, first.pos, frozenset({"person"}))
    again = centre.reader(item_history, item=item)[0]
    assert again.fact("owner") == ""
    assert again.fact("name") == "手机"
    assert again.erased == ("person",)


def test_an_unknown_item_is_refused(centre: Centre) -> None:
    with pytest.raises(RuleBroken) as told:
        centre.reader(item_history, item=centre.id())
    assert told.value.code == "item.unknown"
    with pytest.raises(RuleBroken):
        centre.reader(item_card, item="no id at all")


def test_a_batch_is_told_in_order_with_its_countersignature_last(centre: Centre) -> None:
    one, two = centre.item(), centre.item()
    batch, recorded = centre.record(
        e.ItemMoved(item=one, place=SLOT_2),
        e.ItemMoved(item=two, place=SLOT_2),
        confirmers=(CLERK_2,),
    )
    found = centre.reader(batch_events, batch=batch)
    assert [entry.ehash for entry in found] == [entry.ehash for entry in recorded]
    assert [entry.typ for entry in found] == ["ITEM_MOVED", "ITEM_MOVED", "COUNTERSIGN"]
    assert centre.reader(batch_events, batch=centre.id()) == ()


def test_the_ledger_is_listed_newest_first_without_a_gap(centre: Centre) -> None:
    for _ in range(4):
        centre.item()
    seen: list[int] = []
    after = None
    while True:
        page = centre.reader(audit_trail, after=after, limit=7)
        seen += [row.lseq for row in page.rows]
        after = page.after
        if after is None:
            break
    assert seen == list(range(len(seen) - 1, -1, -1))
    opened = centre.reader(entry_of, lseq=0)
    assert opened is not None
    assert opened.typ == "CENTRE_OPENED"
    assert centre.reader(entry_of, lseq=len(seen)) is None


def test_any_subject_has_a_history(centre: Centre) -> None:
    found = centre.reader(subject_history, subject=BAG)
    assert [one.typ for one in found] == ["CONTAINER_REGISTERED"]
    assert found[0].fact("place") == "A / A-1"


def test_a_card_resolves_every_name(centre: Centre) -> None:
    item = centre.item()
    card = centre.reader(item_card, item=item, now=later(START, days=9))
    assert card.case.unit_name == "刑侦大队"
    assert card.case.items == card.case.open_items == 1
    assert card.place is not None
    assert card.place.path == "A / A-1"
    assert card.row.code == code_of(card.state.tag)
    assert card.intake_by is not None
    assert card.intake_by.id == CLERK
    assert card.events == 2
    assert card.head == centre.reader(item_history, item=item)[-1].ehash
    assert [one.code for one in card.blockers] == ["measure_in_force"]
    assert card.blockers[0].days == 9
    assert card.blockers[0].owner == "刑侦大队"
    assert OFFICER in card.seizure.officers


def test_a_correction_tells_what_was_recorded_before(centre: Centre) -> None:
    item = centre.item()
    was = '{"name": "手机", "quantity": {"n": "1", "u": "件"}}'
    centre.record(
        e.ItemCorrected(
            item=item, of_event="0" * 64, name="平板", quantity=Amount("2", "件"), was=was,
            reason="误录",
        )
    )  # fmt: skip
    last = centre.reader(item_history, item=item)[-1]
    assert (last.fact("was.name"), last.fact("was.quantity")) == ("手机", "1 件")
    assert (last.fact("name"), last.fact("quantity"), last.fact("was")) == ("平板", "2 件", "")
    centre.record(e.ItemCorrected(item=item, of_event="0" * 64, name="平", was="口述", reason="误"))
    assert centre.reader(item_history, item=item)[-1].fact("was") == "口述"
