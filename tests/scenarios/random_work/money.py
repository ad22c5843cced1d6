"""Steps of the money of a case: in, interest, asked for, paid by two, corrected, receipted."""

from __future__ import annotations

from custody_app.domain.commands.money import (
    AddInterest,
    AddMoneyReceipt,
    CorrectMoney,
    DepositMoney,
    PayOutMoney,
    RefundMoney,
    RequestPayment,
)
from custody_app.domain.money import MoneySource, Payee
from custody_app.domain.quantity import Amount
from custody_app.domain.state.registers import ApprovalRequest
from custody_app.domain.vocabulary import RequestKind
from tests import builders as b
from tests.scenarios.random_work.centre import Centre, approved
from tests.scenarios.random_work.dice import Asked, Dice, Steps, Throw

MONEY = Steps()
SUMS = ("100", "0.01", "99.99", "350.50", "0", "1000")


def some_money(dice: Dice) -> Amount:
    return Amount(dice.one_of(SUMS), "CNY")


@MONEY.step(b.FINANCE_CLERK)
def deposit(centre: Centre, throw: Throw) -> Asked:
    return DepositMoney(
        case=b.CASE, source=MoneySource.TRANSFER, amount=some_money(throw.dice), day=centre.today,
        receipt_no=throw.dice.one_of(("", "R1", "R2")), payer="张三",
    )  # fmt: skip


@MONEY.step(b.FINANCE_CLERK)
def interest(centre: Centre, throw: Throw) -> Asked:
    return AddInterest(case=b.CASE, amount=some_money(throw.dice), day=centre.today)


@MONEY.step(b.OFFICER, b.OFFICER_2)
def ask_for_a_payment(centre: Centre, throw: Throw) -> Asked:
    payee = throw.dice.one_of((Payee.VICTIM, Payee.PAYER))
    return RequestPayment(
        case=b.CASE, payee=payee, amount=some_money(throw.dice), recipient="李四",
        reason="返还", requester=throw.other,
    )  # fmt: skip


def to_pay(request: ApprovalRequest) -> bool:
    return approved(request) and request.kind is RequestKind.PAYMENT


@MONEY.step(b.FINANCE_CLERK, b.CUSTODY_HEAD)
def pay_on_approval(centre: Centre, throw: Throw) -> Asked:
    request = centre.request(throw.dice, to_pay)
    if request is None:
        return None
    amount = request.amount if throw.dice.mostly() else None
    sum_ = amount or some_money(throw.dice)
    if request.payee is Payee.PAYER:
        return RefundMoney(
            case=b.CASE, amount=sum_, day=centre.today, receipt_no="P1", request=request.id,
            recipient="李四",
        )  # fmt: skip
    return PayOutMoney(
        case=b.CASE, payee=Payee.VICTIM, amount=sum_, day=centre.today, receipt_no="P1",
        request=request.id, recipient="李四",
    )  # fmt: skip


@MONEY.step(b.FINANCE_CLERK, b.CUSTODY_HEAD)
def pay_on_judgment(centre: Centre, throw: Throw) -> Asked:
    return PayOutMoney(
        case=b.CASE, payee=Payee.TREASURY, amount=some_money(throw.dice), day=centre.today,
        receipt_no="P2", paper_no="判1", paper_on=centre.today, recipient="国库",
    )  # fmt: skip


@MONEY.step(b.FINANCE_CLERK, b.CUSTODY_HEAD)
def correct_a_line(centre: Centre, throw: Throw) -> Asked:
    account = centre.account
    if account is None:
        return None
    line = throw.dice.one_of(range(account.lines + 2))
    return CorrectMoney(case=b.CASE, line=line, amount=some_money(throw.dice), reason="录错")


@MONEY.step(b.FINANCE_CLERK)
def the_receipt_arrives(centre: Centre, throw: Throw) -> Asked:
    account = centre.account
    if account is None:
        return None
    line = throw.dice.one_of(range(account.lines + 2))
    return AddMoneyReceipt(case=b.CASE, line=line, receipt_no="R3")
