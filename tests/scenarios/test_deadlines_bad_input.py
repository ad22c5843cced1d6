"""What goes wrong with dates, clocks, calendars and rule packs: a right day, a refusal, or a mark.

Each scenario goes through the real write path; none may end in a traceback or in a wrong day that
nobody is told of.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from custody_app.__main__ import main
from custody_app.domain.moments import Moment, later, moment_of
from custody_app.queries.deadlines import sweep
from custody_app.queries.reader import Reader
from custody_app.queries.rules import rules_in_force
from tests.scenarios import test_deadlines as deadlines
from tests.scenarios.conftest import ONE
from tests.scenarios.test_deadlines import CHINA, LIMIT, Term, other

term = deadlines.term
stored = deadlines.stored
YEAR_OFF = 'year = {year}\nholidays = ["{year}-01-01", "{year}-05-01", "{year}-10-01"{more}]\n'


def china(text: str) -> Moment:
    return moment_of(datetime.fromisoformat(text).replace(tzinfo=CHINA))


def it_is(term: Term, text: str) -> None:
    """The clock of this computer shows this time in China."""
    wanted = datetime.fromisoformat(text).replace(tzinfo=CHINA)
    term.clock.ahead += wanted - term.clock.now()


def year_known(term: Term, year: int, more: str = "") -> None:
    """The centre enters the days off of a year and adopts the pack with it."""
    term.core.folder.rulepacks.mkdir(exist_ok=True)
    path = term.core.folder.rulepacks / f"calendar_{year}.toml"
    path.write_text(YEAR_OFF.format(year=year, more=more), encoding="utf-8")
    term.adopts("")


def last_day(term: Term, thing: str, deadline: str) -> str:
    """The last day in China, as people read it."""
    end = term.due(thing, deadline)
    assert end is not None
    at = datetime.fromisoformat(end).astimezone(CHINA)
    assert f"{at:%H:%M:%S}" == "23:59:59"
    return f"{at:%Y-%m-%d}"


def is_sure(term: Term, thing: str, deadline: str) -> bool:
    alert = term.late(thing, deadline, later(term.now, days=4000))
    assert alert is not None
    return alert.is_sure


def freezes(term: Term, kind: str = "criminal") -> None:
    term.measures("thing", "freeze", kind=kind, name="银行存款")


# -- leap days and ends of months ------------------------------------------------------------------


def test_d09_a_freeze_of_29_february_ends_on_29_august(term: Term) -> None:
    it_is(term, "2028-02-29T10:00")
    freezes(term)
    assert last_day(term, "thing", "D09") == "2028-08-29"


def test_d10_a_freeze_of_29_february_ends_two_years_later_on_the_28th(term: Term) -> None:
    it_is(term, "2028-02-29T10:00")
    freezes(term)
    term.starts("D10")
    assert last_day(term, "thing", "D10") == "2030-02-28"


@pytest.mark.parametrize(
    ("start", "end"),
    [("2027-08-31", "2028-02-29"), ("2027-08-29", "2028-02-29"), ("2026-12-31", "2027-06-30")],
)
def test_d11_half_a_year_ends_on_the_same_day_or_on_the_last_of_the_month(
    term: Term, start: str, end: str
) -> None:
    it_is(term, f"{start}T10:00")
    freezes(term)
    term.starts("D11")
    assert last_day(term, "thing", "D11") == end


def test_d16_a_month_from_31_january_ends_on_28_february_and_moves_off_the_sunday(
    stored: Term,
) -> None:
    it_is(stored, "2027-01-31T10:00")
    stored.starts("D16")
    assert last_day(stored, "thing", "D16") == "2027-03-01"


def test_d16_a_month_from_31_january_2028_ends_on_29_february(stored: Term) -> None:
    it_is(stored, "2028-01-31T10:00")
    stored.starts("D16")
    assert last_day(stored, "thing", "D16") == "2028-02-29"


@pytest.mark.parametrize(
    "day", ["2027-02-29", "2027-13-01", "2027-2-9", "29.02.2028", "99999-01-01"]
)
def test_a_day_that_no_calendar_has_is_refused_by_name(stored: Term, day: str) -> None:
    args = {"item": "$thing.item", "deadline": "D25", "since": stored.now, "reason": "保管期限"}
    assert stored.refused("clerk", "StartClock", **args, until=day) == ["input.not_a_day"]
    assert stored.item("$thing.item").clocks == ()


# -- the zone of the workstation -------------------------------------------------------------------


@pytest.fixture(params=["America/New_York", "Pacific/Kiritimati"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The workstation stands in another zone, with its summer time."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        ("2027-03-14T23:30", "2027-03-17"),
        ("2027-03-15T00:30", "2027-03-18"),
        ("2026-11-01T23:59:59", "2026-11-04"),
        ("2026-11-02T00:00", "2026-11-05"),
    ],
)
def test_d06_counts_the_day_of_china_whatever_zone_the_workstation_is_in(
    stored: Term, zone: str, moment: str, end: str
) -> None:
    it_is(stored, "2027-03-20T10:00")
    stored.lists("撬棍", as_="early", hours_ago=24 * 150)
    stored.does(
        "clerk", "StartClock",
        item="$early.item", deadline="D06", since=china(moment), reason="与案件无关",
    )  # fmt: skip
    assert last_day(stored, "early", "D06") == end, zone


def test_d01_has_24_hours_also_in_the_night_of_the_change_of_time(term: Term, zone: str) -> None:
    it_is(term, "2027-03-14T15:30")
    term.lists("撬棍", hours_ago=1)
    taken = term.item("$thing.item").taken_at
    assert term.due("thing", "D01") == later(taken, hours=24), zone
    assert taken[:15] == china("2027-03-14T14:30")[:15], "the clock of this computer runs on"


# -- the clock of this computer --------------------------------------------------------------------


def test_a_clock_set_back_stops_work_until_two_people_confirm_it(stored: Term) -> None:
    right = stored.now
    stored.passes(days=-400)
    start = {"item": "$thing.item", "deadline": "D06", "since": right, "reason": "与案件无关"}
    assert stored.refused("clerk", "StartClock", **start) == ["time.clock_behind"]
    assert stored.item("$thing.item").clocks == ()
    stored.does("clerk", "ConfirmClock", "head", reason="主板电池更换")
    assert stored.refused("clerk", "StartClock", **start) == ["time.in_future"]
    early = start | {"since": stored.now}
    assert stored.refused("clerk", "StartClock", **early) == ["time.before_taken"]
    stored.passes(days=400)
    stored.does("clerk", "StartClock", **start)
    assert last_day(stored, "thing", "D06") == last_of(stored, right, 3)


def last_of(term: Term, start: Moment, days: int) -> str:
    at = datetime.fromisoformat(term.last_day(start, days=days)).astimezone(CHINA)
    return f"{at:%Y-%m-%d}"


def test_a_clock_set_forward_moves_no_end_and_can_be_set_right(term: Term) -> None:
    term.lists("撬棍")
    end = term.due("thing", "D01")
    term.passes(days=365 * 40)
    assert term.due("thing", "D01") == end
    term.lists("手电", as_="far")
    term.passes(days=-365 * 40)
    assert term.refused("zhang", "ListItem", **line("$thing-list.seizure")) == ["time.clock_behind"]
    term.does("clerk", "ConfirmClock", "head", reason="时钟误拨")
    term.does("zhang", "ListItem", **line("$thing-list.seizure"))
    assert term.due("thing", "D01") == end


def line(seizure: str) -> dict[str, Any]:
    return {"seizure": seizure, "name": "绳索", "category": "general", "quantity": ONE}


def test_a_clock_beyond_every_calendar_is_refused_and_nothing_is_written(term: Term) -> None:
    term.lists("撬棍")
    it_is(term, "2350-01-01T10:00")
    assert term.refused("zhang", "ListItem", **line("$thing-list.seizure")) == ["time.clock_wrong"]
    it_is(term, "1949-10-01T10:00")
    assert term.refused("zhang", "ListItem", **line("$thing-list.seizure")) == ["time.clock_wrong"]


# -- years whose holidays nobody entered -----------------------------------------------------------


def test_d11_an_end_in_a_year_without_its_holidays_is_marked_until_they_are_entered(
    term: Term, capsys: pytest.CaptureFixture[str]
) -> None:
    it_is(term, "2026-11-26T10:00")
    freezes(term)
    term.starts("D11")
    assert last_day(term, "thing", "D11") == "2027-05-26"
    assert not is_sure(term, "thing", "D11")
    assert main(["due", "--data", str(term.core.folder.root), "--days", "300"]) == 0
    assert capsys.readouterr().out.count("（该年放假日未录入）") == 1
    year_known(term, 2027, ', "2027-05-26"')
    assert last_day(term, "thing", "D11") == "2027-05-27"
    assert is_sure(term, "thing", "D11")


def test_d25_a_day_that_was_named_is_sure_without_any_calendar(stored: Term) -> None:
    stored.starts("D25", until="2031-02-28")
    assert last_day(stored, "thing", "D25") == "2031-02-28"
    assert is_sure(stored, "thing", "D25")


def test_d07_working_days_go_over_the_turn_of_a_year_that_is_not_known(term: Term) -> None:
    it_is(term, "2026-12-29T10:00")
    term.measures("thing", "advance_registration", kind="administrative")
    term.takes_in(delivered_by="530211")
    assert last_day(term, "thing", "D07") == "2027-01-07"
    assert not is_sure(term, "thing", "D07")
    year_known(term, 2027)
    assert last_day(term, "thing", "D07") == "2027-01-08"


CALENDARS = {
    "rulepack.calendar_incomplete": "year = 2027\nholidays = []\n",
    "input.not_a_day": YEAR_OFF.format(year=2027, more=', "2027-02-29"'),
    "rulepack.calendar_day": YEAR_OFF.format(year=2027, more=', "2028-02-29"'),
    "rulepack.calendar_both": YEAR_OFF.format(year=2027, more="") + 'workdays = ["2027-05-01"]\n',
    "rulepack.calendar_not_weekend": YEAR_OFF.format(year=2027, more="")
    + 'workdays = ["2027-03-01"]\n',
    "rulepack.calendar_without_work": "year = 2027\nholidays = ["
    + ", ".join(f'"{datetime(2027, 1, 1) + timedelta(days=n):%Y-%m-%d}"' for n in range(365))
    + "]\n",
    "rulepack.no_toml": "year = 2027\nholidays = [\n",
    "input.unknown_field": YEAR_OFF.format(year=2027, more="") + "feast = 1\n",
}


@pytest.mark.parametrize("code", CALENDARS)
def test_a_calendar_that_cannot_be_is_refused_and_the_ends_stay(stored: Term, code: str) -> None:
    since = stored.starts("D06")
    path = stored.core.folder.rulepacks / "calendar_2027.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(CALENDARS[code], encoding="utf-8")
    refused = stored.refused("head", "AdoptRulePack", file="", reason="录入2027年放假日")
    assert refused == [code]
    assert stored.due("thing", "D06") == stored.last_day(since, days=3)


# -- rule packs that contradict themselves ---------------------------------------------------------


def without_article(text: str) -> str:
    return text.replace('article = "共用中心约定"', 'article = ""')


D06 = other("D06", "finding", 3, "days", "退还")
PACKS: dict[str, tuple[str, str]] = {
    "a deadline without an article": ("rulepack.no_article", without_article(D06)),
    "the same deadline twice": ("rulepack.twice", D06 + D06),
    "a length of a hundred years": (
        "rulepack.term_length",
        other("D06", "finding", 100, "years", "退还"),
    ),
    "a unit nobody knows": ("rulepack.term_unit", other("D06", "finding", 3, "weeks", "退还")),
    "a deadline that never ends": ("rulepack.no_length", other("D26", "intake", 0, "", "在库")),
    "a name that belongs to loans": (
        "rulepack.deadline_id",
        other("loan", "intake", 3, "days", "x"),
    ),
    "nobody to tell": (
        "rulepack.nobody_chased",
        D06.replace('[{role = "case_officer", after_days = 0}]', "[]"),
    ),
    "a warning of a million days": ("rulepack.warn_days", D06 + "warn_days = 1000000\n"),
    "a billion extensions": (
        "rulepack.extends_nothing",
        D06 + 'extensions = [{length = 1, unit = "days", times = 1000000000}]\n',
    ),
    "a long term that is shorter": (
        "rulepack.long_is_shorter",
        D06 + 'long_length = 1\nlong_unit = "days"\n',
    ),
    "a role that does not exist": ("input.not_one_of", D06.replace("case_officer", "sheriff")),
}


def refuses_pack(term: Term, text: str, over: str = 'over = "national"\n') -> list[str]:
    head = f'name = "own"\nversion = "9"\n{over}zh = "本中心"\nen = "Own"\n'
    path = term.core.folder.rulepacks / "bad.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + text, encoding="utf-8")
    return term.refused("head", "AdoptRulePack", file="bad", reason="本中心规定")


@pytest.mark.parametrize("what", PACKS)
def test_a_pack_that_cannot_be_followed_is_refused_and_the_law_stays(
    stored: Term, what: str
) -> None:
    code, text = PACKS[what]
    since = stored.starts("D06")
    before = Reader(stored.core.reader)(rules_in_force)
    assert refuses_pack(stored, text) == [code]
    assert Reader(stored.core.reader)(rules_in_force) == before
    assert stored.due("thing", "D06") == stored.last_day(since, days=3)


def test_a_pack_that_stands_alone_and_forgets_the_law_is_refused(stored: Term) -> None:
    refused = refuses_pack(stored, D06, over="")
    assert set(refused) == {"rulepack.deadline_left_out"}
    assert len(refused) == 33


def test_d11_a_warning_longer_than_any_other_is_given_in_time(term: Term) -> None:
    own = other("D11", "decision", 6, "months", "冻结股权") + "warn_days = 90\n"
    term.adopts(own)
    freezes(term)
    term.starts("D11")
    end = term.due("thing", "D11")
    assert end is not None

    def told(days: int) -> bool:
        swept = Reader(term.core.reader)(sweep, now=later(end, days=-days), limit=LIMIT)
        return any(one.deadline == "D11" for one in swept)

    assert told(89)
    assert not told(91)
