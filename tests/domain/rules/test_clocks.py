"""Legal clocks: what runs for a thing, from when to when, by the law in force."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from custody_app.domain.events.item import ItemCheckedOut, MeasureChanged
from custody_app.domain.ids import ItemId, RequestId
from custody_app.domain.law.rule_pack import RulePack
from custody_app.domain.moments import Day, Moment
from custody_app.domain.rules.clocks import clocks_of
from custody_app.domain.rules.legal_clock import Clock, Law
from custody_app.domain.vocabulary import (
    Authority,
    CaseKind,
    Condition,
    Custody,
    LoanPurpose,
    Measure,
    MeasureState,
)
from tests.builders import ADMIN_CASE, CASE, OFFICER, ONE, TestWorld, a_centre
from tests.domain.law.packs import NATIONAL, SHIPPED_CALENDAR

KIND_OF_CASE = {CASE: CaseKind.CRIMINAL, ADMIN_CASE: CaseKind.ADMINISTRATIVE}


def law(decided: str | None = None, pack: RulePack = NATIONAL) -> Law:
    day = Day(decided) if decided else None
    return Law(pack, SHIPPED_CALENDAR, KIND_OF_CASE.get, lambda _seizure: day)


def without(id_: str) -> RulePack:
    changed = tuple(
        replace(one, enabled=False) if one.id == id_ else one for one in NATIONAL.deadlines
    )
    return replace(NATIONAL, deadlines=changed)


def run(world: TestWorld, item: ItemId, by: Law | None) -> dict[str, Clock]:
    return {clock.deadline or clock.kind: clock for clock in clocks_of(world.item(item), by)}


def the_measure(decided: str, **values: Any) -> Clock:
    world = a_centre()
    (found,) = (
        clock
        for clock in clocks_of(world.item(world.stored(**values)), law(decided))
        if clock.kind == "measure"
    )
    return found


def test_d01_runs_until_the_thing_is_brought() -> None:
    world = a_centre()
    item = world.listed()
    clock = run(world, item, law())["D01"]
    assert (clock.kind, clock.at) == ("hand_over", "2026-03-03T01:00:00.000Z")
    assert "D01" not in run(world, world.stored(), law())


def test_d05_is_the_day_of_the_approval() -> None:
    world = a_centre()
    item = world.stored()
    assert "D05" not in run(world, item, law())
    back = Moment("2026-03-09T10:00:00.000Z")
    lent = ItemCheckedOut(
        item=item, request=RequestId("r"), borrower=OFFICER, purpose=LoanPurpose.TEST,
        quantity=ONE, due_at=back, condition=Condition.INTACT, seal_no="",
    )  # fmt: skip
    world.record(lent)
    assert run(world, item, law())["D05"] == Clock("loan", "D05", back)


@pytest.mark.parametrize(
    ("decided", "last"),
    [
        ("2026-03-02", "2026-03-11"),
        # The holiday of the spring festival is jumped, the two Saturdays before and after count.
        ("2026-02-12", "2026-02-28"),
        ("2026-02-28", "2026-03-10"),
    ],
)
def test_d07_advance_registration_lapses_after_seven_working_days(decided: str, last: str) -> None:
    clock = the_measure(decided, measure=Measure.ADVANCE_REGISTRATION)
    assert (clock.deadline, clock.at) == ("D07", f"{last}T15:59:59.999Z")
    assert clock.is_sure


@pytest.mark.parametrize(
    ("decided", "last"),
    [
        ("2026-03-02", "2026-04-01"),
        # The thirtieth day is a Saturday of Qingming: the first working day after it.
        ("2026-03-05", "2026-04-07"),
        ("2026-01-31", "2026-03-02"),
    ],
)
def test_d08_an_administrative_detention_ends_after_thirty_days(decided: str, last: str) -> None:
    clock = the_measure(decided, measure=Measure.DETAIN, case=ADMIN_CASE)
    assert (clock.deadline, clock.at) == ("D08", f"{last}T15:59:59.999Z")


def test_d08_does_not_run_in_a_criminal_case() -> None:
    world = a_centre()
    item = world.stored(measure=Measure.SEIZE)
    assert set(run(world, item, law("2026-03-02"))) == {"D26"}


def test_d08_runs_from_the_taking_where_the_paper_has_no_day() -> None:
    """Taken at nine in the morning in Kunming, whatever day it is in Greenwich."""
    world = a_centre()
    item = world.stored(
        measure=Measure.SEAL, case=ADMIN_CASE, taken_at=Moment("2026-03-01T23:00:00.000Z")
    )
    assert run(world, item, law())["D08"].at == "2026-04-01T15:59:59.999Z"


@pytest.mark.parametrize(
    ("decided", "last"),
    [("2026-03-02", "2026-09-02"), ("2025-08-31", "2026-02-28"), ("2025-08-29", "2026-02-28")],
)
def test_d09_a_freeze_ends_after_six_months_on_the_same_day(decided: str, last: str) -> None:
    clock = the_measure(decided, measure=Measure.FREEZE)
    assert (clock.deadline, clock.at) == ("D09", f"{last}T15:59:59.999Z")


def test_d09_of_a_year_without_holidays_is_not_sure() -> None:
    assert not the_measure("2026-08-31", measure=Measure.FREEZE).is_sure


def test_what_is_sealed_in_place_has_its_clock_too() -> None:
    world = a_centre()
    item = world.listed(held=False, measure=Measure.FREEZE)
    assert world.item(item).custody is Custody.REGISTERED_ONLY
    assert run(world, item, law("2026-03-02"))["D09"].at == "2026-09-02T15:59:59.999Z"


def test_the_end_that_a_paper_names_wins() -> None:
    clock = the_measure(
        "2026-03-02", measure=Measure.DETAIN, case=ADMIN_CASE, measure_until=Day("2026-03-20")
    )
    assert (clock.deadline, clock.at) == ("D08", "2026-03-20T15:59:59.999Z")


@pytest.mark.parametrize("state", [MeasureState.LIFTED, MeasureState.CONVERTED])
def test_a_lifted_measure_has_no_end_and_a_converted_one_its_own(state: MeasureState) -> None:
    world = a_centre()
    item = world.stored(measure=Measure.DETAIN, case=ADMIN_CASE)
    changed = MeasureChanged(
        item=item, state=state, measure=Measure.DETAIN, until=None, paper_no="1",
        paper_on=Day("2026-03-05"),
    )  # fmt: skip
    world.record(changed)
    found = run(world, item, law("2026-03-02")).get("D08")
    if state is MeasureState.LIFTED:
        assert found is None
    else:
        # Thirty days from the paper of the conversion: 4 April, a holiday until the 6th.
        assert found is not None
        assert found.at == "2026-04-07T15:59:59.999Z"


def test_d26_runs_in_store_until_authority_goes_on() -> None:
    world = a_centre()
    item = world.stored()
    # 180 days after 2 March: 29 August, a Saturday, so Monday the 31st.
    assert run(world, item, law())["D26"].at == "2026-08-31T15:59:59.999Z"
    world.change(item, authority=Authority.COURT)
    assert run(world, item, law()) == {}


def test_what_is_gone_has_no_clock() -> None:
    world = a_centre()
    item = world.stored(measure=Measure.FREEZE, measure_until=Day("2026-03-20"))
    world.change(item, custody=Custody.RETURNED_TO_OWNER)
    assert run(world, item, law("2026-03-02")) == {}


@pytest.mark.parametrize(
    ("id_", "values"),
    [
        ("D07", {"measure": Measure.ADVANCE_REGISTRATION}),
        ("D08", {"measure": Measure.DETAIN, "case": ADMIN_CASE}),
        ("D09", {"measure": Measure.FREEZE}),
        ("D26", {}),
    ],
)
def test_a_deadline_that_is_off_does_not_run(id_: str, values: dict[str, Any]) -> None:
    world = a_centre()
    item = world.stored(**values)
    assert id_ in run(world, item, law("2026-03-02"))
    assert id_ not in run(world, item, law("2026-03-02", without(id_)))


def test_without_rules_only_what_the_record_names_itself_runs() -> None:
    world = a_centre()
    item = world.stored(measure=Measure.FREEZE, measure_until=Day("2026-03-20"))
    (clock,) = clocks_of(world.item(item), None)
    assert (clock.kind, clock.deadline, clock.at) == ("measure", "", "2026-03-20T15:59:59.999Z")
    bare = world.stored(measure=Measure.FREEZE)
    assert list(clocks_of(world.item(bare), None)) == []
