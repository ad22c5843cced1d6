from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from custody_app.domain.events import centre as c
from custody_app.domain.events import item as e
from custody_app.domain.events import registers as r
from custody_app.domain.ids import FormId
from custody_app.domain.moments import Day, Moment, later
from custody_app.domain.parts import Cash
from custody_app.domain.quantity import Amount
from custody_app.domain.tag import Tag, TagKind, code_of
from custody_app.domain.vocabulary import (
    CashUse,
    Category,
    Condition,
    Custody,
    Disposal,
    FormKind,
    LoanPurpose,
    Recipient,
    RequestKind,
    SignedBy,
)
from custody_app.queries.audit_trail import checkpoints, last_checkpoint
from custody_app.queries.centre_overview import centre_overview
from custody_app.queries.disposal_report_data import disposal_report
from custody_app.queries.due import count_due, due_soonest
from custody_app.queries.find_items import count_items, find_items
from custody_app.queries.item_filters import ItemFilters
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.matters import matters_named
from custody_app.queries.reader import Reader
from custody_app.queries.resolve_tag import resolve_tag
from custody_app.queries.shift_summary import shift_summary
from custody_app.queries.today import LISTS, WAITING, today
from custody_app.runtime.clock import SystemClock
from custody_app.services.baskets import Baskets
from custody_app.services.open_counts import OpenCounts
from custody_app.services.scan_journal import LOCKED, ScanJournal
from custody_app.storage.projections.item_card import matters_of
from tests.queries.filling import NOW, Filled
from tests.queries.recording import (
    CENTRE,
    CLERK,
    CLERK_2,
    HEAD,
    OFFICER,
    ONE,
    SLOT,
    SLOT_2,
    START,
    Centre,
)
from tests.queries.test_registers import approve, ask


def test_every_figure_of_today_is_what_a_scan_finds(filled: Filled, read: Reader) -> None:
    found = read(today, now=NOW)
    items = filled.items
    assert found.in_store.n == sum(i.custody is Custody.IN_STORE for i in items)
    assert found.on_loan.n == sum(i.custody is Custody.ON_LOAN for i in items)
    assert tuple(one.code for one in found.lists) == LISTS
    late = [i for i in items if i.custody in (Custody.LISTED, Custody.REFUSED)]
    late = [i for i in late if i.hand_over_due_at and i.hand_over_due_at < NOW]
    assert found.list("late_hand_over").total.n == len(late)
    overdue = [i for i in items if i.loan and i.loan.due_at < NOW]
    assert found.overdue.n == found.list("overdue").total.n == len(overdue)
    soon = [i for i in items if i.loan and NOW <= i.loan.due_at < later(NOW, days=3)]
    assert {row.id for row in found.list("due_soon").items} == {i.id for i in soon}
    for code in WAITING:
        waiting = [i for i in items if code in matters_named(matters_of(i))]
        one = found.list(code)
        assert one.total.n == len(waiting), code
        assert len(one.items) == min(50, len(waiting))
        assert {row.id for row in one.items} <= {i.id for i in waiting}
        assert list(one.moments) == sorted(one.moments)
    rows = found.list("overdue").items
    assert [row.due_at for row in rows] == sorted(row.due_at or "" for row in rows)
    assert found.list("no such list").total.n == 0


def test_due_moments_are_told_soonest_first(filled: Filled, read: Reader) -> None:
    wanted = sorted((i.loan.due_at, i.id) for i in filled.items if i.loan)
    rows = read(due_soonest, kind="loan", limit=1_000)
    assert [row.at for row in rows] == [at for at, _ in wanted]
    assert {row.id for row in rows} == {id_ for _, id_ in wanted}
    assert all(row.item is not None and row.item.id == row.id for row in rows)
    assert read(count_due, kind="loan").n == len(wanted)


def test_an_empty_centre_has_nothing_to_do(empty: Filled) -> None:
    found = empty.reader(today, now=NOW, person="")
    assert all(one.total.n == 0 for one in found.lists)
    assert (found.in_today, found.out_today, found.backup.last_at) == (0, 0, None)


def lend(centre: Centre, days: float) -> tuple[str, str]:
    item = centre.item()
    approve(centre, request := ask(centre, item, RequestKind.CALL_OUT))
    centre.record(
        e.ItemCheckedOut(
            item=item,
            request=request,
            borrower=OFFICER,
            purpose=LoanPurpose.TEST,
            quantity=ONE,
            due_at=later(centre.now, days=days),
            condition=Condition.INTACT,
        )
    )
    return item, request


