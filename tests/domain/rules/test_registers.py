from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.registers import (
    ChangeCase,
    CloseCase,
    ClosePlace,
    ConfirmRule,
    RegisterCase,
    RegisterContainer,
    RegisterPlace,
    RegisterUnit,
    SetPolicy,
)
from custody_app.domain.events.centre import PolicyEntry, PolicySet, RuleConfirmed
from custody_app.domain.events.item import ItemDestroyed
from custody_app.domain.events.registers import (
    CaseChanged,
    CaseClosed,
    CaseRegistered,
    ContainerMoved,
    ContainerRegistered,
    PersonChanged,
    PlaceClosed,
    PlaceRegistered,
    UnitRegistered,
)
from custody_app.domain.ids import PlaceId, RequestId, UnitId
from custody_app.domain.moments import Day
from custody_app.domain.rules.registers import RULES
from custody_app.domain.state.registers import CentreState
from custody_app.domain.vocabulary import (
    Authority,
    CaseKind,
    ContainerKind,
    Grade,
    PlaceKind,
    Role,
    UnitKind,
)
from tests.builders import (
    CASE,
    CENTRE,
    CLOSED_SLOT,
    CUSTODIAN,
    CUSTODIAN_2,
    DUAL_ROOM,
    OFFICER,
    OFFICER_2,
    ONE,
    OTHER_OFFICER,
    POLICE_UNIT,
    SAFE,
    SLOT,
    SLOT_2,
    SUPERVISOR,
    VISITOR,
    YARD,
    a_centre,
)


def case_of(**values: Any) -> RegisterCase:
    defaults: dict[str, Any] = {
        "kind": CaseKind.CRIMINAL,
        "unit": POLICE_UNIT,
        "name": "赵某诈骗案",
        "number": "A5301010100002026030099",
        "officers": (OFFICER, OFFICER_2),
    }
    return RegisterCase(**(defaults | values))


def test_every_register_command_has_its_rule() -> None:
    assert {RegisterUnit, RegisterPlace, ClosePlace, RegisterCase, SetPolicy} <= set(RULES)


# units


@pytest.mark.parametrize(
    ("kind", "authority"),
    [
        (UnitKind.COURT, Authority.COURT),
        (UnitKind.POLICE, Authority.POLICE),
        (UnitKind.LABORATORY, None),
    ],
)
def test_a_unit_decides_by_its_kind(kind: UnitKind, authority: Authority | None) -> None:
    world = a_centre()
    command = RegisterUnit(code="U9", kind=kind, name="某单位")
    world.when(command).then(UnitRegistered).saying(authority=authority)
    world.when(command).refused("unit.code_taken")


def test_a_unit_has_code_and_name() -> None:
    world = a_centre()
    no_code = RegisterUnit(code=" ", kind=UnitKind.COURT, name="某法院")
    world.when(no_code).refused("unit.code_missing")
    no_name = RegisterUnit(code="U9", kind=UnitKind.COURT, name="")
    world.when(no_name).refused("unit.name_missing")


# places


def test_a_place() -> None:
    world = a_centre()
    command = RegisterPlace(code="A-01-01", kind=PlaceKind.SLOT, capacity=20, parent=DUAL_ROOM)
    world.when(command).then(PlaceRegistered).saying(code="A-01-01", parent=DUAL_ROOM)
    world.when(command).refused("place.code_taken")


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"code": ""}, "place.code_missing"),
        ({"capacity": 0}, "place.capacity"),
        ({"capacity": -1}, "place.capacity"),
        ({"parent": CLOSED_SLOT}, "move.place_closed"),
        ({"parent": PlaceId("nowhere")}, "place.unknown"),
    ],
)
def test_place_refusals(values: dict[str, Any], refusal: str) -> None:
    facts: dict[str, Any] = {"code": "A-9", "kind": PlaceKind.SLOT}
    a_centre().when(RegisterPlace(**(facts | values))).refused(refusal)


def test_only_an_empty_place_is_closed() -> None:
    world = a_centre()
    item = world.stored(SLOT_2)
    world.when(ClosePlace(place=SLOT_2)).refused("place.not_empty")  # a thing
    world.when(ClosePlace(place=SLOT)).refused("place.not_empty")  # containers
    world.when(ClosePlace(place=DUAL_ROOM)).refused("place.not_empty")  # a place inside
    world.when(ClosePlace(place=CLOSED_SLOT)).refused("place.closed_already")
    world.when(ClosePlace(place=YARD)).then(PlaceClosed)
    world.record(
        ItemDestroyed(
            item=item,
            request=RequestId("request-1"),
            quantity=ONE,
            handlers=(CUSTODIAN, CUSTODIAN_2),
            witness=SUPERVISOR,
        )
    )
    world.when(ClosePlace(place=SLOT_2)).then(PlaceClosed)


# containers


def test_a_container() -> None:
    world = a_centre()
    command = RegisterContainer(kind=ContainerKind.BAG, place=SLOT, case=CASE, seal_no="B-7")
    world.when(command).then(ContainerRegistered).saying(seal_no="B-7", case=CASE)


def test_a_valuable_container_stands_under_dual_custody() -> None:
    world = a_centre()

    def box(place: PlaceId) -> RegisterContainer:
        return RegisterContainer(kind=ContainerKind.BOX, grade=Grade.VALUABLE, place=place)

    world.when(box(SLOT)).refused("move.needs_dual_custody")
    world.when(box(SAFE)).then(ContainerRegistered)
    world.when(box(CLOSED_SLOT)).refused("move.place_closed")


