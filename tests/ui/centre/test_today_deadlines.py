"""Deadlines that no other list tells, and places to be counted: on Today and on the card."""

from __future__ import annotations

from typing import Any

from custody_app.domain.commands.clocks import StartClock
from custody_app.domain.moments import Day, Moment, later, moment_of
from custody_app.queries.item_card import item_card
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.today import today
from custody_app.ui.clock_words import deadline_name, end_text, holidays_note, who_must
from custody_app.ui.items.facts import fact_rows
from custody_app.ui.places.page import PlacesPage
from custody_app.ui.today.kinds import KINDS
from custody_app.ui.today.presenter import TodayCard, cards_of
from custody_app.ui.widgets.cards import Pill
from tests.living import signer_of
from tests.ui.centre.window import Window


def kept_for(window: Window, days: int) -> ItemRow:
    """A thing with a term of custody that ends in so many days."""
    row = window.item("")
    now = moment_of(window.core.clock.now())
    window.core.custody.handle(
        StartClock(
            item=window.state(row.id).id, deadline="D25", since=now,
            until=Day(later(now, days=days)[:10]), reason="入库申请载明",
        ),
        signer=signer_of(window.core, "clerk"),
    )  # fmt: skip
    return row


def cards(window: Window, now: Moment) -> dict[str, TodayCard]:
    return {card.code: card for card in cards_of(window.read(today, now=now), now)}


def test_d25_stands_on_today_and_on_the_card_with_its_custodian(window: Window) -> None:
    row = kept_for(window, 10)
    now = moment_of(window.core.clock.now())
    card = cards(window, now)["clocks"]
    (found,) = [one for one in card.rows if one.way.item == row.id]
    assert found.title == row.name
    assert "D25 保管期限" in found.detail
    seen = window.read(item_card, item=row.id, now=now)
    (clock,) = [one for one in seen.clocks if one.deadline == "D25"]
    custodian = seen.intake_by.name if seen.intake_by is not None else ""
    assert (found.who, who_must(clock)) == (custodian, custodian)
    rows = dict(fact_rows(seen))
    assert rows[deadline_name(clock)] == end_text(clock)
    assert end_text(clock).startswith("至 2")
    assert holidays_note(clock) == ""
    page: Any = window.go("today")
    page._go(found.way)
    window.settle()
    assert window.page is not page


def test_d28_a_place_to_be_counted_leads_to_it(window: Window) -> None:
    now = later(moment_of(window.core.clock.now()), days=40)
    card = cards(window, now)["stock_take"]
    assert card.title == KINDS["stock_take"]().title
    row = card.rows[0]
    assert row.way.place
    page: Any = window.go("today")
    page._go(row.way)
    window.settle()
    assert isinstance(window.page, PlacesPage)
    assert window.page.tree.current() == row.way.place


def test_d25_near_its_end_is_told_beside_the_case_at_the_intake(window: Window) -> None:
    row = kept_for(window, 10)
    page: Any = window.go("intake", case=row.case_id)
    window.settle()
    pill = page.findChild(Pill, "case_terms")
    assert pill is not None
    assert pill.isVisible()
    assert f"{row.name}  D25 保管期限  至 2" in pill.toolTip()
