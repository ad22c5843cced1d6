"""Rules of taking over existing stock: original date, paper and place; not seen until scanned."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.intake import TakeOverItem
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemTakenOver
from custody_app.domain.events.stores import ItemKeptTemporarily
from custody_app.domain.ids import ItemId
from custody_app.domain.rules.intake import next_line, open_case
from custody_app.domain.rules.kinds import grade_of
from custody_app.domain.rules.measured import check_cash
from custody_app.domain.rules.placing import refuse_closed
from custody_app.domain.rules.separation import CUSTODY_ROLES
from custody_app.domain.rules.stores import refuse_store_of_others, store_of
from custody_app.domain.tag import TagKind
from custody_app.domain.world import Context, World


def take_over_item(command: TakeOverItem, world: World, context: Context) -> tuple[Event, ...]:
    """Put a thing that lies here already on the record.

    Nobody delivers it and no 24-hour clock runs. Where it lies is a fact, so neither room nor kind
    of the place stands in the way; a thing in the wrong place is moved afterwards.
    """
    seizure = world.seizure(command.seizure)
    if not seizure.takeover:
        raise RuleBroken("takeover.not_a_takeover_list")
    case = open_case(seizure.case, world)
    for person in (context.recorder, context.actor):
        if person.id in case.officers and CUSTODY_ROLES & {role.value for role in person.roles}:
            raise RuleBroken("separation.case_officer_keeps", person=person.id, case=case.id)
    refuse_closed(world, world.place(command.place))
    has_paper = bool(seizure.document_no or seizure.remark.strip())
    refuse_all(_faults(command, world, has_paper=has_paper))
    store, item = store_of(world, command.place, None), ItemId(context.new_id())
    refuse_store_of_others(store, context)
    return (
        ItemTakenOver(
            item=item,
            tag=context.next_tag(TagKind.ITEM),
            case=seizure.case,
            seizure=command.seizure,
            line=command.line or next_line(seizure, world),
            measure=seizure.measure,
            category=command.category,
            grade=grade_of(command.category, command.grade, world),
            nature=command.nature,
            quantity=command.quantity,
            taken_at=seizure.taken_at,
            place=command.place,
            seal_no=command.seal_no,
            cash=command.cash,
            name=command.name,
            features=command.features,
            proving_feature=command.proving_feature,
            identifiers=command.identifiers,
            owner=command.owner,
        ),
        *(() if store is None else (ItemKeptTemporarily(item=item, store=store),)),
    )


def _faults(command: TakeOverItem, world: World, *, has_paper: bool) -> list[RuleBroken]:
    broken = []
    if not has_paper:
        broken.append(RuleBroken("takeover.paper_missing"))
    if not command.name.strip():
        broken.append(RuleBroken("intake.name_missing", line=command.line))
    if command.quantity.is_zero:
        broken.append(RuleBroken("quantity.zero", line=command.line))
    try:
        check_cash(command.category, command.cash, command.quantity, command.proving_feature, world)
    except RuleBroken as error:
        broken.append(error)
    return broken


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {TakeOverItem: take_over_item}
