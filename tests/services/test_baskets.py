"""The saved basket: kept, let go, and gone in the very transaction that carries it out."""

from __future__ import annotations

import pytest

from custody_app.bootstrap import Core
from custody_app.domain.commands.store import SeeItem
from custody_app.domain.errors import RuleBroken
from custody_app.domain.events.item import ItemSeen
from custody_app.domain.ids import ItemId
from custody_app.domain.vocabulary import Custody
from custody_app.queries.find_items import ItemFilters, find_items
from custody_app.queries.reader import Reader
from custody_app.services.baskets import Baskets
from custody_app.storage.basket_store import write_basket
from custody_app.storage.unit_of_work import UnitOfWork
from tests.living import signer_of


@pytest.fixture
def baskets(core: Core) -> Baskets:
    return Baskets(core.writer, core.reader, core.clock)


def a_thing(core: Core) -> ItemId:
    stored = ItemFilters(custody=(Custody.IN_STORE,))
    rows = Reader(core.reader)(find_items, filters=stored, limit=1).rows
    return ItemId(rows[0].id)


def test_a_basket_is_kept_and_let_go(core: Core, baskets: Baskets) -> None:
    clerk = signer_of(core, "clerk").id
    baskets.save(clerk, {"person": "䶮"})
    baskets.save(clerk, {"person": "王"})
    assert baskets.load(clerk) == {"person": "王"}
    assert [one.person_id for one in baskets.open()] == [clerk]
    baskets.clear(clerk)
    assert baskets.load(clerk) is None
    with pytest.raises(RuleBroken):
        baskets.save("nobody", {})


def test_what_was_carried_out_is_never_on_offer_again(core: Core, baskets: Baskets) -> None:
    clerk = signer_of(core, "clerk")
    baskets.save(clerk.id, {"entries": ["thing"]})
    left = baskets.beside(clerk.id, {"owed": ["slip"]})
    core.custody.handle(SeeItem(item=a_thing(core)), signer=clerk, beside=left)
    assert baskets.load(clerk.id) == {"owed": ["slip"]}
    core.custody.handle(
        SeeItem(item=a_thing(core)), signer=clerk, beside=baskets.beside(clerk.id, {})
    )
    assert baskets.load(clerk.id) is None


def test_what_is_kept_may_follow_from_what_was_recorded(core: Core, baskets: Baskets) -> None:
    clerk, thing = signer_of(core, "clerk"), a_thing(core)
    left = baskets.beside_events(
        clerk.id, lambda events: {"seen": [one.item for one in events if isinstance(one, ItemSeen)]}
    )
    core.custody.handle(SeeItem(item=thing), signer=clerk, beside=left)
    assert baskets.load(clerk.id) == {"seen": [thing]}


def test_what_was_not_carried_out_stays_on_offer(core: Core, baskets: Baskets) -> None:
    clerk = signer_of(core, "clerk")
    baskets.save(clerk.id, {"entries": ["thing"]})
    unknown = SeeItem(item=ItemId("01930000-0000-7000-8000-00000000dead"))
    with pytest.raises(RuleBroken):
        core.custody.handle(unknown, signer=clerk, beside=baskets.beside(clerk.id, {}))

    def breaks(work: UnitOfWork) -> None:
        baskets.beside(clerk.id, {})(work)
        raise MemoryError

    before = Reader(core.reader)(find_items, limit=1).rows
    with pytest.raises(MemoryError):
        core.custody.handle(SeeItem(item=a_thing(core)), signer=clerk, beside=breaks)
    assert baskets.load(clerk.id) == {"entries": ["thing"]}
    assert Reader(core.reader)(find_items, limit=1).rows == before


def test_a_basket_that_cannot_be_read_opens_empty(core: Core, baskets: Baskets) -> None:
    clerk = signer_of(core, "clerk").id
    write_basket(core.writer, person=clerk, at="2026-11-24T01:00:00.000Z", content="{half")
    assert baskets.load(clerk) == {}
