"""Deadlines on Today as they stand five weeks on, and on the card of a thing."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea

from custody_app.domain.commands.clocks import StartClock
from custody_app.domain.ids import ItemId
from custody_app.domain.moments import Day, later, moment_of
from custody_app.queries.today import today
from custody_app.ui.today.waiting_card import WaitingCard
from custody_app.ui.widgets.facts_grid import FactsGrid
from tests.living import signer_of
from tests.performance.picture_easel import Easel


def draw_deadlines(at: Easel) -> None:
    """A term of custody near its end, places to be counted, all clocks of one thing."""
    laptop, now = at.item("笔记本电脑"), moment_of(at.core.clock.now())
    kept = StartClock(
        item=ItemId(laptop.id), deadline="D25", since=now,
        until=Day(later(now, days=40)[:10]), reason="入库申请载明",
    )  # fmt: skip
    at.core.custody.handle(kept, signer=signer_of(at.core, "clerk"))
    at.go("today")
    soon = later(now, days=35)
    at.page._show(at.read(today, now=soon), soon)
    at.settle()
    for code in ("clocks", "stock_take"):
        card = at.page.findChild(WaitingCard, f"today_{code}")
        at.page.findChild(QScrollArea).ensureWidgetVisible(card)
        at.keep(f"01-deadlines-{code}")
    at.go("items", item_id=laptop.id)
    facts = at.page.findChild(FactsGrid)
    over = facts.parentWidget()
    while not isinstance(over, QScrollArea):
        over = over.parentWidget()
    over.verticalScrollBar().setValue(facts.y() - 20)
    at.keep("01-deadlines-card")
    at.go("intake", case=laptop.case_id)
    at.keep("01-deadlines-case")
