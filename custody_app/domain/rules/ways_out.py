"""Which way out is open to a thing (rules-and-process 10.4)."""

from __future__ import annotations

from custody_app.domain.commands.loans import RequestDisposal
from custody_app.domain.errors import RuleBroken
from custody_app.domain.moments import Moment
from custody_app.domain.rules.accident import collect_fault
from custody_app.domain.rules.approver import is_in_force
from custody_app.domain.rules.kinds import is_contraband, kind_of
from custody_app.domain.rules.notices import notice_fault
from custody_app.domain.rules.standing import (
    refuse_asked_for,
    refuse_frozen,
    refuse_unless_in_store,
)
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import (
    Authority,
    Disposal,
    Nature,
    UnitKind,
)
from custody_app.domain.world import World

SALES = frozenset({Disposal.SALE, Disposal.AUCTION})
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


def unit_fault(command: RequestDisposal, world: World) -> list[RuleBroken]:
    """A receiving unit that is missing, or of a kind that does not receive this way."""
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


def disposal_faults(
    command: RequestDisposal, item: ItemState, world: World, now: Moment
) -> list[RuleBroken]:
    """Everything that closes this way to this thing."""
    try:
        refuse_unless_in_store(item)
        refuse_frozen(item)
        refuse_asked_for(item, world)
    except RuleBroken as error:
        return [error]
    broken = []
    disposal = command.disposal
    paper = bool(command.legal_paper_no.strip())
    if item.holds:
        broken.append(RuleBroken("disposal.on_hold", item=item.id, holds=item.holds))
    if item.authority is not Authority.POLICE and not paper:
        broken.append(
            RuleBroken("disposal.authority_paper", item=item.id, authority=item.authority.value)
        )
    if is_contraband(item, world) and disposal in SALES:
        broken.append(RuleBroken("disposal.contraband_sold", item=item.id))
    rule = kind_of(item.category, world)
    if disposal is Disposal.AUTHORITY_STORE and not rule.authority_store:
        broken.append(
            RuleBroken("disposal.no_authority_store", item=item.id, category=item.category.value)
        )
    if disposal in RETURNS:
        broken += _return_faults(command, item, world)
    if disposal in UNCLAIMED and (fault := notice_fault(item, world, now)):
        broken.append(fault)
    if disposal in UNCLAIMED and not paper and (early := collect_fault(item, world, now)):
        broken.append(early)
    kept = is_in_force(item) and rule.until_judgment
    if kept and disposal not in KEPT_AS_EVIDENCE and not paper:
        broken.append(RuleBroken("disposal.drugs_before_judgment", item=item.id))
    if item.is_uncounted and disposal is not Disposal.WITH_CASE:
        broken.append(RuleBroken("disposal.uncounted", item=item.id))
    return broken


def _return_faults(command: RequestDisposal, item: ItemState, world: World) -> list[RuleBroken]:
    broken = []
    if not command.recipient.strip():
        broken.append(RuleBroken("disposal.recipient_missing"))
    if item.nature is Nature.CONTRABAND or kind_of(item.category, world).never_returned:
        broken.append(RuleBroken("disposal.contraband_returned", item=item.id))
    undecided = is_in_force(item) and not command.legal_paper_no.strip()
    if command.disposal is Disposal.RETURN_TO_OWNER and undecided:
        broken.append(RuleBroken("disposal.measure_in_force", item=item.id))
    return broken
