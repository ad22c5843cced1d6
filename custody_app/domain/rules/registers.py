"""Rules of the registers: units, places, containers, cases, policy and confirmed rules."""

from __future__ import annotations

import re
from collections.abc import Callable

from custody_app.domain.commands.base import Command
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
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.centre import PolicySet, RuleConfirmed
from custody_app.domain.events.registers import (
    CaseChanged,
    CaseClosed,
    CaseRegistered,
    ContainerRegistered,
    PlaceClosed,
    PlaceRegistered,
    UnitRegistered,
)
from custody_app.domain.ids import CaseId, ContainerId, PersonId, PlaceId, UnitId
from custody_app.domain.policy import check_entry
from custody_app.domain.quantity import CURRENCIES
from custody_app.domain.rules import papers
from custody_app.domain.rules.payments import account_of
from custody_app.domain.rules.placing import is_dual, refuse_closed
from custody_app.domain.rules.separation import CUSTODY_ROLES
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.rules.timing import refuse_future_day
from custody_app.domain.state.money import AccountState
from custody_app.domain.state.registers import CaseState
from custody_app.domain.tag import TagKind
from custody_app.domain.vocabulary import Authority, Grade, UnitKind
from custody_app.domain.world import Context, World

AUTHORITY_OF_KIND = {
    UnitKind.POLICE: Authority.POLICE,
    UnitKind.CENTRE: Authority.POLICE,
    UnitKind.PROCURATORATE: Authority.PROCURATORATE,
    UnitKind.COURT: Authority.COURT,
    UnitKind.FINANCE: Authority.FINANCE,
}
"""What a unit may decide by its kind, when nobody says otherwise."""
RULE_CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\Z")


def register_unit(command: RegisterUnit, world: World, context: Context) -> tuple[Event, ...]:
    """A unit has a name and a code of its own."""
    refuse_blank(command.code, "unit.code_missing")
    refuse_blank(command.name, "unit.name_missing")
    if world.find("unit", command.code) is not None:
        raise RuleBroken("unit.code_taken", unit_code=command.code)
    return (
        UnitRegistered(
            unit=UnitId(context.new_id()),
            code=command.code,
            kind=command.kind,
            authority=command.authority or AUTHORITY_OF_KIND.get(command.kind),
            name=command.name,
        ),
    )


def register_place(command: RegisterPlace, world: World, context: Context) -> tuple[Event, ...]:
    """A place has a code of its own and lies in an open place, if in any."""
    refuse_blank(command.code, "place.code_missing")
    if world.find("place", command.code) is not None:
        raise RuleBroken("place.code_taken", place=command.code)
    if command.capacity is not None and command.capacity < 1:
        raise RuleBroken("place.capacity", capacity=command.capacity)
    if command.parent is not None:
        refuse_closed(world, world.place(command.parent))
    return (
        PlaceRegistered(
            place=PlaceId(context.new_id()),
            tag=context.next_tag(TagKind.PLACE),
            code=command.code,
            kind=command.kind,
            parent=command.parent,
            capacity=command.capacity,
            dual_custody=command.dual_custody,
            categories=command.categories,
            name=command.name,
        ),
    )


def close_place(command: ClosePlace, world: World, context: Context) -> tuple[Event, ...]:
    """Only an empty place is closed: no things, containers, effects or open places in it."""
    place = world.place(command.place)
    if place.closed:
        raise RuleBroken("place.closed_already", place=place.code)
    items = world.count("items_in_place", place.id)
    containers = world.count("containers_in_place", place.id)
    places = world.count("places_in_place", place.id)
    if items or containers or places:
        raise RuleBroken(
            "place.not_empty", place=place.code, items=items, containers=containers, places=places
        )
    if world.count("open_effects_in_place", place.id):
        raise RuleBroken("place.has_effects", place=place.code)
    return (PlaceClosed(place=command.place),)


def register_container(
    command: RegisterContainer, world: World, context: Context
) -> tuple[Event, ...]:
    """A container of a special grade stands under dual custody from the start."""
    if command.case is not None:
        _open(world.case(command.case))
    if command.place is not None:
        place = world.place(command.place)
        refuse_closed(world, place)
        if command.grade is not Grade.NORMAL and not is_dual(world, place):
            raise RuleBroken("move.needs_dual_custody", item=command.name, place=place.code)
    return (
        ContainerRegistered(
            container=ContainerId(context.new_id()),
            tag=context.next_tag(TagKind.CONTAINER),
            kind=command.kind,
            grade=command.grade,
            place=command.place,
            case=command.case,
            seal_no=command.seal_no,
            name=command.name,
        ),
    )