def test_today_of_a_real_day(centre: Centre) -> None:
    lent, _ = lend(centre, days=2)
    centre.item(place=None)
    cash = Cash(CashUse.TO_BANK, Amount("100.00", "CNY"))
    money = centre.item(quantity=Amount("100.00", "CNY"), cash=cash, category=Category.CASH)
    waiting = ask(centre, centre.items[1], RequestKind.DISPOSAL)
    found = centre.reader(today, now=later(centre.now, days=1), person=HEAD)
    assert [row.id for row in found.list("waiting_for_me").requests] == [waiting]
    assert [row.id for row in found.list("due_soon").items] == [lent]
    assert [row.id for row in found.list("cash_to_bank").items] == [money]
    assert [row.id for row in found.list("needs_place").items] == [centre.items[1]]
    at = later(centre.now, days=4)
    assert [row.id for row in centre.reader(today, now=at).list("overdue").items] == [lent]
    day = centre.reader(today, now=centre.now)
    assert day.day == "2026-03-02"
    night = centre.reader(today, now=Moment("2026-03-01T15:59:59.999Z"))
    assert night.day == "2026-03-01"
    assert day.in_today + night.in_today == 3


LABEL = "needs_label"


@pytest.mark.parametrize("walked", [False, True], ids=["few looked up", "many walked"])
def test_a_label_waits_only_where_the_policy_asks_for_its_proof(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, walked: bool
) -> None:
    """By the policy in force: lists, counts and rows change with it, nothing is written anew."""
    if walked:
        monkeypatch.setattr("custody_app.queries.item_filters.SMALL_SET", 0)
    phone = centre.item()
    car = centre.item(category=Category.VEHICLE)
    knife = centre.item(category=Category.KNIFE)

    def ids(rows: Iterable[ItemRow]) -> list[str]:
        return sorted(row.id for row in rows)

    def waiting() -> list[str]:
        read, asked = centre.reader, ItemFilters(matters=(LABEL,))
        one = read(today, now=centre.now).list(LABEL)
        found = ids(one.items)
        assert one.total.n == len(found)
        assert ids(read(find_items, filters=asked).rows) == found
        assert read(count_items, filters=asked).n == len(found)
        either = ItemFilters(matters=(LABEL, "frozen"))
        assert ids(read(find_items, filters=either).rows) == found
        shift = read(shift_summary, now=centre.now).section("unlabelled")
        assert (sorted(line.id for line in shift.lines), shift.total.n) == (found, len(found))
        marked = [row for row in read(find_items).rows if LABEL in row.matters]
        assert ids(marked) == found
        return found

    def policy(name: str, value: str) -> None:
        centre.record(c.PolicySet(centre=CENTRE, entries=(c.PolicyEntry(name, value),)))

    assert waiting() == sorted([phone, car, knife])
    policy("label_proof_by_category", "vehicle=none phone=sample")
    assert waiting() == sorted([phone, knife])
    policy("label_before_shelf", "no")
    assert waiting() == []
    policy("label_before_shelf", "yes")
    policy("label_proof_by_category", "")
    assert waiting() == sorted([phone, car, knife])


def test_a_code_tells_its_thing_and_whether_the_copy_counts(centre: Centre) -> None:
    item = centre.item()
    card = centre.reader(today, now=centre.now).list("needs_label").items[0]
    assert centre.reader(resolve_tag, code=code_of(card.tag)).status == "known"
    for copy in (1, 2):
        centre.record(e.ItemLabelled(item=item, copy=copy, reason="x"))
    found = centre.reader(resolve_tag, code=code_of(card.tag, 1))
    assert (found.status, found.copy, found.current_copy) == ("dead_twin", 1, 2)
    assert found.item is not None
    assert found.item.id == item
    assert centre.reader(resolve_tag, code=code_of(card.tag, 2)).status == "known"
    assert centre.reader(resolve_tag, code=code_of(card.tag, 3)).status == "future_copy"
    other = code_of("1" + "9999" + "0126000001")
    assert centre.reader(resolve_tag, code=other).status == "other_centre"
    here = code_of("1" + "5301" + "0126999999")
    assert centre.reader(resolve_tag, code=here).status == "unknown"
    command = code_of("5" + "5301" + "0126000001")
    assert centre.reader(resolve_tag, code=command).status == "known"
    for text in ("", "手机", "1" * 18, "\ud800", "1" * 500, "9" * 16 + "01"):
        assert centre.reader(resolve_tag, code=text).status in ("misread", "not_a_code")


