"""The list: documents with gaps, lines by kind, the 24-hour clock, corrected lists."""

from __future__ import annotations

from typing import Any

import pytest

from custody_app.domain.commands.intake import (
    ExceptHandOverClock,
    FileCorrectedList,
    ListItem,
    RecordSeizure,
)
from custody_app.domain.events.item import HandOverClockExcepted, ItemListed
from custody_app.domain.events.registers import CaseClosed, CorrectedListReceived, SeizureRecorded
from custody_app.domain.moments import Day, Moment, later
from custody_app.domain.parts import Cash, Denomination, Identifiers
from custody_app.domain.quantity import Amount
from custody_app.domain.rules import acceptance, counting
from custody_app.domain.rules.intake import RULES
from custody_app.domain.vocabulary import (
    CashUse,
    Category,
    ClockException,
    Custody,
    Grade,
    Measure,
    Origin,
    Party,
)
from tests.builders import (
    ADMIN_CASE,
    ADMIN_SEIZURE,
    CASE,
    NOW,
    OFFICER,
    OFFICER_2,
    ONE,
    OTHER_OFFICER,
    SEIZURE,
    TAKEN_AT,
    TAKEOVER_SEIZURE,
    UNIT_HEAD,
    VISITOR,
    a_centre,
    some_cash,
)


def a_record(**values: Any) -> RecordSeizure:
    defaults: dict[str, Any] = {
        "case": CASE,
        "measure": Measure.SEIZE,
        "taken_at": TAKEN_AT,
        "document_no": "昆公(刑)扣字[2026]7号",
        "officers": (OFFICER, OFFICER_2),
        "holder": "张三",
        "witness": "李四",
        "place": "人民路1号",
    }
    return RecordSeizure(**(defaults | values))


def a_line(**values: Any) -> ListItem:
    defaults: dict[str, Any] = {
        "seizure": SEIZURE,
        "name": "黑色双肩包",
        "category": Category.GENERAL,
        "quantity": ONE,
    }
    return ListItem(**(defaults | values))


def test_a_full_document_is_recorded() -> None:
    answer = a_centre().when(a_record())
    answer.then(SeizureRecorded).saying(holder="张三", holder_note=Party.KNOWN)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"holder": ""}, "intake.holder_missing"),
        ({"witness": " "}, "intake.witness_missing"),
        ({"place": ""}, "intake.place_missing"),
        ({"officers": (OFFICER,)}, "intake.two_officers"),
        ({"officers": (OFFICER, OFFICER)}, "intake.officer_twice"),
        ({"witness": "", "witness_note": Party.NONE}, "intake.note_needs_remark"),
        ({"holder_note": Party.REFUSED_TO_SIGN}, "intake.note_needs_remark"),
        ({"officers_note": Party.UNKNOWN}, "intake.note_needs_remark"),
        ({"officers": (OFFICER, "nobody")}, "person.unknown"),
        ({"case": "no-case"}, "case.unknown"),
        ({"taken_at": later(NOW, hours=1)}, "time.in_future"),
        ({"document_on": Day("2026-03-03")}, "time.day_in_future"),
    ],
)
def test_gaps_without_a_word_are_refused(values: dict[str, Any], code: str) -> None:
    a_centre().when(a_record(**values)).refused(code)


def test_gaps_are_told_all_at_once() -> None:
    answer = a_centre().when(a_record(holder="", witness="", officers=()))
    answer.refused("intake.holder_missing", "intake.witness_missing", "intake.two_officers")


def test_unknown_refused_and_none_pass_with_a_remark() -> None:
    command = a_record(
        officers=(),
        officers_note=Party.UNKNOWN,
        holder="",
        holder_note=Party.UNKNOWN,
        witness="",
        witness_note=Party.NONE,
        place="",
        place_note=Party.UNKNOWN,
        remark="垃圾箱内无主物，无见证人",
    )
    a_centre().when(command).then(SeizureRecorded)


def test_old_paper_of_a_takeover_names_what_it_names() -> None:
    command = a_record(takeover=True, officers=(), holder="", witness="", place="")
    a_centre().when(command).saying(holder_note=Party.UNKNOWN, officers_note=Party.UNKNOWN)


