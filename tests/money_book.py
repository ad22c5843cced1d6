"""The money ledger of the small centre in memory: what the store counts in its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from custody_app.domain.events.base import Event
from custody_app.domain.events.money import MoneyEvent
from custody_app.domain.state.money import change_of


def _lines(events: Iterable[Event], account: str) -> Iterator[tuple[int, MoneyEvent]]:
    mine = [one for one in events if isinstance(one, MoneyEvent) and one.account == account]
    for line, event in enumerate(mine, start=1):
        yield int(getattr(event, "line", line)), event


def money_count(events: Iterable[Event], question: str, id_: str) -> int:
    """The questions about money that rules may ask."""
    account, _, rest = id_.partition(" ")
    lines = list(_lines(events, account))
    if question == "money_with_receipt":
        return sum(getattr(event, "receipt_no", "") == rest for _, event in lines)
    of_line: list[Any] = [event for line, event in lines if str(line) == rest]
    if question == "money_of_line":
        return sum(map(change_of, of_line))
    assert question == "receipts_of_line", question
    return sum(bool(getattr(event, "receipt_no", "")) for event in of_line)
