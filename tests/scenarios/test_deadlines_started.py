"""Deadlines that the record starts and ends by itself, beside the step that is their start."""

from __future__ import annotations

from typing import Any

from custody_app.domain.moments import later
from custody_app.domain.vocabulary import Authority, Custody
from tests.scenarios import test_deadlines as deadlines
from tests.scenarios.conftest import ONE
from tests.scenarios.test_deadlines import Term, other

term = deadlines.term
stored = deadlines.stored
joint = deadlines.joint


def registered_only(term: Term, who: str) -> None:
    """A line of a list that stays where it is, entered by this person."""
    term.lists("撬棍")
    term.does(
        who, "ListItem", as_="thing",
        seizure="$thing-list.seizure", name="保险柜", category="general",
        quantity={"n": "1", "u": "个"}, not_held=True, kept_where="文林街12号",
    )  # fmt: skip


def lifts(term: Term, **more: Any) -> None:
    args = {"state": "lifted", "paper_no": "解1", "paper_on": term.today}
    term.does("clerk", "ChangeMeasure", item="$thing.item", **(args | more))


def court_decides(term: Term) -> None:
    """The court has the authority, the object stays."""
    for unit, who in (("530102JCY", "liaison"), ("530102FY", "clerk")):
        term.does(
            "clerk", "SendAuthority",
            item="$thing.item", to_unit=unit, paper_no="移1", proposal="没收",
        )  # fmt: skip
        term.does(
            who, "ConfirmAuthority",
            item="$thing.item", receipt_no="回1", receipt_on=term.today,
        )  # fmt: skip
    assert term.item("$thing.item").authority is Authority.COURT


def paid_in(term: Term) -> None:
    """By judgment to the treasury."""
    term.does(
        "zhang", "RequestDisposal", as_="way",
        items=[{"item": "$thing.item"}], disposal="treasury", reason="判决没收",
        legal_paper_no="刑初1",
    )  # fmt: skip
    term.does("police_head", "ApproveRequest", request="$way.request")
    term.does(
        "clerk", "PayInItem",
        item="$thing.item", request="$way.request", receipt_no="缴1",
        attachments=[term.file("receipt")],
    )  # fmt: skip
    assert term.item("$thing.item").custody is Custody.PAID_IN


def test_d02_what_the_officer_registers_waits_for_the_copies_at_the_custodian(term: Term) -> None:
    registered_only(term, "zhang")
    end = later(term.item("$thing.item").taken_at, hours=24)
    told = term.is_late_only_after("thing", "D02", end)
    assert "第190条" in told.article
    term.stops("D02")


def test_d02_what_the_custodian_enters_is_registered_with_that(term: Term) -> None:
    registered_only(term, "clerk")
    assert term.due("thing", "D02") is None


def test_d02_is_over_when_the_thing_is_brought_after_all(term: Term) -> None:
    registered_only(term, "zhang")
    term.takes_in()
    assert term.due("thing", "D02") is None


def test_d03_a_joint_centre_copies_what_it_receives(joint: Term) -> None:
    joint.lists("手机壳", as_="second")
    joint.takes_in("second")
    intake = joint.item("$second.item").intake_at
    assert intake is not None
    joint.is_late_only_after("second", "D03", later(intake, hours=24))


def test_d03_does_not_run_where_nobody_adopted_it(stored: Term) -> None:
    assert stored.item("$thing.item").clocks == ()


def test_d04_is_over_when_the_thing_is_back(stored: Term) -> None:
    stored.calls_out(hours=100)
    stored.checks_out()
    stored.starts("D04")
    assert stored.due("thing", "D04") is not None
    stored.does("clerk", "ReturnItem", item="$thing.item", quantity=ONE, returned_by="530211")
    assert stored.due("thing", "D04") is None


def test_d06_a_measure_that_is_lifted_leaves_three_days_to_give_back(stored: Term) -> None:
    lifts(stored)
    stored.is_late_only_after("thing", "D06", stored.last_day(stored.now, days=3))
    args = {"item": "$thing.item", "state": "converted", "measure": "seal", "paper_no": "封1"}
    stored.does("clerk", "ChangeMeasure", **args, paper_on=stored.today)
    assert stored.due("thing", "D06") is None


