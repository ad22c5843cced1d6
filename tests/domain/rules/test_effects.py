"""Personal effects: apart from case property, one locker a person, one outcome a line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.effects import (
    MoveEffectsToSeizure,
    MoveEffectsToTemporaryStore,
    PutBackEffects,
    ReceiveEffects,
    ReturnEffects,
    TakeOutEffects,
)
from custody_app.domain.commands.registers import CloseCase, ClosePlace
from custody_app.domain.commands.store import MoveContainer, MoveItem
from custody_app.domain.effects import (
    EffectsEntry,
    GivenTo,
    KeptWhy,
    LineState,
    SeizedLine,
    Sex,
)
from custody_app.domain.events.effects import (
    EffectsPutBack,
    EffectsReceived,
    EffectsReturned,
    EffectsSeized,
    EffectsTakenOut,
    EffectsToTemporaryStore,
)
from custody_app.domain.events.item import ItemListed
from custody_app.domain.ids import EffectsId, PlaceId
from custody_app.domain.moments import Day, Moment, later
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.effects import RULES
from custody_app.domain.rules.effects_leaving import RULES as LEAVING
from custody_app.domain.state.effects import EFFECTS_STEPS, EffectsState
from custody_app.domain.vocabulary import CashUse, Category, Custody, PlaceKind, SignedBy
from tests.builders import (
    BAG,
    CASE,
    CLOSED_SLOT,
    CUSTODIAN,
    CUSTODIAN_2,
    LOCKER,
    LOCKER_2,
    NOW,
    OFFICER,
    OFFICER_2,
    OTHER_OFFICER,
    SEIZURE,
    SLOT,
    TestWorld,
    a_centre,
)

LINES = (
    EffectsEntry("皮带", Amount("1", "根"), feature="棕色"),
    EffectsEntry("人民币", Amount("350.50", "CNY"), seal_no="F-001"),
    EffectsEntry("手表", Amount("1", "块"), feature="银色", mark="S123"),
)


def deposit(**values: Any) -> ReceiveEffects:
    facts: dict[str, Any] = {
        "place": LOCKER,
        "officer": OFFICER,
        "why": KeptWhy.NOBODY_REACHED,
        "person_name": "赵某",
        "sex": Sex.MALE,
        "born": Day("1990-01-01"),
        "id_kind": "居民身份证",
        "id_no": "530102199001010000",
        "lines": LINES,
    }
    return ReceiveEffects(**(facts | values))


def a_slip(world: TestWorld, **values: Any) -> EffectsId:
    (received,) = world.do(deposit(**values))
    assert isinstance(received, EffectsReceived)
    return received.effects


def slip(world: TestWorld, id_: EffectsId) -> EffectsState:
    found: EffectsState = world.state("effects", id_)
    return found


def give_back(id_: EffectsId, *lines: int, **values: Any) -> ReturnEffects:
    return ReturnEffects(effects=id_, lines=lines, **values)


def seize(id_: EffectsId, *lines: SeizedLine, **values: Any) -> MoveEffectsToSeizure:
    facts: dict[str, Any] = {"seizure": SEIZURE, "taken_by": OFFICER}
    return MoveEffectsToSeizure(effects=id_, lines=lines, **(facts | values))


def a_temporary_store(world: TestWorld) -> PlaceId:
    place = PlaceId(SLOT)
    state = world.state("place", place)
    world.states["place", place] = replace(state, kind=PlaceKind.TEMPORARY_STORE)
    return place


def test_every_command_has_its_rule_and_every_event_its_step() -> None:
    assert set(RULES) == {
        ReceiveEffects,
        TakeOutEffects,
        PutBackEffects,
        ReturnEffects,
        MoveEffectsToSeizure,
        MoveEffectsToTemporaryStore,
    }
    assert set(RULES) - set(LEAVING) == {ReceiveEffects}
    assert len(EFFECTS_STEPS) == len(RULES) + 1


def test_a_deposit_opens_a_numbered_slip_in_a_locker() -> None:
    world = a_centre()
    found = slip(world, a_slip(world))
    assert found.number.startswith("effects-2026-")
    assert (found.place, found.manager, found.officer) == (LOCKER, CUSTODIAN, OFFICER)
    assert [line.n for line in found.lines] == [1, 2, 3]
    assert [line.state for line in found.lines] == [LineState.IN_LOCKER] * 3
    assert (found.lines[1].seal_no, found.lines[2].mark) == ("F-001", "S123")
    assert found.is_open
    assert found.left == 3


def test_whoever_handles_the_case_does_not_keep_the_effects() -> None:
    world = a_centre()
    world.when(deposit(officer=CUSTODIAN)).refused("effects.case_officer")
    world.when(deposit(officer=OTHER_OFFICER, case=CASE), by=OFFICER).refused(
        "effects.case_officer"
    )
    world.when(deposit(case=CASE)).then(EffectsReceived)


def test_one_locker_takes_one_slip_at_a_time() -> None:
    world = a_centre()
    id_ = a_slip(world)
    world.when(deposit()).refused("effects.locker_taken")
    world.when(ClosePlace(place=LOCKER)).refused("place.has_effects")
    world.when(deposit(place=LOCKER_2)).then(EffectsReceived)
    world.do(give_back(id_, 1, 2, 3), confirmers=(CUSTODIAN_2,))
    world.when(deposit()).then(EffectsReceived)


def test_effects_lie_in_lockers_only_and_case_property_never_does() -> None:
    world = a_centre()
    world.when(deposit(place=SLOT)).refused("effects.not_a_locker")
    world.change(LOCKER_2, "place", closed=True)
    world.when(deposit(place=LOCKER_2)).refused("move.place_closed")
    item = world.stored()
    world.when(MoveItem(item=item, place=LOCKER)).refused("move.effects_locker")
    world.when(MoveContainer(container=BAG, place=LOCKER)).refused("move.effects_locker")
    assert world.state("place", CLOSED_SLOT).closed


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"person_name": " "}, ("effects.person_missing",)),
        ({"lines": ()}, ("effects.lines_missing",)),
        ({"why": KeptWhy.OTHER_NEED}, ("effects.why_needs_note",)),
        ({"lines": (EffectsEntry(" ", Amount("1", "件")),)}, ("effects.name_missing",)),
        ({"lines": (EffectsEntry("表", Amount("0", "块")),)}, ("quantity.zero",)),
        ({"lines": LINES * 21}, ("input.too_many",)),
        ({"born": Day("2030-01-01")}, ("time.day_in_future",)),
    ],
)
def test_a_slip_with_gaps_is_refused(values: dict[str, Any], codes: tuple[str, ...]) -> None:
    a_centre().when(deposit(**values)).refused(*codes)


def test_what_is_taken_out_for_a_while_comes_back_before_it_leaves() -> None:
    world = a_centre()
    id_ = a_slip(world)
    out = TakeOutEffects(effects=id_, lines=(3,), taken_by=OFFICER, purpose="辨认")
    world.when(out).then(EffectsTakenOut)
    assert slip(world, id_).taken_out == 1
    world.when(out).refused("effects.line_taken_out")
    world.when(give_back(id_, 1, 3), confirmers=(CUSTODIAN_2,)).refused("effects.line_taken_out")
    back = PutBackEffects(effects=id_, lines=(3,), put_by=OFFICER)
    world.when(PutBackEffects(effects=id_, lines=(1,), put_by=OFFICER)).refused(
        "effects.line_not_out"
    )
    world.when(back).then(EffectsPutBack)
    assert slip(world, id_).taken_out == 0
    assert slip(world, id_).left == 3


def test_taking_out_names_a_purpose_and_another_person() -> None:
    world = a_centre()
    id_ = a_slip(world)
    blank = TakeOutEffects(effects=id_, lines=(1,), taken_by=OFFICER, purpose=" ")
    world.when(blank).refused("effects.purpose_missing")
    own = TakeOutEffects(effects=id_, lines=(1,), taken_by=CUSTODIAN, purpose="洗漱")
    world.when(own).refused("effects.same_person")


def test_giving_back_takes_two_people_and_a_receipt() -> None:
    world = a_centre()
    id_ = a_slip(world)
    world.when(give_back(id_, 1)).refused("effects.second_person")
    world.when(give_back(id_, 1), confirmers=(CUSTODIAN,)).refused("effects.second_person")
    answer = world.when(give_back(id_, 1), confirmers=(CUSTODIAN_2,)).then(EffectsReturned)
    answer.saying(recipient="赵某", second=CUSTODIAN_2, signed_by=SignedBy.SIGNATURE)


def test_others_receive_by_name_and_identity() -> None:
    world = a_centre()
    id_ = a_slip(world)
    relative = give_back(id_, 1, given_to=GivenTo.RELATIVE)
    world.when(relative, confirmers=(CUSTODIAN_2,)).refused(
        "effects.recipient_missing", "effects.recipient_id_missing"
    )
    house = give_back(id_, 1, given_to=GivenTo.DETENTION_PLACE, recipient="第一看守所")
    world.when(house, confirmers=(CUSTODIAN_2,)).then(EffectsReturned)
    unsigned = give_back(id_, 2, signed_by=SignedBy.CANNOT_SIGN)
    world.when(unsigned, confirmers=(CUSTODIAN_2,)).refused("effects.unsigned_needs_note")


def test_seized_lines_become_things_of_the_list() -> None:
    world = a_centre()
    id_ = a_slip(world)
    cash = SeizedLine(2, Category.CASH, cash_use=CashUse.TO_BANK)
    watch = SeizedLine(3, Category.VALUABLES)
    answer = world.when(seize(id_, cash, watch)).then(EffectsSeized, ItemListed, ItemListed)
    seized, first, second = answer.events
    assert isinstance(seized, EffectsSeized)
    assert isinstance(first, ItemListed)
    assert isinstance(second, ItemListed)
    assert seized.items == (first.item, second.item)
    assert (first.name, first.case, int(second.line)) == ("人民币", CASE, int(first.line) + 1)
    assert first.cash is not None
    assert first.cash.total == Amount("350.50", "CNY")
    assert second.features == "银色 S123"
    assert world.item(second.item).custody is Custody.LISTED
    lines = slip(world, id_).lines
    assert [line.item for line in lines] == [None, first.item, second.item]
    assert slip(world, id_).is_open


def test_an_officer_of_the_case_receives_what_is_seized() -> None:
    world = a_centre()
    id_ = a_slip(world)
    watch = SeizedLine(3, Category.VALUABLES)
    world.when(seize(id_, watch, taken_by=OTHER_OFFICER)).refused("effects.not_of_the_case")
    world.when(seize(id_, watch, taken_by=CUSTODIAN)).refused("effects.same_person")
    world.when(seize(id_, SeizedLine(2, Category.CASH))).refused("intake.cash_use_missing")
    world.when(seize(id_, watch, taken_by=OFFICER_2)).then(EffectsSeized, ItemListed)


def test_what_is_not_clear_goes_to_a_temporary_store() -> None:
    world = a_centre()
    id_ = a_slip(world)

    def move(**values: Any) -> MoveEffectsToTemporaryStore:
        facts: dict[str, Any] = {"place": LOCKER_2, "taken_by": OFFICER, "reason": "待查"}
        return MoveEffectsToTemporaryStore(effects=id_, lines=(1,), **(facts | values))

    world.when(move()).refused("effects.not_a_temporary_store")
    store = a_temporary_store(world)
    world.when(move(place=store, reason="")).refused("effects.reason_missing")
    world.when(move(place=store, taken_by=CUSTODIAN)).refused("effects.same_person")
    world.when(move(place=store)).then(EffectsToTemporaryStore)
    assert slip(world, id_).lines[0].state is LineState.TEMPORARY_STORE


def test_nothing_leaves_twice_and_the_last_line_closes_the_slip() -> None:
    world = a_centre()
    id_ = a_slip(world)
    later_on = later(NOW, hours=2)
    world.do(give_back(id_, 1), confirmers=(CUSTODIAN_2,))
    leaving: tuple[Command, ...] = (
        give_back(id_, 1),
        seize(id_, SeizedLine(1, Category.GENERAL)),
        TakeOutEffects(effects=id_, lines=(1,), taken_by=OFFICER, purpose="辨认"),
    )
    for command in leaving:
        world.when(command, confirmers=(CUSTODIAN_2,)).refused("effects.line_settled")
    world.do(give_back(id_, 2, 3), confirmers=(CUSTODIAN_2,), now=later_on)
    assert slip(world, id_).closed_at == later_on
    world.when(give_back(id_, 2), confirmers=(CUSTODIAN_2,)).refused("effects.closed")


def test_lines_are_named_once_and_exist() -> None:
    world = a_centre()
    id_ = a_slip(world)
    world.when(give_back(id_), confirmers=(CUSTODIAN_2,)).refused("effects.no_line_chosen")
    world.when(give_back(id_, 1, 1), confirmers=(CUSTODIAN_2,)).refused("effects.line_twice")
    world.when(give_back(id_, 9), confirmers=(CUSTODIAN_2,)).refused("effects.line_unknown")
    world.when(give_back(EffectsId("no"), 1)).refused("effects.unknown")


def test_nothing_happens_before_the_deposit() -> None:
    world = a_centre()
    id_ = a_slip(world)
    early = give_back(id_, 1, occurred_at=Moment("2026-03-01T01:00:00.000Z"))
    world.when(early, confirmers=(CUSTODIAN_2,)).refused("effects.before_deposit")


def test_no_case_depends_on_the_effects_of_a_person() -> None:
    world = a_centre()
    a_slip(world, case=CASE)
    world.do(CloseCase(case=CASE, note="侦查终结"), by=OFFICER)
    assert world.state("case", CASE).closed


def test_erased_words_leave_the_lines_and_their_quantities() -> None:
    world = a_centre()
    (received,) = world.decide(deposit())
    assert isinstance(received, EffectsReceived)
    world.record(replace(received, words=(), name="", id_no=""))
    lines = slip(world, received.effects).lines
    assert [line.name for line in lines] == ["", "", ""]
    assert lines[1].quantity == Amount("350.50", "CNY")
