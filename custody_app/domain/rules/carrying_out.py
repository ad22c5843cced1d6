"""What a step on an approval checks: for this thing and way, not used, facts as they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from custody_app.domain.errors import RuleBroken
from custody_app.domain.ids import PersonId
from custody_app.domain.parts import AskedItem
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.approval import has_changed
from custody_app.domain.rules.separation import (
    CUSTODY_ROLES,
    refuse_case_officer_as_custodian,
    required_second,
)
from custody_app.domain.rules.signatures import approvers_on
from custody_app.domain.rules.standing import refuse_frozen, refuse_unless_in_store
from custody_app.domain.rules.stores import refuse_store_of_others
from custody_app.domain.rules.timing import refuse_impossible_time
from custody_app.domain.state.item import ItemState
from custody_app.domain.state.registers import ApprovalRequest, PersonState
from custody_app.domain.values import dataclass
from custody_app.domain.vocabulary import (
    Authority,
    Disposal,
    RequestKind,
    RequestState,
    SealState,
    Signs,
)
from custody_app.domain.world import Context, World

RefuseSeal = Callable[[ItemState], None]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A thing about to leave for good: its state, the request, the part, the second person."""

    item: ItemState
    request: ApprovalRequest
    quantity: Amount
    second: PersonId | None


def approved_item(
    id_: str, item: ItemState, kind: RequestKind, world: World
) -> tuple[ApprovalRequest, AskedItem]:
    """The approved request and what it says of this thing.

    Raises:
        RuleBroken: ``approval.other_kind``, ``approval.not_approved``, ``approval.other_item``,
            ``approval.used``, ``approval.facts_changed``.
    """
    request = world.request(id_)
    if request.kind is not kind:
        raise RuleBroken(
            "approval.other_kind", request=request.number, request_kind=request.kind.value
        )
    if request.id in item.used_requests:
        raise RuleBroken("approval.used", request=request.number, item=item.id)
    if request.state is not RequestState.APPROVED:
        raise RuleBroken(
            "approval.not_approved", request=request.number, request_state=request.state.value
        )
    asked = next((one for one in request.items if one.item == item.id), None)
    if asked is None:
        raise RuleBroken("approval.other_item", request=request.number, item=item.id)
    if has_changed(asked, world):
        raise RuleBroken("approval.facts_changed", request=request.number, item=item.id)
    return request, asked


def why_not_carried_out_by(
    person: PersonState, request: ApprovalRequest, world: World
) -> RuleBroken | None:
    """Why this person carries out nothing of a request; None when nothing is in the way."""
    case = world.case(request.case)
    if person.id in approvers_on(request):
        return RuleBroken(
            "separation.signed_already", person=person.id,
            signed_as=Signs.APPROVER.value, signs_as=Signs.FIRST.value,
        )  # fmt: skip
    if person.id in case.officers and CUSTODY_ROLES & {role.value for role in person.roles}:
        return RuleBroken("separation.case_officer_keeps", person=person.id, case=case.id)
    return None


def part_of(asked: AskedItem, quantity: Amount | None, item: ItemState) -> Amount:
    """The part to hand out: what was approved unless less is said, and no more than is stored.

    Raises:
        RuleBroken: ``quantity.zero``, ``quantity.other_unit``, ``approval.more_than_approved``,
            ``quantity.below_zero``.
    """
    part = quantity or asked.quantity
    if part.is_zero:
        raise RuleBroken("quantity.zero")
    if part.u != asked.quantity.u:
        raise RuleBroken("quantity.other_unit", unit=asked.quantity.u, other=part.u)
    if part.value > asked.quantity.value:
        raise RuleBroken(
            "approval.more_than_approved", asked=part.n, approved=asked.quantity.n, unit=part.u
        )
    item.balance.stored.minus(part)
    return part


def leaving(
    id_: str,
    request_id: str,
    quantity: Amount | None,
    ways: frozenset[Disposal],
    world: World,
    context: Context,
    *others: PersonId,
) -> Leaving:
    """Everything that must hold before a thing leaves for good by one of these ways.

    Args:
        id_: the item.
        request_id: the request it leaves on.
        quantity: the part; nothing means all that was approved.
        ways: ways out that the step carries out.
        world: states.
        context: who, when, with whom.
        others: people of the step who cannot be its second person.
    """
    item = world.item(id_)
    refuse_unless_in_store(item)
    refuse_store_of_others(None, context)
    refuse_case_officer_as_custodian(item, world, context)
    refuse_impossible_time(item, context)
    refuse_frozen(item)
    if item.holds:
        raise RuleBroken("disposal.on_hold", item=item.id, holds=item.holds)
    if item.authority_offer is not None:
        raise RuleBroken("item.authority_offered", item=item.id)
    request, asked = approved_item(request_id, item, RequestKind.DISPOSAL, world)
    if request.disposal not in ways:
        raise RuleBroken(
            "disposal.other_way",
            request=request.number,
            disposal=request.disposal.value if request.disposal else "",
        )
    if item.authority is not Authority.POLICE and not request.legal_paper_no.strip():
        raise RuleBroken("disposal.authority_paper", item=item.id, authority=item.authority.value)
    refuse_sealed_container(item, world)
    part = part_of(asked, quantity, item)
    second = second_beside(item, world, context, *approvers_on(request), *others)
    return Leaving(item, request, part, second)


def refuse_sealed_container(item: ItemState, world: World) -> None:
    """Nothing comes out of a sealed bag before its seal is opened on the record.

    Raises:
        RuleBroken: ``place.container_sealed``.
    """
    if item.container is None:
        return
    container = world.container(item.container)
    if container.seal is SealState.SEALED:
        raise RuleBroken(
            "place.container_sealed", container=container.tag, seal_no=container.seal_no
        )


def second_beside(
    item: ItemState, world: World, context: Context, *others: PersonId | None
) -> PersonId | None:
    """The second person, who is also none of these others (approver, borrower, receiver)."""
    return required_second(item, world, without(context, *others))


def without(context: Context, *others: PersonId | None) -> Context:
    """The same context with these people not counted as confirming."""
    left = tuple(one for one in context.confirmers if one not in others)
    return replace(context, confirmers=left)
