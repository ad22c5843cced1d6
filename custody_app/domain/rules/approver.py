"""Who may approve what, by the levels of the rule pack in force; nobody approves their own."""

from __future__ import annotations

from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.ids import PersonId
from custody_app.domain.law.codes import UNREAD, Act
from custody_app.domain.moments import checked_day
from custody_app.domain.parts import PaperApproval
from custody_app.domain.rules.kinds import kind_of
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.rules.timing import refuse_future_day
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


_ORDER = (Rank.UNIT_HEAD, Rank.POLICE_HEAD, Rank.PRINCIPAL_HEAD)
_RANK_OF_ROLE = (
    (Role.PRINCIPAL_HEAD, Rank.PRINCIPAL_HEAD),
    (Role.POLICE_HEAD, Rank.POLICE_HEAD),
    (Role.UNIT_HEAD, Rank.UNIT_HEAD),
    (Role.CUSTODY_HEAD, Rank.CUSTODY_HEAD),
    (Role.SPECIAL_DEPARTMENT, Rank.SPECIAL_DEPARTMENT),
)
_OPEN_MEASURE = frozenset({MeasureState.IN_FORCE, MeasureState.EXTENDED, MeasureState.CONVERTED})


def is_in_force(item: ItemState) -> bool:
    """The measure still holds, so nothing was decided about the thing yet."""
    return item.measure_state in _OPEN_MEASURE


def level_of(act: Act, kind: CaseKind, world: World) -> Level:
    """The level of an act by the rule pack in force; an article nobody read is not named."""
    found = world.rules().pack.level(act, kind)
    return Level(found.rank, "" if found.certainty in UNREAD else found.article)


def call_out_level(
    items: list[ItemState], purpose: LoanPurpose, kind: CaseKind, world: World
) -> Level:
    """Level for calling these things out."""
    if purpose is LoanPurpose.PUBLICITY:
        return level_of(Act.CALL_OUT_PUBLICITY, kind, world)
    if any(item.category is Category.VEHICLE for item in items):
        return level_of(Act.CALL_OUT_VEHICLE, kind, world)
    return level_of(Act.CALL_OUT, kind, world)


def disposal_level(
    items: list[ItemState], disposal: Disposal, kind: CaseKind, world: World
) -> Level:
    """Level for this way out: early sale needs more, a lifted measure less.

    Firearms are destroyed by the provincial police (枪支管理法 第27条), drugs by the anti-drug
    department: whoever heads the agency does not decide on that.
    """
    if disposal is Disposal.DESTRUCTION:
        acts = (kind_of(item.category, world).destruction for item in items)
        if special := next((act for act in acts if act is not None), None):
            return level_of(special, kind, world)
    if disposal in (Disposal.SALE, Disposal.AUCTION) and any(map(is_in_force, items)):
        return level_of(Act.EARLY_SALE, kind, world)
    lifted = all(item.measure_state is MeasureState.LIFTED for item in items)
    if disposal is Disposal.RETURN_TO_OWNER and lifted:
        return level_of(Act.RETURN_LIFTED, kind, world)
    return level_of(Act(disposal.value), kind, world)


def article_of(request: ApprovalRequest, world: World) -> str:
    """The article that sets the level of a request."""
    items = [world.item(asked.item) for asked in request.items]
    kind = world.case(request.case).kind
    if request.disposal is not None:
        return disposal_level(items, request.disposal, kind, world).article
    if request.extends is not None or request.purpose is None:
        return level_of(Act.EXTENSION, kind, world).article
    return call_out_level(items, request.purpose, kind, world).article


def rank_of(person: PersonState) -> Rank | None:
    """The rank on the register, or the one that goes with a role."""
    if person.rank is not None:
        return person.rank
    return next((rank for role, rank in _RANK_OF_ROLE if role in person.roles), None)


def suffices(held: Rank | None, needed: Rank) -> bool:
    """Whether a rank may approve at this level.

    The custody head decides nothing of a case, a special department nothing outside its field.
    """
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
    elif held is Rank.UNIT_HEAD and approver.unit not in _units_of(request, world):
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


def check_paper(paper: PaperApproval | None, context: Context) -> None:
    """A decision on paper has its number, and a day that is not to come.

    Raises:
        RuleBroken: ``approval.paper_number_missing``, ``time.*``.
    """
    if paper is None:
        return
    refuse_blank(paper.number, "approval.paper_number_missing")
    refuse_future_day(checked_day(paper.on), context)


def holds_office(request: ApprovalRequest, world: World) -> bool:
    """Whoever decided on a request is still in the office in which that was done."""
    first = world.person(request.decided_by) if request.decided_by is not None else None
    if first is None or first.departed or rank_of(first) is not request.approver_rank:
        return False
    if request.approver_rank is not Rank.UNIT_HEAD:
        return True
    return first.unit in _units_of(request, world)


def is_of_office(person: PersonState, request: ApprovalRequest, world: World) -> bool:
    """The person holds the same office as whoever decided on a request: rank and unit."""
    if person.departed or rank_of(person) is not request.approver_rank:
        return False
    if request.approver_rank is Rank.UNIT_HEAD:
        return person.unit in _units_of(request, world)
    first = world.person(request.decided_by) if request.decided_by is not None else None
    return first is None or not first.departed or person.unit == first.unit


def _units_of(request: ApprovalRequest, world: World) -> set[str]:
    return {world.case(request.case).unit, world.person(request.requester).unit}


def check_again(person: PersonState, original: ApprovalRequest, world: World) -> None:
    """What was approved is made longer by the same approver, or the same office (21号 第16条).

    Raises:
        RuleBroken: ``approval.original_approver``, ``approval.original_office``.
    """
    first = original.decided_by
    if first is None or first == person.id:
        return
    if holds_office(original, world):
        raise RuleBroken("approval.original_approver", person=first)
    if not is_of_office(person, original, world):
        rank = original.approver_rank or original.rank_needed
        raise RuleBroken("approval.original_office", rank=rank.value)
