"""The deadlines D01 to D27 as a centre meets them: start, end by the law's counting, late, ended.

The ends are counted anew here by the words of the law, on the calendar of the pack in force.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from custody_app.bootstrap import open_core
from custody_app.demo.cast import read_cast
from custody_app.demo.production import SEED
from custody_app.domain.moments import Moment, later, moment_of, time_of
from custody_app.queries.deadlines import Alert, sweep
from custody_app.queries.reader import Reader
from custody_app.queries.rules import rules_in_force
from custody_app.runtime.clock import SystemClock
from custody_app.runtime.paths import CentreDir
from custody_app.services.ledger_audit import verify
from custody_app.services.rebuild import rebuild
from tests.scenarios.conftest import ONE, Play

CHINA = timezone(timedelta(hours=8))
LIMIT = 500


class MovedClock(SystemClock):
    """The clock of this computer, put forward."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.ahead


class Term(Play):
    """A play with a clock that can be put forward, and questions about what is due."""

    clock: MovedClock
    packs = 0

    def passes(self, **span: float) -> None:
        self.clock.ahead += timedelta(**span)

    @property
    def now(self) -> Moment:
        return moment_of(self.core.clock.now())

    def due(self, thing: str, deadline: str) -> Moment | None:
        """When this deadline ends for a thing, as the due table has it."""
        found = self._alerts(thing, deadline, later(self.now, days=4000))
        assert len(found) <= 1, found
        return found[0].at if found else None

    def late(self, thing: str, deadline: str, at: Moment) -> Alert | None:
        """What the sweep tells at a moment, if it is late by then."""
        found = [one for one in self._alerts(thing, deadline, at) if one.is_late]
        return found[0] if found else None

    def adopts(self, entries: str) -> None:
        """A rule pack of the centre's own over the national one, from now on."""
        self.packs += 1
        head = f'name = "own"\nversion = "{self.packs}"\nover = "national"\n'
        head += 'zh = "本中心"\nen = "Own"\n'
        self.core.folder.rulepacks.mkdir(exist_ok=True)
        path = self.core.folder.rulepacks / f"own{self.packs}.toml"
        path.write_text(head + entries, encoding="utf-8")
        self.does("head", "AdoptRulePack", file=path.stem, reason="本中心规定")

    def ends(self, deadline: str) -> list[tuple[str, Moment]]:
        """Every subject under a deadline, and when it ends."""
        swept = Reader(self.core.reader)(sweep, now=later(self.now, days=4000), limit=LIMIT)
        return [(one.item, one.at) for one in swept if one.deadline == deadline]

    def _alerts(self, thing: str, deadline: str, at: Moment) -> list[Alert]:
        id_ = self.item(f"${thing}.item").id
        swept = Reader(self.core.reader)(sweep, now=at, limit=LIMIT)
        return [one for one in swept if one.item == id_ and one.deadline == deadline]

    def is_late_only_after(self, thing: str, deadline: str, end: Moment) -> Alert:
        """In time to the last millisecond, late from the next."""
        assert self.due(thing, deadline) == end
        assert self.late(thing, deadline, end) is None
        told = self.late(thing, deadline, moment_of(time_of(end) + timedelta(milliseconds=1)))
        assert told is not None
        return told

    def last_day(self, start: Moment, *, days: int = 0, months: int = 0) -> Moment:
        """The end of the last day, the day of the start not counted, moved off a holiday."""
        day = time_of(start).astimezone(CHINA).date()
        return self._end(self._working(_months_on(day, months) + timedelta(days=days)))

    def working_days(self, start: Moment, count: int) -> Moment:
        """The end of so many working days after the day of the start."""
        day = time_of(start).astimezone(CHINA).date()
        while count:
            day += timedelta(days=1)
            count -= self._is_work(day)
        return self._end(day)

    def _working(self, day: date) -> date:
        while not self._is_work(day):
            day += timedelta(days=1)
        return day

    def _is_work(self, day: date) -> bool:
        rules = Reader(self.core.reader)(rules_in_force)
        assert rules is not None
        year = next((one for one in rules.calendars if one.year == day.year), None)
        text = day.isoformat()
        if year is not None and text in year.holidays:
            return False
        if year is not None and text in year.workdays:
            return True
        return day.weekday() < 5

    @staticmethod
    def _end(day: date) -> Moment:
        last = datetime(day.year, day.month, day.day, 23, 59, 59, 999000, CHINA)
        return moment_of(last.astimezone(UTC))

    def case_of(self, kind: str) -> str:
        """A new case of this kind."""
        self.does(
            "zhang", "RegisterCase", as_=f"{kind}-case",
            kind=kind, unit=self.session("zhang").person.unit, name="案件", officers=["530211"],
        )  # fmt: skip
        return f"${kind}-case.case"

    def measures(self, thing: str, measure: str, *, kind: str = "criminal", **line: Any) -> None:
        """One thing under this measure, decided today."""
        more = {"not_held": True, "kept_where": "原处"} if measure == "freeze" else {}
        self.does(
            "zhang", "RecordSeizure", as_=f"{thing}-list",
            case=self.case_of(kind), measure=measure, taken_at=self.hours(-1),
            document_no="五公（刑）1号", document_on=self.today, officers=["530211", "530212"],
            holder="罗某某", witness="李秀英", place="文林街",
        )  # fmt: skip
        self.does(
            "zhang", "ListItem", as_=thing, seizure=f"${thing}-list.seizure",
            **({"name": "财物", "category": "general", "quantity": ONE} | more | line),
        )  # fmt: skip

    def starts(self, deadline: str, **more: Any) -> Moment:
        """A clock that the record does not start by itself, from now on."""
        since = self.now
        args = {"item": "$thing.item", "deadline": deadline, "since": since, "reason": "依据文书"}
        self.does("clerk", "StartClock", **(args | more))
        return since

    def stops(self, deadline: str) -> None:
        """What it asked for was done."""
        self.does("clerk", "StopClock", item="$thing.item", deadline=deadline, reason="已办结")
        assert self.due("thing", deadline) is None


