"""The money of cases as lists: balances, running ledger, what lacks a receipt; rebuilt alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from custody_app.domain.errors import RuleBroken
from custody_app.domain.events import money as m
from custody_app.domain.ids import AccountId, CaseId
from custody_app.domain.moments import Day
from custody_app.domain.money import MoneySource, Payee
from custody_app.domain.quantity import Amount
from custody_app.domain.state.money import AccountState
from custody_app.queries import money
from custody_app.storage.projections.money import entry_row
from custody_app.storage.projections.rebuild import check_projections
from custody_app.storage.state_store import OF_MONEY, StateStore
from tests.queries.recording import CASE, CLERK_2, Centre

ACCOUNT = AccountId("01900000-0000-7000-8000-00000000aaaa")
DOLLARS = AccountId("01900000-0000-7000-8000-00000000bbbb")
DAY = Day("2026-03-01")


def yuan(number: str) -> Amount:
    return Amount(number, "CNY")


def deposited(number: str, receipt_no: str = "", **values: Any) -> m.MoneyDeposited:
    facts: dict[str, Any] = {
        "account": ACCOUNT, "case": CASE, "source": MoneySource.TRANSFER, "amount": yuan(number),
        "day": DAY, "receipt_no": receipt_no, "payer": "王五",
    }  # fmt: skip
    return m.MoneyDeposited(**(facts | values))


@pytest.fixture
def rich(centre: Centre) -> Centre:
    centre.record(deposited("1000.00", "HD1"))
    centre.record(m.InterestAdded(account=ACCOUNT, amount=yuan("1.25"), day=Day("2026-03-02")))
    paid: dict[str, Any] = {"account": ACCOUNT, "receipt_no": "ZF1", "second": CLERK_2}
    centre.record(
        m.MoneyPaidOut(
            payee=Payee.VICTIM, amount=yuan("300"), day=Day("2026-03-03"), paper_no="判1",
            paper_on=DAY, recipient="赵六", **paid,
        ),
        m.MoneyRefunded(amount=yuan("0.25"), day=Day("2026-03-03"), recipient="王五", **paid),
    )  # fmt: skip
    centre.record(
        m.MoneyCorrected(
            account=ACCOUNT, line=1, before=yuan("1000.00"), amount=yuan("900.00"),
            second=CLERK_2, reason="看错",
        ),
        m.MoneyReceiptAdded(account=ACCOUNT, line=2, receipt_no="LX1"),
    )  # fmt: skip
    centre.record(deposited("0.07"), deposited("20", account=DOLLARS, amount=Amount("20", "USD")))
    return centre


def test_the_ledger_runs_with_its_balance(rich: Centre) -> None:
    page = rich.reader(money.money_ledger, account=ACCOUNT)
    assert [(row.line, row.of_line, row.amount_fen, row.balance_fen) for row in page.rows] == [
        (1, 1, 100000, 100000),
        (2, 2, 125, 100125),
        (3, 3, -30000, 70125),
        (4, 4, -25, 70100),
        (5, 1, -10000, 60100),
        (6, 2, 0, 60100),
        (7, 7, 7, 60107),
    ]
    assert [(row.person, row.payee, row.basis) for row in page.rows[:4]] == [
        ("王五", "", ""), ("", "", ""), ("赵六", "victim", "判1"), ("王五", "payer", ""),
    ]  # fmt: skip
    assert page.rows[4].note == "看错"
    assert page.rows[0].case_number == "A5301020000002026030001"


def test_the_ledger_is_read_page_by_page_both_ways(rich: Centre) -> None:
    seen = []
    page = rich.reader(money.money_ledger, account=ACCOUNT, limit=3)
    while True:
        seen += [row.line for row in page.rows]
        if page.after is None:
            break
        page = rich.reader(money.money_ledger, account=ACCOUNT, limit=3, after=page.after)
    assert seen == [1, 2, 3, 4, 5, 6, 7]
    back = rich.reader(money.money_ledger, account=ACCOUNT, limit=3, before=page.before)
    assert [row.line for row in back.rows] == [4, 5, 6]


def test_accounts_and_all_money_together(rich: Centre) -> None:
    rows = rich.reader(money.accounts, case=CASE).rows
    assert {(row.unit, row.balance_fen, row.lines) for row in rows} == {
        ("CNY", 60107, 7), ("USD", 2000, 1),
    }  # fmt: skip
    assert rich.reader(money.accounts).rows == rows
    assert rich.reader(money.balances) == {"CNY": 60107, "USD": 2000}
    assert rich.reader(money.account_of_case, case=CASE) == ACCOUNT
    assert rich.reader(money.account_of_case, case=CaseId("nobody")) == ""


def test_money_whose_receipt_is_still_to_come(rich: Centre) -> None:
    rows = rich.reader(money.deposits_without_receipt).rows
    assert [(row.account_id, row.line) for row in rows] == [(ACCOUNT, 7), (DOLLARS, 1)]


def test_entries_of_days_carry_corrections_and_late_receipts(rich: Centre) -> None:
    rows = rich.reader(money.entries_between, unit="CNY", first=DAY, last=Day("2026-03-02"))
    assert [(row.line, row.fen, row.receipt_no) for row in rows] == [
        (1, 90000, "HD1"), (7, 7, ""), (2, 125, "LX1"),
    ]  # fmt: skip


def test_the_rows_are_those_that_the_ledger_gives_again(rich: Centre, tmp_path: Path) -> None:
    found = check_projections(rich.reader.engine, tmp_path)
    assert (found.differences, found.more) == ((), 0)
    with rich.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE money_entry SET balance_fen = 1 WHERE line = 3")
    (told,) = check_projections(rich.reader.engine, tmp_path).differences
    assert (told.table, told.columns) == ("money_entry", ("balance_fen",))
    assert callable(entry_row)


def test_what_rules_ask_of_the_ledger(rich: Centre) -> None:
    with rich.reader.engine.connect() as connection:
        store = StateStore(connection)
        asked = {
            "money_of_line": [f"{ACCOUNT} 1", f"{ACCOUNT} 3", f"{ACCOUNT} 99"],
            "receipts_of_line": [f"{ACCOUNT} 1", f"{ACCOUNT} 2", f"{ACCOUNT} 7"],
            "money_with_receipt": [f"{ACCOUNT} HD1", f"{ACCOUNT} ZF1", f"{DOLLARS} HD1"],
        }
        assert set(asked) == set(OF_MONEY)
        found = {name: [store.count(name, id_) for id_ in ids] for name, ids in asked.items()}
    assert found == {
        "money_of_line": [90000, -30000, 0],
        "receipts_of_line": [1, 1, 0],
        "money_with_receipt": [1, 2, 0],
    }


def test_the_ledger_itself_never_falls_below_zero(rich: Centre) -> None:
    with pytest.raises(RuleBroken) as told:
        rich.record(
            m.MoneyPaidOut(
                account=ACCOUNT, payee=Payee.TREASURY, amount=yuan("601.08"), day=DAY,
                receipt_no="ZF2", second=CLERK_2, recipient="国库",
            )
        )  # fmt: skip
    assert told.value.code == "money.below_zero"
    with rich.reader.engine.connect() as connection:
        assert isinstance(StateStore(connection).state("account", ACCOUNT), AccountState)