def register_case(command: RegisterCase, world: World, context: Context) -> tuple[Event, ...]:
    """A case without a number gets a provisional one; two cases never share a number."""
    world.unit(command.unit)
    refuse_blank(command.name, "case.name_missing")
    _check_officers(command.officers, world)
    refuse_future_day(command.filed_on, context)
    number = command.number.strip()
    if number:
        _refuse_number_taken(number, "", world)
    return (
        CaseRegistered(
            case=CaseId(context.new_id()),
            tag=context.next_tag(TagKind.CASE),
            number=number or context.next_number("case"),
            provisional=not number,
            kind=command.kind,
            unit=command.unit,
            officers=command.officers,
            filed_on=command.filed_on,
            name=command.name,
            suspects=command.suspects,
        ),
    )


def _check_officers(officers: tuple[PersonId, ...], world: World) -> None:
    broken = []
    if len(set(officers)) < len(officers):
        broken.append(RuleBroken("case.officer_twice"))
    for officer in officers:
        person = world.person(officer)
        if not person.police:
            broken.append(RuleBroken("case.officer_not_police", person=officer))
        elif person.departed:
            broken.append(RuleBroken("case.officer_departed", person=officer))
    refuse_all(broken)


def _refuse_number_taken(number: str, own: str, world: World) -> None:
    if world.find("case", number) not in (None, own):
        raise RuleBroken("case.number_taken", number=number)


def _open(case: CaseState) -> None:
    if case.closed:
        raise RuleBroken("case.closed", number=case.number)


def change_case(command: ChangeCase, world: World, context: Context) -> tuple[Event, ...]:
    """Give the final number, change name, suspects or officers; officers in their own case only."""
    case = world.case(command.case)
    _open(case)
    custodian = CUSTODY_ROLES & {role.value for role in context.recorder.roles}
    if not custodian and context.recorder.id not in case.officers:
        raise RuleBroken("case.not_yours", number=case.number)
    number = command.number.strip()
    changes = (
        number not in ("", case.number),
        command.officers not in ((), case.officers),
        command.name not in ("", case.name),
        command.suspects not in ("", case.suspects),
    )
    if not any(changes):
        raise RuleBroken("case.nothing_changed", number=case.number)
    if number:
        _refuse_number_taken(number, case.id, world)
    _check_officers(tuple(one for one in command.officers if one not in case.officers), world)
    renumbers_final = changes[0] and not case.provisional
    if (changes[1] or renumbers_final) and not command.reason.strip():
        raise RuleBroken("case.change_needs_reason", number=case.number)
    return (
        CaseChanged(
            case=command.case,
            number=number if changes[0] else "",
            officers=command.officers if changes[1] else (),
            name=command.name if changes[2] else "",
            suspects=command.suspects if changes[3] else "",
            reason=command.reason,
        ),
    )


def close_case(command: CloseCase, world: World, context: Context) -> tuple[Event, ...]:
    """A case is archived when all its things and all its money are out (T30), under its number."""
    case = world.case(command.case)
    _open(case)
    still = world.count("open_items_of_case", case.id)
    if still:
        raise RuleBroken("case.items_open", number=case.number, count=still)
    for unit in sorted(CURRENCIES):
        money = account_of(case.id, unit, world)
        left = world.get(AccountState, money).balance if money is not None else None
        if left is not None and not left.is_zero:
            raise RuleBroken("case.money_left", number=case.number, amount=left.n, unit=unit)
    if case.provisional:
        raise RuleBroken("case.still_provisional", number=case.number)
    return (CaseClosed(case=command.case, note=command.note),)


def set_policy(command: SetPolicy, world: World, context: Context) -> tuple[Event, ...]:
    """Only known settings with values of the right shape."""
    if not command.entries:
        raise RuleBroken("centre.no_settings")
    broken = []
    for entry in command.entries:
        try:
            check_entry(entry.name, entry.value)
        except RuleBroken as error:
            broken.append(error)
    refuse_all(broken)
    return (PolicySet(centre=context.centre.id, entries=command.entries),)


def confirm_rule(command: ConfirmRule, world: World, context: Context) -> tuple[Event, ...]:
    """A named person confirms that a rule applies here; from then on it blocks (decisions, 15)."""
    if not RULE_CODE.match(command.rule):
        raise RuleBroken("centre.rule_code", rule=command.rule[:60])
    refuse_blank(command.basis, "centre.rule_basis_missing", rule=command.rule)
    if command.rule in context.centre.confirmed_rules:
        raise RuleBroken("centre.rule_confirmed_already", rule=command.rule)
    return (RuleConfirmed(centre=context.centre.id, rule=command.rule, basis=command.basis),)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    RegisterUnit: register_unit,
    RegisterPlace: register_place,
    ClosePlace: close_place,
    RegisterContainer: register_container,
    RegisterCase: register_case,
    ChangeCase: change_case,
    CloseCase: close_case,
    SetPolicy: set_policy,
    ConfirmRule: confirm_rule,
    **papers.RULES,
}