def test_no_container_for_a_closed_case() -> None:
    world = a_centre()
    world.record(CaseClosed(case=CASE))
    world.when(RegisterContainer(kind=ContainerKind.BAG, case=CASE)).refused("case.closed")


# cases


def test_a_case_with_its_number() -> None:
    world = a_centre()
    answer = world.when(case_of()).then(CaseRegistered)
    answer.saying(number="A5301010100002026030099", provisional=False)
    world.when(case_of()).refused("case.number_taken")


def test_a_case_without_number_gets_a_provisional_one() -> None:
    world = a_centre()
    answer = world.when(case_of(number=" ")).then(CaseRegistered).saying(provisional=True)
    case = answer.events[0]
    assert isinstance(case, CaseRegistered)
    assert case.number.startswith("case-")
    final = ChangeCase(case=case.case, number="A5301010100002026030100")
    world.when(final).then(CaseChanged)
    state = world.world.case(case.case)
    assert (state.provisional, state.earlier_numbers) == (False, (case.number,))


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"name": ""}, "case.name_missing"),
        ({"unit": UnitId("nowhere")}, "unit.unknown"),
        ({"officers": (OFFICER, OFFICER)}, "case.officer_twice"),
        ({"officers": (VISITOR,)}, "case.officer_not_police"),
        ({"filed_on": Day("2026-03-09")}, "time.day_in_future"),
    ],
)
def test_case_refusals(values: dict[str, Any], refusal: str) -> None:
    a_centre().when(case_of(**values)).refused(refusal)


def test_an_officer_who_left_gets_no_new_case() -> None:
    world = a_centre()
    world.record(PersonChanged(person=OFFICER, departed=True))
    world.when(case_of()).refused("case.officer_departed")
    more = ChangeCase(case=CASE, officers=(OFFICER, OTHER_OFFICER), reason="增加民警")
    world.when(more).then(CaseChanged)  # who stays on the list is not asked again


def test_changing_a_case() -> None:
    world = a_centre()
    world.when(ChangeCase(case=CASE)).refused("case.nothing_changed")
    world.when(ChangeCase(case=CASE, name="张三盗窃案")).refused("case.nothing_changed")
    swap = ChangeCase(case=CASE, officers=(OTHER_OFFICER,))
    world.when(swap).refused("case.change_needs_reason")
    number = ChangeCase(case=CASE, number="A5301010100002026030777")
    world.when(number).refused("case.change_needs_reason")
    taken = ChangeCase(case=CASE, number="X5301010100002026030002", reason="更正")
    world.when(taken).refused("case.number_taken")
    world.when(ChangeCase(case=CASE, suspects="张三"), by=OTHER_OFFICER).refused("case.not_yours")
    answer = world.when(ChangeCase(case=CASE, suspects="张三"), by=OFFICER).then(CaseChanged)
    answer.saying(suspects="张三", officers=(), name="")


def test_a_closed_case_is_not_changed() -> None:
    world = a_centre()
    world.when(CloseCase(case=CASE)).then(CaseClosed)
    world.when(ChangeCase(case=CASE, name="新名称")).refused("case.closed")
    world.when(CloseCase(case=CASE)).refused("case.closed")


def test_a_case_is_closed_when_all_is_out_and_its_number_is_final() -> None:
    world = a_centre()
    world.stored()
    world.when(CloseCase(case=CASE)).refused("case.items_open")
    event = world.do(case_of(number=""))[0]
    assert isinstance(event, CaseRegistered)
    world.when(CloseCase(case=event.case)).refused("case.still_provisional")


# policy and rules


def test_policy() -> None:
    world = a_centre()
    good = SetPolicy(entries=(PolicyEntry("return_warning_days", "2"),))
    world.when(good).then(PolicySet)
    centre = world.world.get(CentreState, CENTRE)
    assert [(entry.name, entry.value) for entry in centre.policy] == [("return_warning_days", "2")]
    world.when(SetPolicy(entries=())).refused("centre.no_settings")
    bad = SetPolicy(entries=(PolicyEntry("x", "2"), PolicyEntry("return_warning_days", "viele")))
    world.when(bad).refused("policy.unknown_setting", "policy.wrong_value")


def test_confirming_a_rule() -> None:
    world = a_centre()
    world.when(ConfirmRule(rule="Zeile 1", basis="x")).refused("centre.rule_code")
    rule = "intake.before_case_filed"
    world.when(ConfirmRule(rule=rule, basis=" ")).refused("centre.rule_basis_missing")
    world.when(ConfirmRule(rule=rule, basis="法制支队意见")).then(RuleConfirmed)
    again = ConfirmRule(rule=rule, basis="法制支队意见")
    world.when(again).refused("centre.rule_confirmed_already")


def test_an_open_place_holds_no_moved_container() -> None:
    world = a_centre()
    event = world.do(RegisterContainer(kind=ContainerKind.BAG, place=YARD))[0]
    assert isinstance(event, ContainerRegistered)
    world.when(ClosePlace(place=YARD)).refused("place.not_empty")
    world.record(ContainerMoved(container=event.container, place=SLOT))
    world.when(ClosePlace(place=YARD)).then(PlaceClosed)


def test_custodians_change_any_case() -> None:
    world = a_centre()
    world.change(CUSTODIAN, "person", roles=(Role.STORE_CUSTODIAN,))
    world.when(ChangeCase(case=CASE, suspects="张三")).then(CaseChanged)
