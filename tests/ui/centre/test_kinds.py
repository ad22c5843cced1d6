"""Every screen asks for the scale and the second person as the centre's own pack says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from custody_app.domain.commands.loans import RequestDisposal, RequestedItem
from custody_app.domain.commands.rules import AdoptRulePack
from custody_app.domain.ids import ItemId, PersonId, UnitId
from custody_app.domain.state.item import ItemState
from custody_app.domain.vocabulary import Disposal, Grade, SealState, WeightKind
from custody_app.queries.item_rows import ItemRow
from custody_app.queries.people import units
from custody_app.scanning.basket import Basket, Entry, Kind
from custody_app.ui.counter.lines import Wanted
from custody_app.ui.counter.looking import look
from custody_app.ui.counter.steps import Parties
from custody_app.ui.disposal.presenter import read_carrying
from custody_app.ui.items.count_actions import ask_recount
from custody_app.ui.items.store_actions import second_if_needed
from custody_app.ui.kinds import kinds_of
from custody_app.ui.leaving_lines import Leaving, Mistake, read_line
from custody_app.ui.shell.confirm_dialog import Who
from tests.living import signer_of
from tests.ui.centre.window import Window

DRUG_STORE = "530100JDZ"
OWN = """
name = "kunming"
version = "2026-1"
zh = "昆明"
en = "Kunming"
over = "national"
[[categories]]
category = "general"
two_people = true
weighed = true
article = "本中心规定"
certainty = "I"
"""


def adopt(window: Window) -> None:
    folder = window.core.folder.rulepacks
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    head = signer_of(window.core, "head")
    window.core.custody.handle(AdoptRulePack(file="own", reason="市局通知"), signer=head)


def umbrella(window: Window) -> tuple[ItemRow, ItemState]:
    row = window.item("雨伞")
    return row, window.state(row.id)


def test_before_its_adoption_nothing_is_asked_for(window: Window) -> None:
    _row, state = umbrella(window)
    assert second_if_needed(window.desk, state, "").who is Who.NOBODY
    assert "weights" not in ask_recount(window.desk, state).fields


def test_dialogs_ask_as_the_pack_in_force_says(window: Window) -> None:
    row, state = umbrella(window)
    adopt(window)
    assert state.grade is Grade.NORMAL
    assert second_if_needed(window.desk, state, "").who is Who.SECOND
    assert "weights" in ask_recount(window.desk, state).fields
    thing = Leaving(row, state, state.balance.stored, kinds_of(window.desk).of(row.category))
    assert thing.needs_weight
    assert thing.needs_two


def test_a_row_of_the_counter_knows_that_its_kind_is_weighed(window: Window) -> None:
    row, _state = umbrella(window)

    def is_weighed() -> bool:
        basket = Basket(entries=(Entry(Kind.ITEM, row.id, row.tag),))
        recorder = PersonId(window.person("clerk").id)
        (line,) = look(window.core, Wanted(basket, {}, Parties(), recorder)).lines
        return line.is_weighed

    assert not is_weighed()
    adopt(window)
    assert is_weighed()


def test_the_store_of_the_authority_gets_it_weighed_under_its_seal_too(window: Window) -> None:
    row, state = umbrella(window)
    sealed = replace(state, seal=SealState.SEALED)
    adopt(window)
    rule = kinds_of(window.desk).of(row.category)
    asked = state.balance.stored
    assert not Leaving(row, sealed, asked, rule).needs_weight
    thing = Leaving(row, sealed, asked, rule, always_weighed=True)
    assert thing.needs_weight
    with pytest.raises(Mistake):
        read_line(thing, {"gross": "", "net": ""})
    line = read_line(thing, {"gross": "1.2 kg", "net": ""})
    assert [one.kind for one in line.weights] == [WeightKind.GROSS]
    assert line.needs_two


def test_sealed_drugs_that_go_to_the_drug_store_open_the_scale_fields(window: Window) -> None:
    drugs = window.item("疑似氯胺酮")
    assert window.state(drugs.id).seal is SealState.SEALED
    unit = next(one for one in window.read(units) if one.code == DRUG_STORE)
    ask = RequestDisposal(
        items=(RequestedItem(item=ItemId(drugs.id)),),
        disposal=Disposal.AUTHORITY_STORE,
        to_unit=UnitId(unit.id),
        reason="集中保管",
    )
    outcome = window.core.custody.handle(ask, signer=signer_of(window.core, "duan"))
    request = outcome.first("request")
    (thing,) = read_carrying(window.read, request).things
    assert thing.needs_weight
