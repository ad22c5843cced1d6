"""Rules of a reported difference: each of the two heads takes note of it (21号 第16条)."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.store import AcknowledgeDifference
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import DifferenceAcknowledged
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import PersonState
from custody_app.domain.vocabulary import Rank, Role
from custody_app.domain.world import Context, World

ABOVE_THE_UNIT = frozenset({Rank.POLICE_HEAD, Rank.PRINCIPAL_HEAD})
"""Heads of the whole agency stand above the head of every case unit."""


def acknowledge_difference(
    command: AcknowledgeDifference, world: World, context: Context
) -> tuple[Event, ...]:
    """The head confirms by the own PIN, or the signed notice is attached."""
    item = world.item(command.item)
    if not item.unacknowledged:
        raise RuleBroken("item.no_difference_reported", item=item.id)
    person = world.person(command.head) if command.head is not None else context.recorder
    head = _head_of(person, item, world)
    if head not in item.unacknowledged:
        raise RuleBroken("item.acknowledged_already", item=item.id, said=head.value)
    in_person = person.id == context.recorder.id or person.id in context.confirmers
    if not in_person and not (command.paper_no.strip() and command.attachments):
        raise RuleBroken("item.acknowledgement_paper_missing", person=person.id)
    return (
        DifferenceAcknowledged(
            item=command.item,
            head=head,
            person=person.id,
            paper_no=command.paper_no.strip(),
            note=command.note,
        ),
    )


def _head_of(person: PersonState, item: ItemState, world: World) -> Rank:
    """As which of the two heads the person takes note."""
    if person.rank is Rank.CUSTODY_HEAD or Role.CUSTODY_HEAD in person.roles:
        return Rank.CUSTODY_HEAD
    if person.rank in ABOVE_THE_UNIT:
        return Rank.UNIT_HEAD
    if person.rank is not Rank.UNIT_HEAD and Role.UNIT_HEAD not in person.roles:
        raise RuleBroken("item.not_one_of_the_heads", person=person.id)
    units = {world.case(item.case).unit}
    if item.borrowers:
        units.add(world.person(item.borrowers[-1]).unit)
    if person.unit not in units:
        raise RuleBroken("item.head_of_other_unit", person=person.id, case=item.case)
    return Rank.UNIT_HEAD


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    AcknowledgeDifference: acknowledge_difference
}
