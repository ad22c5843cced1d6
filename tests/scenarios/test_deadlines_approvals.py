"""Who makes a deadline longer, how often, until when, and that it is done before its end."""

from __future__ import annotations

from datetime import date, timedelta

from custody_app.domain.moments import time_of
from tests.scenarios import test_deadlines as deadlines
from tests.scenarios.test_deadlines import CHINA, Term

term = deadlines.term
stored = deadlines.stored


def day_of(term: Term, deadline: str, more: int = 0) -> str:
    """The last day of a deadline, or some days later."""
    end = term.due("thing", deadline)
    assert end is not None
    day: date = time_of(end).astimezone(CHINA).date()
    return (day + timedelta(days=more)).isoformat()


def test_d04_after_the_use_the_first_approver_gives_more_time(stored: Term) -> None:
    stored.calls_out(hours=200)
    stored.checks_out()
    stored.starts("D04")
    first = stored.due("thing", "D04")
    extend = {"item": "$thing.item", "deadline": "D04", "paper_no": "延1", "reason": "路途"}
    refused = stored.refused("clerk", "ExtendClock", **extend, approver="530301")
    assert refused == ["approval.original_approver"]
    stored.does("clerk", "ExtendClock", **extend, approver="530201")
    later = stored.due("thing", "D04")
    assert first is not None
    assert later is not None
    assert later > first


def test_d05_is_made_longer_before_it_ends_and_by_who_approved_it(stored: Term) -> None:
    stored.calls_out(hours=30)
    stored.checks_out()
    asked = {"request": "$asked.request", "reason": "鉴定未完成"}
    stored.passes(hours=31)
    late = stored.refused("zhang", "RequestExtension", **asked, due_at=stored.hours(9))
    assert late == ["request.loan_over"]


def test_d08_thirty_days_more_once_by_the_county_head_told_in_writing(term: Term) -> None:
    term.measures("thing", "detain", kind="administrative")
    term.takes_in(delivered_by="530211")
    longer = {"item": "$thing.item", "state": "extended", "paper_no": "延1", "paper_on": term.today}
    until = day_of(term, "D08", 20)
    refused = term.refused("clerk", "ChangeMeasure", **longer, until=until)
    assert refused == ["hold.measure_notice_missing", "hold.measure_approver_missing"]
    longer |= {"notice_no": "告1"}
    low = term.refused("clerk", "ChangeMeasure", **longer, until=until, approver="530201")
    assert low == ["clock.rank_too_low"]
    longer |= {"approver": "530301"}
    far = term.refused("clerk", "ChangeMeasure", **longer, until=day_of(term, "D08", 60))
    assert far == ["hold.measure_too_long"]
    term.does("clerk", "ChangeMeasure", **longer, until=until)
    again = term.refused("clerk", "ChangeMeasure", **longer, until=day_of(term, "D08", 5))
    assert again == ["hold.measure_extended_once"]


def test_d08_is_over_and_no_longer_made_longer(term: Term) -> None:
    term.measures("thing", "detain", kind="administrative")
    term.takes_in(delivered_by="530211")
    until = day_of(term, "D08", 20)
    term.passes(days=60)
    refused = term.refused(
        "clerk", "ChangeMeasure",
        item="$thing.item", state="extended", paper_no="延1", paper_on=term.today, until=until,
        notice_no="告1", approver="530301",
    )  # fmt: skip
    assert refused == ["clock.over"]


def test_d12_a_head_of_the_next_higher_agency_gives_one_month(term: Term) -> None:
    term.measures("thing", "freeze", kind="administrative", name="涉恐资产")
    term.starts("D12")
    extend = {"item": "$thing.item", "deadline": "D12", "paper_no": "续1", "reason": "案情复杂"}
    term.does("security", "ChangePerson", person="530202", rank="police_head")
    refused = term.refused("clerk", "ExtendClock", **extend, approver="530202")
    assert refused == ["clock.next_higher"]
    term.does("clerk", "ExtendClock", **extend, approver="530301")
    again = term.refused("clerk", "ExtendClock", **extend, approver="530301")
    assert again == ["clock.not_extendable"]
