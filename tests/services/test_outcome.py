"""What a call of ``handle`` wrote, as its callers ask for it."""

from __future__ import annotations

import pytest

from custody_app.domain.events.item import ItemMoved, ItemSeen
from custody_app.domain.ids import ItemId, PlaceId
from custody_app.services.outcome import Outcome
from custody_app.storage.unit_of_work import Recorded

SEEN = ItemSeen(item=ItemId("i1"))
MOVED = ItemMoved(item=ItemId("i2"), place=PlaceId("p"))


def recorded(event: ItemSeen | ItemMoved, lseq: int) -> Recorded:
    return Recorded("log", lseq, f"{lseq:064x}", "T", f"e{lseq}", event.subjects(), event)


OUTCOME = Outcome("batch", (recorded(SEEN, 3), recorded(MOVED, 4), recorded(SEEN, 5)))


def test_events_stay_in_order() -> None:
    assert OUTCOME.events == (SEEN, MOVED, SEEN)


def test_every_subject_that_changed_is_named_once() -> None:
    assert OUTCOME.changed == {("item", "i1"), ("item", "i2")}


def test_the_first_subject_of_a_kind() -> None:
    assert OUTCOME.first("item") == "i1"
    with pytest.raises(LookupError):
        OUTCOME.first("case")
    with pytest.raises(LookupError):
        Outcome("batch", ()).first("item")
