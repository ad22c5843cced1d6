"""What looks odd in what was recorded: told and marked, never refused (rules-and-process 12.1)."""

from __future__ import annotations

from collections.abc import Iterator

from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.base import Event
from custody_app.domain.events.item import ItemAccepted, ItemCorrected, ItemListed, ItemTakenOver
from custody_app.domain.events.registers import (
    CaseRegistered,
    SeizureRecorded,
    UnitRegistered,
)
from custody_app.domain.law.doubts import (
    doubts_in,
    doubts_of_case,
    doubts_of_holder,
    doubts_of_unit,
)
from custody_app.domain.law.identifiers import Doubtful
from custody_app.domain.rules.timing import local_day
from custody_app.domain.world import World


def oddities(event: Event, world: World) -> Iterator[RuleBroken]:
    """Each odd thing about an event, in the shape of a refusal that refuses nothing."""
    if isinstance(event, ItemListed | ItemTakenOver | ItemCorrected):
        for doubt in doubts_in(event.identifiers).values():
            yield _number(doubt)
    elif isinstance(event, ItemAccepted):
        for field in event.missing:
            yield RuleBroken("odd.missing", item=event.item, required=field.value)
    elif isinstance(event, SeizureRecorded):
        yield from map(_number, doubts_of_holder(event.holder_id_no))
        yield from _early(event, world)
    elif isinstance(event, CaseRegistered):
        yield from map(_number, doubts_of_case(event.number))
    elif isinstance(event, UnitRegistered):
        yield from map(_number, doubts_of_unit(event.code))


def _number(doubt: Doubtful) -> RuleBroken:
    if doubt.expected:
        return RuleBroken("odd.check_digit", number_kind=doubt.kind.value, expected=doubt.expected)
    return RuleBroken("odd.number", number_kind=doubt.kind.value, doubt=doubt.doubt.value)


def _early(event: SeizureRecorded, world: World) -> Iterator[RuleBroken]:
    """Taken before the case was filed (21号 第5条): lawful only by an exception that is told."""
    filed, taken = world.case(event.case).filed_on, local_day(event.taken_at)
    if filed is not None and taken < filed:
        yield RuleBroken("odd.before_case_filed", filed_on=filed, taken_on=taken)