def test_a_measure_before_filing_blocks_only_once_confirmed() -> None:
    world = a_centre()
    world.change(CASE, "case", filed_on=Day("2026-03-05"))
    world.when(a_record()).then(SeizureRecorded)
    world.change("centre-1", "centre", confirmed_rules=("intake.before_case_filed",))
    world.when(a_record()).refused("intake.before_case_filed")
    world.when(a_record(remark="先行扣押，依据…")).then(SeizureRecorded)


def test_a_closed_case_takes_no_more() -> None:
    world = a_centre().given(CaseClosed(case=CASE))
    world.when(a_record()).refused("intake.case_closed")
    world.when(a_line()).refused("intake.case_closed")


def test_a_line_gets_its_code_number_and_clock() -> None:
    world = a_centre()
    answer = world.when(a_line()).then(ItemListed)
    answer.saying(line="1", origin=Origin.LIST, grade=Grade.NORMAL, held=True)
    event = answer.events[0]
    assert isinstance(event, ItemListed)
    state = world.item(event.item)
    assert state.custody is Custody.LISTED
    assert state.hand_over_due_at == later(TAKEN_AT, hours=24)
    world.when(a_line()).saying(line="2")
    world.when(a_line(unlisted=True)).saying(line="+3", origin=Origin.UNLISTED)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " "}, "intake.name_missing"),
        ({"quantity": Amount("0", "件")}, "quantity.zero"),
        ({"not_held": True}, "intake.kept_where_missing"),
        ({"measure_until": Day("2026-03-01")}, "intake.measure_until_early"),
        ({"category": Category.CASH}, "intake.cash_use_missing"),
        ({"cash": some_cash()}, "intake.cash_not_cash"),
        ({"category": Category.PHONE}, "intake.identifiers_missing"),
        ({"category": Category.VEHICLE}, "intake.identifiers_missing"),
        ({"seizure": TAKEOVER_SEIZURE}, "intake.list_is_takeover"),
    ],
)
def test_a_line_that_lacks_something_is_refused(values: dict[str, Any], code: str) -> None:
    a_centre().when(a_line(**values)).refused(code)


def test_several_phones_on_one_line_get_their_numbers_when_split() -> None:
    line = a_line(category=Category.PHONE, quantity=Amount("12", "部"))
    a_centre().when(line).then(ItemListed)


def test_a_number_that_cannot_be_read_is_told_in_words() -> None:
    phone = a_line(category=Category.PHONE, identifiers=Identifiers(unreadable="屏幕碎裂无法开机"))
    a_centre().when(phone).then(ItemListed)


def test_cash_as_an_object_names_its_feature() -> None:
    world = a_centre()
    cash = a_line(category=Category.CASH, quantity=Amount("1000", "CNY"), cash=some_cash())
    world.when(cash).refused("intake.proving_feature_missing")
    to_bank = some_cash(CashUse.TO_BANK)
    line = a_line(category=Category.CASH, quantity=Amount("1000.00", "CNY"), cash=to_bank)
    world.when(line).saying(grade=Grade.VALUABLE)


@pytest.mark.parametrize(
    ("cash", "code"),
    [
        (Cash(CashUse.TO_BANK, Amount("900", "CNY")), "intake.cash_quantity"),
        (Cash(CashUse.TO_BANK, Amount("1000", "USD")), "intake.cash_quantity"),
        (Cash(CashUse.TO_BANK, Amount("1000", "张")), "intake.cash_not_money"),
        (
            Cash(
                CashUse.TO_BANK,
                Amount("1000", "CNY"),
                (Denomination(Amount("100", "CNY"), 9),),
            ),
            "intake.cash_sum",
        ),
        (
            Cash(
                CashUse.TO_BANK,
                Amount("1000", "CNY"),
                (Denomination(Amount("100", "CNY"), -10),),
            ),
            "intake.cash_count",
        ),
        (
            Cash(
                CashUse.TO_BANK,
                Amount("1000", "CNY"),
                (Denomination(Amount("100", "USD"), 10),),
            ),
            "quantity.other_unit",
        ),
    ],
)
def test_cash_adds_up(cash: Cash, code: str) -> None:
    line = a_line(category=Category.CASH, quantity=Amount("1000", "CNY"), cash=cash)
    a_centre().when(line).refused(code)


