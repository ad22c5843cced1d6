"""What the pack in force says of a kind holds from its adoption on; the record keeps its care."""

from __future__ import annotations

from dataclasses import replace

import pytest

from custody_app.domain.commands.intake import AcceptItem, ListItem, RecountItem
from custody_app.domain.commands.loans import RequestCallOut, RequestedItem
from custody_app.domain.commands.store import AttachFiles, ChangeSeal, CorrectItem, MoveItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.item import ItemAccepted, ItemCorrected, ItemMoved, SealChanged
from custody_app.domain.ids import RulesId
from custody_app.domain.law.codes import Certainty
from custody_app.domain.law.rule_pack import CategoryRule, Lodging, RequiredField
from custody_app.domain.moments import later
from custody_app.domain.parts import Cash, Identifiers, Weight
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.kinds import grade_of, is_contraband, kind_of, needs_two_people
from custody_app.domain.rules.rule_packs import adopted
from custody_app.domain.vocabulary import (
    CashUse,
    Category,
    Grade,
    LoanPurpose,
    SealState,
    WeightKind,
)
from tests.builders import (
    CUSTODIAN_2,
    CUSTODY_HEAD,
    DISCREPANCY,
    NOW,
    ONE,
    PHOTO,
    SAFE,
    SEIZURE,
    SLOT,
    SLOT_2,
    TestWorld,
    a_centre,
    cash_item,
    some_cash,
)
from tests.domain.law.packs import NATIONAL, YEARS


def adopt(world: TestWorld, *kinds: CategoryRule) -> None:
    """A pack of the centre's own with these kinds."""
    named = {one.category for one in kinds}
    rest = tuple(one for one in NATIONAL.categories if one.category not in named)
    own = replace(NATIONAL, version="own", categories=(*rest, *kinds))
    world.record(adopted(RulesId("rules-1"), own, YEARS, "本地规定"))


KNIFE = CategoryRule(category=Category.KNIFE, two_people=True, certainty=Certainty.OURS)


def test_a_new_pack_asks_two_people_for_what_lies_in_the_store_already() -> None:
    world = a_centre()
    knife = world.stored(category=Category.KNIFE)
    world.when(MoveItem(item=knife, place=SLOT_2)).then(ItemMoved)
    adopt(world, KNIFE)
    assert needs_two_people(world.item(knife), world.world)
    assert world.item(knife).grade is Grade.NORMAL
    world.when(MoveItem(item=knife, place=SLOT)).refused("move.needs_dual_custody")
    world.when(MoveItem(item=knife, place=SAFE, reason="按新规定")).then(ItemMoved)


def test_the_care_it_came_in_with_stays_when_the_pack_asks_less() -> None:
    world = a_centre()
    adopt(world, KNIFE)
    (listed,) = world.do(
        ListItem(seizure=SEIZURE, name="刀", category=Category.KNIFE, quantity=ONE)
    )
    knife = listed.subjects()[0][1]
    assert world.item(knife).grade is Grade.VALUABLE
    adopt(world)
    assert needs_two_people(world.item(knife), world.world)


def test_nobody_lists_a_kind_below_the_care_it_needs() -> None:
    world = a_centre().world
    assert grade_of(Category.DRUGS, Grade.NORMAL, world) is Grade.SPECIAL
    assert grade_of(Category.BOOK, Grade.SPECIAL, world) is Grade.SPECIAL
    assert grade_of(Category.BOOK, None, world) is Grade.NORMAL


def test_correcting_the_kind_raises_the_care() -> None:
    world = a_centre()
    item = world.stored()
    command = CorrectItem(item=item, of_event="a" * 64, reason="实为文物", category=Category.RELIC)
    world.do(command, confirmers=[CUSTODIAN_2])
    assert world.item(item).grade is Grade.SPECIAL


def test_contraband_is_what_the_pack_says() -> None:
    world = a_centre()
    knife = world.item(world.stored(category=Category.KNIFE))
    assert not is_contraband(knife, world.world)
    adopt(world, replace(KNIFE, contraband=True))
    assert is_contraband(knife, world.world)
    assert kind_of(Category.KNIFE, world.world).contraband


@pytest.mark.parametrize(
    ("lodging", "code"),
    [(Lodging.OWN_PLACE, "move.needs_own_place"), (Lodging.SAFE, "move.needs_safe")],
)
def test_a_kind_lies_where_the_pack_wants_it(lodging: Lodging, code: str) -> None:
    world = a_centre()
    book = world.stored(category=Category.BOOK)
    adopt(world, CategoryRule(category=Category.BOOK, lodging=lodging, certainty=Certainty.OURS))
    world.when(MoveItem(item=book, place=SLOT_2)).refused(code)
    world.change(SLOT_2, "place", categories=(Category.BOOK,))
    world.when(MoveItem(item=book, place=SLOT_2, reason="按新规定")).then(ItemMoved)
    world.when(MoveItem(item=book, place=DISCREPANCY, reason="待查")).then(ItemMoved)


def test_what_is_missing_is_refused_explained_or_marked_and_supplied_later() -> None:
    world = a_centre()
    disk = world.listed(
        category=Category.ELECTRONIC, identifiers=Identifiers(serial_no="S1"), name="硬盘"
    )
    world.when(AcceptItem(item=disk, quantity=ONE)).refused("intake.kind_incomplete")
    told = AcceptItem(item=disk, quantity=ONE, missing_note="正在运行，断电后封存")
    world.when(told).then(ItemAccepted).saying(missing=(RequiredField.SEAL_NO,))
    world.do(ChangeSeal(item=disk, new_seal_no="F-1", reason="断电封存"))
    assert world.item(disk).missing == ()