def _months_on(day: date, months: int) -> date:
    """The same day some months later, or the last of that month (刑诉解释 第202条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError


@pytest.fixture
def term(prepared: Path, tmp_path: Path) -> Iterator[Term]:
    """A centre before its first day; its rows follow from the record when the scenario is over."""
    folder = CentreDir(tmp_path / "centre")
    shutil.copytree(prepared, folder.root)
    clock = MovedClock()
    core = open_core(folder, clock=clock)
    with core.reader.connect() as connection:
        number = connection.exec_driver_sql(
            "SELECT key FROM subject_key WHERE kind = 'case' AND key LIKE '%五华%3021号'"
        ).scalar_one()
    made = Term(core, read_cast(SEED), tmp_path, str(number))
    made.clock = clock
    yield made
    core.close()
    report = verify(folder)
    assert report.is_whole, report.findings
    assert rebuild(folder, check=True).differences == ()


@pytest.fixture
def stored(term: Term) -> Term:
    """One thing in its place."""
    term.lists("撬棍")
    term.takes_in(place="A-01-01")
    return term


@pytest.fixture
def joint(stored: Term) -> Term:
    """A joint centre that keeps the deadlines of other agencies too."""
    stored.adopts(JOINT)
    return stored


def other(id_: str, starts: str, length: int, unit: str, zh: str) -> str:
    return f"""
