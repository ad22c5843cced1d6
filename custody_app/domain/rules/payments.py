"""Rules of money that goes out: asked, approved or ordered, and paid by two others (21号 第9条)."""

from __future__ import annotations

from collections.abc import Callable

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.money import PayOutMoney, RefundMoney, RequestPayment
from custody_app.domain.errors import RuleBroken, refuse_all
from custody_app.domain.events.base import Event
from custody_app.domain.events.money import MoneyPaidOut, MoneyRefunded
from custody_app.domain.events.registers import RequestCarriedOut, RequestMade
from custody_app.domain.ids import AccountId, PersonId, RequestId
from custody_app.domain.money import Payee, fen_of
from custody_app.domain.quantity import Amount
from custody_app.domain.rules.requests import requester_of
from custody_app.domain.rules.standing import refuse_blank
from custody_app.domain.rules.timing import refuse_future_day
from custody_app.domain.state.money import AccountState, account_key
from custody_app.domain.state.registers import ApprovalRequest, CaseState
from custody_app.domain.vocabulary import Rank, RequestKind, RequestState
from custody_app.domain.world import Context, World


def account_of(case: str, unit: str, world: World) -> AccountId | None:
    """The money of a case in a currency, if there ever was any."""
    found = world.find("account", account_key(case, unit))
    return AccountId(found) if found else None


def known_account(case: CaseState, unit: str, world: World) -> AccountState:
    """The money of a case that was once deposited.

    Raises:
        RuleBroken: ``money.none_of_case``.
    """
    found = account_of(case.id, unit, world)
    if found is None:
        raise RuleBroken("money.none_of_case", number=case.number, unit=unit)
    return world.get(AccountState, found)


def check_sum(amount: Amount) -> int:
    """The amount in minor units; nothing at all is no payment.

    Raises:
        RuleBroken: ``money.not_money``, ``money.decimals``, ``money.zero``.
    """
    fen = fen_of(amount)
    if fen == 0:
        raise RuleBroken("money.zero")
    return fen


def refuse_case_officer(case: CaseState, context: Context) -> None:
    """The officer of a case never keeps its money (21号 第8条).

    Raises:
        RuleBroken: ``money.case_officer``.
    """
    for person in (context.recorder, context.actor):
        if person.id in case.officers:
            raise RuleBroken("money.case_officer", person=person.id, number=case.number)


def second_clerk(case: CaseState, context: Context, approver: PersonId | None) -> PersonId:
    """A confirmer who is no officer of the case, not the first clerk and not who approved.

    Raises:
        RuleBroken: ``money.second_person``.
    """
    others = {context.recorder.id, context.actor.id, approver, *case.officers}
    for confirmer in context.confirmers:
        if confirmer not in others:
            return confirmer
    raise RuleBroken("money.second_person")


def request_payment(command: RequestPayment, world: World, context: Context) -> tuple[Event, ...]:
    """Ask that money of a case goes to a named recipient; no more than there is."""
    case = world.case(command.case)
    fen = check_sum(command.amount)
    account = known_account(case, command.amount.u, world)
    broken = []
    if fen > account.fen:
        broken.append(_below_zero(account))
    if not command.recipient.strip():
        broken.append(RuleBroken("money.recipient_missing"))
    if not command.reason.strip():
        broken.append(RuleBroken("request.reason_missing"))
    refuse_all(broken)
    requester = requester_of(command.requester, case, world, context, None)
    return (
        RequestMade(
            request=RequestId(context.new_id()),
            number=context.next_number("request"),
            kind=RequestKind.PAYMENT,
            case=case.id,
            requester=requester.id,
            items=(),
            rank_needed=Rank.POLICE_HEAD,
            payee=command.payee,
            amount=command.amount,
            legal_paper_no=command.legal_paper_no,
            reason=command.reason,
            recipient=command.recipient,
        ),
    )