def test_a_photo_that_comes_later_takes_the_mark_away() -> None:
    world = a_centre()
    relic = world.listed(category=Category.RELIC)
    world.do(AcceptItem(item=relic, quantity=ONE), confirmers=[CUSTODIAN_2])
    assert world.item(relic).missing == (RequiredField.PHOTO,)
    world.do(AttachFiles(item=relic, attachments=(PHOTO,)))
    assert world.item(relic).missing == ()


def test_what_is_taken_in_sealed_is_weighed_later_and_marked() -> None:
    world = a_centre()
    gold = world.listed(category=Category.VALUABLES, quantity=Amount("9", "件"))
    world.do(
        AcceptItem(
            item=gold, quantity=Amount("9", "件"), counted=False, seal_no="F-9",
            place=SAFE, attachments=(PHOTO,),
        )
    )  # fmt: skip
    assert world.item(gold).missing == (RequiredField.GROSS,)


def test_a_medium_is_opened_on_a_paper_only() -> None:
    world = a_centre()
    disk = world.stored(category=Category.ELECTRONIC)
    world.change(disk, seal=SealState.SEALED, seal_no="F-1")
    opened = ChangeSeal(item=disk, opened_seal_no="F-1", reason="送检")
    world.when(opened).refused("seal.paper_missing")
    world.when(replace(opened, paper_no="昆公鉴聘字〔2026〕12号")).then(SealChanged)


def test_some_kinds_are_never_shown() -> None:
    world = a_centre()
    item = world.stored(category=Category.COUNTERFEIT)
    command = RequestCallOut(
        items=(RequestedItem(item=item),), purpose=LoanPurpose.PUBLICITY,
        due_at=later(NOW, days=1), reason="反假币宣传",
    )  # fmt: skip
    world.when(command, by=CUSTODY_HEAD).refused("request.never_shown")
    other = replace(command, items=(RequestedItem(item=world.stored()),))
    assert world.when(other, by=CUSTODY_HEAD).codes == ()


def fake_notes(count: int, use: CashUse = CashUse.OBJECT) -> Cash:
    return some_cash(use, count)


def test_counterfeit_notes_are_counted_by_face_value_where_the_pack_asks() -> None:
    world, three = a_centre(), Amount("3", "张")
    fake = world.listed(category=Category.COUNTERFEIT, quantity=three)
    taken = AcceptItem(item=fake, quantity=three, seal_no="F-1", cash=fake_notes(3))
    world.when(replace(taken, cash=fake_notes(2))).refused("intake.cash_pieces")
    world.when(replace(taken, cash=fake_notes(3, CashUse.TO_BANK))).refused(
        "intake.counterfeit_banked"
    )
    world.when(taken).then(ItemAccepted)
    assert world.item(fake).cash == fake_notes(3)
    again = RecountItem(item=fake, quantity=Amount("2", "张"), note="少一张", new_seal_no="F-2")
    world.when(again, confirmers=[CUSTODIAN_2]).refused("intake.cash_pieces")
    world.when(replace(again, cash=fake_notes(2)), confirmers=[CUSTODIAN_2]).saying(difference=True)
    silent = replace(NATIONAL.category(Category.COUNTERFEIT), required=())
    adopt(world, silent)
    other = world.listed(category=Category.COUNTERFEIT, quantity=three)
    world.when(replace(taken, item=other)).refused("intake.cash_not_cash")


def test_cash_that_turns_out_counterfeit_is_corrected_to_an_object() -> None:
    world = a_centre()
    cash = world.stored(SAFE, **cash_item(CashUse.TO_BANK, 2))
    right = CorrectItem(
        item=cash, of_event="c" * 64, reason="经鉴定为假币", category=Category.COUNTERFEIT
    )
    world.when(right, confirmers=[CUSTODIAN_2]).refused("intake.counterfeit_banked")
    world.when(replace(right, cash=fake_notes(2)), confirmers=[CUSTODIAN_2]).then(ItemCorrected)
    fewer = replace(right, category=None, quantity=Amount("100", "CNY"))
    world.when(fewer, confirmers=[CUSTODIAN_2]).refused("intake.cash_quantity")
    world.when(replace(fewer, cash=fake_notes(1)), confirmers=[CUSTODIAN_2]).then(ItemCorrected)
    assert world.item(cash).cash == fake_notes(1)


def test_a_kind_without_weights_is_weighed_when_the_pack_says_so() -> None:
    world = a_centre()
    rule = CategoryRule(category=Category.BOOK, weighed=True, certainty=Certainty.OURS)
    adopt(world, rule)
    book = world.listed(category=Category.BOOK)
    world.when(AcceptItem(item=book, quantity=ONE)).refused("intake.weights_missing")
    weighed = Weight(WeightKind.GROSS, Amount("1.2", "kg"))
    world.when(AcceptItem(item=book, quantity=ONE, weights=(weighed,))).then(ItemAccepted)


def test_rules_of_a_centre_without_a_pack_are_told() -> None:
    world = a_centre()
    del world.states["rules", "rules-1"]
    with pytest.raises(RuleBroken, match=r"rules\.unknown"):
        kind_of(Category.BOOK, world.world)
