"""Where a running deadline is seen: Today, the card of the thing, and whose turn it is by name."""

from __future__ import annotations

from custody_app.domain.moments import hours_between
from custody_app.domain.vocabulary import Role
from custody_app.queries.deadlines import Alert, sweep
from custody_app.queries.item_card import ItemCard, item_card
from custody_app.queries.owners import named
from custody_app.queries.reader import Reader
from custody_app.queries.running_clocks import RunningClock, case_clocks
from custody_app.queries.today import Today, today
from tests.scenarios import test_deadlines as deadlines
from tests.scenarios import test_deadlines_terms as terms
from tests.scenarios.conftest import ONE
from tests.scenarios.test_deadlines import Term

term = deadlines.term
stored = deadlines.stored
detained = terms.detained


def the_day(term: Term) -> Today:
    return Reader(term.core.reader)(today, now=term.now)


def card(term: Term) -> ItemCard:
    return Reader(term.core.reader)(item_card, item=term.item("$thing.item").id, now=term.now)


def on_card(term: Term, deadline: str) -> RunningClock:
    (found,) = [one for one in card(term).clocks if one.deadline == deadline]
    return found


def alert(term: Term, deadline: str) -> Alert:
    read = Reader(term.core.reader)
    (found,) = [one for one in read(sweep, now=term.now) if one.deadline == deadline]
    (found,) = read(named, alerts=[found])
    return found


def is_near(term: Term, deadline: str) -> None:
    """Half a day is left."""
    end = term.due("thing", deadline)
    assert end is not None
    term.passes(hours=hours_between(term.now, end) - 12)


def day(term: Term, days: int) -> str:
    return term.hours(24 * days)[:10]


def test_d25_runs_by_itself_when_the_intake_names_the_day(term: Term) -> None:
    term.lists("撬棍")
    until = day(term, 60)
    accept = {"item": "$thing.item", "quantity": ONE, "delivered_by": "530211"}
    past = term.refused("clerk", "AcceptItem", **accept, keep_until=day(term, -2))
    assert past == ["clock.end_before_start"]
    answer = term.does("clerk", "AcceptItem", **accept, keep_until=until)
    assert term.types(answer) == ["ITEM_ACCEPTED", "CLOCK_STARTED"]
    assert terms.day_of(term.due("thing", "D25")) == until
    assert on_card(term, "D25").at == term.due("thing", "D25")


def test_d25_does_not_run_where_the_intake_names_no_day_or_the_pack_is_off(term: Term) -> None:
    term.lists("撬棍")
    term.takes_in()
    assert term.due("thing", "D25") is None
    off = deadlines.other("D25", "intake", 0, "", "保管期限").replace("enabled = true", "")
    term.adopts(off.replace('unit = ""\n', "").replace("length = 0\n", ""))
    term.lists("手电", as_="second")
    accept = {"item": "$second.item", "quantity": ONE, "delivered_by": "530211"}
    assert term.refused("clerk", "AcceptItem", **accept, keep_until=day(term, 9)) == ["clock.off"]


def test_d25_near_its_end_stands_on_today_with_the_custodian_who_took_it_in(term: Term) -> None:
    term.lists("撬棍")
    term.takes_in(place="A-01-01", keep_until=day(term, 40))
    assert the_day(term).list("clocks").total.n == 0
    term.passes(days=15)
    waiting = the_day(term).list("clocks")
    (clock,) = waiting.clocks
    assert (waiting.total.n, clock.deadline, clock.role) == (1, "D25", Role.CUSTODIAN)
    clerk = term.session("clerk").person
    assert clock.person is not None
    assert (clock.person.id, clock.item and clock.item.name) == (clerk.id, "撬棍")
    assert alert(term, "D25").person == clock.person


def test_d06_started_by_hand_stands_on_today_with_the_officer_of_the_case(stored: Term) -> None:
    stored.starts("D06")
    is_near(stored, "D06")
    (clock,) = the_day(stored).list("clocks").clocks
    officer = alert(stored, "D06").person
    assert (clock.deadline, clock.role) == ("D06", Role.CASE_OFFICER)
    assert officer is not None
    assert officer.badge_no == "530211"
    assert clock.person == officer
    stored.passes(days=9)
    told = alert(stored, "D06")
    assert (told.owner, told.person) == (Role.LEGAL_REVIEWER, None)


def test_d06_the_role_alone_is_told_once_the_officers_have_left(stored: Term) -> None:
    stored.starts("D06")
    is_near(stored, "D06")
    for badge in ("530211", "530212"):
        stored.does("security", "CloseAccount", "audit", person=badge, reason="调离")
        stored.does("head", "ChangePerson", person=badge, departed=True)
    assert alert(stored, "D06").person is None
    (clock,) = the_day(stored).list("clocks").clocks
    assert (clock.role, clock.person) == (Role.CASE_OFFICER, None)


def test_d05_whose_turn_it_is_the_borrower_tells(stored: Term) -> None:
    stored.calls_out(hours=100)
    stored.checks_out()
    stored.passes(hours=90)
    told = alert(stored, "D05")
    assert told.person is not None
    assert told.person.badge_no == "530211"
    assert on_card(stored, "D05").person == told.person


def test_d08_that_stands_still_says_so_on_the_card(detained: Term) -> None:
    assert on_card(detained, "D08").at == detained.due("thing", "D08")
    terms.sent(detained)
    clock = on_card(detained, "D08")
    assert (clock.at, clock.role) == (None, Role.CASE_OFFICER)


def test_d28_places_to_be_counted_stand_on_today_and_empty_ones_do_not(stored: Term) -> None:
    assert the_day(stored).list("stock_take").total.n == 0
    stored.passes(days=40)
    waiting = the_day(stored).list("stock_take")
    assert [place.code for place in waiting.places] == ["A-01-01"]
    assert (waiting.total.n, len(waiting.moments)) == (1, 1)
    stored.does("clerk", "MoveItem", item="$thing.item", place="A-01-02")
    codes = [place.code for place in the_day(stored).list("stock_take").places]
    assert codes == []


def test_d06_and_d25_near_their_end_stand_beside_the_case(stored: Term) -> None:
    read, case = Reader(stored.core.reader), stored.item("$thing.item").case
    assert read(case_clocks, case=case, now=stored.now) == ()
    stored.starts("D25", until=day(stored, 25))
    stored.starts("D06")
    is_near(stored, "D06")
    clocks = read(case_clocks, case=case, now=stored.now)
    assert [one.deadline for one in clocks] == ["D06", "D25"]
    assert {one.item.name for one in clocks if one.item} == {"撬棍"}
    assert not any(one.is_late for one in clocks)
    stored.passes(days=2)
    late = read(case_clocks, case=case, now=stored.now)
    assert [one.is_late for one in late] == [True, False]


def test_d01_and_the_measures_name_the_officer_of_the_case(term: Term) -> None:
    term.lists("撬棍")
    term.passes(days=2)
    waiting = the_day(term).list("late_hand_over")
    assert len(waiting.officers) == len(waiting.items) == 1
    assert waiting.officers[0]
