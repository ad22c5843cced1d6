"""A move to another kind of zone is for a reason, and by the head of custody (T08).

The law leaves the approval to the centre, so it is recorded when it is there and asked for only
once a named person of the centre has confirmed the rule (decisions, 15).
"""

from __future__ import annotations

from collections.abc import Collection

from custody_app.domain.commands.store import MoveContainer, MoveItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import ContainerId, PersonId, PlaceId
from custody_app.domain.law.codes import Act
from custody_app.domain.rules.approver import (
    check_paper,
    deciding_person,
    level_of,
    rank_of,
    suffices,
)
from custody_app.domain.rules.placing import allowed_categories, is_dual
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.state.registers import PersonState, PlaceState
from custody_app.domain.vocabulary import CaseKind, Rank
from custody_app.domain.world import Context, World

APPROVAL = "move.zone_approval"
"""The refusal that the centre confirms."""
Zone = tuple[frozenset[str], bool]


def zone_of(place: PlaceState, world: World) -> Zone:
    """What tells kinds of zones apart: what they are for, and whether two people keep them."""
    kinds = frozenset(kind.value for kind in allowed_categories(world, place))
    return kinds, is_dual(world, place)


def place_of(place: PlaceId | None, container: ContainerId | None, world: World) -> PlaceId | None:
    """The place itself, or that of the container."""
    return world.container(container).place if container is not None else place


def changes_zone(before: PlaceId | None, after: PlaceId | None, world: World) -> bool:
    """Another kind of zone; the first place of a thing is none."""
    if before is None or after is None:
        return False
    return zone_of(world.place(before), world) != zone_of(world.place(after), world)


def zone_approver(
    command: MoveItem | MoveContainer,
    officers: Collection[PersonId],
    kind: CaseKind,
    world: World,
    context: Context,
    *,
    changes: bool,
) -> PersonId | None:
    """The head of custody who let it go to another kind of zone, where one did.

    Raises:
        RuleBroken: ``move.zone_reason``, ``move.zone_approval``, ``move.zone_rank``,
            ``separation.approves_own_case``, ``approval.*``, ``time.*``.
    """
    if changes:
        refuse_blank(command.reason, "move.zone_reason")
    needed = level_of(Act.STORE_CHANGE, kind, world).rank
    if command.approver is None and command.paper is None:
        return _signing_head(officers, needed, world, context) if changes else None
    on_paper = command.paper is not None
    check_paper(command.paper, context)
    person = world.person(deciding_person(command.approver, context, on_paper=on_paper))
    if person.departed:
        raise RuleBroken("approval.departed", person=person.id)
    if not suffices(rank_of(person), needed):
        raise RuleBroken("move.zone_rank", person=person.id, rank=needed.value)
    if person.id in officers:
        raise RuleBroken("separation.approves_own_case", person=person.id)
    return person.id


def _signing_head(
    officers: Collection[PersonId], needed: Rank, world: World, context: Context
) -> PersonId | None:
    """A head who signs this entry anyway: recorder, actor, or whoever confirmed by PIN."""

    def may(person: PersonState) -> bool:
        return person.id not in officers and suffices(rank_of(person), needed)

    confirmed = [world.person(one) for one in context.confirmers]
    for person in (context.recorder, context.actor, *confirmed):
        if may(person):
            return person.id
    if APPROVAL in context.centre.confirmed_rules:
        raise RuleBroken(APPROVAL, rank=needed.value)
    return None
