"""What the intake page decides, on states folded from real events."""

from __future__ import annotations

from dataclasses import replace

from custody_app.domain.commands.intake import AcceptItem, RefuseItem
from custody_app.domain.law.rule_pack import CategoryRule
from custody_app.domain.quantity import Amount
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Category, Custody
from custody_app.ui.intake.drafts import (
    PARTLY,
    REFUSE,
    Delivery,
    Draft,
    commands_of,
    differs,
    draft_of,
    first_draft,
    is_open,
    may_come,
    missing,
    needs_second,
    plain,
)
from custody_app.ui.intake.presenter import in_store
from custody_app.ui.intake.scans import target_of_place
from tests.builders import TestWorld, a_centre
from tests.domain.law.packs import NATIONAL


def listed(world: TestWorld, **facts: object) -> ItemState:
    return world.item(world.listed(**facts))


def test_a_line_starts_as_the_list_says() -> None:
    item = listed(a_centre(), quantity=Amount("3", "件"))
    draft = first_draft(item)
    assert (draft.number, draft.way, draft.counted) == ("3", "accept", True)
    assert missing(draft, item, rule_of(item)) == {}
    (command,) = commands_of(draft, item, Delivery())
    assert isinstance(command, AcceptItem)
    assert command.quantity == Amount("3", "件")


def rule_of(item: ItemState) -> CategoryRule:
    return NATIONAL.category(item.category)


def test_what_a_kind_is_not_taken_without_is_asked_for_or_explained() -> None:
    medium = listed(a_centre(), category=Category.ELECTRONIC)
    draft = first_draft(medium)
    assert set(missing(draft, medium, rule_of(medium))) == {"seal_no"}
    assert missing(replace(draft, missing_note="开机状态，待封存"), medium, rule_of(medium)) == {}
    acid = listed(a_centre(), category=Category.HAZARDOUS)
    assert set(missing(first_draft(acid), acid, rule_of(acid))) == {"care_note"}


def test_a_difference_needs_a_note_and_may_await_a_list() -> None:
    item = listed(a_centre(), quantity=Amount("3", "件"))
    draft = replace(first_draft(item), number="2", list_awaited=True)
    assert differs(draft, item)
    assert set(missing(draft, item, rule_of(item))) == {"note"}
    told = replace(draft, note="少一件")
    (command,) = commands_of(told, item, Delivery())
    assert isinstance(command, AcceptItem)
    assert command.corrected_list_awaited
    assert command.difference_note == "少一件"


def test_a_part_refuses_the_rest_first() -> None:
    item = listed(a_centre(), quantity=Amount("3", "件"))
    draft = replace(first_draft(item), way=PARTLY, number="2")
    refuse, accept = commands_of(draft, item, Delivery())
    assert isinstance(refuse, RefuseItem)
    assert refuse.quantity == Amount("1", "件")
    assert isinstance(accept, AcceptItem)
    assert set(missing(replace(draft, number="3"), item, rule_of(item))) == {"number"}


def test_refusing_asks_for_nothing_else() -> None:
    item = listed(a_centre())
    draft = replace(first_draft(item), way=REFUSE, number="")
    assert missing(draft, item, rule_of(item)) == {}
    (command,) = commands_of(draft, item, Delivery("person-officer"))
    assert isinstance(command, RefuseItem)
    assert command.delivered_by == "person-officer"


def test_sealed_and_uncounted_asks_for_seal_photo_and_safe() -> None:
    item = listed(a_centre(), category=Category.DRUGS, quantity=Amount("5.50", "g"))
    draft = replace(first_draft(item), counted=False)
    assert set(missing(draft, item, rule_of(item))) == {"seal_no", "files", "where"}
    assert not needs_second(draft, item, rule_of(item))
    assert needs_second(first_draft(item), item, rule_of(item))
    assert set(missing(first_draft(item), item, rule_of(item))) == {"weights"}


def test_drafts_are_kept_and_put_back() -> None:
    draft = Draft(
        "item-1", cash=(("100", 3),), weights=(("gross", "5.50", "g", "W1"),),
        files=(("ab", 3, "image/png", "photo", "1.png"),), counted=False,
    )  # fmt: skip
    assert draft_of(plain(draft)) == draft


def test_what_came_short_is_settled_but_may_come_later() -> None:
    world = a_centre()
    item = listed(world, quantity=Amount("2", "件"))
    stored = replace(
        item,
        custody=Custody.IN_STORE,
        difference=True,
        balance=replace(item.balance, taken=Amount("1", "件"), stored=Amount("1", "件")),
    )
    assert not is_open(stored)
    assert may_come(stored)
    assert in_store(stored).word


def test_a_scanned_place_takes_the_last_scanned_thing() -> None:
    world = a_centre()
    first = world.item(world.stored())
    second = world.item(world.stored())
    waiting = listed(world)
    assert target_of_place(first, second) is first
    assert target_of_place(None, second) is second
    assert target_of_place(waiting, second) is second
    assert target_of_place(None, None) is None


def test_a_kind_of_the_centres_own_pack_is_weighed_and_confirmed_by_two() -> None:
    item = listed(a_centre(), category=Category.BOOK)
    own = replace(rule_of(item), weighed=True, two_people=True)
    draft = first_draft(item)
    assert set(missing(draft, item, own)) == {"weights"}
    assert missing(draft, item, rule_of(item)) == {}
    assert needs_second(draft, item, own)
    assert not needs_second(draft, item, rule_of(item))
