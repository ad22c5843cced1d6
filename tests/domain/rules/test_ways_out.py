"""The decision table of disposal (10.4): what is shown is what refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from custody_app.domain.ids import ItemId, UnitId
from custody_app.domain.law.routes import Situation
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.ways_out import BARS, RETURNS, UNIT_KINDS, WayOut, ways_out
from custody_app.domain.vocabulary import (
    Authority,
    CaseKind,
    Category,
    Disposal,
    FreezeReason,
    MeasureState,
    Nature,
    Rank,
)
from tests.builders import (
    ANTI_DRUG,
    COURT,
    FINANCE_OFFICE,
    NOW,
    SAFE,
    TestWorld,
    a_centre,
    cash_item,
)
from tests.domain.rules.asking import call_out_of, check_out_of, disposal_of, granted

PAPER = "（2026）云0102刑初88号"
RECEIVERS: dict[Disposal, UnitId] = {
    Disposal.WITH_CASE: COURT,
    Disposal.COMPETENT_AUTHORITY: ANTI_DRUG,
    Disposal.AUTHORITY_STORE: ANTI_DRUG,
    Disposal.TREASURY: FINANCE_OFFICE,
}


def so(**values: Any) -> Callable[[TestWorld], ItemId]:
    """A thing in the store of which the record says this now."""

    def make(world: TestWorld) -> ItemId:
        item = world.stored()
        world.change(item, **values)
        return item

    return make


def on_loan(world: TestWorld) -> ItemId:
    item = world.stored()
    world.do(check_out_of(item, granted(world, item)))
    return item


def drugs(world: TestWorld) -> ItemId:
    return world.stored(SAFE, category=Category.DRUGS, quantity=Amount("5.50", "g"))


THINGS: dict[str, Callable[[TestWorld], ItemId]] = {
    "plain": so(),
    "lifted": so(measure_state=MeasureState.LIFTED),
    "on hold": so(holds=2),
    "frozen": so(frozen=FreezeReason.COUNT_DIFFERS),
    "with the court": so(authority=Authority.COURT),
    "contraband": so(nature=Nature.CONTRABAND),
    "ownerless": so(ownerless=True),
    "lifted contraband on hold": so(
        measure_state=MeasureState.LIFTED, nature=Nature.CONTRABAND, holds=1
    ),
    "drugs": drugs,
    "cash": lambda world: world.stored(SAFE, **cash_item()),
    "on loan": on_loan,
}


def way(world: TestWorld, item: ItemId, disposal: Disposal) -> WayOut:
    found = ways_out([world.item(item)], CaseKind.CRIMINAL, world.world, NOW)
    assert [one.disposal for one in found] == list(Disposal)
    return next(one for one in found if one.disposal is disposal)


def codes(way: WayOut, *, with_paper: bool) -> list[str]:
    asked = () if with_paper else way.asks_paper
    return sorted(one.code for one in (*way.closed, *asked))


@pytest.mark.parametrize("with_paper", [False, True])
@pytest.mark.parametrize("disposal", Disposal)
@pytest.mark.parametrize("thing", THINGS)
def test_what_is_shown_is_what_refuses(thing: str, disposal: Disposal, with_paper: bool) -> None:
    world = a_centre()
    item = THINGS[thing](world)
    shown = way(world, item, disposal)
    asked = disposal_of(
        item,
        disposal=disposal,
        legal_paper_no=PAPER if with_paper else "",
        recipient="朱丽娜" if disposal in RETURNS else "",
        to_unit=RECEIVERS.get(disposal),
    )
    answer = world.when(asked)
    assert sorted(answer.codes) == codes(shown, with_paper=with_paper)
    assert bool(answer.events) is not bool(answer.codes)


def test_every_row_of_the_table_closes_something_in_these_tests() -> None:
    met = set()
    for make in THINGS.values():
        world = a_centre()
        item = world.item(make(world))
        met |= {bar for bar in BARS if bar.fault(item, world.world, NOW)}
    unmet = [bar.fault.__name__ for bar in BARS if bar not in met]
    assert unmet == ["collect_fault", "_uncounted"], "these two have tests of their own"


def test_what_a_paper_opens_is_asked_for_and_not_closed() -> None:
    world = a_centre()
    found = way(world, world.stored(), Disposal.RETURN_TO_OWNER)
    assert ([one.code for one in found.asks_paper], found.closed) == (
        ["disposal.measure_in_force"], (),
    )  # fmt: skip


def test_each_thing_says_for_itself_what_closes_the_way() -> None:
    world = a_centre()
    held, plain = world.stored(), world.stored()
    world.change(held, holds=1)
    both = [world.item(held), world.item(plain)]
    for found in ways_out(both, CaseKind.CRIMINAL, world.world, NOW):
        told = [one.facts["item"] for one in found.closed if one.code == "disposal.on_hold"]
        assert told == [held]


def test_the_record_shows_its_situation_and_people_judge_the_others() -> None:
    world = a_centre()
    knife = so(nature=Nature.CONTRABAND)(world)
    found = way(world, knife, Disposal.DESTRUCTION)
    assert found.shown == {Situation.CONTRABAND}
    situations = {one.situation for one in found.routes}
    assert {Situation.CONTRABAND, Situation.JUDGED} <= situations
    assert Situation.WORTHLESS not in situations, "that row is for administrative cases"
    assert way(world, world.stored(), Disposal.DESTRUCTION).shown == set()


def test_the_level_is_that_of_the_request() -> None:
    world = a_centre()
    item = world.stored()
    early = way(world, item, Disposal.SALE)
    assert early.level.rank is Rank.PRINCIPAL_HEAD
    (made,) = world.do(disposal_of(item, disposal=Disposal.SALE))
    assert made.rank_needed is early.level.rank  # type: ignore[attr-defined]


def test_an_open_request_closes_every_way() -> None:
    world = a_centre()
    item = world.stored()
    world.do(disposal_of(item, disposal=Disposal.SALE))
    for found in ways_out([world.item(item)], CaseKind.CRIMINAL, world.world, NOW):
        assert [one.code for one in found.closed] == ["item.disposal_open"]
    assert world.when(call_out_of(item)).events


def test_who_receives_is_named() -> None:
    world = a_centre()
    first, second = world.stored(), world.stored()
    nobody = disposal_of(first, second, disposal=Disposal.RETURN_TO_VICTIM)
    world.when(nobody).refused("disposal.recipient_missing")
    for disposal in set(UNIT_KINDS) - {Disposal.TREASURY, Disposal.AUTHORITY_STORE}:
        world.when(disposal_of(first, disposal=disposal)).refused("disposal.unit_missing")