def refund_money(command: RefundMoney, world: World, context: Context) -> tuple[Event, ...]:
    """Back to who had paid it in."""
    account, approver, done = _payment(command, Payee.PAYER, world, context)
    paid = MoneyRefunded(
        account=account.id,
        amount=command.amount,
        day=command.day,
        receipt_no=command.receipt_no.strip(),
        request=command.request,
        paper_no=command.paper_no.strip(),
        paper_on=command.paper_on,
        second=second_clerk(world.case(command.case), context, approver),
        recipient=command.recipient,
        recipient_account=command.recipient_account,
        note=command.note,
    )
    return paid, *done


def pay_out_money(command: PayOutMoney, world: World, context: Context) -> tuple[Event, ...]:
    """To the victim, the party or the treasury."""
    if command.payee is Payee.PAYER:
        raise RuleBroken("money.payer_is_refunded")
    account, approver, done = _payment(command, command.payee, world, context)
    paid = MoneyPaidOut(
        account=account.id,
        payee=command.payee,
        amount=command.amount,
        day=command.day,
        receipt_no=command.receipt_no.strip(),
        request=command.request,
        paper_no=command.paper_no.strip(),
        paper_on=command.paper_on,
        second=second_clerk(world.case(command.case), context, approver),
        recipient=command.recipient,
        recipient_account=command.recipient_account,
        note=command.note,
    )
    return paid, *done


def _payment(
    command: RefundMoney | PayOutMoney, payee: Payee, world: World, context: Context
) -> tuple[AccountState, PersonId | None, tuple[Event, ...]]:
    """What every payment must fulfil: the money, who approved, what ends with it."""
    case = world.case(command.case)
    refuse_case_officer(case, context)
    fen = check_sum(command.amount)
    account = known_account(case, command.amount.u, world)
    refuse_future_day(command.day, context)
    refuse_future_day(command.paper_on, context)
    broken = []
    if fen > account.fen:
        broken.append(_below_zero(account))
    if not command.recipient.strip():
        broken.append(RuleBroken("money.recipient_missing"))
    if not command.receipt_no.strip():
        broken.append(RuleBroken("money.receipt_missing"))
    refuse_all(broken)
    if command.request is None:
        refuse_blank(command.paper_no, "money.basis_missing")
        if command.paper_on is None:
            raise RuleBroken("money.basis_missing")
        return account, None, ()
    request = world.request(command.request)
    _check_request(request, command, payee)
    if request.approver in (context.recorder.id, context.actor.id):
        raise RuleBroken("money.approver_pays", request=request.number)
    return account, request.approver, (RequestCarriedOut(request=request.id),)


def _check_request(
    request: ApprovalRequest, command: RefundMoney | PayOutMoney, payee: Payee
) -> None:
    """Exactly the payment that was approved: case, amount, payee and recipient."""
    if request.kind is not RequestKind.PAYMENT:
        raise RuleBroken(
            "approval.other_kind", request=request.number, request_kind=request.kind.value
        )
    if request.state is not RequestState.APPROVED:
        raise RuleBroken(
            "approval.not_approved", request=request.number, request_state=request.state.value
        )
    assert request.amount is not None
    same = (
        request.case == command.case
        and request.payee is payee
        and request.amount.u == command.amount.u
        and fen_of(request.amount) == fen_of(command.amount)
        and request.recipient.strip() == command.recipient.strip()
    )
    if not same:
        raise RuleBroken(
            "money.other_payment",
            request=request.number,
            amount=request.amount.n,
            recipient=request.recipient,
        )


def _below_zero(account: AccountState) -> RuleBroken:
    return RuleBroken("money.below_zero", balance=account.balance.n, unit=account.unit)


RULES: dict[type[Command], Callable[..., tuple[Event, ...]]] = {
    RequestPayment: request_payment,
    RefundMoney: refund_money,
    PayOutMoney: pay_out_money,
}