def test_what_is_not_held_is_registered_only() -> None:
    world = a_centre()
    answer = world.when(a_line(not_held=True, kept_where="原地查封，由李某看管"))
    event = answer.events[0]
    assert isinstance(event, ItemListed)
    assert world.item(event.item).custody is Custody.REGISTERED_ONLY


def test_an_urgent_test_moves_the_clock_with_the_unit_heads_word() -> None:
    world = a_centre()
    item = world.listed()
    due = Moment("2026-03-06T01:00:00.000Z")

    def asked(**values: Any) -> ExceptHandOverClock:
        facts = {"exception": ClockException.URGENT_TEST, "due_at": due, "approver": UNIT_HEAD}
        return ExceptHandOverClock(item=item, **(facts | values))

    world.when(asked(approver=None)).refused("intake.urgent_test_needs_approver")
    world.when(asked(approver=VISITOR)).refused("intake.urgent_test_rank")
    world.when(asked(due_at=None)).refused("intake.exception_needs_due")
    world.when(asked(due_at=TAKEN_AT)).refused("intake.exception_due_early")
    world.when(asked()).then(HandOverClockExcepted)
    assert world.item(item).hand_over_due_at == due
    assert world.item(item).custody is Custody.URGENT_TEST


def test_the_approver_is_no_officer_of_the_case() -> None:
    world = a_centre()
    world.change(CASE, "case", officers=(OFFICER, UNIT_HEAD))
    command = ExceptHandOverClock(
        item=world.listed(),
        exception=ClockException.URGENT_TEST,
        due_at=later(NOW, days=1),
        approver=UNIT_HEAD,
    )
    world.when(command).refused("separation.approves_own_case")


def test_a_remote_place_needs_a_word() -> None:
    world = a_centre()
    item = world.listed()
    due = later(NOW, days=2)
    remote = ClockException.REMOTE_PLACE
    bare = ExceptHandOverClock(item=item, exception=remote, due_at=due)
    world.when(bare).refused("intake.exception_needs_note")
    told = ExceptHandOverClock(item=item, exception=remote, due_at=due, note="怒江山区")
    world.when(told).then(HandOverClockExcepted)


def test_dealt_with_is_for_administrative_cases() -> None:
    world = a_centre()
    dealt = ClockException.DEALT_WITH
    criminal = ExceptHandOverClock(item=world.listed(), exception=dealt, note="已发还")
    world.when(criminal).refused("intake.exception_only_administrative")
    item = world.listed(case=ADMIN_CASE, seizure=ADMIN_SEIZURE)
    with_due = ExceptHandOverClock(item=item, exception=dealt, due_at=NOW, note="已发还")
    world.when(with_due).refused("intake.exception_without_due")
    world.when(ExceptHandOverClock(item=item, exception=dealt, note="已发还")).then(
        HandOverClockExcepted
    )
    assert world.item(item).hand_over_due_at is None


def test_no_clock_runs_in_the_store() -> None:
    world = a_centre()
    command = ExceptHandOverClock(
        item=world.stored(), exception=ClockException.REMOTE_PLACE, due_at=NOW, note="x"
    )
    world.when(command).refused("intake.clock_not_running")


def test_the_corrected_list_is_filed() -> None:
    world = a_centre()
    good = FileCorrectedList(seizure=SEIZURE, list_no="更1", received_on=Day("2026-03-02"))
    world.when(good, by=OTHER_OFFICER).then(CorrectedListReceived)
    assert world.world.seizure(SEIZURE).corrected_list_no == "更1"
    blank = FileCorrectedList(seizure=SEIZURE, list_no="", received_on=Day("2026-03-02"))
    world.when(blank).refused("intake.list_no_missing")
    early = FileCorrectedList(seizure=SEIZURE, list_no="更2", received_on=Day("2026-04-02"))
    world.when(early).refused("time.day_in_future")


def test_the_commands_decided_here() -> None:
    own = {RecordSeizure, ListItem, ExceptHandOverClock, FileCorrectedList}
    assert set(RULES) == own | set(acceptance.RULES) | set(counting.RULES)
