"""Clocks that the record itself starts: whoever records the legal start lets the deadline run.

The same transaction carries both, so that nobody has to remember to start it.
"""

from __future__ import annotations

from collections.abc import Iterator

from custody_app.domain.events import item as e
from custody_app.domain.events.base import Event
from custody_app.domain.events.clocks import ClockStarted, ClockStopped
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Moment
from custody_app.domain.rules.separation import CUSTODY_ROLES
from custody_app.domain.state.clock_steps import COURT_RECEIPT, UNRELATED, noon_of
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import Authority, MeasureState, UnitKind
from custody_app.domain.world import Context, World

REGISTRATION = "D02"
COPIED = "D03"
SERVED = "D15"
PROCURATORATE_STORES = "D18"
CARRIED_OUT = e.ItemReleased | e.ItemDestroyed | e.ItemSold | e.ItemPaidIn | e.ItemGivenToAuthority
"""What carries out a judgment; a thing that goes with its case is not disposed of by it."""
STARTING = e.ItemListed | e.ItemAccepted | e.MeasureChanged | ClockStopped | CARRIED_OUT


@dataclass(frozen=True, slots=True)
class Begun:
    """A deadline that an event starts for a thing, from when, on which paper."""

    item: ItemId
    deadline: str
    since: Moment
    paper_no: str = ""


def clocks_begun(
    events: tuple[Event, ...], world: World, context: Context
) -> tuple[ClockStarted, ...]:
    """The clocks that these events start, where the pack in force lets them run."""
    found: list[ClockStarted] = []
    for event in events:
        if isinstance(event, STARTING):
            found += [
                ClockStarted(
                    item=one.item,
                    deadline=one.deadline,
                    since=one.since,
                    paper_no=one.paper_no,
                    reason="",
                )
                for one in _begun(event, world, context)
                if _may_run(one, world)
            ]
    return tuple(found)


def _begun(event: Event, world: World, context: Context) -> Iterator[Begun]:
    if isinstance(event, e.ItemListed):
        yield from _of_listed(event, world, context)
    elif isinstance(event, e.ItemAccepted):
        yield Begun(event.item, COPIED, context.happened_at)
    elif isinstance(event, e.MeasureChanged):
        if event.state is MeasureState.LIFTED:
            yield Begun(event.item, UNRELATED, noon_of(event.paper_on), event.paper_no)
    elif isinstance(event, ClockStopped):
        if event.deadline == SERVED:
            yield Begun(event.item, COURT_RECEIPT, context.happened_at, event.paper_no)
    elif isinstance(event, CARRIED_OUT) and _is_of_court(event.item, world):
        # Who carries a judgment out was served with it: no later than now.
        paper = world.request(event.request).legal_paper_no
        yield Begun(event.item, COURT_RECEIPT, context.happened_at, paper)


def _is_of_court(item: ItemId, world: World) -> bool:
    return world.item(item).authority is Authority.COURT


def _of_listed(event: e.ItemListed, world: World, context: Context) -> Iterator[Begun]:
    """D02 until the custodian has the copies; D18 in a case of the procuratorate."""
    paper = world.seizure(event.seizure).document_no
    if not event.held:
        # The custodian who enters it himself has registered it with that.
        if not CUSTODY_ROLES & {role.value for role in context.recorder.roles}:
            yield Begun(event.item, REGISTRATION, event.taken_at, paper)
    elif world.unit(world.case(event.case).unit).kind is UnitKind.PROCURATORATE:
        yield Begun(event.item, PROCURATORATE_STORES, event.taken_at, paper)


def _may_run(begun: Begun, world: World) -> bool:
    item = world.source.state("item", begun.item)
    if item is not None and any(one.deadline == begun.deadline for one in item.clocks):
        return False
    pack = world.rules().pack
    return any(one.id == begun.deadline and one.enabled for one in pack.deadlines)
