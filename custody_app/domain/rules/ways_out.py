"""Which way out is open to a thing (rules-and-process 10.4): one table of what closes a way.

The request is refused by it, and the screen shows by it before anybody asks.
"""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.loans import RequestDisposal
from custody_app.domain.errors import RuleBroken
from custody_app.domain.law.routes import Route, Situation
from custody_app.domain.moments import Moment
from custody_app.domain.rules.accident import collect_fault
from custody_app.domain.rules.approver import Level, disposal_level, is_in_force
from custody_app.domain.rules.kinds import is_contraband, kind_of
from custody_app.domain.rules.notices import notice_fault
from custody_app.domain.rules.standing import (
    refuse_asked_for,
    refuse_frozen,
    refuse_unless_in_store,
)
from custody_app.domain.state.item import ItemState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    SALES,
    Authority,
    CaseKind,
    Category,
    Disposal,
    Nature,
    UnitKind,
)
from custody_app.domain.world import World

Fault = Callable[[ItemState, World, Moment], RuleBroken | None]

EVERY = frozenset(Disposal)
UNCLAIMED = SALES | {Disposal.TREASURY}
"""Ways of property whose owner did not come (刑事程序规定 第233条)."""
RETURNS = frozenset({Disposal.RETURN_TO_VICTIM, Disposal.RETURN_TO_OWNER})
KEPT_AS_EVIDENCE = frozenset({Disposal.AUTHORITY_STORE, Disposal.WITH_CASE})
"""Ways by which evidence is not lost."""
UNIT_KINDS: dict[Disposal, frozenset[UnitKind]] = {
    Disposal.WITH_CASE: frozenset(
        {UnitKind.PROCURATORATE, UnitKind.COURT, UnitKind.POLICE, UnitKind.OTHER}
    ),
    Disposal.COMPETENT_AUTHORITY: frozenset({UnitKind.COMPETENT_AUTHORITY, UnitKind.POLICE}),
    Disposal.AUTHORITY_STORE: frozenset({UnitKind.COMPETENT_AUTHORITY, UnitKind.POLICE}),
    Disposal.TREASURY: frozenset({UnitKind.FINANCE, UnitKind.OTHER}),
}
"""Way out -> kinds of unit that may receive."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What closes ways: one row of the table.

    Attributes:
        fault: the refusal when the thing is so; None when this bar does not stand before it.
        opened_by_paper: the number of a judgment, decision or letter opens the way again.
    """

    ways: frozenset[Disposal]
    fault: Fault
    opened_by_paper: bool = False


def _on_hold(item: ItemState, _world: World, _now: Moment) -> RuleBroken | None:
    if not item.holds:
        return None
    return RuleBroken("disposal.on_hold", item=item.id, holds=item.holds)


def _elsewhere(item: ItemState, _world: World, _now: Moment) -> RuleBroken | None:
    if item.authority is Authority.POLICE:
        return None
    return RuleBroken("disposal.authority_paper", item=item.id, authority=item.authority.value)


def _never_sold(item: ItemState, world: World, _now: Moment) -> RuleBroken | None:
    if not is_contraband(item, world):
        return None
    return RuleBroken("disposal.contraband_sold", item=item.id)


def _never_returned(item: ItemState, world: World, _now: Moment) -> RuleBroken | None:
    if item.nature is Nature.CONTRABAND or kind_of(item.category, world).never_returned:
        return RuleBroken("disposal.contraband_returned", item=item.id)
    return None


def _no_authority_store(item: ItemState, world: World, _now: Moment) -> RuleBroken | None:
    if kind_of(item.category, world).authority_store:
        return None
    return RuleBroken("disposal.no_authority_store", item=item.id, category=item.category.value)


def _measure_in_force(item: ItemState, _world: World, _now: Moment) -> RuleBroken | None:
    return RuleBroken("disposal.measure_in_force", item=item.id) if is_in_force(item) else None


def _before_judgment(item: ItemState, world: World, _now: Moment) -> RuleBroken | None:
    if is_in_force(item) and kind_of(item.category, world).until_judgment:
        return RuleBroken("disposal.drugs_before_judgment", item=item.id)
    return None


def _genuine_money(item: ItemState, _world: World, _now: Moment) -> RuleBroken | None:
    if item.category is not Category.CASH:
        return None
    return RuleBroken("disposal.cash_destroyed", item=item.id)


def _uncounted(item: ItemState, _world: World, _now: Moment) -> RuleBroken | None:
    return RuleBroken("disposal.uncounted", item=item.id) if item.is_uncounted else None