def test_every_kind_of_code_is_told(filled: Filled, read: Reader) -> None:
    place, bag, person, case = (
        filled.places[1], filled.containers[0], filled.people[0], filled.cases[0],
    )  # fmt: skip
    assert read(resolve_tag, code=code_of(place.tag)).place is not None
    found = read(resolve_tag, code=code_of(bag.tag)).container
    assert found is not None
    assert found.id == bag.id
    assert read(resolve_tag, code=code_of(person.tag)).label == person.name
    assert read(resolve_tag, code=code_of(case.tag)).label == case.number


def test_a_shift_tells_what_moved_and_what_is_open(centre: Centre) -> None:
    kept = centre.item()
    opened = centre.reader(shift_summary, now=centre.now)
    assert opened.since == "2026-02-28T16:00:00.000Z"
    centre.record(
        c.ShiftHandedOver(
            centre=CENTRE, handed_by=CLERK, taken_by=CLERK_2, size=3, root="d" * 64,
            open_matters=0,
        )
    )  # fmt: skip
    since = centre.now
    lent, _ = lend(centre, days=1)
    centre.record(e.ItemMoved(item=kept, place=SLOT_2), actor=CLERK_2)
    centre.record(
        r.FormIssued(
            form=FormId(centre.id()), tag=centre.tag(TagKind.FORM), number="JC2026030001",
            kind=FormKind.CHECK_OUT_SLIP, sha256="a" * 64, language="zh_CN",
            awaits_signature=True,
        )
    )  # fmt: skip
    clock = SystemClock()
    journal = ScanJournal(centre.writer, centre.reader.engine, clock)
    journal.keep("garbage", "keyboard", person=CLERK)
    Baskets(centre.writer, centre.reader.engine, clock).save(CLERK, {"rows": [kept]})
    counts = OpenCounts(centre.writer, centre.reader.engine, clock)
    counts.keep(counts.begin(SLOT, CLERK), (kept,))
    counts.begin(SLOT_2, CLERK)
    found = centre.reader(shift_summary, now=centre.now)
    assert found.since == since
    moved = found.section("moved_today")
    assert [(line.id, line.typ) for line in moved.lines] == [
        (kept, "ITEM_MOVED"), (lent, "ITEM_CHECKED_OUT"), (lent, "ITEM_ACCEPTED"),
    ]  # fmt: skip
    assert (moved.lines[0].where, moved.lines[0].who) == ("A-2", "民警1")
    assert [line.what for line in found.section("unsigned").lines] == ["JC2026030001"]
    assert [line.code for line in found.section("unread_scans").lines] == ["garbage"]
    assert [line.who for line in found.section("open_baskets").lines] == ["民警0"]
    (count,) = found.section("open_counts").lines
    assert (count.id, count.where, count.who) == (SLOT, "A-1", "民警0")
    assert [line.id for line in found.section("due_tomorrow").lines] == [lent]
    assert found.section("unlabelled").total.n == 1
    assert found.open_matters == sum(
        one.total.n for one in found.sections if one.code != "moved_today"
    )
    assert found.checkpoint is not None
    assert (found.checkpoint.size, found.checkpoint.by) == (3, "民警0")


def test_checkpoints_on_paper_and_the_signed_head(centre: Centre) -> None:
    centre.record(c.CheckpointPrinted(centre=CENTRE, size=5, root="e" * 64))
    centre.record(c.BackupDone(centre=CENTRE, size=6, root="f" * 64))
    rows = centre.reader(checkpoints)
    assert [(row.size, row.kind) for row in rows] == [(5, "CHECKPOINT_PRINTED")]
    head = centre.reader(last_checkpoint)
    overview = centre.reader(centre_overview, now=later(centre.now, hours=30))
    assert head is not None
    assert head.size == overview.size
    assert overview.backup.hours == 30
    assert (overview.people, overview.accounts, overview.items) == (4, 2, 0)
    assert (overview.station_label, overview.unit_name) == ("ws-01", "刑侦大队")
    assert overview.last_wall == centre.now


