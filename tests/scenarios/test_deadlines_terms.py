"""Terms that stand still, run longer in some cases only, or end with their measure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from custody_app.domain.moments import Moment, later, moment_of
from custody_app.queries.deadlines import Alert, sweep
from custody_app.queries.reader import Reader
from tests.scenarios import test_deadlines as deadlines
from tests.scenarios.conftest import ONE
from tests.scenarios.test_deadlines import CHINA, Term, other

term = deadlines.term
stored = deadlines.stored
HEAD = "530301"


@pytest.fixture
def detained(term: Term) -> Term:
    """A thing detained in an administrative case on 1 March 2027, in its place."""
    wanted = datetime.fromisoformat("2027-03-01T10:00").replace(tzinfo=CHINA)
    term.clock.ahead += wanted - term.clock.now()
    term.measures("thing", "detain", kind="administrative")
    term.takes_in(delivered_by="530211", place="A-01-01")
    return term


def day_of(moment: Moment | None) -> str:
    assert moment is not None
    return f"{datetime.fromisoformat(moment).astimezone(CHINA):%Y-%m-%d}"


def away(term: Term, days: float, purpose: str = "appraisal") -> None:
    """Called out and handed out now, back after so many days."""
    sent(term, purpose, days)
    term.passes(days=days)
    term.does("clerk", "ReturnItem", item="$thing.item", quantity=ONE, returned_by="530211")


def sent(term: Term, purpose: str = "appraisal", days: float = 10) -> None:
    term.does(
        "zhang", "RequestCallOut", as_="asked",
        items=[{"item": "$thing.item"}], purpose=purpose, due_at=term.hours(24 * days + 1),
        reason="价格认定",
    )  # fmt: skip
    term.does("wuhua_head", "ApproveRequest", request="$asked.request")
    term.checks_out()


def changes(term: Term, state: str, **more: Any) -> dict[str, Any]:
    paper = {"paper_no": "变1", "paper_on": term.today}
    return {"item": "$thing.item", "state": state} | paper | more


def test_d08_time_of_an_appraisal_does_not_count(detained: Term) -> None:
    assert day_of(detained.due("thing", "D08")) == "2027-03-31"
    detained.passes(days=4)
    away(detained, 10)
    # Away from the fifth to the fifteenth: ten days more, the tenth of April is a Saturday.
    assert day_of(detained.due("thing", "D08")) == "2027-04-12"
    detained.is_late_only_after("thing", "D08", later(Moment("2027-04-11T15:59:59.999Z"), days=1))
    away(detained, 5, "test")
    assert day_of(detained.due("thing", "D08")) == "2027-04-15"


def test_d08_stands_still_while_the_thing_is_away_for_appraisal(detained: Term) -> None:
    sent(detained, days=60)
    assert detained.due("thing", "D08") is None
    assert detained.due("thing", "D05") is not None
    detained.passes(days=40)
    detained.does("clerk", "ReturnItem", item="$thing.item", quantity=ONE, returned_by="530211")
    assert day_of(detained.due("thing", "D08")) == "2027-05-10"


@pytest.mark.parametrize("purpose", ["interrogation", "identification", "inspection", "court"])
def test_d08_runs_on_while_the_thing_is_called_out_for_anything_else(
    detained: Term, purpose: str
) -> None:
    away(detained, 10, purpose)
    assert day_of(detained.due("thing", "D08")) == "2027-03-31"


def test_d08_an_appraisal_after_the_end_brings_no_term_back(detained: Term) -> None:
    detained.passes(days=35)
    end = detained.due("thing", "D08")
    sent(detained)
    assert detained.due("thing", "D08") == end
    assert detained.late("thing", "D08", detained.now) is not None


def test_d08_an_extension_while_it_stands_still_is_judged_all_the_same(detained: Term) -> None:
    sent(detained, days=60)
    detained.passes(days=10)
    extend = changes(detained, "extended", until="2027-09-01")
    assert set(detained.refused("clerk", "ChangeMeasure", **extend)) == {
        "hold.measure_too_long", "hold.measure_notice_missing", "hold.measure_approver_missing",
    }  # fmt: skip


def test_d08_the_paper_that_makes_it_longer_knows_of_the_appraisals_before_it(
    detained: Term,
) -> None:
    away(detained, 10)
    named = {"until": "2027-05-10", "approver": HEAD, "notice_no": "告1"}
    detained.does("clerk", "ChangeMeasure", **changes(detained, "extended", **named))
    assert day_of(detained.due("thing", "D08")) == "2027-05-10"
    away(detained, 3)
    assert day_of(detained.due("thing", "D08")) == "2027-05-13"


def test_d08_a_paper_that_names_a_later_end_than_the_law_does_not_move_it(term: Term) -> None:
    until = {"measure_until": term.hours(24 * 90)[:10]}
    term.measures("thing", "detain", kind="administrative", **until)
    term.takes_in(delivered_by="530211")
    assert term.due("thing", "D08") == term.last_day(term.now, days=30)
    sooner = {"measure_until": term.hours(24 * 9)[:10]}
    term.measures("second", "detain", kind="administrative", **sooner)
    term.takes_in("second", delivered_by="530211")
    assert day_of(term.due("second", "D08")) == sooner["measure_until"]


def test_d09_a_complex_case_has_a_year_by_a_head_on_paper(term: Term) -> None:
    term.measures("thing", "freeze", name="银行存款")
    half = term.last_day(term.now, months=6)
    start = {"item": "$thing.item", "deadline": "D09", "since": term.now, "reason": "案情重大复杂"}
    assert term.refused("clerk", "StartClock", **start) == ["clock.by_itself"]
    long = start | {"long": True}
    assert set(term.refused("clerk", "StartClock", **long)) == {
        "clock.paper_missing", "clock.long_approver_missing",
    }  # fmt: skip
    assert term.due("thing", "D09") == half
    signed = long | {"paper_no": "冻1", "approver": HEAD}
    answer = term.does("zhang", "StartClock", **signed)
    assert term.types(answer) == ["CLOCK_STARTED"]
    year = term.last_day(term.now, months=12)
    term.is_late_only_after("thing", "D09", year)
    extend = {"item": "$thing.item", "deadline": "D09", "approver": HEAD, "reason": "仍在侦查"}
    term.does("clerk", "ExtendClock", **extend, paper_no="续冻1")
    end = datetime.fromisoformat(year).astimezone(CHINA)
    assert day_of(term.due("thing", "D09"))[:4] == str(end.year + 1)


def test_d09_a_deadline_without_a_longer_length_gets_none(term: Term) -> None:
    term.measures("thing", "freeze", name="股票")
    start = {"item": "$thing.item", "deadline": "D10", "since": term.now, "reason": "案情复杂"}
    long = {"long": True, "paper_no": "冻1", "approver": HEAD}
    assert term.refused("clerk", "StartClock", **start, **long) == ["clock.no_long_term"]


def test_d10_a_freeze_that_is_lifted_ends_with_its_clock(term: Term) -> None:
    term.measures("thing", "freeze", name="股票")
    term.starts("D10")
    assert term.due("thing", "D10") is not None
    extend = changes(term, "extended", until=term.hours(24 * 900)[:10])
    assert term.refused("clerk", "ChangeMeasure", **extend) == ["hold.extend_the_clock"]
    term.does("clerk", "ChangeMeasure", **changes(term, "lifted"))
    assert term.due("thing", "D10") is None
    assert term.due("thing", "D06") is not None


def test_d11_an_extension_names_no_earlier_and_no_later_end_than_it_may(term: Term) -> None:
    term.measures("thing", "freeze", name="股权")
    since = term.starts("D11")
    end = term.last_day(since, months=6)
    more = {"item": "$thing.item", "deadline": "D11", "approver": HEAD, "reason": "仍在侦查"}
    more |= {"paper_no": "续冻1"}
    assert term.refused("clerk", "ExtendClock", **more, until=day_of(end)) == ["clock.not_later"]
    far = day_of(later(end, days=400))
    assert term.refused("clerk", "ExtendClock", **more, until=far) == ["clock.too_long"]
    assert term.due("thing", "D11") == end


def test_d13_is_made_longer_in_administrative_cases_only(term: Term) -> None:
    longer = {"item": "$thing.item", "deadline": "D13", "approver": HEAD, "reason": "特殊情形"}
    for kind, measure in (("criminal", "seize"), ("administrative", "detain")):
        term.measures("thing", measure, kind=kind)
        term.takes_in(delivered_by="530211", place="A-01-01")
        term.does(
            "clerk", "PublishNotice",
            item="$thing.item", where="昆明日报", approver=HEAD, paper_no="公告1",
            published_on=term.today,
        )  # fmt: skip
        end = term.last_day(term.now, months=6)
        assert term.due("thing", "D13") == end
        if kind == "criminal":
            refused = term.refused("clerk", "ExtendClock", **longer, paper_no="延1")
            assert refused == ["clock.extension_other_case_kind"]
            assert term.due("thing", "D13") == end
        else:
            term.does("clerk", "ExtendClock", **longer, paper_no="延1")
            assert term.due("thing", "D13") == term.last_day(moment_after(end), months=3)
            again = term.refused("clerk", "ExtendClock", **longer, paper_no="延2")
            assert again == ["clock.not_extendable"]


def moment_after(end: Moment) -> Moment:
    """The same day, as a moment to count from."""
    return moment_of(datetime.fromisoformat(end))


def test_d28_a_place_never_counted_is_due_from_the_day_the_first_thing_stood_there(
    term: Term,
) -> None:
    assert term.ends("D28") == []
    term.lists("撬棍")
    term.takes_in(place="A-01-01")
    first = term.now
    ((place, end),) = term.ends("D28")
    assert end == term.last_day(first, days=30)
    term.passes(days=10)
    term.lists("手电", as_="second")
    term.takes_in("second", place="A-01-01")
    assert term.ends("D28") == [(place, end)]
    term.passes(days=25)
    (told,) = due_places(term)
    assert told.is_late
    assert told.cleared_by == ("CountPlace",)
    for thing in ("thing", "second"):
        term.does("clerk", "MoveItem", item=f"${thing}.item", place="A-01-02")
    assert place not in {one for one, _ in term.ends("D28")}, "an empty place is not counted"
    term.does("clerk", "MoveItem", item="$thing.item", place="A-01-01")
    assert (place, end) in term.ends("D28")
    seen = [term.item("$thing.item").id]
    term.does("clerk", "CountPlace", place="A-01-01", seen=seen)
    assert (place, term.last_day(term.now, days=30)) in term.ends("D28")


def test_d28_another_length_moves_the_places_that_nobody_counted_yet(stored: Term) -> None:
    ((place, _),) = stored.ends("D28")
    since = stored.item("$thing.item").last_seen_at
    stored.adopts(other("D28", "count", 7, "days", "盘点"))
    assert since is not None
    assert stored.ends("D28") == [(place, stored.last_day(since, days=7))]


def test_d28_a_bag_makes_its_place_one_to_be_counted(term: Term) -> None:
    term.does(
        "clerk", "RegisterContainer", as_="bag", kind="bag", name="物证袋", place="A-01-01",
    )  # fmt: skip
    ((_, end),) = term.ends("D28")
    assert end == term.last_day(term.now, days=30)


def due_places(term: Term) -> list[Alert]:
    swept = Reader(term.core.reader)(sweep, now=term.now)
    return [one for one in swept if one.deadline == "D28"]


def test_d08_counts_from_the_decision_that_converted_the_measure(term: Term) -> None:
    term.measures("thing", "advance_registration", kind="administrative")
    term.takes_in(delivered_by="530211", place="A-01-01")
    term.passes(days=5)
    convert = changes(term, "converted", measure="detain")
    term.does("clerk", "ChangeMeasure", **convert)
    assert term.due("thing", "D07") is None
    assert term.due("thing", "D08") == term.last_day(term.now, days=30)


def test_d09_a_year_typed_wrong_ends_no_later_than_any_freeze_may(term: Term) -> None:
    term.measures("thing", "freeze", name="银行存款", measure_until="2062-05-26")
    assert term.due("thing", "D09") == term.last_day(term.now, months=24)
    year = term.hours(24 * 360)[:10]
    term.measures("second", "freeze", name="银行存款", measure_until=year)
    assert day_of(term.due("second", "D09")) == year
