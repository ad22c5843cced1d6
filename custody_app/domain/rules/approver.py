"""Who may approve what: one table of levels with their articles; nobody approves their own."""

from __future__ import annotations

from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.ids import PersonId
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest, PersonState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    CaseKind,
    Category,
    Disposal,
    LoanPurpose,
    MeasureState,
    Rank,
    Role,
)
from custody_app.domain.world import Context, World


@dataclass(frozen=True, slots=True)
class Level:
    """The lowest rank that may approve, and the article that says so, if its text was read."""

    rank: Rank
    article: str = ""


CASE_WORK = Level(Rank.UNIT_HEAD, "公通字〔2015〕21号 第15条")
PUBLICITY = Level(Rank.POLICE_HEAD, "公通字〔2015〕21号 第15条")
VEHICLE = Level(Rank.POLICE_HEAD)
EXTENSION = Level(Rank.UNIT_HEAD)
EARLY_SALE = {
    CaseKind.CRIMINAL: Level(Rank.PRINCIPAL_HEAD, "公安机关办理刑事案件程序规定 第236条"),
    CaseKind.ADMINISTRATIVE: Level(Rank.POLICE_HEAD, "公安机关办理行政案件程序规定 第191条"),
}
LIFTED = Level(Rank.UNIT_HEAD)
OF_DISPOSAL: dict[Disposal, Level] = {
    Disposal.RETURN_TO_VICTIM: Level(Rank.POLICE_HEAD, "公通字〔2015〕21号 第19条"),
    Disposal.RETURN_TO_OWNER: Level(Rank.POLICE_HEAD),
    Disposal.DESTRUCTION: Level(Rank.POLICE_HEAD),
    Disposal.SALE: Level(Rank.POLICE_HEAD),
    Disposal.AUCTION: Level(Rank.POLICE_HEAD),
    Disposal.TREASURY: Level(Rank.POLICE_HEAD),
    Disposal.COMPETENT_AUTHORITY: Level(Rank.POLICE_HEAD),
    Disposal.WITH_CASE: Level(Rank.UNIT_HEAD),
}
"""Way out -> level (rules-and-process 10.3, 10.4)."""

_ORDER = (Rank.UNIT_HEAD, Rank.POLICE_HEAD, Rank.PRINCIPAL_HEAD)
_RANK_OF_ROLE = (
    (Role.PRINCIPAL_HEAD, Rank.PRINCIPAL_HEAD),
    (Role.POLICE_HEAD, Rank.POLICE_HEAD),
    (Role.UNIT_HEAD, Rank.UNIT_HEAD),
    (Role.CUSTODY_HEAD, Rank.CUSTODY_HEAD),
)
_OPEN_MEASURE = frozenset({MeasureState.IN_FORCE, MeasureState.EXTENDED, MeasureState.CONVERTED})


def is_in_force(item: ItemState) -> bool:
    """The measure still holds, so nothing was decided about the thing yet."""
    return item.measure_state in _OPEN_MEASURE


def call_out_level(items: list[ItemState], purpose: LoanPurpose) -> Level:
    """Level for calling these things out."""
    if purpose is LoanPurpose.PUBLICITY:
        return PUBLICITY
    if any(item.category is Category.VEHICLE for item in items):
        return VEHICLE
    return CASE_WORK


def disposal_level(items: list[ItemState], disposal: Disposal, kind: CaseKind) -> Level:
    """Level for this way out: early sale needs more, a lifted measure less."""
    if disposal in (Disposal.SALE, Disposal.AUCTION) and any(map(is_in_force, items)):
        return EARLY_SALE[kind]
    lifted = all(item.measure_state is MeasureState.LIFTED for item in items)
    if disposal is Disposal.RETURN_TO_OWNER and lifted:
        return LIFTED
    return OF_DISPOSAL[disposal]


def article_of(request: ApprovalRequest, world: World) -> str:
    """The article that sets the level of a request."""
    items = [world.item(asked.item) for asked in request.items]
    if request.disposal is not None:
        return disposal_level(items, request.disposal, world.case(request.case).kind).article
    if request.extends is not None or request.purpose is None:
        return EXTENSION.article
    return call_out_level(items, request.purpose).article


def rank_of(person: PersonState) -> Rank | None:
    """The rank on the register, or the one that goes with a role."""
    if person.rank is not None:
        return person.rank
    return next((rank for role, rank in _RANK_OF_ROLE if role in person.roles), None)


def suffices(held: Rank | None, needed: Rank) -> bool:
    """Whether a rank may approve at this level; the custody head decides nothing of a case."""
    if held not in _ORDER or needed not in _ORDER:
        return held is needed
    return _ORDER.index(held) >= _ORDER.index(needed)


def check_approver(
    approver: PersonState, request: ApprovalRequest, world: World, *, on_paper: bool
) -> Rank:
    """The rank by which the person may decide on the request.

    Raises:
        RuleBroken: ``approval.departed``, ``approval.own_request``, ``approval.own_entry``,
            ``approval.own_case``, ``approval.rank_too_low``, ``approval.other_unit``.
    """
    broken = []
    if approver.departed:
        broken.append(RuleBroken("approval.departed", person=approver.id))
    if approver.id == request.requester:
        broken.append(RuleBroken("approval.own_request", request=request.number))
    elif approver.id == request.recorder and not on_paper:
        broken.append(RuleBroken("approval.own_entry", request=request.number))
    case = world.case(request.case)
    if approver.id in case.officers:
        broken.append(RuleBroken("approval.own_case", person=approver.id, number=case.number))
    held = rank_of(approver)
    if held is None or not suffices(held, request.rank_needed):
        broken.append(_too_low(request, world))
    elif held is Rank.UNIT_HEAD:
        units = {case.unit, world.person(request.requester).unit}
        if approver.unit not in units:
            broken.append(RuleBroken("approval.other_unit", person=approver.id))
    refuse_all(broken)
    assert held is not None
    return held


def _too_low(request: ApprovalRequest, world: World) -> RuleBroken:
    basis, needed = article_of(request, world), request.rank_needed.value
    if basis:
        return RuleBroken("approval.rank_too_low", rank=needed, basis=basis)
    return RuleBroken("approval.rank_too_low_here", rank=needed)


def deciding_person(named: PersonId | None, context: Context, *, on_paper: bool) -> PersonId:
    """Who decides: the person named, else who acts; in the program only by the own PIN.

    Raises:
        RuleBroken: ``approval.paper_approver``, ``approval.needs_pin``.
    """
    if on_paper:
        if named is None:
            raise RuleBroken("approval.paper_approver")
        return named
    person = named or context.actor.id
    if person != context.recorder.id and person not in context.confirmers:
        raise RuleBroken("approval.needs_pin", person=person)
    return person
