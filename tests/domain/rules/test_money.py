"""Money of a case: what comes in, what goes out, who may, never below zero (21号 第9条)."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.loans import ApproveRequest
from custody_app.domain.commands.money import (
    AddInterest,
    AddMoneyReceipt,
    CorrectMoney,
    DepositMoney,
    PayOutMoney,
    RecordReconciliation,
    RefundMoney,
    RequestPayment,
)
from custody_app.domain.commands.outgoing import SellItem
from custody_app.domain.events.money import (
    InterestAdded,
    MoneyCorrected,
    MoneyDeposited,
    MoneyPaidOut,
    MoneyReceiptAdded,
    MoneyRefunded,
    StatementReconciled,
)
from custody_app.domain.events.registers import RequestCarriedOut, RequestMade
from custody_app.domain.ids import RequestId
from custody_app.domain.moments import Day
from custody_app.domain.money import MoneySource, Payee
from custody_app.domain.quantity import Amount
from custody_app.domain.reconciliation import Discrepancy, Finding
from custody_app.domain.rules import money
from custody_app.domain.rules.payments import RULES as PAYMENTS
from custody_app.domain.state.money import AccountState, account_key, change_of
from custody_app.domain.vocabulary import CashUse, Rank, RequestState
from tests.builders import (
    ADMIN_CASE,
    CASE,
    CUSTODIAN,
    CUSTODY_HEAD,
    FINANCE_CLERK,
    OFFICER,
    POLICE_HEAD,
    SAFE,
    UNIT_HEAD,
    Answer,
    TestWorld,
    a_centre,
    cash_item,
)
from tests.domain.rules.test_counting import banking
from tests.domain.rules.test_disposal import sell, to_sell

DAY = Day("2026-03-02")


def yuan(number: str) -> Amount:
    return Amount(number, "CNY")


def deposit(number: str = "1000.00", **values: Any) -> DepositMoney:
    facts: dict[str, Any] = {
        "case": CASE,
        "source": MoneySource.TRANSFER,
        "amount": yuan(number),
        "day": DAY,
        "receipt_no": f"HD-{number}",
        "payer": "王五",
    }
    return DepositMoney(**(facts | values))


def payment(number: str = "300", **values: Any) -> PayOutMoney:
    facts: dict[str, Any] = {
        "case": CASE,
        "payee": Payee.VICTIM,
        "amount": yuan(number),
        "day": DAY,
        "receipt_no": "ZF-1",
        "recipient": "赵六",
    }
    return PayOutMoney(**(facts | values))


def asked(world: TestWorld, number: str = "300", **values: Any) -> RequestId:
    facts: dict[str, Any] = {
        "case": CASE,
        "payee": Payee.VICTIM,
        "amount": yuan(number),
        "recipient": "赵六",
        "reason": "被骗款返还",
    }
    (made,) = world.do(RequestPayment(**(facts | values)), by=OFFICER)
    assert isinstance(made, RequestMade)
    return made.request


def approved(world: TestWorld, number: str = "300", **values: Any) -> RequestId:
    request = asked(world, number, **values)
    world.do(ApproveRequest(request=request), by=POLICE_HEAD)
    return request


def pay(world: TestWorld, command: Any, **values: Any) -> Answer:
    facts: dict[str, Any] = {"by": FINANCE_CLERK, "confirmers": [CUSTODY_HEAD]}
    return world.when(command, **(facts | values))


def a_rich_case() -> TestWorld:
    world = a_centre()
    world.do(deposit(), by=FINANCE_CLERK)
    return world


def balance(world: TestWorld, unit: str = "CNY", case: str = CASE) -> str:
    found = world.find("account", account_key(case, unit))
    assert found is not None
    return world.world.get(AccountState, found).balance.n


def test_deposits_add_up_and_each_currency_has_its_own_ledger() -> None:
    world = a_rich_case()
    world.when(deposit("0.05"), by=FINANCE_CLERK).then(MoneyDeposited)
    world.when(deposit("20", amount=Amount("20", "USD")), by=FINANCE_CLERK).then(MoneyDeposited)
    assert (balance(world), balance(world, "USD")) == ("1000.05", "20.00")
    assert len([one for one in world.states if one[0] == "account"]) == 2


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"amount": yuan("0.00")}, ("money.zero",)),
        ({"amount": Amount("3", "件")}, ("money.not_money",)),
        ({"amount": Amount("3.5", "JPY")}, ("money.decimals",)),
        ({"payer": " "}, ("money.payer_missing",)),
        ({"source": MoneySource.SALE}, ("money.comes_with_the_thing",)),
        ({"day": Day("2026-03-03")}, ("time.day_in_future",)),
        ({"receipt_no": "HD-1000.00"}, ("money.receipt_used",)),
        ({"case": "nowhere"}, ("case.unknown",)),
    ],
)
def test_bad_deposits(values: dict[str, Any], codes: tuple[str, ...]) -> None:
    a_rich_case().when(deposit("5", **values), by=FINANCE_CLERK).refused(*codes)


def test_an_officer_of_the_case_never_keeps_its_money() -> None:
    world = a_rich_case()
    world.change(CASE, "case", officers=(FINANCE_CLERK,))
    for command in (deposit("5"), payment(), interest("1"), corrected(1, "5")):
        pay(world, command).refused("money.case_officer")


def interest(number: str, **values: Any) -> AddInterest:
    facts: dict[str, Any] = {"case": CASE, "amount": yuan(number), "day": DAY}
    return AddInterest(**(facts | values))


def corrected(line: int, number: str, **values: Any) -> CorrectMoney:
    facts: dict[str, Any] = {
        "case": CASE, "line": line, "amount": yuan(number), "reason": "回单看错",
    }  # fmt: skip
    return CorrectMoney(**(facts | values))


def test_interest_needs_money_that_bears_it() -> None:
    world = a_rich_case()
    world.when(interest("1.23"), by=FINANCE_CLERK).then(InterestAdded)
    assert balance(world) == "1001.23"
    world.when(interest("1", case=ADMIN_CASE), by=FINANCE_CLERK).refused("money.none_of_case")


def test_banked_cash_and_proceeds_are_money_of_the_case_from_the_same_step() -> None:
    world = a_centre()
    cash = world.stored(SAFE, **cash_item(CashUse.TO_BANK))
    banked = world.do(banking(cash), by=FINANCE_CLERK, confirmers=[CUSTODIAN])
    assert isinstance(banked[1], MoneyDeposited)
    assert (banked[1].source, banked[1].item, banked[1].amount) == (
        MoneySource.BANKED_CASH, cash, yuan("1000.00"),
    )  # fmt: skip
    thing = world.stored()
    sold = sell(thing, to_sell(world, thing))
    assert isinstance(sold, SellItem)
    world.do(sold)
    assert balance(world) == "2200.00"


def test_a_payment_is_asked_approved_and_made_by_others() -> None:
    world = a_rich_case()
    request = approved(world)
    pay(world, payment(request=request)).then(MoneyPaidOut, RequestCarriedOut)
    assert balance(world) == "700.00"
    assert world.world.request(request).state is RequestState.CARRIED_OUT
    pay(world, payment(request=request)).refused("approval.not_approved")


def test_a_refund_goes_to_the_payer_on_a_judgment() -> None:
    world = a_rich_case()
    facts: dict[str, Any] = {
        "case": CASE, "amount": yuan("1000"), "day": DAY, "receipt_no": "TK-1", "recipient": "王五",
    }  # fmt: skip
    pay(world, RefundMoney(**facts)).refused("money.basis_missing")
    pay(world, RefundMoney(**facts, paper_no="(2026)云01刑终1号")).refused("money.basis_missing")
    ordered = RefundMoney(**facts, paper_no="(2026)云01刑终1号", paper_on=DAY)
    pay(world, ordered).then(MoneyRefunded).saying(second=CUSTODY_HEAD)
    assert balance(world) == "0.00"


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"amount": yuan("1000.01")}, ("money.below_zero",)),
        ({"recipient": "", "receipt_no": ""}, ("money.recipient_missing", "money.receipt_missing")),
        ({"payee": Payee.PAYER}, ("money.payer_is_refunded",)),
        ({}, ("money.basis_missing",)),
        ({"case": ADMIN_CASE}, ("money.none_of_case",)),
    ],
)
def test_bad_payments(values: dict[str, Any], codes: tuple[str, ...]) -> None:
    pay(a_rich_case(), payment(**values)).refused(*codes)


@pytest.mark.parametrize(
    "values",
    [
        {"amount": yuan("299.99")},
        {"payee": Payee.PARTY},
        {"recipient": "钱七"},
    ],
)
def test_only_the_payment_that_was_approved_is_made(values: dict[str, Any]) -> None:
    world = a_rich_case()
    request = approved(world)
    pay(world, payment(request=request, **values)).refused("money.other_payment")


def test_an_unapproved_request_and_one_of_another_kind_pay_nothing() -> None:
    world = a_rich_case()
    pay(world, payment(request=asked(world))).refused("approval.not_approved")
    thing = world.stored()
    pay(world, payment(request=to_sell(world, thing))).refused("approval.other_kind")


def test_who_approved_neither_pays_nor_confirms() -> None:
    world = a_rich_case()
    request = approved(world)
    pay(world, payment(request=request), by=POLICE_HEAD).refused("money.approver_pays")
    pay(world, payment(request=request), confirmers=[POLICE_HEAD]).refused("money.second_person")
    pay(world, payment(request=request), confirmers=[OFFICER]).refused("money.second_person")
    pay(world, payment(request=request), confirmers=[]).refused("money.second_person")


def test_a_payment_is_approved_at_the_level_of_the_agency() -> None:
    world = a_rich_case()
    request = asked(world)
    state = world.world.request(request)
    assert (state.rank_needed, state.payee, state.amount) == (
        Rank.POLICE_HEAD, Payee.VICTIM, yuan("300"),
    )  # fmt: skip
    low = world.when(ApproveRequest(request=request), by=UNIT_HEAD)
    assert set(low.codes) <= {"approval.rank_too_low", "approval.rank_too_low_here"}
    assert low.codes


def test_approvals_of_two_payments_are_bound_to_different_facts() -> None:
    world = a_rich_case()
    first, second = approved(world, "300"), approved(world, "301")
    assert world.world.request(first).digest != world.world.request(second).digest


def test_no_more_is_asked_for_than_there_is() -> None:
    world = a_rich_case()
    ask = RequestPayment(
        case=CASE, payee=Payee.PARTY, amount=yuan("1000.01"), recipient="", reason=""
    )
    world.when(ask, by=OFFICER).refused(
        "money.below_zero", "money.recipient_missing", "request.reason_missing"
    )


def test_a_wrong_line_is_set_right_by_adding() -> None:
    world = a_rich_case()
    pay(world, corrected(1, "100.00")).then(MoneyCorrected)
    assert balance(world) == "100.00"
    pay(world, corrected(1, "100")).refused("money.same_amount")
    pay(world, corrected(1, "90")).then(MoneyCorrected).saying(before=yuan("100.00"))
    assert balance(world) == "90.00"
    pay(world, corrected(9, "90")).refused("money.line_unknown")
    pay(world, corrected(1, "80", reason=" ")).refused("money.reason_missing")
    pay(world, corrected(1, "80"), confirmers=[]).refused("money.second_person")


def test_a_correction_of_a_payment_works_the_other_way_and_not_below_zero() -> None:
    world = a_rich_case()
    ordered = payment("300", paper_no="P-1", paper_on=DAY)
    pay(world, ordered).then(MoneyPaidOut)
    pay(world, corrected(2, "400")).then(MoneyCorrected).saying(out=True)
    assert balance(world) == "600.00"
    pay(world, corrected(2, "1000.01")).refused("money.below_zero")
    pay(world, corrected(1, "300")).refused("money.below_zero")


def test_a_receipt_that_came_later_is_added_once() -> None:
    world = a_centre()
    world.do(deposit(receipt_no=""), by=FINANCE_CLERK)
    late = AddMoneyReceipt(case=CASE, line=1, receipt_no="HD-9")
    world.when(AddMoneyReceipt(case=CASE, line=1, receipt_no=" "), by=FINANCE_CLERK).refused(
        "money.receipt_missing"
    )
    world.when(late, by=FINANCE_CLERK).then(MoneyReceiptAdded)
    assert change_of(world.events[-1]) == 0
    assert balance(world) == "1000.00"
    world.when(late, by=FINANCE_CLERK).refused("money.receipt_there")
    none = AddMoneyReceipt(case=CASE, line=7, receipt_no="HD-9")
    world.when(none, by=FINANCE_CLERK).refused("money.line_unknown")


def reconciled(**values: Any) -> RecordReconciliation:
    facts: dict[str, Any] = {
        "sha256": "a" * 64, "unit": "CNY", "first_day": DAY, "last_day": DAY, "lines": 3,
        "entries": 3, "matched": 2, "differing": 1, "only_here": 0, "only_there": 0,
    }  # fmt: skip
    return RecordReconciliation(**(facts | values))


def test_a_reconciliation_is_recorded_in_counts() -> None:
    world = a_rich_case()
    world.when(reconciled(), by=FINANCE_CLERK).then(StatementReconciled)
    for values in ({"first_day": Day("2026-03-03")}, {"matched": -1}):
        world.when(reconciled(**values), by=FINANCE_CLERK).refused("money.reconciliation_counts")
    one = Discrepancy(finding=Finding.ONLY_HERE, day_here=DAY, here=yuan("1"))
    world.when(reconciled(found=(one,) * 201), by=FINANCE_CLERK).refused("input.too_many")
    world.when(reconciled(unit="件"), by=FINANCE_CLERK).refused("money.not_money")


def test_the_commands_decided_here() -> None:
    assert set(money.RULES) >= set(PAYMENTS)