BARS = (
    Bar(EVERY, _on_hold),
    Bar(EVERY, _elsewhere, opened_by_paper=True),
    Bar(SALES, _never_sold),
    Bar(SALES | {Disposal.DESTRUCTION}, _genuine_money),
    Bar(frozenset({Disposal.AUTHORITY_STORE}), _no_authority_store),
    Bar(RETURNS, _never_returned),
    Bar(frozenset({Disposal.RETURN_TO_OWNER}), _measure_in_force, opened_by_paper=True),
    Bar(UNCLAIMED, notice_fault),
    Bar(UNCLAIMED, collect_fault, opened_by_paper=True),
    Bar(EVERY - KEPT_AS_EVIDENCE, _before_judgment, opened_by_paper=True),
    Bar(EVERY - {Disposal.WITH_CASE}, _uncounted),
)
"""In the order in which people are told."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way out for things of one case.

    Attributes:
        closed: what stands before it and nothing typed in takes away.
        asks_paper: what the number of a legal paper opens.
        level: who approves, and by which article.
        routes: rows of the decision table that name this way, for people to judge by.
        shown: of their situations, those that the record shows.
    """

    disposal: Disposal
    closed: tuple[RuleBroken, ...]
    asks_paper: tuple[RuleBroken, ...]
    level: Level
    routes: tuple[Route, ...]
    shown: frozenset[Situation]


def ways_out(
    items: list[ItemState], kind: CaseKind, world: World, now: Moment
) -> tuple[WayOut, ...]:
    """Every way out, open or closed, for all of these things together."""
    shown = frozenset(one for one in Situation if all(_shows(one, item, world) for item in items))
    table = [one for one in world.rules().pack.routes if one.case_kind in (None, kind)]
    found = []
    for disposal in Disposal:
        met = [one for item in items for one in _met(item, disposal, world, now)]
        routes = tuple(one for one in table if disposal in one.ways)
        found.append(
            WayOut(
                disposal=disposal,
                closed=tuple(fault for fault, by_paper in met if not by_paper),
                asks_paper=tuple(fault for fault, by_paper in met if by_paper),
                level=disposal_level(items, disposal, kind, world),
                routes=routes,
                shown=shown & {one.situation for one in routes},
            )
        )
    return tuple(found)


def disposal_faults(
    command: RequestDisposal, item: ItemState, world: World, now: Moment
) -> list[RuleBroken]:
    """Everything that closes this way to this thing."""
    has_paper = bool(command.legal_paper_no.strip())
    met = _met(item, command.disposal, world, now)
    return [fault for fault, by_paper in met if not (has_paper and by_paper)]


def _met(
    item: ItemState, disposal: Disposal, world: World, now: Moment
) -> list[tuple[RuleBroken, bool]]:
    """Refusals, each with whether a paper opens the way; what is not at hand hides the rest."""
    try:
        refuse_unless_in_store(item)
        refuse_frozen(item)
        refuse_asked_for(item, world)
    except RuleBroken as error:
        return [(error, False)]
    bars = [bar for bar in BARS if disposal in bar.ways]
    found = [(bar.fault(item, world, now), bar.opened_by_paper) for bar in bars]
    return [(fault, by_paper) for fault, by_paper in found if fault is not None]


def receiver_faults(command: RequestDisposal, world: World) -> list[RuleBroken]:
    """A person or unit that is missing, or a unit of a kind that does not receive this way."""
    if command.disposal in RETURNS and not command.recipient.strip():
        return [RuleBroken("disposal.recipient_missing")]
    kinds = UNIT_KINDS.get(command.disposal)
    if kinds is None:
        return []
    if command.to_unit is None:
        if command.disposal is Disposal.TREASURY:
            return []
        return [RuleBroken("disposal.unit_missing", disposal=command.disposal.value)]
    unit = world.unit(command.to_unit)
    if unit.kind not in kinds:
        return [RuleBroken("disposal.unit_kind", unit=unit.id, unit_kind=unit.kind.value)]
    return []


def _shows(situation: Situation, item: ItemState, world: World) -> bool:
    """Whether the record shows a situation; most of them only people can see."""
    rule = kind_of(item.category, world)
    shown = {
        Situation.MEASURE_ENDED: not is_in_force(item),
        Situation.OWNERLESS: item.ownerless,
        Situation.PERISHABLE: item.perishable or rule.early_sale,
        Situation.LOSING_VALUE: item.category is Category.VEHICLE,
        Situation.CONTRABAND: is_contraband(item, world),
        Situation.OF_AN_AUTHORITY: bool(rule.authority_zh),
    }
    return shown.get(situation, False)
