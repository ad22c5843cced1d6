"""What the rules would say before anybody confirms; nothing is written."""

from __future__ import annotations

import pytest

from custody_app.bootstrap import Core
from custody_app.domain.commands.base import Command
from custody_app.domain.commands.registers import RegisterPlace
from custody_app.domain.commands.store import ChangeSeal, MoveItem, SeeItem
from custody_app.domain.ids import ItemId, PersonId, PlaceId
from custody_app.domain.tag import code_of
from custody_app.domain.vocabulary import PlaceKind
from custody_app.services.rehearsal import SOMEBODY, Rehearsal
from tests.services.asking import does, item_named, keyed, person, size_of, state


@pytest.fixture
def rehearsal(core: Core) -> Rehearsal:
    return Rehearsal(core.reader, core.clock, core.custody.centre)


def asked(
    rehearsal: Rehearsal, core: Core, *steps: Command | tuple[Command, ...], by: str = "clerk",
    confirmers: tuple[PersonId, ...] = (),
) -> list[list[str]]:  # fmt: skip
    """The codes of each step."""
    given = [step if isinstance(step, tuple) else (step,) for step in steps]
    found = rehearsal.refusals(given, PersonId(person(core, by)), confirmers)
    return [[one.code for one in step] for step in found]


@pytest.fixture
def umbrellas(core: Core) -> ItemId:
    return item_named(core, "雨伞")


def to(core: Core, item: ItemId, code: str) -> MoveItem:
    return MoveItem(item=item, place=PlaceId(keyed(core, "place", code)))


def test_nothing_is_written_and_the_real_command_says_the_same(
    rehearsal: Rehearsal, core: Core, umbrellas: ItemId
) -> None:
    size = size_of(core)
    good, bad = to(core, umbrellas, "A-04-03"), to(core, umbrellas, "A-04-02")
    assert asked(rehearsal, core, bad, good) == [["move.already_there"], []]
    assert size_of(core) == size
    assert state(core, "item", umbrellas).place == keyed(core, "place", "A-04-02")
    does(core, good)


def test_a_step_stands_on_the_steps_before_it(
    rehearsal: Rehearsal, core: Core, umbrellas: ItemId
) -> None:
    there = to(core, umbrellas, "A-04-03")
    assert asked(rehearsal, core, there, there) == [[], ["move.already_there"]]
    back = to(core, umbrellas, "A-04-02")
    assert asked(rehearsal, core, there, back, there) == [[], [], []]


def test_a_refused_step_leaves_no_half_behind(
    rehearsal: Rehearsal, core: Core, umbrellas: ItemId
) -> None:
    there = to(core, umbrellas, "A-04-03")
    assert asked(rehearsal, core, (there, there), there) == [["move.already_there"], []]


def test_codes_and_numbers_are_understood(
    rehearsal: Rehearsal, core: Core, umbrellas: ItemId
) -> None:
    tag = state(core, "item", umbrellas).tag
    by_code = MoveItem(item=ItemId(code_of(tag)), place=PlaceId("A-04-03"))
    nowhere = MoveItem(item=ItemId(code_of(tag)), place=PlaceId("Z-99"))
    assert asked(rehearsal, core, by_code, nowhere) == [[], ["place.unknown"]]


def test_a_second_person_who_has_not_come_yet_can_be_supposed(
    rehearsal: Rehearsal, core: Core
) -> None:
    drug = item_named(core, "白色晶体疑似甲基苯丙胺")
    seal = state(core, "item", drug).seal_no
    change = ChangeSeal(item=drug, opened_seal_no=seal, new_seal_no="F2", reason="复称")
    ((alone,),) = asked(rehearsal, core, change)
    assert alone.startswith("separation.")
    assert asked(rehearsal, core, change, confirmers=(SOMEBODY,)) == [[]]


def test_who_may_not_is_told(rehearsal: Rehearsal, core: Core, umbrellas: ItemId) -> None:
    move = to(core, umbrellas, "A-04-03")
    assert asked(rehearsal, core, move, by="zhang") == [["permission.role"]]


def test_bad_text_is_told_and_the_next_step_goes_on(
    rehearsal: Rehearsal, core: Core, umbrellas: ItemId
) -> None:
    bad = MoveItem(item=umbrellas, place=PlaceId("A-04-03"), reason="x\u202e")
    assert asked(rehearsal, core, bad, SeeItem(item=umbrellas)) == [["input.bad_text"], []]


def test_a_step_that_takes_a_number_is_a_mistake_of_the_caller(
    rehearsal: Rehearsal, core: Core
) -> None:
    command = RegisterPlace(code="Q-1", kind=PlaceKind.SLOT)
    with pytest.raises(LookupError):
        asked(rehearsal, core, command, by="head")
