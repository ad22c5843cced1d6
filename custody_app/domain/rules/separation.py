"""Two people where two are required, and never the wrong ones (办管分离.

Rules-and-process 9, 11).
"""

from __future__ import annotations

from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import PersonId
from custody_app.domain.rules.kinds import needs_two_people
from custody_app.domain.state.item import ItemState
from custody_app.domain.world import Context, World

CUSTODY_ROLES = frozenset({"store_custodian", "custodian", "custody_head"})


def refuse_case_officer_as_custodian(item: ItemState, world: World, context: Context) -> None:
    """The officer of a case never keeps its things (21号 第8条).

    The actor and the recorder are both judged.

    Raises:
        RuleBroken: ``separation.case_officer_keeps``.
    """
    officers = world.case(item.case).officers
    for person in (context.recorder, context.actor):
        if person.id in officers and CUSTODY_ROLES & {role.value for role in person.roles}:
            raise RuleBroken("separation.case_officer_keeps", person=person.id, case=item.case)


def second_person(item: ItemState, world: World, context: Context) -> PersonId | None:
    """A confirmer who is neither an officer of the case nor the first custodian."""
    officers = world.case(item.case).officers
    first = {context.recorder.id, context.actor.id}
    for confirmer in context.confirmers:
        if confirmer not in officers and confirmer not in first:
            return confirmer
    return None


def required_second(item: ItemState, world: World, context: Context) -> PersonId | None:
    """The second person for a thing that needs one; any second who confirmed otherwise.

    Raises:
        RuleBroken: ``separation.second_person`` when the thing needs a second person and none fit.
    """
    second = second_person(item, world, context)
    if second is None and needs_two_people(item, world):
        raise RuleBroken("separation.second_person", item=item.id, category=item.category.value)
    return second


def required_for_discrepancy(item: ItemState, world: World, context: Context) -> PersonId:
    """Two people put a thing that is stopped by a difference into its place.

    Raises:
        RuleBroken: ``separation.second_person_discrepancy``.
    """
    second = second_person(item, world, context)
    if second is None:
        raise RuleBroken("separation.second_person_discrepancy", item=item.id)
    return second