[[deadlines]]
id = "{id_}"
zh = "{zh}"
en = "{zh}"
starts = "{starts}"
length = {length}
unit = "{unit}"
chased = [{{role = "case_officer", after_days = 0}}]
article = "共用中心约定"
certainty = "R"
enabled = true
"""


SIX_HOURS = other("D01", "taking", 6, "hours", "移交保管员")
JOINT = "".join(
    other(*one)
    for one in (
        ("D03", "receipt", 24, "hours", "抄送督察"),
        ("D18", "taking", 3, "days", "检察院存款入库"),
        ("D20", "measure", 24, "hours", "车辆移交"),
        ("D21", "report", 5, "days", "通知领取事故车辆"),
        ("D22", "decision", 1, "years", "海关扣留"),
        ("D23", "acceptance", 5, "working_days", "价格认定"),
        ("D24", "finding", 15, "days", "纠正错误没收"),
    )
)


def test_d01_the_hand_over_is_due_24_hours_after_the_taking(term: Term) -> None:
    term.lists("撬棍", hours_ago=3)
    item = term.item("$thing.item")
    end = later(item.taken_at, hours=24)
    told = term.is_late_only_after("thing", "D01", end)
    assert told.article
    term.takes_in()
    assert term.due("thing", "D01") is None


def test_d01_is_as_long_as_the_pack_in_force_says_when_the_thing_is_listed(term: Term) -> None:
    term.lists("撬棍", hours_ago=1)
    term.adopts(SIX_HOURS)
    term.lists("手电", as_="later", hours_ago=1)
    first, second = term.item("$thing.item"), term.item("$later.item")
    assert first.hand_over_due_at == later(first.taken_at, hours=24)
    assert second.hand_over_due_at == later(second.taken_at, hours=6)
    term.is_late_only_after("later", "D01", later(second.taken_at, hours=6))
    moved = later(second.taken_at, hours=-2)
    term.does(
        "clerk", "CorrectItem", item="$later.item", taken_at=moved, reason="笔录时间更正",
        of_event="$later.hash",
    )  # fmt: skip
    assert term.item("$later.item").hand_over_due_at == later(moved, hours=6)


def test_d01_an_urgent_test_moves_it_by_decision_of_the_unit_head(term: Term) -> None:
    term.lists("撬棍")
    end = term.hours(40)
    excepted = {"item": "$thing.item", "exception": "urgent_test", "due_at": end, "note": "急检"}
    assert term.refused("zhang", "ExceptHandOverClock", **excepted)
    term.does("zhang", "ExceptHandOverClock", **excepted, approver="530201")
    term.is_late_only_after("thing", "D01", end)


def test_d02_what_is_only_registered_is_entered_within_24_hours(stored: Term) -> None:
    since = stored.starts("D02")
    stored.is_late_only_after("thing", "D02", later(since, hours=24))
    stored.stops("D02")


def test_d03_a_joint_centre_copies_to_the_inspectorate_within_24_hours(joint: Term) -> None:
    since = joint.starts("D03")
    joint.is_late_only_after("thing", "D03", later(since, hours=24))
    joint.stops("D03")


def test_d03_is_off_where_nobody_adopted_it(stored: Term) -> None:
    start = {"item": "$thing.item", "deadline": "D03", "since": stored.now, "reason": "抄送"}
    assert stored.refused("clerk", "StartClock", **start) == ["clock.off"]


def test_d04_a_thing_that_is_no_longer_used_comes_back_within_24_hours(stored: Term) -> None:
    stored.calls_out(hours=100)
    stored.checks_out()
    since = stored.starts("D04")
    stored.is_late_only_after("thing", "D04", later(since, hours=24))
    stored.does("clerk", "ReturnItem", item="$thing.item", quantity=ONE, returned_by="530211")
    assert stored.due("thing", "D04") is None


def test_d05_the_return_date_is_that_of_the_approval_and_moves_by_extension(stored: Term) -> None:
    stored.calls_out(hours=30)
    stored.checks_out()
    loan = stored.item("$thing.item").loan
    assert loan is not None
    told = stored.is_late_only_after("thing", "D05", loan.due_at)
    assert "第16条" in told.article
    longer = stored.hours(80)
    stored.does(
        "zhang", "RequestExtension", as_="more",
        request="$asked.request", due_at=longer, reason="鉴定未完成",
    )  # fmt: skip
    stored.does("wuhua_head", "ApproveRequest", request="$more.request")
    stored.does("clerk", "ExtendLoan", item="$thing.item", request="$more.request")
    stored.is_late_only_after("thing", "D05", longer)
    stored.does("clerk", "ReturnItem", item="$thing.item", quantity=ONE, returned_by="530211")
    assert stored.due("thing", "D05") is None


def test_d06_what_turns_out_unrelated_goes_back_within_three_days(stored: Term) -> None:
    since = stored.starts("D06")
    stored.is_late_only_after("thing", "D06", stored.last_day(since, days=3))
    longer = {
        "item": "$thing.item", "deadline": "D06", "approver": "530201", "paper_no": "延1",
        "reason": "人不在",
    }  # fmt: skip
    assert stored.refused("clerk", "ExtendClock", **longer) == ["clock.not_extendable"]
    stored.stops("D06")


def test_d07_advance_registration_is_decided_within_seven_working_days(term: Term) -> None:
    term.measures("thing", "advance_registration", kind="administrative")
    term.takes_in(delivered_by="530211")
    end = term.working_days(term.now, 7)
    term.is_late_only_after("thing", "D07", end)
    term.does(
        "clerk", "ChangeMeasure",
        item="$thing.item", state="converted", measure="detain", paper_no="扣1",
        paper_on=term.today,
    )  # fmt: skip
    assert term.due("thing", "D07") is None


def test_d08_administrative_seizure_ends_after_thirty_days_unless_extended(term: Term) -> None:
    term.measures("thing", "detain", kind="administrative")
    term.takes_in(delivered_by="530211")
    end = term.last_day(term.now, days=30)
    term.is_late_only_after("thing", "D08", end)
    until = (time_of(end).astimezone(CHINA).date() + timedelta(days=20)).isoformat()
    term.does(
        "clerk", "ChangeMeasure",
        item="$thing.item", state="extended", until=until, paper_no="延1", paper_on=term.today,
        approver="530301", notice_no="告1",
    )  # fmt: skip
    found = term.due("thing", "D08")
    assert found is not None
    assert found > end
    term.does(
        "clerk", "ChangeMeasure",
        item="$thing.item", state="lifted", paper_no="解1", paper_on=term.today,
    )  # fmt: skip
    assert term.due("thing", "D08") is None


def test_d08_a_criminal_seizure_has_no_such_end(term: Term) -> None:
    term.measures("thing", "seize")
    term.takes_in(delivered_by="530211")
    assert term.due("thing", "D08") is None


def test_d09_a_freeze_of_deposits_ends_after_six_months(term: Term) -> None:
    term.measures("thing", "freeze", name="银行存款")
    term.is_late_only_after("thing", "D09", term.last_day(term.now, months=6))


def test_d10_a_freeze_of_shares_ends_after_two_years_and_not_after_six_months(term: Term) -> None:
    term.measures("thing", "freeze", name="股票")
    since = term.starts("D10")
    assert term.due("thing", "D09") is None
    term.is_late_only_after("thing", "D10", term.last_day(since, months=24))


def test_d11_a_freeze_of_equity_ends_after_six_months_and_may_be_renewed(term: Term) -> None:
    term.measures("thing", "freeze", name="股权")
    since = term.starts("D11")
    end = term.last_day(since, months=6)
    term.is_late_only_after("thing", "D11", end)
    term.does(
        "clerk", "ExtendClock",
        item="$thing.item", deadline="D11", approver="530301", paper_no="续冻1", reason="仍在侦查",
    )  # fmt: skip
    found = term.due("thing", "D11")
    assert found is not None
    assert found > end


def test_d12_a_freeze_for_terror_ends_after_two_months(term: Term) -> None:
    term.measures("thing", "freeze", kind="administrative", name="涉恐资产")
    since = term.starts("D12")
    term.is_late_only_after("thing", "D12", term.last_day(since, months=2))


def test_d13_unclaimed_property_waits_six_months_from_the_notice(stored: Term) -> None:
    since = stored.starts("D13", paper_no="招领1")
    stored.is_late_only_after("thing", "D13", stored.last_day(since, months=6))
    stored.stops("D13")


def test_d14_at_the_court_unclaimed_property_waits_a_year(stored: Term) -> None:
    since = stored.starts("D14", paper_no="院公告1")
    stored.is_late_only_after("thing", "D14", stored.last_day(since, months=12))
    stored.stops("D14")


def test_d15_the_judgment_is_served_on_the_holder_within_ten_days(stored: Term) -> None:
    since = stored.starts("D15", paper_no="判1")
    stored.is_late_only_after("thing", "D15", stored.last_day(since, days=10))
    stored.stops("D15")


def test_d16_the_court_gets_the_receipt_within_a_month(stored: Term) -> None:
    since = stored.starts("D16", paper_no="执1")
    stored.is_late_only_after("thing", "D16", stored.last_day(since, months=1))
    stored.stops("D16")


def test_d17_the_bank_answers_within_fifteen_days(stored: Term) -> None:
    since = stored.starts("D17")
    stored.is_late_only_after("thing", "D17", stored.last_day(since, days=15))
    stored.stops("D17")


def test_d18_the_procuratorate_stores_within_three_days(joint: Term) -> None:
    since = joint.starts("D18")
    joint.is_late_only_after("thing", "D18", joint.last_day(since, days=3))
    joint.stops("D18")


def test_d20_a_detained_vehicle_reaches_the_unit_within_24_hours(joint: Term) -> None:
    since = joint.starts("D20")
    joint.is_late_only_after("thing", "D20", later(since, hours=24))
    joint.stops("D20")


def test_d21_the_owner_of_an_accident_vehicle_is_told_within_five_days(joint: Term) -> None:
    since = joint.starts("D21")
    joint.is_late_only_after("thing", "D21", joint.last_day(since, days=5))
    joint.stops("D21")


def test_d22_a_detention_by_customs_ends_after_a_year(joint: Term) -> None:
    since = joint.starts("D22")
    joint.is_late_only_after("thing", "D22", joint.last_day(since, months=12))
    joint.stops("D22")


def test_d23_the_price_is_appraised_within_five_working_days(joint: Term) -> None:
    since = joint.starts("D23")
    joint.is_late_only_after("thing", "D23", joint.working_days(since, 5))
    joint.stops("D23")


def test_d24_a_wrong_forfeiture_is_undone_within_fifteen_days(joint: Term) -> None:
    since = joint.starts("D24")
    joint.is_late_only_after("thing", "D24", joint.last_day(since, days=15))
    joint.stops("D24")


def test_d25_the_term_of_custody_is_the_day_that_the_intake_names(stored: Term) -> None:
    start = {"item": "$thing.item", "deadline": "D25", "since": stored.now, "reason": "短期保管"}
    assert stored.refused("clerk", "StartClock", **start) == ["clock.needs_end"]
    day = time_of(stored.now).astimezone(CHINA).date() + timedelta(days=45)
    stored.starts("D25", until=day.isoformat())
    found = stored.due("thing", "D25")
    assert found is not None
    assert time_of(found).astimezone(CHINA).date() == day
    stored.stops("D25")


def test_d26_what_lies_in_store_is_asked_for_after_the_days_of_the_pack(stored: Term) -> None:
    intake = stored.item("$thing.item").intake_at
    assert intake is not None
    stored.is_late_only_after("thing", "D26", stored.last_day(intake, days=180))
    stored.does(
        "clerk", "SendAuthority",
        item="$thing.item", to_unit="530102JCY", paper_no="移1", proposal="没收",
    )  # fmt: skip
    stored.does(
        "liaison", "ConfirmAuthority", item="$thing.item", receipt_no="回1",
        receipt_on=stored.today,
    )  # fmt: skip
    assert stored.due("thing", "D26") is None


def test_a_clock_put_forward_makes_late_and_nothing_else(term: Term) -> None:
    term.lists("撬棍")
    end = term.due("thing", "D01")
    term.passes(days=3)
    assert term.due("thing", "D01") == end
    assert term.late("thing", "D01", term.now) is not None


def test_d28_a_place_is_counted_again_within_the_days_of_the_pack(stored: Term) -> None:
    item = stored.item("$thing.item")
    count = {"place": "A-01-01", "seen": [item.id]}
    assert stored.refused("zhang", "CountPlace", **count) == ["permission.role"]
    answer = stored.does("clerk", "CountPlace", **count)
    assert stored.types(answer) == ["PLACE_COUNTED"]
    end = stored.last_day(stored.now, days=30)

    def told(at: Moment) -> list[Alert]:
        swept = Reader(stored.core.reader)(sweep, now=at, limit=LIMIT)
        return [one for one in swept if one.deadline == "D28"]

    assert not any(one.is_late for one in told(end))
    (late,) = told(later(end, hours=1))
    assert late.is_late
    assert late.cleared_by == ("CountPlace",)
    stored.passes(days=10)
    stored.does("supervisor", "CountPlace", **count)
    assert not any(one.is_late for one in told(later(end, hours=1)))
    stored.does("clerk", "IssueForm", kind="count_sheet", place="A-01-01")


def test_d28_what_two_people_do_not_find_is_stopped(stored: Term) -> None:
    first = stored.does("clerk", "CountPlace", place="A-01-01", seen=[])
    assert stored.types(first) == ["PLACE_COUNTED"]
    again = {"place": "A-01-01", "seen": []}
    assert stored.refused("clerk", "CountPlace", **again) == ["count.second_by_same"]
    second = stored.does("second", "CountPlace", **again, note="两次均未找到")
    assert stored.types(second) == ["PLACE_COUNTED", "ITEM_FROZEN"]
    assert stored.item("$thing.item").frozen is not None
