"""Papers about money say what the ledger says, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from custody_app.documents.parts import FormHead
from custody_app.domain.commands.registers import IssueForm
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.money import MoneyPaidOut, StatementReconciled
from custody_app.domain.money import Payee
from custody_app.domain.quantity import Amount
from custody_app.domain.reconciliation import Discrepancy, Finding
from custody_app.domain.vocabulary import FormKind
from custody_app.domain.world import World
from custody_app.queries.evidence import Evidence
from custody_app.services.paper.gather import Gather
from custody_app.services.paper.money_forms import (
    money_ledger_of_case,
    money_receipt,
    reconciliation,
)
from custody_app.storage.state_store import StateStore
from tests.queries.recording import CASE, CENTRE, CLERK_2, Centre, a_centre
from tests.queries.test_money import ACCOUNT, DAY, DOLLARS, deposited, yuan

LEDGER = IssueForm(kind=FormKind.MONEY_LEDGER, case=CASE)
RECEIPT = IssueForm(kind=FormKind.MONEY_RECEIPT, case=CASE, line=1)
SHEET = IssueForm(kind=FormKind.MONEY_RECONCILIATION)


@pytest.fixture
def rich(tmp_path: Path) -> Iterator[Centre]:
    found = a_centre(tmp_path / "centre.db")
    yield found
    found.reader.engine.dispose()
    found.writer.dispose()


@pytest.fixture
def asked(rich: Centre) -> Iterator[Gather]:
    with rich.reader.engine.connect() as connection:
        yield Gather(World(StateStore(connection)), Evidence(connection), "zh_CN")


def test_without_money_there_is_no_paper(asked: Gather, head: FormHead) -> None:
    for make, command, code in (
        (money_ledger_of_case, LEDGER, "form.no_money"),
        (money_ledger_of_case, IssueForm(kind=FormKind.MONEY_LEDGER), "form.no_case"),
        (money_receipt, RECEIPT, "form.no_deposit"),
        (money_receipt, IssueForm(kind=FormKind.MONEY_RECEIPT), "form.no_case"),
        (reconciliation, SHEET, "form.no_reconciliation"),
    ):
        with pytest.raises(RuleBroken) as told:
            make(command, asked, head)
        assert told.value.code == code


def test_receipt_and_ledger_of_a_case(rich: Centre, asked: Gather, head: FormHead) -> None:
    thing = rich.item()
    rich.record(
        deposited("1000.00", "HD1", item=thing),
        MoneyPaidOut(
            account=ACCOUNT, payee=Payee.VICTIM, amount=yuan("300"), day=DAY, receipt_no="ZF1",
            paper_no="判1", paper_on=DAY, second=CLERK_2, recipient="赵六",
        ),
        deposited("20", account=DOLLARS, amount=Amount("20", "USD")),
    )  # fmt: skip
    receipt = money_receipt(RECEIPT, asked, head)
    assert (receipt.amount, receipt.receipt_no, receipt.thing) == (yuan("1000.00"), "HD1", "1 手机")
    assert receipt.balance == yuan("1000.00")
    assert receipt.clerk.name == "民警0"
    ledger = money_ledger_of_case(LEDGER, asked, head)
    assert [(line.line, line.came, line.went, line.balance) for line in ledger.lines] == [
        (1, yuan("1000.00"), None, yuan("1000.00")),
        (2, None, yuan("300.00"), yuan("700.00")),
        (1, Amount("20.00", "USD"), None, Amount("20.00", "USD")),
    ]
    assert (ledger.lines[1].who, ledger.lines[1].basis) == ("赵六", "判1")
    assert ledger.balances == (yuan("700.00"), Amount("20.00", "USD"))
    with pytest.raises(RuleBroken):
        money_receipt(IssueForm(kind=FormKind.MONEY_RECEIPT, case=CASE, line=2), asked, head)


def test_the_sheet_shows_the_last_reconciliation(
    rich: Centre, asked: Gather, head: FormHead
) -> None:
    one = Discrepancy(finding=Finding.ONLY_HERE, day_here=DAY, here=yuan("1.00"))
    for matched in (1, 2):
        rich.record(
            StatementReconciled(
                centre=CENTRE, sha256="a" * 64, unit="CNY", first_day=DAY, last_day=DAY, lines=2,
                entries=3, matched=matched, differing=0, only_here=1, only_there=0, found=(one,),
            )
        )  # fmt: skip
    sheet = reconciliation(SHEET, asked, head)
    assert (sheet.matched, sheet.found, sheet.sha256) == (2, (one,), "a" * 64)
