"""A thing of another store, on the road or with a unit is scanned at the counter."""

from __future__ import annotations

from custody_app.domain.commands.base import Command
from custody_app.domain.commands.stores import (
    EntrustItem,
    ReceiveFromStore,
    SendToStore,
)
from custody_app.domain.ids import ItemId, PersonId, PlaceId, UnitId
from custody_app.domain.moments import Day
from custody_app.domain.vocabulary import Condition, Custody
from custody_app.queries.holdings import find_place
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.people import units
from custody_app.queries.states import id_of_key
from custody_app.queries.whereabouts import whereabouts
from custody_app.scanning.basket import Doing
from custody_app.ui.counter.page import CounterPage
from custody_app.ui.counter.wording import verdict_of
from tests.living import signer_of
from tests.ui.centre.test_signed_buttons import sits_down
from tests.ui.centre.test_together import of_two_cases
from tests.ui.centre.window import Window

STORE, THERE, STATION = "ZC", "ZC-01-01", "五华分局暂存库"


def does(window: Window, who: str, command: Command) -> None:
    window.core.custody.handle(command, signer=signer_of(window.core, who))


def place(window: Window, code: str) -> PlaceId:
    return PlaceId(window.read(id_of_key, "place", code))


def sent(window: Window, row: ItemRow) -> None:
    carrier = PersonId(signer_of(window.core, "head").id)
    does(window, "clerk", SendToStore(
        item=ItemId(row.id), to_store=place(window, STORE), carrier=carrier, reason="退回暂存",
    ))  # fmt: skip


def received(window: Window, row: ItemRow) -> None:
    does(window, "store", ReceiveFromStore(
        item=ItemId(row.id), place=place(window, THERE), condition=Condition.INTACT,
    ))  # fmt: skip


def counter(window: Window) -> CounterPage:
    page = window.go("counter")
    assert isinstance(page, CounterPage)
    page.presenter.clear()
    return page


def said(page: CounterPage) -> str:
    (line,) = page.presenter.shown_look.lines
    return " ".join(f"{one.message} {one.next}" for one in verdict_of(line).reasons)


def doing(page: CounterPage) -> Doing:
    (line,) = page.presenter.shown_look.lines
    return line.row.doing


def test_a_thing_of_another_store_says_where_it_is_and_what_can_be_done(window: Window) -> None:
    row, _ = of_two_cases(window)
    sent(window, row)
    page = counter(window)
    window.scan(row.code)
    assert doing(page) is Doing.ELSEWHERE
    assert "移库途中" in said(page)
    assert STATION in said(page)
    assert "移库接收" in said(page)
    received(window, row)
    for first in ((), (window.person("zhang").code,)):
        page = counter(window)
        window.scan(*first, row.code)
        assert doing(page) is Doing.ELSEWHERE
        assert not page.presenter.can_confirm
        text = said(page)
        assert STATION in text
        assert THERE in text
        assert "移库出库" in text
        assert "停止流转" in text
    assert window.state(row.id).custody is Custody.TEMPORARY_STORE


def test_a_place_of_that_store_shows_that_somebody_works_there(window: Window) -> None:
    row, _ = of_two_cases(window)
    sent(window, row)
    received(window, row)
    (here,) = window.read(find_place, text=THERE)
    page = counter(window)
    window.scan(row.code, here.label_code)
    assert doing(page) is Doing.FOUND
    assert page.presenter.can_confirm
    page = counter(window)
    window.scan(row.code, window.read(find_place, text="A-01-02")[0].label_code)
    assert doing(page) is Doing.MOVE
    assert not page.presenter.can_confirm
    assert STATION in said(page)


def test_who_keeps_the_station_store_finds_the_centre_elsewhere(window: Window) -> None:
    row, other = of_two_cases(window)
    sent(window, row)
    received(window, row)
    sits_down(window, "store")
    window.program.window.rebuild()
    window.settle()
    page = counter(window)
    window.scan(row.code)
    assert doing(page) is Doing.FOUND
    page = counter(window)
    window.scan(other.code)
    assert doing(page) is Doing.ELSEWHERE
    assert "中心库房" in said(page)


def test_a_thing_that_a_unit_keeps_says_which(window: Window) -> None:
    row, _ = of_two_cases(window)
    (unit,) = [one for one in window.read(units) if one.code == "530100WT"]
    does(window, "head", EntrustItem(
        item=ItemId(row.id), to_unit=UnitId(unit.id), qualification="资质证", contract_no="委保1号",
        contract_on=Day("2026-01-01"), until=Day("2099-01-01"), reason="保管条件",
        received_by="普建华",
    ))  # fmt: skip
    page = counter(window)
    window.scan(row.code)
    assert doing(page) is Doing.ELSEWHERE
    assert unit.name in said(page)
    assert "委托保管收回" in said(page)
    clerk = signer_of(window.core, "clerk").id
    found = window.read(whereabouts, items=[row.id], person=clerk)[row.id]
    assert (found.custody, found.unit) == (Custody.ENTRUSTED, unit.name)