def test_the_report_of_a_period_balances(centre: Centre) -> None:
    early, kept = centre.item(), centre.item(category=Category.KNIFE)
    first = Day("2026-03-02")
    centre.now = Moment("2026-03-04T02:00:00.000Z")
    late = centre.item()
    approve(centre, request := ask(centre, early, RequestKind.DISPOSAL))
    centre.record(
        e.ItemReleased(
            item=early, request=request, kind=Disposal.RETURN_TO_OWNER, quantity=ONE,
            recipient=Recipient.OWNER, signed_by=SignedBy.SIGNATURE, recipient_name="王五",
        ),
        r.RequestCarriedOut(request=request),
    )  # fmt: skip
    target = late
    centre.record(
        e.ItemCorrected(item=target, of_event="0" * 64, name="平板电脑", was="手机", reason="误录")
    )
    centre.record(
        r.FormIssued(
            form=FormId(centre.id()), tag=centre.tag(TagKind.FORM), number="FH2026030001",
            kind=FormKind.RELEASE_LIST, sha256="a" * 64, language="zh_CN", items=(early,),
            awaits_signature=True,
        )
    )  # fmt: skip
    report = centre.reader(disposal_report, since=Day("2026-03-03"), until=Day("2026-03-31"))
    lines = {(line.unit, line.category): line for line in report.balances}
    phones, knives = lines["刑侦大队", Category.PHONE], lines["刑侦大队", Category.KNIFE]
    assert (phones.opening, phones.taken_in, phones.out, phones.closing) == (1, 1, 1, 1)
    assert (knives.opening, knives.taken_in, knives.out, knives.closing) == (1, 0, 0, 1)
    (left,) = report.disposed
    assert (left.item.id, left.recipient, left.kind) == (early, "王五", Disposal.RETURN_TO_OWNER)
    assert left.approval_no.startswith("SQ")
    assert left.approver == "民警3"
    (corrected,) = report.corrections
    assert (corrected.fact, corrected.old, corrected.new, corrected.reason) == (
        "name", "手机", "平板电脑", "误录",
    )  # fmt: skip
    assert [row.number for row in report.unsigned] == ["FH2026030001"]
    before = centre.reader(disposal_report, since=first, until=first)
    assert before.disposed == ()
    assert kept in centre.items


def test_scans_are_kept_as_they_were_read(centre: Centre) -> None:
    journal = ScanJournal(centre.writer, centre.reader.engine, SystemClock())
    good = journal.keep("153010126000001107", "keyboard", "153010126000001107", CLERK)
    odd = journal.keep("\ud800\x00abc", "camera", person="nobody")
    locked = journal.keep("153010126000001107", LOCKED, "153010126000001107")
    assert good < odd < locked
    assert [row.n for row in journal.unread()] == [locked, odd]
    assert journal.unread()[1].raw == "\\ud800\\x00abc"
    assert journal.count_unread() == 2
    journal.answer(odd, "纸张污损")
    journal.answer(odd, "second answer")
    assert [row.n for row in journal.unread()] == [locked]
    assert centre.reader(today, now=START).unread_scans.n == 1


def test_foreign_and_unknown_codes_wait_for_a_person(centre: Centre) -> None:
    journal = ScanJournal(centre.writer, centre.reader.engine, SystemClock())
    here = Tag(TagKind.PLACE, 5301, 1, 26, 999_999).code()
    away = Tag(TagKind.ITEM, 4403, 1, 26, 1).code()
    numbers = [journal.keep(code, "keyboard", code) for code in (here, away)]
    assert not journal.unread()
    told = [journal.look_up(n, code) for n, code in zip(numbers, (here, away), strict=True)]
    assert told == ["unknown", "other_centre"]
    assert [(row.n, row.why) for row in journal.unread()] == [
        (numbers[1], "other_centre"), (numbers[0], "unknown"),
    ]  # fmt: skip
    journal.answer(numbers[1], "还给对方中心")
    assert [row.n for row in journal.unread()] == [numbers[0]]


def test_a_basket_survives_and_is_one_a_person(centre: Centre) -> None:
    baskets = Baskets(centre.writer, centre.reader.engine, SystemClock())
    assert baskets.load(CLERK) is None
    baskets.save(CLERK, {"rows": [1, "箱"]})
    baskets.save(CLERK_2, {"rows": []})
    baskets.save(CLERK, {"rows": [2], "odd": "\ud800"})
    again = Baskets(centre.writer, centre.reader.engine, SystemClock())
    assert again.load(CLERK) == {"rows": [2], "odd": "\ud800"}
    assert [one.person_id for one in again.open()] == [CLERK_2, CLERK]
    baskets.clear(CLERK)
    assert baskets.load(CLERK) is None
    assert baskets.load("nobody") is None
    assert [one.person_id for one in again.open()] == [CLERK_2]


def test_refused_things_leave_the_late_list_once_they_are_taken_in(filled: Filled) -> None:
    before = filled.reader(today, now=NOW).list("late_hand_over")
    item = next(i for i in filled.items if i.id == before.items[0].id)
    taken = replace(item, custody=Custody.IN_STORE, hand_over_due_at=None, place=None)
    with filled.writing() as connection:
        filled.change(connection, item, taken)
    after = filled.reader(today, now=NOW).list("late_hand_over")
    with filled.writing() as connection:
        filled.change(connection, taken, item)
    assert after.total.n == before.total.n - 1
    assert item.id not in {row.id for row in after.items}