def test_d06_counts_from_the_finding_where_that_was_told_before(stored: Term) -> None:
    since = stored.starts("D06")
    stored.passes(days=2)
    lifts(stored)
    stored.is_late_only_after("thing", "D06", stored.last_day(since, days=3))


def test_d06_gives_way_to_the_notice_where_nobody_knows_the_owner(stored: Term) -> None:
    lifts(stored)
    stored.does(
        "clerk", "PublishNotice",
        item="$thing.item", where="昆明日报", approver="530301", paper_no="公告1",
        published_on=stored.today,
    )  # fmt: skip
    assert stored.due("thing", "D06") is None
    assert stored.due("thing", "D13") is not None


def test_d16_runs_from_the_service_that_ended_d15_and_on_when_the_thing_is_gone(
    stored: Term,
) -> None:
    court_decides(stored)
    stored.starts("D15", paper_no="刑初1")
    stored.stops("D15")
    served = stored.now
    end = stored.last_day(served, months=1)
    stored.is_late_only_after("thing", "D16", end)
    stored.passes(days=5)
    paid_in(stored)
    told = stored.is_late_only_after("thing", "D16", end)
    assert "第447条" in told.article
    stored.adopts(other("D16", "service", 2, "months", "执行回单"))
    assert stored.due("thing", "D16") == stored.last_day(served, months=2)
    stored.stops("D16")


def test_d16_starts_at_the_latest_when_the_judgment_is_carried_out(stored: Term) -> None:
    court_decides(stored)
    paid_in(stored)
    stored.is_late_only_after("thing", "D16", stored.last_day(stored.now, months=1))


def test_t30_nothing_is_archived_while_the_court_waits_for_its_receipt(stored: Term) -> None:
    court_decides(stored)
    paid_in(stored)
    archive = {"item": "$thing.item"}
    assert stored.refused("clerk", "ArchiveItem", **archive) == ["item.receipt_awaited"]
    stored.stops("D16")
    stored.does("clerk", "ArchiveItem", **archive)


def test_d16_no_court_waits_for_what_the_police_decide_themselves(stored: Term) -> None:
    paid_in(stored)
    assert stored.due("thing", "D16") is None


def test_d17_the_bank_owes_the_receipt_of_a_deposit_within_fifteen_days(term: Term) -> None:
    deposit = {
        "case": term.burglary, "source": "transfer", "amount": {"n": "500.00", "u": "CNY"},
        "day": term.today, "payer": "罗某某",
    }  # fmt: skip
    answer = term.does("finance", "DepositMoney", **deposit)
    account = answer["events"][0]["subjects"][0]["id"]
    assert term.ends("D17") == [(account, term.last_day(term.now, days=15))]
    term.does(
        "finance", "AddMoneyReceipt",
        case=term.burglary, unit="CNY", line=1, receipt_no="存1",
    )  # fmt: skip
    assert term.ends("D17") == []
    term.does("finance", "DepositMoney", **(deposit | {"receipt_no": "存2"}))
    assert term.ends("D17") == []


def test_d18_the_procuratorate_brings_what_it_seized_within_three_days(joint: Term) -> None:
    joint.does(
        "clerk", "RegisterCase", as_="theirs",
        kind="criminal", unit="530102JCY", name="职务犯罪", officers=["530211"],
    )  # fmt: skip
    joint.burglary = "$theirs.case"
    joint.lists("账册", as_="second")
    taken = joint.item("$second.item").taken_at
    joint.is_late_only_after("second", "D18", joint.last_day(taken, days=3))
    joint.takes_in("second")
    assert joint.due("second", "D18") is None


def test_d18_does_not_run_in_a_case_of_the_police(joint: Term) -> None:
    joint.lists("账册", as_="second")
    assert joint.due("second", "D18") is None
