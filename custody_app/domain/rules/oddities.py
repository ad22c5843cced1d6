"""What looks odd in what was recorded: told and marked, never refused (rules-and-process 12.1)."""

from __future__ import annotations

from collections.abc import Iterator

from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.effects import EffectsReceived, EffectsReturned
from custody_app.domain.events.item import (
    ItemAccepted,
    ItemCorrected,
    ItemListed,
    ItemReleased,
    ItemSplit,
    ItemTakenOver,
)
from custody_app.domain.events.money import MoneyPaidOut, MoneyRefunded
from custody_app.domain.events.notices import NoticeClaimed
from custody_app.domain.events.registers import (
    CaseChanged,
    CaseRegistered,
    SeizureRecorded,
    UnitRegistered,
)
from custody_app.domain.events.vehicles import VehicleInspected
from custody_app.domain.law.doubts import (
    doubts_in,
    doubts_of_account,
    doubts_of_case,
    doubts_of_holder,
    doubts_of_paper,
    doubts_of_unit,
)
from custody_app.domain.law.identifiers import Doubtful
from custody_app.domain.rules.timing import local_day
from custody_app.domain.world import World


def oddities(event: Event, world: World) -> Iterator[RuleBroken]:
    """Each odd thing about an event, in the shape of a refusal that refuses nothing."""
    yield from map(_number, _doubts(event))
    if isinstance(event, ItemAccepted):
        for field in event.missing:
            yield RuleBroken("odd.missing", item=event.item, required=field.value)
    elif isinstance(event, SeizureRecorded):
        yield from _early(event, world)


def _doubts(event: Event) -> tuple[Doubtful, ...]:
    """Of the numbers an event states: of things, people, cases, units and bank accounts."""
    match event:
        case ItemListed() | ItemTakenOver() | ItemCorrected() | VehicleInspected():
            return tuple(doubts_in(event.identifiers).values())
        case ItemSplit():
            return tuple(one for part in event.identifiers for one in doubts_in(part).values())
        case SeizureRecorded():
            return doubts_of_holder(event.holder_id_no)
        case NoticeClaimed():
            return doubts_of_holder(event.claimant_id_no)
        case ItemReleased():
            return doubts_of_paper(event.recipient_id_kind, event.recipient_id_no)
        case EffectsReceived():
            return doubts_of_paper(event.id_kind, event.id_no)
        case EffectsReturned():
            return doubts_of_holder(event.recipient_id_no)
        case CaseRegistered() | CaseChanged():
            return doubts_of_case(event.number)
        case UnitRegistered():
            return doubts_of_unit(event.code)
        case MoneyRefunded() | MoneyPaidOut():
            return doubts_of_account(event.recipient_account)
    return ()


def _number(doubt: Doubtful) -> RuleBroken:
    if doubt.expected:
        return RuleBroken("odd.check_digit", number_kind=doubt.kind.value, expected=doubt.expected)
    return RuleBroken("odd.number", number_kind=doubt.kind.value, doubt=doubt.doubt.value)


def _early(event: SeizureRecorded, world: World) -> Iterator[RuleBroken]:
    """Taken before the case was filed (21号 第5条): lawful only by an exception that is told."""
    filed, taken = world.case(event.case).filed_on, local_day(event.taken_at)
    if filed is not None and taken < filed:
        yield RuleBroken("odd.before_case_filed", filed_on=filed, taken_on=taken)
